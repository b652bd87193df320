// Documents made to hurt, through the whole check: it ends, what it prints can be printed, and what a limit kept from
// being checked is named. How their cost grows with their size is measured by bench/hostile.sh.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "pipeline.h"
#include "repeat.h"

namespace stratlint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// One text for each number from 1.
std::string counted(std::size_t count, const std::function<std::string(const std::string&)>& text) {
  std::string out;
  for (std::size_t i = 1; i <= count; ++i) out += text(std::to_string(i));
  return out;
}

struct Hostile {
  const char* name;
  std::string bytes;
};

std::vector<Hostile> hostile_documents() {
  const auto row = [](const std::string& i) { return "| " + i + " | 2 | 1" + i + " | 11.4 |\n"; };
  return {
      {"Empty", ""},
      {"Nul", repeat(std::string_view("TP\0 = 8\0\n\0", 10), 2'000)},
      {"InvalidUtf8", repeat("TP \xC3 = 8 \xFF, 8 \xC3\x97 8 = 63 \xE2\x82 GPUs\n", 2'000)},
      {"Words", repeat("words of a plan ", 50'000)},
      {"Digits", repeat("1234567890", 50'000)},
      {"OpenParentheses", repeat("(", 200'000)},
      {"DeepParentheses", repeat("(", 20'000) + "1 + 2" + repeat(") * 2", 20'000) + " = 3"},
      {"Assignments", repeat("a*b=", 50'000)},
      {"Numbers", repeat("1 2 3 ", 50'000)},
      {"Equations", repeat("1 = ", 50'000)},
      {"Slashes", repeat("x/y/z/", 50'000)},
      {"LongSum", repeat("1 + ", 50'000) + "1 = 2"},
      {"Glosses", repeat("64 (8 × 8) (4 × 16) ", 20'000)},
      {"Clauses", repeat("TP 8 (BF16, 1F1B), ", 20'000)},
      {"Quotes", repeat("> ", 10'000) + "TP = 8, 8 × 8 = 63"},
      {"Lists", repeat("- ", 10'000) + "TP = 8, 8 × 8 = 63"},
      {"Emphasis", repeat("*a **8 ", 50'000)},
      {"Links", repeat("[[![8](", 50'000)},
      {"Backticks", repeat("`8 ``9 ```c ", 50'000)},
      {"HugeNumbers", repeat("1e400 × 1e-400 = 1e999 GB, 9e307 × 9e307 = 8, 1 / 0 = 2\n", 2'000)},
      {"Table", "| TP | PP | GPUs | Memory (GB) |\n|-|-|-|-|\n" + counted(5'000, row)},
      {"WideTable", repeat("| TP ", 2'000) + "\n" + repeat("|-", 2'000) + "\n" + repeat(repeat("| 8 ", 2'000) + "\n", 8)},
      {"Headings", counted(3'000, [](const std::string& i) { return "## Option " + i + "\nTP = " + i + ", PP = 2\n"; })},
      {"Sections", "```yaml\n" + counted(10'000, [](const std::string& i) { return "s" + i + ":\n  tp: " + i + "\n"; })},
      {"Requirements", repeat("- [x] Latency 70 ms (target: < 50 ms) ✓\n", 10'000)},
      {"Totals", repeat("- Weights: 12 GB\n- Total: 90 GB\n", 5'000)},
      {"Counts", counted(5'000, [](const std::string& i) { return "- Total GPUs: " + i + "\n"; })},
  };
}

class HostileCheck : public testing::TestWithParam<Hostile> {};

TEST_P(HostileCheck, EndsAndCanBePrinted) {
  const Checked document("x.md", GetParam().bytes);
  const std::string text = document.text();
  EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || c >= ' ' || c < 0; }));
  EXPECT_TRUE(nlohmann::json::accept(
      emit_json_file({&document.analysis.source, "x.md", std::nullopt, document.verdict})));
}

INSTANTIATE_TEST_SUITE_P(Documents, HostileCheck, testing::ValuesIn(hostile_documents()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Limits, MoreFindingsThanAnybodyReads) {
  const Checked document("x.md", counted(10'001, [](const std::string& i) { return "- " + i + " ms × 7 = " + i + " ms\n"; }));
  EXPECT_EQ(document.verdict.findings.size(), 10'000u);
  const std::string limit = "only the first 10000 of 10001 findings are shown";
  EXPECT_THAT(document.verdict.limits, ElementsAre(limit));
  EXPECT_THAT(document.text(), HasSubstr("note: x.md: " + limit + "\n"));
  const FileReport report{&document.analysis.source, "x.md", std::nullopt, document.verdict};
  EXPECT_THAT(emit_concise(report), HasSubstr("x.md: note: " + limit + "\n"));
  EXPECT_EQ(nlohmann::json::parse(emit_json_file(report))["limits"], nlohmann::json::array({limit}));
}

TEST(Limits, MorePlansThanAnybodyCompares) {
  const auto plans = [](std::size_t count) {
    const auto row = [](const std::string& i) { return "| plan " + i + " | 8 | 2 | 16 |\n"; };
    return Checked("x.md", "| Plan | TP | PP | GPUs |\n|-|-|-|-|\n" + counted(count, row)).verdict.limits;
  };
  EXPECT_THAT(plans(255), IsEmpty());
  EXPECT_THAT(plans(256), ElementsAre("only the first 255 plans are told apart"));
}

TEST(Limits, LongLines) {
  const auto line = [](std::size_t bytes) {
    return Checked("x.md", "8 × 8 = 64\n\n" + repeat("ß", bytes / 2) + " 8 × 8 = 63\n");
  };
  EXPECT_THAT(line(1'000'000).verdict.limits, IsEmpty());
  EXPECT_EQ(line(1'000'000).verdict.findings.size(), 1u);
  EXPECT_THAT(line(2'000'000).verdict.limits, ElementsAre("line 3: only the first 1048576 bytes are read"));
  EXPECT_EQ(line(2'000'000).verdict.findings.size(), 0u);
}

TEST(Limits, TooManyWords) {
  const Checked document("x.md", "8 × 8 = 63\n\n" + repeat(repeat("a b ", 40) + "c\n", 50'000) + "\n8 × 8 = 62\n");
  EXPECT_THAT(document.verdict.limits, ElementsAre("only the first 4000000 words and numbers were read"));
  EXPECT_EQ(document.verdict.findings.size(), 1u);
}

TEST(Limits, LongBreakdowns) {
  const auto breakdown = [](std::size_t parts, const char* total) {
    const auto part = [](const std::string& i) { return "- Buffer " + i + ": 2 GB\n"; };
    return Checked("x.md", counted(parts, part) + "- Total: " + total + "\n").verdict;
  };
  EXPECT_THAT(breakdown(64, "128 GB").findings, IsEmpty());
  EXPECT_EQ(breakdown(64, "60 GB").findings.size(), 1u);
  EXPECT_THAT(breakdown(64, "60 GB").limits, IsEmpty());
  EXPECT_THAT(breakdown(65, "60 GB").findings, IsEmpty());
  EXPECT_THAT(breakdown(65, "60 GB").limits, ElementsAre("line 66: a total of more than 64 lines is not added up"));
}

}  // namespace
}  // namespace stratlint
