#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <vector>

#include "beside.h"
#include "pipeline.h"

// Labelled documents may be kept beside the source tree, in a folder `seeds`: NNN.md, expected.jsonl with the true
// inconsistencies, clean_lines.json with the lines that must stay silent.

namespace stratlint {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::optional<fs::path> seeds_folder() {
  const auto rows = find_beside("seeds/expected.jsonl");
  return rows ? std::optional(rows->parent_path()) : std::nullopt;
}

struct Row {
  std::string document, id;
  std::vector<std::uint32_t> lines;   // any of them is a right place
  std::vector<std::string> expected;  // one of these numbers belongs in the finding
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.id;
}

std::vector<Row> arithmetic_rows() {
  std::vector<Row> rows;
  if (const auto folder = seeds_folder()) {
    std::ifstream in(*folder / "expected.jsonl");
    for (std::string line; std::getline(in, line);) {
      const Json row = Json::parse(line);
      if (row["level"] == 1) rows.push_back({row["doc"], row["id"], row["lines"], row["expect"]});
    }
  }
  if (rows.empty()) rows.push_back({"", "none", {}, {}});
  return rows;
}

bool stands_on(const Finding& finding, const SourceFile& source, const std::vector<std::uint32_t>& lines) {
  const auto right = [&](Span span) {
    return std::find(lines.begin(), lines.end(), source.line_of(span.begin)) != lines.end();
  };
  return right(finding.primary) || std::any_of(finding.related.begin(), finding.related.end(),
                                               [&](const Label& label) { return right(label.span); });
}

// Whether a text holds the number by itself: not 128 in 1280 or 0.128.
bool has_number(const std::string& text, const std::string& number) {
  const auto part_of_number = [&](std::size_t at) {
    return at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) != 0);
  };
  for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at + 1)) {
    const std::size_t end = at + number.size();
    const bool starts =
        at == 0 || !(part_of_number(at - 1) || (text[at - 1] == '.' && at > 1 && part_of_number(at - 2)));
    const bool ends = !part_of_number(end) && !(end < text.size() && text[end] == '.' && part_of_number(end + 1));
    if (starts && ends) return true;
  }
  return false;
}

bool names_a_number(const Finding& finding, const std::vector<std::string>& numbers) {
  std::string text = finding.message + "\n" + (finding.recomputed ? finding.recomputed->text : "");
  for (const auto* part : {&finding.derivation, &finding.readings, &finding.notes}) {
    for (const std::string& line : *part) text += "\n" + line;
  }
  return numbers.empty() || std::any_of(numbers.begin(), numbers.end(),
                                        [&](const std::string& number) { return has_number(text, number); });
}

TEST(SeedMatching, NumbersStandAlone) {
  EXPECT_TRUE(has_number("is 128, but", "128"));
  EXPECT_TRUE(has_number("128", "128"));
  EXPECT_TRUE(has_number("= 128.", "128"));
  EXPECT_FALSE(has_number("is 1280", "128"));
  EXPECT_FALSE(has_number("is 5128", "128"));
  EXPECT_FALSE(has_number("is 0.128", "128"));
  EXPECT_FALSE(has_number("is 128.5", "128"));
  EXPECT_TRUE(has_number("is 128.5 or 128", "128"));
}

class Seeds : public testing::TestWithParam<Row> {};

TEST_P(Seeds, InconsistencyIsFound) {
  const Row& row = GetParam();
  if (row.document.empty()) GTEST_SKIP() << "no labelled documents beside the source tree";
  const std::string file = row.document + ".md";
  const Checked document(file, read_bytes(*seeds_folder() / file));
  const auto& findings = document.verdict.findings;
  const bool found = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.severity != Severity::note && stands_on(finding, document.analysis.source, row.lines) &&
           names_a_number(finding, row.expected);
  });
  EXPECT_TRUE(found) << "expected on lines " << testing::PrintToString(row.lines) << " with one of "
                     << testing::PrintToString(row.expected) << "; found:\n"
                     << document.text();
}

INSTANTIATE_TEST_SUITE_P(Arithmetic, Seeds, testing::ValuesIn(arithmetic_rows()),
                         [](const auto& info) { return test_name(info.param.id); });

TEST(CleanLines, AreNotReported) {
  const auto folder = seeds_folder();
  if (!folder) GTEST_SKIP() << "no labelled documents beside the source tree";
  const Json clean = Json::parse(read_bytes(*folder / "clean_lines.json"));
  for (const auto& [name, lines] : clean.items()) {
    if (!lines.is_array()) continue;
    const Checked document(name + ".md", read_bytes(*folder / (name + ".md")));
    for (const Finding& finding : document.verdict.findings) {
      const std::uint32_t line = document.analysis.source.line_of(finding.primary.begin);
      const bool silent = std::find(lines.begin(), lines.end(), line) != lines.end();
      EXPECT_TRUE(!silent || finding.severity == Severity::note)
          << name << ".md:" << line << ": " << finding.rule << ": " << finding.message;
    }
  }
}

}  // namespace
}  // namespace stratlint
