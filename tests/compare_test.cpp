#include <gtest/gtest.h>

#include "pipeline.h"

// Claims of two versions of a document, and the file that keeps them.

namespace stratlint {
namespace {

std::vector<Finding> findings(const std::vector<ClaimKey>& keys) {
  std::vector<Finding> result(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) result[i].key = keys[i];
  return result;
}

const ClaimKey a{"r/a", "8×8=65", "plan > one", 0}, again{"r/a", "8×8=65", "plan > one", 1}, moved{"r/a", "8×8=65", "plan > two", 0},
    other{"r/a", "9×9=82", "plan > one", 0}, other_rule{"r/b", "8×8=65", "plan > one", 0};

struct Row {
  std::vector<ClaimKey> found, known;
  std::vector<bool> result;
  std::vector<ClaimKey> stale;
};

TEST(Compare, EveryKnownClaimAccountsForOneFinding) {
  const Row rows[] = {
      {{}, {}, {}, {}},
      {{a}, {}, {false}, {}},
      {{a}, {a}, {true}, {}},
      {{}, {a}, {}, {a}},
      {{a, again}, {a}, {true, false}, {}},
      {{a}, {a, again}, {true}, {again}},
      {{again}, {a}, {true}, {}},
      {{moved}, {a}, {true}, {}},
      {{moved, a}, {a}, {false, true}, {}},
      {{moved, a}, {a, again}, {true, true}, {}},
      {{other}, {a}, {false}, {a}},
      {{other_rule}, {a}, {false}, {a}},
  };
  for (const Row& row : rows) {
    const Comparison comparison = compare(findings(row.found), row.known);
    const auto index = &row - rows;
    EXPECT_EQ(comparison.known, row.result) << index;
    EXPECT_TRUE(comparison.stale == row.stale) << index;
  }
}

TEST(Compare, KnownFindingsAreSetAside) {
  Verdict verdict;
  verdict.findings = findings({a, other});
  const Comparison comparison = compare(verdict.findings, std::vector{a});
  const Verdict baseline = without_known(verdict, comparison, Known::baseline);
  ASSERT_EQ(baseline.findings.size(), 1u);
  EXPECT_TRUE(baseline.findings[0].key == other);
  ASSERT_EQ(baseline.suppressed.size(), 1u);
  EXPECT_EQ(baseline.suppressed[0].by, Suppressed::By::baseline);
  const Verdict before = without_known(verdict, comparison, Known::before);
  EXPECT_EQ(before.findings.size(), 1u);
  EXPECT_EQ(before.suppressed.size(), 0u);
  EXPECT_EQ(before.known_before, 1u);
}

TEST(BaselineFile, IsReadAsItWasWritten) {
  const Baseline baseline = {{"b \"x\".md", {moved, a}}, {"a.md", {other, again}}};
  const std::string text = print_baseline(baseline);
  const BaselineResult result = parse_baseline(text);
  EXPECT_EQ(result.error, "");
  EXPECT_EQ(print_baseline(result.baseline), text);
  EXPECT_EQ(text.find("a.md"), text.find(".md") - 1);  // sorted, a line for each claim
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_EQ(parse_baseline(print_baseline({})).error, "");
}

TEST(BaselineFile, SaysWhatIsWrong) {
  EXPECT_NE(parse_baseline("").error, "");
  EXPECT_NE(parse_baseline("[]").error, "");
  EXPECT_NE(parse_baseline(R"({"schema_version":1})").error, "");
  EXPECT_NE(parse_baseline(R"({"schema_version":1,"findings":[{"path":3}]})").error, "");
  EXPECT_EQ(parse_baseline(R"({"schema_version":2,"findings":[]})").error, "its schema_version is 2, this program knows 1");
}

// Whatever is put between, before, after or elsewhere: what was known stays known.
TEST(Compare, EditsElsewhereBringNothingBack) {
  const std::string one = "- **Allocation**: TP(4) × EP(8) × PP(4) = 64 GPUs\n", two = "8 × 8 = 65 and 9 × 9 = 82.\n", three = "It takes 10 + 5 = 16 ms, again 10 + 5 = 16 ms.\n";
  const auto known = [&](const std::string& text) {
    std::vector<ClaimKey> keys;
    for (const Finding& finding : Checked("x.md", text).verdict.findings) keys.push_back(finding.key);
    return keys;
  };
  const std::string base = "# Plan\n\n## 1. Layout\n\n" + one + "\n## 2. Sums\n\n" + two + "\n" + three;
  const auto before = known(base);
  ASSERT_GE(before.size(), 4u);
  const std::string edits[] = {
      "Words.\n\n" + base,
      "# Plan\n\n## 1. News\n\nNothing.\n\n## 2. Layout\n\n" + one + "\n## 3. Sums\n\n" + two + "\n" + three,
      "# Plan\n\n## 1. Sums\n\n" + three + "\n" + two + "\n## 2. Layout\n\n" + one,
      "# Plan\n\n" + two + "\n## Rest\n\n" + three + "\n" + one,
      "# A new name\n\n## Layout\n\n" + one + "\n### Sums\n\n" + two + "\n> quoted words\n\n" + three,
  };
  for (const std::string& edit : edits) {
    const Checked after("x.md", edit);
    const Comparison comparison = compare(after.verdict.findings, before);
    EXPECT_EQ(std::count(comparison.known.begin(), comparison.known.end(), false), 0) << edit;
    EXPECT_TRUE(comparison.stale.empty()) << edit;
  }
}

}  // namespace
}  // namespace stratlint
