#include <gtest/gtest.h>

#include <algorithm>

#include "pipeline.h"

// Edits that leave a claim as it is leave its key as it is.

namespace stratlint {
namespace {

const char* const plan = R"(# Plan

## 1. Layout

- **Allocation**: TP(4) × EP(8) × PP(4) = 64 GPUs
- also 8 × 8 = 65

## 2. Sums

8 × 8 = 65 and 9 × 9 = 82, and again 9 × 9 = 83.
)";

/// `rule | claim | headings | ordinal` of every finding, sorted.
std::vector<std::string> keys(const std::string& text) {
  const Checked document("x.md", text);
  std::vector<std::string> keys;
  for (const Finding& finding : document.verdict.findings) {
    const ClaimKey& key = finding.key;
    keys.push_back(key.rule + " | " + key.claim + " | " + key.heading + " | " + std::to_string(key.ordinal));
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(ClaimKeys, NameRuleStatementAndHeadings) {
  const auto all = keys(plan);
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[3], "gpu/axis-product | tp(4)×ep(8)×pp(4)=64gpus | plan > layout | 0");
  EXPECT_EQ(all[0], "arithmetic/equation | 8×8=65 | plan > layout | 0");
}

TEST(ClaimKeys, SurviveEditsAround) {
  const auto before = keys(plan);
  EXPECT_EQ(keys(std::string("Some words before.\n\n") + plan), before);
  EXPECT_EQ(keys(replaced(plan, "## 1. Layout\n", "## 1. News\n\nNone.\n\n## 2. Layout\n\nSee below.\n")), before);
  EXPECT_EQ(keys(replaced(plan, "- also 8", "- **also**  8")), before);
  EXPECT_EQ(keys(replaced(plan, "8 × 8 = 65 and", "Here `8 × 8 =   65` and")), before);
  EXPECT_EQ(keys(replaced(plan, "9 × 9 = 82, and again", "9 × 9 = 81, then 9 × 9 = 82, and again")), before);
}

TEST(ClaimKeys, ChangeWithTheClaim) {
  const auto before = keys(plan);
  EXPECT_NE(keys(replaced(plan, "= 64 GPUs", "= 96 GPUs")), before);
  EXPECT_NE(keys(replaced(plan, "TP(4)", "TP(16)")), before);
}

TEST(ClaimKeys, AreShortAndWhole) {
  const Checked document("x.md", "# " + std::string(199, 'x') + "×\n\n8 × 8 = 65\n");
  ASSERT_EQ(document.verdict.findings.size(), 1u);
  EXPECT_EQ(document.verdict.findings[0].key.heading, std::string(199, 'x'));
}

}  // namespace
}  // namespace stratlint
