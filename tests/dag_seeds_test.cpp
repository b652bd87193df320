// Documents that people really wrote, where they are kept beside the source tree: folders `seeds` and `corpus`.
#include <gmock/gmock.h>

#include <algorithm>

#include "beside.h"
#include "pipeline.h"
#include "stratlint/dag.h"

namespace stratlint {
namespace {

namespace fs = std::filesystem;

/// A document's DAG; errors in its way are accepted only where `accept` says so.
Compilation compile(const fs::path& path, bool accept) {
  const Checked document(path.string(), read_bytes(path));
  const Vocabulary& words = default_rules().vocabulary;
  DagRequest request;
  request.plan = plan_to_compile(document.analysis.facts, words);
  std::vector<Finding> wrong;
  for (const Finding& finding : document.verdict.findings)
    if (shapes_dag(finding, document.analysis.facts, words)) wrong.push_back(finding);
  EXPECT_TRUE(accept || wrong.empty()) << path;
  std::vector<std::string> taken;
  Compilation out = compile_dag(accept_recomputed(document.analysis.facts, request.plan, wrong, words, taken), words, request);
  for (const DagProblem& problem : out.problems) ADD_FAILURE() << path << ": " << problem.check << ": " << problem.message;
  return out;
}

TEST(DagSeeds, AllCompile) {
  const auto rows = find_beside("seeds/expected.jsonl");
  if (!rows) GTEST_SKIP() << "no folder seeds beside the source tree";
  const auto dag = [&](const char* name, bool accept) {
    Compilation out = compile(rows->parent_path() / name, accept);
    EXPECT_TRUE(out.dag) << name << testing::PrintToString(out.missing);
    return out.dag ? *out.dag : Dag{};
  };
  EXPECT_EQ(dag("000.md", true).placement.world, 128u);
  EXPECT_EQ(dag("001.md", true).placement.world, 64u);
  EXPECT_EQ(dag("002.md", false).placement.world, 64u);
  EXPECT_EQ(dag("003.md", true).placement.world, 512u);
  const Dag last = dag("004.md", false);
  EXPECT_EQ(last.placement.world, 64u);
  ASSERT_EQ(last.stages.size(), 2u);
  EXPECT_EQ(last.stages[0].ranks, 32u);
  EXPECT_EQ(last.stages[1].runs[0].first, 8u);
  EXPECT_EQ(last.stages[1].runs[0].count, 8u);
  EXPECT_EQ(last.schedule, "1f1b");
  EXPECT_EQ(last.micro_batches, 16u);
  EXPECT_EQ(last.placement.gpus_per_node, 4u);
  EXPECT_THAT(last.remarks, testing::Contains(testing::HasSubstr("5.882 % by the formula")));
  EXPECT_THAT(last.remarks, testing::Contains(testing::HasSubstr("the plan claims 92 %")));
}

TEST(DagSeeds, HalfOfTheCorpusCompiles) {
  const auto first = find_beside("corpus/000.md");
  if (!first) GTEST_SKIP() << "no folder corpus beside the source tree";
  std::size_t compiled = 0;
  for (const auto& entry : fs::directory_iterator(first->parent_path())) {
    if (entry.path().extension() != ".md") continue;
    const Compilation out = compile(entry.path(), true);
    compiled += out.dag ? 1 : 0;
    EXPECT_TRUE(out.dag || !out.missing.empty()) << entry.path();
  }
  EXPECT_GE(compiled, 60u);
}

}  // namespace
}  // namespace stratlint
