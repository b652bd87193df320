#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "rule_files.h"
#include "stratlint/cost.h"

namespace stratlint {
namespace {

/// The fenced blocks of docs/rules.md, as the files that a reader would make of them.
std::vector<RuleFile> examples() {
  std::ifstream in(STRATLINT_SOURCE_DIR "/docs/rules.md");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string open = "```strat\n";
  std::vector<RuleFile> files;
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
    at += open.size();
    const std::string block = text.substr(at, text.find("```\n", at) - at);
    const std::string word = "rule ";
    std::string path = "words" + std::to_string(files.size()) + ".strat";
    if (block.starts_with(word)) path = block.substr(word.size(), block.find(" {") - word.size()) + "/rule.strat";
    files.push_back({path, block});
  }
  return files;
}

// The reference is right as long as its examples load beside the default rules.
TEST(RuleReference, ExamplesLoad) {
  const std::vector<RuleFile> files = examples();
  ASSERT_GE(files.size(), 5u);
  const RuleLayer layers[] = {{embedded_rule_files(), false}, {files, false}};
  const LoadResult result = load_rules(layers, computed_keys());
  EXPECT_EQ(print(result.problems), "");
  EXPECT_NE(result.rules.find("pipeline/example"), nullptr);
  EXPECT_NE(result.rules.find("arithmetic/example"), nullptr);
  EXPECT_NE(result.rules.vocabulary.find_key("example.order"), no_key);
}

}  // namespace
}  // namespace stratlint
