#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "evaluate_case.h"
#include "pipeline.h"

// Without a claim of each of the keys that it needs, a formula accuses nobody: it is passed over.
namespace stratlint {
namespace {

std::string needed(const std::string& fields) {
  const LoadResult loaded = load({{{"axis/x/rule.strat", rule("axis.pp", fields)}, {"words.strat", test_vocabulary}}});
  EXPECT_EQ(print(loaded.problems), "") << fields;
  std::string names;
  for (const KeyId key : loaded.rules.rules.at(0).needed) names += (names.empty() ? "" : " ") + loaded.rules.vocabulary.key(key).name;
  return names;
}

TEST(NeededKeys, OfExpressions) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"require axis.pp == 2", "axis.pp"},
      {"require axis.pp * axis.dp == cluster.gpus", "axis.pp axis.dp cluster.gpus"},
      {"require axis.pp * axis.tp == cluster.gpus", "axis.pp cluster.gpus"},  // TP is assumed to be 1
      {"require axis.pp == 2 and cluster.gpus == 8", ""},                     // one may fail alone
      {"require axis.pp == 2 or cluster.gpus == 8", "axis.pp cluster.gpus"},
      {"require not (axis.pp == 2 and cluster.gpus == 8)", "axis.pp cluster.gpus"},
      {"require axis.pp == 2 when axis.dp == 1 and cluster.gpus == 8", "axis.dp cluster.gpus axis.pp"},
      {"require axis.pp == 2 when axis.dp == 1 or cluster.gpus == 8", "axis.pp"},
      {"require axis.pp == 2 when not (axis.dp == 1 or cluster.gpus == 8)", "axis.dp cluster.gpus axis.pp"},
      {"require axis.pp == (if axis.dp == 1 then cluster.gpus else 3)", "axis.pp axis.dp"},
      {"require axis.pp == (if axis.dp == 1 then cluster.gpus else cluster.gpus / 2)", "axis.pp axis.dp cluster.gpus"},
      {"require axis.pp == any { a: cluster.gpus; b: cluster.gpus / 2 when axis.dp == 1 }", "axis.pp cluster.gpus"},
      {"require axis.pp == any { a: cluster.gpus / axis.dp when axis.dp == 2; b: 4 when axis.dp == 1 }", "axis.pp axis.dp"},
      {"let gpus = cluster.gpus require axis.pp == gpus", "cluster.gpus axis.pp"},
      {"require axis.pp == 2 when stated(cluster.gpus)", "axis.pp"},
      {"require axis.pp == count(cluster.gpus)", "axis.pp"},
      {"require axis.pp * memory.total == sum(memory.part)", "axis.pp memory.total memory.part"},
      {"require axis.pp * 1B == size(dtype.weights)", "axis.pp dtype.weights"},
      {"require axis.pp == floor(max(cluster.gpus, axis.dp))", "axis.pp cluster.gpus axis.dp"},
      {"require axis.pp * memory.total <= requirement(memory.total)", "axis.pp memory.total"},
      {"require axis.pp * memory.total == computed.memory.total", "axis.pp memory.total"},
  };
  for (const auto& [fields, expected] : rows) EXPECT_EQ(needed(fields), expected) << fields;
}

std::vector<std::string> texts(const Verdict& verdict) {
  std::vector<std::string> texts;
  for (const Finding& finding : verdict.findings) texts.push_back(finding.rule + ": " + finding.message);
  return texts;
}

// Naming the rules that lack a fact takes every rule as far as it goes.
TEST(NeededKeys, PassOverNoFinding) {
  const RuleSet& rules = default_rules();
  Selection brief;
  brief.names_skipped = false;
  std::size_t documents = 0, findings = 0;
  for (const char* folder : {"/rules", "/examples"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(STRATLINT_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".md") continue;
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path()).rdbuf();
      const Analysis analysis(entry.path().native(), bytes.str(), rules.vocabulary);
      const Verdict whole = check(analysis.reading(), rules), quick = check(analysis.reading(), rules, nullptr, brief);
      EXPECT_EQ(texts(quick), texts(whole)) << entry.path();
      EXPECT_TRUE(quick.skipped.empty());
      ++documents;
      findings += whole.findings.size();
    }
  }
  EXPECT_GT(documents, 100u);
  EXPECT_GT(findings, 50u);
}

}  // namespace
}  // namespace stratlint
