#include <gtest/gtest.h>

#include <set>

#include "driver/report_stream.h"
#include "pipeline.h"

// Every format on the same findings; the goldens are in tests/expected/formats.

namespace stratlint {

void PrintTo(const ReportFormat& format, std::ostream* out) {
  *out << format.name;
}

namespace {

Finding make_finding(const SourceFile& source, std::string_view words, Severity severity, std::string message) {
  Finding finding;
  finding.rule = "gpu/axis-product";
  finding.severity = severity;
  finding.plan = "main";
  finding.message = std::move(message);
  const auto at = static_cast<std::uint32_t>(source.bytes().find(words));
  finding.primary = {at, at + static_cast<std::uint32_t>(words.size())};
  finding.key = {finding.rule, std::string(words), "plan", 0};
  return finding;
}

// What formats must not stumble over: their own marks, letters of several bytes, what is no text, places over two lines.
struct Documents {
  SourceFile plan{"./docs/a plan, 50%.md", "✅ TP(8) × EP(8) = 32 GPUs\n- [x] 53 ms < 50 ms\n\nabout\n5 GB\n"};
  SourceFile clean{"clean.md", "nothing\n"};
  std::vector<FileReport> reports;

  Documents() {
    Finding error = make_finding(plan, "32 GPUs", Severity::error, "TP(8) × EP(8) is 64, but 32 is written");
    error.primary_label = "the axes multiply to 64";
    error.claimed = Amount{"32 GPUs", 32, "1"};
    error.recomputed = Amount{"64", 64, "1"};
    error.convention = "product";
    error.derivation = {"8 (TP) × 8 (EP) = 64", "64 > 32"};
    error.readings = {"product: 64", "folded: 8"};
    error.notes = {"DP is stated nowhere"};
    error.help = "correct the count";
    error.related = {{make_finding(plan, "TP(8)", Severity::note, "").primary, "TP = 8"}};
    Finding warning = make_finding(plan, "53 ms", Severity::warning, "`53` ms <b>|over|</b> 100 % of\n::error:: ]]> & \"50\" \x1b");
    warning.plan = "row 2: \xff";
    Finding note = make_finding(plan, "about\n5 GB", Severity::note, "odd, over two lines");
    reports = {{&plan, plan.path(), std::nullopt, {{error, warning, note}, {{"perf/bubble", "main", {"axis.pp"}}}, {"only the start was read"}}},
               {&clean, clean.path(), std::nullopt, {}},
               {nullptr, "/top/gone.md", "no such file", {}}};
    for (std::size_t i = 0; i < reports.size(); ++i) reports[i].index = i;
  }
};

RuleSet two_rules() {
  RuleSet rules;
  for (const char* id : {"gpu/axis-product", "gpu/nodes"}) {
    Rule& rule = rules.rules.emplace_back();
    rule.id = id;
    rule.doc = "A first sentence\nover two lines. A second one.\n\nAnother paragraph.";
    rule.bad = "```\nwrong\n```\n";
    rule.formula = "require a == b";
  }
  return rules;
}

std::string print(const ReportFormat& format, std::span<const FileReport> reports, std::size_t most = 0) {
  const RuleSet rules = two_rules();
  const ReportContext context{rules, {}, "/top", false};
  ReportStream stream(format, context, most);
  std::string out = stream.head();
  Summary summary;
  for (const FileReport& report : reports) {
    summary.add(report);
    out += stream.file(report);
  }
  return out + stream.tail(summary);
}

class Formats : public testing::TestWithParam<ReportFormat> {};

TEST_P(Formats, PrintAsExpected) {
  expect_golden(print(GetParam(), Documents().reports), std::filesystem::path(STRATLINT_SOURCE_DIR) / "tests/expected/formats" / GetParam().name);
}

TEST_P(Formats, SaySomethingForNoFileAtAll) {
  const std::string none = print(GetParam(), {});
  const bool by_line = GetParam().name == "concise";
  EXPECT_EQ(none.empty(), by_line) << none;
}

TEST_P(Formats, HaveNoMoreFindingsThanTheLimit) {
  const Documents documents;
  const std::string all = print(GetParam(), documents.reports), some = print(GetParam(), documents.reports, 2);
  EXPECT_NE(all.find("odd, over two lines"), std::string::npos);
  EXPECT_EQ(some.find("odd, over two lines"), std::string::npos) << some;
  EXPECT_NE(some.find("100 "), std::string::npos) << some;
}

INSTANTIATE_TEST_SUITE_P(All, Formats, testing::ValuesIn(report_formats().begin(), report_formats().end()),
                         [](const auto& info) { return test_name(std::string(info.param.name)); });

TEST(ReportStream, WarnsOfWhatIsCutUnlessTheReportSaysSo) {
  const RuleSet rules = two_rules();
  const Documents documents;
  const ReportContext context{rules, {}, "/top", false};
  for (const ReportFormat& format : report_formats()) {
    ReportStream whole(format, context, 3), cut(format, context, 1);
    whole.file(documents.reports.front());
    cut.file(documents.reports.front());
    EXPECT_EQ(whole.warning(), "");
    const std::string text = "stratlint: warning: 2 more findings than the limit, not in the " + std::string(format.name) + " report\n";
    EXPECT_EQ(cut.warning(), format.name == "text" ? "" : text);
  }
}

TEST(Fingerprint, DependsOnAllOfTheClaim) {
  const ClaimKey key{"a/b", "8×8=65", "plan", 0};
  const std::string known = fingerprint("x.md", key);
  // Printed fingerprints are kept by other programs.
  EXPECT_EQ(known, "804efa36503cab0e2ece12d017ef9ac7");
  std::set<std::string> all = {known, fingerprint("y.md", key)};
  for (const ClaimKey& other : {ClaimKey{"a/c", "8×8=65", "plan", 0}, ClaimKey{"a/b", "8×8=66", "plan", 0}, ClaimKey{"a/b", "8×8=65", "", 0},
                                ClaimKey{"a/b", "8×8=65", "plan", 1}, ClaimKey{"a/b8", "×8=65", "plan", 0}}) {
    EXPECT_TRUE(all.insert(fingerprint("x.md", other)).second);
  }
}

}  // namespace
}  // namespace stratlint
