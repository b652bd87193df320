#include <algorithm>

#include "finding_lines.h"

namespace stratlint {
namespace {

TEST(Equations, HonestRoundingIsNoFinding) {
  for (const char* text : {
           "8 × 8 = 64",
           "4.58 GB + 0.04 GB = 4.6 GB",
           "7 / 3 = 2.33",
           "7 / 3 = 2.3",
           "7 / 3 ≈ 2",
           "2.04 × 2.04 = 4.2",  // each operand was rounded before
           "1 / 3 = 33%",
           "1 / 3 = 33.3%",
           "2 / 3 = 66.7%",
           "~4.2 GB × 2 = 8.5 GB",
           "1024 × 1024 bytes = 1 MB",
           "1,048,576 bytes = 1 MB",
           "512 MB × 4 = 2 GB",
           "2048 KB = 2 MB",
           "1.8 TB/s × 0.8 = 1.44 TB/s",
           "64 / 8 / 4 = 2",
           "30B × 2 bytes = 60 GB",
           "30B × 2 bytes / 64 = 0.94 GB",
           "70% of 64GB = 44.8GB",
           "1200 ms = 1.2 s",
           "256 / 1684 = 0.152",
           "2^20 = 1,048,576",
           "10 × 10 ≈ 100",
           "27ms < 50ms",
       }) {
    EXPECT_EQ(finding_lines(text), "") << text;
  }
}

TEST(Equations, WrongOnesAreFound) {
  const struct {
    const char* text;
    const char* rule;
  } rows[] = {
      {"8 × 8 = 65", "arithmetic/equation"},
      {"16 × 4 × 2 = 64", "arithmetic/equation"},
      {"4.58 GB + 0.04 GB = 4.8 GB", "arithmetic/equation"},
      {"7 / 3 = 2.5", "arithmetic/equation"},
      {"7 / 3 ≈ 4", "arithmetic/equation"},
      {"1 / 3 = 43%", "arithmetic/percent"},
      {"64 = 8 × 9", "arithmetic/equation"},
      {"30B × 2 bytes = 90 GB", "arithmetic/equation"},
      {"1200 ms = 1.4 s", "arithmetic/equation"},
      {"512 MB × 4 = 3 GB", "arithmetic/equation"},
      {"60ms < 50ms", "arithmetic/comparison"},
      {"TP(8) × EP(8) × PP(2) = 64 GPUs", "gpu/axis-product"},
      {"TP × PP = 8 × 2 = 32 GPUs", "gpu/axis-product"},
      {"64 GPUs (8 expert × 4 tensor)", "gpu/axis-product"},
  };
  for (const auto& row : rows) {
    const Checked document("x.md", row.text);
    ASSERT_EQ(document.verdict.findings.size(), 1u) << row.text << "\n" << document.text();
    EXPECT_EQ(document.verdict.findings[0].rule, row.rule) << row.text;
    EXPECT_TRUE(document.verdict.findings[0].recomputed || std::string(row.rule) == "arithmetic/comparison");
  }
}

TEST(Merging, OneCauseIsOneFinding) {
  const Checked document("x.md",
                         "TP(8) × EP(8) × PP(2) = 64 GPUs\n\n"
                         "Again: TP(8) × EP(8) × PP(2) = 64 GPUs\n\n"
                         "The plan uses 64 GPUs.\n");
  const auto& all = document.verdict.findings;
  ASSERT_EQ(all.size(), 1u) << document.text();
  EXPECT_EQ(all[0].rule, "gpu/axis-product");
  EXPECT_EQ(document.analysis.source.line_of(all[0].primary.begin), 1u);
  const auto labelled = [&](std::uint32_t line) {
    return std::any_of(all[0].related.begin(), all[0].related.end(),
                       [&](const Label& label) { return document.analysis.source.line_of(label.span.begin) == line; });
  };
  EXPECT_TRUE(labelled(3)) << document.text();
  EXPECT_TRUE(labelled(5)) << document.text();
}

TEST(Merging, TwoCausesAreTwoFindings) {
  const Checked document("x.md", "8 × 8 = 65\n\n5 × 5 = 26\n");
  EXPECT_EQ(document.verdict.findings.size(), 2u) << document.text();
}

TEST(Merging, FindingsStandInOrder) {
  const Checked document("x.md", "8 × 8 = 65\n\n60ms < 50ms\n\nTP(8) × EP(8) = 32 GPUs\n\n7 × 7 = 50\n");
  const auto& all = document.verdict.findings;
  EXPECT_EQ(all.size(), 4u) << document.text();
  EXPECT_TRUE(
      std::is_sorted(all.begin(), all.end(), [](const Finding& a, const Finding& b) { return a.primary < b.primary; }));
}

TEST(Roles, WhatIsNotClaimedIsNotJudged) {
  EXPECT_NE(finding_lines("# Plan\n\n8 × 8 = 65"), "");
  for (const char* text : {
           "# Errors found\n\n8 × 8 = 65",
           "# Previous strategy\n\n8 × 8 = 65",
           "# Related work\n\n8 × 8 = 65",
           "# Plan\n\nThe document claims 8 × 8 = 65",
           "# Plan\n\nPreviously: 8 × 8 = 65",
       }) {
    EXPECT_EQ(finding_lines(text), "") << text;
  }
}

TEST(Roles, AFailedComparisonMayBeFalse) {
  EXPECT_NE(finding_lines("60ms < 50ms ✓"), "");
  EXPECT_EQ(finding_lines("60ms < 50ms ❌"), "");
}

TEST(Code, OfOtherLanguagesIsNotJudged) {
  EXPECT_EQ(finding_lines("```cpp\n8 * 8 = 65\n```\n"), "");
  EXPECT_NE(finding_lines("```\n8 × 8 = 65\n```\n"), "");
}

}  // namespace
}  // namespace stratlint
