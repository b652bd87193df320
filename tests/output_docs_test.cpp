#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "pipeline.h"

// The findings that the documentation shows are what the program prints.

namespace stratlint {
namespace {

using ::testing::HasSubstr;

// Findings in the fenced blocks of a file: from a severity to an empty line or the end of the block.
std::vector<std::string> shown_findings(const std::filesystem::path& path) {
  std::vector<std::string> findings;
  bool inside = false;
  std::istringstream lines(read_bytes(path));
  for (std::string line; std::getline(lines, line);) {
    const bool begins = line.starts_with("error[") || line.starts_with("warning[") || line.starts_with("note[");
    if (begins) findings.emplace_back();
    inside = begins || (inside && !line.empty() && line != "```");
    if (inside) findings.back() += line + "\n";
  }
  return findings;
}

TEST(OutputDocs, FindingsAreReal) {
  const std::filesystem::path folder = STRATLINT_SOURCE_DIR;
  const Checked example("examples/broken-plan.md", read_bytes(folder / "examples/broken-plan.md"));
  for (const char* file : {"README.md", "docs/output.md"}) {
    const std::vector<std::string> findings = shown_findings(folder / file);
    EXPECT_FALSE(findings.empty()) << file;
    for (const std::string& finding : findings) EXPECT_THAT(example.text(), HasSubstr(finding)) << file;
  }
}

}  // namespace
}  // namespace stratlint
