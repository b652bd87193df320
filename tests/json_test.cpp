#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "stratlint/emit.h"

namespace stratlint {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;

Finding full_finding() {
  Finding finding;
  finding.rule = "gpu/axis-product";
  finding.plan = "main";
  finding.message = "TP × PP is 8, but 16 GPUs are stated";
  finding.primary = {16, 23};
  finding.claimed = Amount{"16 GPUs", 16, "1"};
  finding.recomputed = Amount{"8", 8, "1"};
  finding.convention = "product";
  finding.derivation = {"4 (TP) × 2 (PP) = 8"};
  finding.readings = {"product: 8"};
  finding.notes = {"DP is stated nowhere"};
  finding.help = "write 8 GPUs";
  finding.related = {{{3, 4}, "TP = 4"}};
  return finding;
}

const char* const document = "TP 4 × PP 2 =\n 16 GPUs\n";

Json whole(const std::vector<FileReport>& reports) {
  std::string text = emit_json_head();
  Summary summary;
  for (const FileReport& report : reports) {
    if (summary.files > 0) text += ',';
    text += emit_json_file(report);
    summary.add(report);
  }
  return Json::parse(text + emit_json_tail(summary));
}

TEST(Json, ExactBytesOfOneFinding) {
  const SourceFile source("plan.md", document);
  const FileReport report{
      &source, "plan.md", std::nullopt, {{full_finding()}, {{"compute/time-floor", "main", {"model.top_k"}}}, {}}};
  Summary summary;
  summary.add(report);
  EXPECT_EQ(emit_json_head() + emit_json_file(report) + emit_json_tail(summary),
            R"({"schema_version":1,"tool":{"name":"stratlint","version":")" STRATLINT_VERSION R"("},"files":[)"
            "\n"
            R"({"path":"plan.md","error":null,"findings":[{"rule":"gpu/axis-product","severity":"error","plan":"main",)"
            R"("message":"TP × PP is 8, but 16 GPUs are stated",)"
            R"("range":{"start":{"line":2,"column":2},"end":{"line":2,"column":9}},)"
            R"("claimed":{"text":"16 GPUs","value":16,"unit":"1"},"recomputed":{"text":"8","value":8,"unit":"1"},)"
            R"("convention":"product","derivation":["4 (TP) × 2 (PP) = 8"],"readings":["product: 8"],)"
            R"("notes":["DP is stated nowhere"],"help":"write 8 GPUs",)"
            R"("related":[{"range":{"start":{"line":1,"column":4},"end":{"line":1,"column":5}},"message":"TP = 4"}],"fix":null,)"
            R"("fingerprint":"4ac88287a3047f1cf3c266a09d85769f"}],)"
            R"("skipped":[{"rule":"compute/time-floor","plan":"main","missing":["model.top_k"]}]})"
            "\n"
            R"(],"summary":{"files":1,"errors":1,"warnings":0,"notes":0}})"
            "\n");
}

TEST(Json, NoFilesAndUnreadableFiles) {
  EXPECT_EQ(whole({})["files"], Json::array());
  const Json json = whole({{nullptr, "gone.md", "no such file", {}}});
  EXPECT_EQ(json["files"][0], Json::parse(R"({"path":"gone.md","error":"no such file","findings":[],"skipped":[]})"));
  EXPECT_EQ(json["summary"]["files"], 1);
}

TEST(Json, MissingAmountsAreNull) {
  const SourceFile source("plan.md", document);
  Finding finding = full_finding();
  finding.claimed.reset();
  finding.recomputed.reset();
  finding.derivation.clear();
  const Json json = whole({{&source, "plan.md", std::nullopt, {{finding}, {}, {}}}});
  const Json& out = json["files"][0]["findings"][0];
  EXPECT_TRUE(out["claimed"].is_null());
  EXPECT_TRUE(out["recomputed"].is_null());
  EXPECT_EQ(out["derivation"], Json::array());
  EXPECT_EQ(json["files"][0]["skipped"], Json::array());
}

TEST(Json, NumbersAreFiniteAndShort) {
  const SourceFile source("plan.md", document);
  const auto value = [&](double number) {
    Finding finding = full_finding();
    finding.claimed->value = number;
    const std::string text = emit_json_file({&source, "plan.md", std::nullopt, {{finding}, {}, {}}});
    const std::size_t begin = text.find("\"value\":") + 8;
    return text.substr(begin, text.find(',', begin) - begin);
  };
  EXPECT_EQ(value(0.6), "0.6");
  EXPECT_EQ(value(4e14), "400000000000000");
  EXPECT_EQ(value(-3), "-3");
  EXPECT_EQ(value(5.36e22), "5.36e+22");
  EXPECT_EQ(value(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(value(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(value(-std::numeric_limits<double>::infinity()), "null");
}

TEST(Json, BytesThatAreNoTextAreReplacedOrEscaped) {
  const SourceFile source("plan.md", std::string("\xff 64 \x1b\0", 7));
  Finding finding = full_finding();
  finding.primary = {2, 4};
  finding.message = std::string("bad \xff \x1b \0 \" \\ \n", 15);
  finding.related.clear();
  const std::string text = emit_json_file({&source, "\xfe.md", std::nullopt, {{finding}, {}, {}}});
  EXPECT_THAT(text, Not(HasSubstr("\xff")));
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_EQ(text.find('\n'), std::string::npos);
  const Json json = Json::parse(text);
  EXPECT_EQ(json["path"], "\uFFFD.md");
  EXPECT_EQ(json["findings"][0]["message"], std::string("bad \uFFFD \x1b \0 \" \\ \n", 17));
  EXPECT_EQ(json["findings"][0]["range"]["start"]["column"], 3);
}

TEST(Json, LimitsOnlyWhereSomethingWasCut) {
  const SourceFile source("plan.md", document);
  FileReport report{&source, "plan.md", std::nullopt, {}};
  EXPECT_FALSE(Json::parse(emit_json_file(report)).contains("limits"));
  report.verdict.limits = {"only the first part was read"};
  EXPECT_EQ(Json::parse(emit_json_file(report))["limits"], Json::array({"only the first part was read"}));
}

TEST(Json, ColumnsAreCodePoints) {
  const SourceFile source("plan.md", "总共 ✅ e\u0301 64");
  Finding finding = full_finding();
  finding.primary = {15, 17};
  finding.related.clear();
  ASSERT_EQ(source.text(finding.primary), "64");
  const Json json = Json::parse(emit_json_file({&source, "plan.md", std::nullopt, {{finding}, {}, {}}}));
  EXPECT_EQ(json["findings"][0]["range"],
            Json::parse(R"({"start":{"line":1,"column":9},"end":{"line":1,"column":11}})"));
}

}  // namespace
}  // namespace stratlint
