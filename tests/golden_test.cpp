#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "pipeline.h"

namespace stratlint {
namespace {

namespace fs = std::filesystem;

const fs::path source_folder = STRATLINT_SOURCE_DIR;

// `group/name` of every folder that holds a rule.
std::vector<std::string> rule_ids() {
  std::vector<std::string> ids;
  for (const auto& entry : fs::recursive_directory_iterator(source_folder / "rules")) {
    if (entry.path().filename() != "rule.strat") continue;
    ids.push_back(entry.path().parent_path().lexically_relative(source_folder / "rules").generic_string());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<std::string> example_names() {
  std::vector<std::string> names;
  if (!fs::exists(source_folder / "examples")) return names;
  for (const auto& entry : fs::directory_iterator(source_folder / "examples")) {
    if (entry.path().extension() == ".md") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool reports(const Checked& document, const std::string& rule) {
  const auto& findings = document.verdict.findings;
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

class RuleExamples : public testing::TestWithParam<std::string> {
 protected:
  fs::path folder() const { return source_folder / "rules" / GetParam(); }
};

TEST_P(RuleExamples, RuleIsLoaded) {
  EXPECT_NE(default_rules().find(GetParam()), nullptr);
}

TEST_P(RuleExamples, GoodDocumentIsNotReported) {
  const Checked good("good.md", read_bytes(folder() / "good.md"));
  EXPECT_FALSE(reports(good, GetParam())) << good.text();
}

TEST_P(RuleExamples, BadDocumentIsReportedAsExpected) {
  const Checked bad("bad.md", read_bytes(folder() / "bad.md"));
  EXPECT_TRUE(reports(bad, GetParam())) << "no such finding in:\n" << bad.text();
  expect_golden(bad.text(), folder() / "bad.expected");
}

const auto by_name = [](const auto& info) { return test_name(info.param); };

INSTANTIATE_TEST_SUITE_P(Rules, RuleExamples, testing::ValuesIn(rule_ids()), by_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RuleExamples);

class Examples : public testing::TestWithParam<std::string> {};

TEST_P(Examples, AreReportedAsExpected) {
  const std::string file = GetParam() + ".md";
  const Checked example(file, read_bytes(source_folder / "examples" / file));
  expect_golden(example.text(), source_folder / "examples/expected" / (GetParam() + ".txt"));
}

INSTANTIATE_TEST_SUITE_P(Documents, Examples, testing::ValuesIn(example_names()), by_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Examples);

}  // namespace
}  // namespace stratlint
