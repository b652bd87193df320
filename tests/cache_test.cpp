#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli.h"
#include "driver/cache.h"
#include "driver/verdict_bytes.h"
#include "pipeline.h"

namespace stratlint {
namespace {

using ::testing::HasSubstr;

TEST(VerdictBytes, AreReadAsTheyWereWritten) {
  const Checked document("x.md", read_bytes(std::filesystem::path(STRATLINT_SOURCE_DIR) / "examples/broken-plan.md"));
  ASSERT_GE(document.verdict.findings.size(), 3u);
  const std::string bytes = verdict_bytes(document.verdict);
  const auto verdict = read_verdict(bytes);
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict_bytes(*verdict), bytes);
  const FileReport before{&document.analysis.source, "x.md", std::nullopt, document.verdict}, after{&document.analysis.source, "x.md", std::nullopt, *verdict};
  EXPECT_EQ(emit_text(before, {}), emit_text(after, {}));
  EXPECT_EQ(emit_json_file(before), emit_json_file(after));
}

TEST(VerdictBytes, BrokenBytesAreNoVerdict) {
  const Checked document("x.md", "8 × 8 = 65 <!-- stratlint-disable-line -- x -->\n\n9 × 9 = 82\n");
  const std::string bytes = verdict_bytes(document.verdict);
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(read_verdict(bytes.substr(0, size))) << size;
  EXPECT_FALSE(read_verdict(bytes + "x"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string broken = bytes;
    broken[i] = static_cast<char>(~broken[i]);
    EXPECT_FALSE(read_verdict(broken)) << i;
  }
}

TEST(ContentHash, DependsOnEveryByteAndOnWhereItIs) {
  const auto hash = [](std::initializer_list<std::string_view> parts) {
    ContentHash all;
    for (const std::string_view part : parts) all.add(part);
    return all;
  };
  const std::string text = "some text of thirty-three letters";
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = static_cast<char>(other[i] + 1);
    EXPECT_FALSE(hash({text}) == hash({other})) << i;
    EXPECT_FALSE(hash({text}) == hash({text.substr(0, i)})) << i;
  }
  EXPECT_FALSE(hash({"a", "b"}) == hash({"ab"}));
  EXPECT_FALSE(hash({std::string_view("\0", 1)}) == hash({""}));
}

const char* const cached = "check --cache-dir cache --format json ";

TEST_F(Cli, CachedRunsSayTheSame) {
  fs::copy(fs::path(STRATLINT_SOURCE_DIR) / "examples", folder() / "docs", fs::copy_options::recursive);
  const std::string fresh = run("check --format json docs").out;
  EXPECT_EQ(run(std::string(cached) + "docs").out, fresh);
  ASSERT_TRUE(fs::exists(folder() / "cache/verdicts"));
  const auto written = fs::last_write_time(folder() / "cache/verdicts");
  EXPECT_EQ(run(std::string(cached) + "docs").out, fresh);
  EXPECT_EQ(fs::last_write_time(folder() / "cache/verdicts"), written) << "nothing new, nothing written";
  for (const char* format : {"text", "sarif", "rdjson"}) {
    const std::string check = std::string("check docs --format ") + format;
    EXPECT_EQ(run(check + " --cache-dir cache").out, run(check).out) << format;
  }
  EXPECT_EQ(run("check docs --show-skipped --cache-dir cache").out, run("check docs --show-skipped").out);
}

TEST_F(Cli, CachedVerdictsAreNeverStale) {
  write("plan.md", "8 × 8 = 65\n");
  const auto found = [&](const std::string& options) { return run("check --cache-dir cache --format concise plan.md " + options).out; };
  EXPECT_THAT(found(""), HasSubstr("error[arithmetic/equation]"));
  write("stratlint.toml", "[rules]\n\"arithmetic/equation\" = \"warning\"\n");
  EXPECT_THAT(found(""), HasSubstr("warning[arithmetic/equation]"));
  write("stratlint.toml", "[rules]\n\"arithmetic/equation\" = \"off\"\n");
  EXPECT_EQ(found(""), "");
  EXPECT_THAT(found("--no-config"), HasSubstr("error[arithmetic/equation]"));
  const auto write_rule = [&](const char* layers) {
    write("rules/test/layers/rule.strat", std::string("rule test/layers {\n  doc \"Bad luck.\"\n  kind formula\n  severity error\n  judge model.layers\n  require model.layers != ") + layers +
                                              "\n  recomputed 12\n  message \"bad luck\"\n}\n");
  };
  write("plan.md", "The model has 13 layers.\n");
  EXPECT_EQ(found("--rules rules"), "");
  write_rule("13");
  EXPECT_THAT(found("--rules rules"), HasSubstr("bad luck"));
  write_rule("14");
  EXPECT_EQ(found("--rules rules"), "");
  write("plan.md", "The model has 14 layers.\n");
  EXPECT_THAT(found("--rules rules"), HasSubstr("bad luck"));
  write("cache/verdicts", slurp(folder() / "cache/verdicts").substr(0, 100));
  EXPECT_THAT(found("--rules rules"), HasSubstr("bad luck"));
  write("cache/verdicts", "rubbish");
  EXPECT_THAT(found("--rules rules"), HasSubstr("bad luck"));
}

TEST_F(Cli, TwoRunsMayShareACache) {
  for (int i = 0; i < 50; ++i) write("a/" + std::to_string(i) + ".md", std::to_string(i) + " × 8 = 7\n");
  const std::string fresh = run("check --format json a").out;
  const std::string both = std::string(cached) + "a >one & '" STRATLINT_BINARY "' " + cached + "a >two; wait";
  for (int i = 0; i < 5; ++i) {
    run(both);
    EXPECT_EQ(slurp(folder() / "one"), fresh);
    EXPECT_EQ(slurp(folder() / "two"), fresh);
  }
  write("file", "");
  EXPECT_THAT(run("check a --cache-dir file/x -q --format concise").err, HasSubstr("stratlint: warning: cannot write the cache"));
}

}  // namespace
}  // namespace stratlint
