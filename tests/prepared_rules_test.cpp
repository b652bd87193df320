#include "driver/prepared_rules.h"

#include <gtest/gtest.h>

#include "pipeline.h"

namespace stratlint {
namespace {

LoadResult parse_embedded_rules() {
  const RuleLayer layer{embedded_rule_files(), true};
  return load_rules({&layer, 1}, computed_keys());
}

// Which fields there are is checked when rule_bytes.cpp is compiled.
TEST(PreparedRules, AreTheParsedOnes) {
  EXPECT_EQ(std::string(prepared_rules), rule_bytes(parse_embedded_rules().rules)) << "built from other rules";
}

TEST(PreparedRules, AreReadAsTheyWereWritten) {
  auto rules = read_rules(prepared_rules);
  ASSERT_TRUE(rules);
  EXPECT_EQ(emit_rules_json(*rules), emit_rules_json(default_rules()));
  EXPECT_EQ(emit_rules_markdown(*rules), emit_rules_markdown(default_rules()));
  EXPECT_EQ(std::string(prepared_rules), rule_bytes(std::move(*rules)));
}

TEST(PreparedRules, JudgeAsTheParsedOnes) {
  const auto rules = read_rules(prepared_rules);
  ASSERT_TRUE(rules);
  const Checked parsed("broken-plan.md", read_bytes(std::filesystem::path(STRATLINT_SOURCE_DIR) / "examples/broken-plan.md"));
  ASSERT_GE(parsed.verdict.findings.size(), 3u);
  const Analysis analysis("broken-plan.md", std::string(parsed.analysis.source.bytes()), rules->vocabulary);
  const Verdict verdict = suppress(check(analysis.reading(), *rules), analysis.document, *rules, {});
  EXPECT_EQ(emit_text({&analysis.source, analysis.source.path(), std::nullopt, verdict}, {}), parsed.text());
}

TEST(PreparedRules, BrokenBytesAreNoRules) {
  const std::string bytes(prepared_rules);
  for (std::size_t size = 0; size < bytes.size(); size += 997) EXPECT_FALSE(read_rules(bytes.substr(0, size))) << size;
  EXPECT_FALSE(read_rules(bytes + "x"));
}

}  // namespace
}  // namespace stratlint
