#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "rule_files.h"
#include "rules/names.h"
#include "stratlint/cost.h"

namespace stratlint {
namespace {

std::string reference() {
  std::ifstream in(STRATLINT_SOURCE_DIR "/docs/rules.md");
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The fenced blocks of docs/rules.md, as the files that a reader would make of them.
std::vector<RuleFile> examples() {
  const std::string text = reference();
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

/// The names in the row of a declaration: what stands in the second cell of "| `role` | claim ... |".
std::set<std::string> names_of(const std::string& declaration) {
  const std::string text = reference(), open = "\n| `" + declaration + "` | ";
  const std::size_t at = text.find(open);
  if (at == std::string::npos) return {};
  std::istringstream cell(text.substr(at + open.size(), text.find(" |\n", at + open.size()) - at - open.size()));
  return {std::istream_iterator<std::string>(cell), {}};
}

TEST(RuleReference, NamesAllThatWordsMayMean) {
  const std::set<std::string> scopes = names_of("scope"), roles = names_of("role"), marks = names_of("mark");
  EXPECT_EQ(scopes.size(), scope_count);
  EXPECT_EQ(roles.size(), role_count);
  EXPECT_EQ(marks.size(), mark_count);
  for (const std::string& name : scopes) EXPECT_TRUE(find_scope(name)) << name;
  for (const std::string& name : roles) EXPECT_TRUE(find_role(name)) << name;
  for (const std::string& name : marks) EXPECT_TRUE(find_mark(name)) << name;
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
