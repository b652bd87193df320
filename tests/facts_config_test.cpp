#include <gmock/gmock.h>

#include "fact_lines.h"

// Configuration: shell exports, sections, and sections that are plans of their own.
namespace stratlint {
namespace {

std::string in(const std::string& language, const std::string& lines) { return "```" + language + "\n" + lines + "```\n"; }

TEST(ConfigFacts, SeveralAssignmentsOnALine) {
  expect_facts({
      {in("bash", "export TP=4 PP=2 DP=8\n"), "axis.tp 4 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main"},
      {in("bash", "TP=4 PP=2\n"), "axis.tp 4 total claim main\naxis.pp 2 total claim main"},
      {in("bash", "if [ $TP -eq 4 ]; then\n"), ""},
  });
}

TEST(ConfigFacts, OneValueForEachName) {
  expect_facts({
      {"```python\nlayers, kv_heads, head_dim = 40, 8, 128  # of the decoder\n```", "model.layers 40 total claim main\nmodel.kv_heads 8 total claim main\nmodel.head_dim 128 total claim main"},
      {"```python\nlayers, kv_heads = 40, count()\n```", ""},
      {"```python\nrun(model, layers=40)\n```", "model.layers 40 total claim main"},
  });
}

TEST(ConfigFacts, MapsInOneLineAreSections) {
  expect_facts({
      {in("yaml", "memory_gb: {weights: 9, grads: 18.5}\n"), "memory.weights 9 GB gpu claim main\nmemory.gradients 18.5 GB gpu claim main"},
      {in("yaml", "memory_gb:\n  weights: 9\n"), "memory.weights 9 GB gpu claim main"},
      {in("json", "{\"parallel\": {\"tp\": 2}, \"weights\": 9}\n"), "axis.tp 2 total claim main"},
      {"### Memory per GPU (GB)\n\n- Weights: 9.5\n", "memory.weights 9.5 GB gpu claim main"},
      {"### Memory per GPU in GB\n\n- Weights: 9.5\n", "memory.weights 9.5 GB gpu claim main"},
      {"### Notes in general\n\n- Weights: 9.5\n", ""},
  });
}

TEST(ConfigFacts, OptionsThatImplyALayout) {
  const std::string folded = "layout.convention folded total claim main", serving = "layout.convention serving total claim main",
                    attention = "layout.convention attention-dp total claim main";
  expect_facts({
      {in("bash", "run.py --tensor-model-parallel-size 2\n"), "axis.tp 2 total claim main\n" + folded},
      {in("yaml", "expert_model_parallel_size: 8\n"), "axis.ep 8 total claim main\n" + folded},
      {"| Setting | Value |\n|---|---|\n| pipeline_model_parallel_size | 4 |\n", folded + "\naxis.pp 4 total claim main"},
      {"The tensor model parallel size is 2.", "axis.tp 2 total claim main"},  // words, no option
      {in("bash", "vllm serve m --tensor-parallel-size 2 --enable-expert-parallel\n"), "axis.tp 2 total claim main\n" + serving},
      {in("bash", "  --enable-expert-parallel \\\n"), serving},
      {in("python", "enable_expert_parallel=True\n"), serving},
      {in("python", "enable_expert_parallel=False\n"), ""},
      {in("bash", "launch --tp 16 --enable-dp-attention\n"), "axis.tp 16 total claim main\n" + attention},
  });
}

TEST(ConfigFacts, APinnedNameHoldsForEveryPlan) {
  EXPECT_THAT(fact_lines("```stratlint\nlayout.convention: product\n```\n\n| Run | TP | PP |\n|---|---|---|\n| a | 1 | 2 |\n| b | 2 | 4 |\n"),
              testing::AllOf(testing::HasSubstr("layout.convention product total claim main pinned"),
                             testing::HasSubstr("layout.convention product total claim row 2 of the table on line 5 pinned")));
}

TEST(ConfigFacts, SectionsThatACallOpens) {
  expect_facts({
      {in("python", "model = dict(\n    num_layers=32,\n    hidden_size=4096,\n)\nparallel = dict(\n    tp=8,\n)\n"),
       "model.layers 32 total claim main\nmodel.hidden 4096 total claim main\naxis.tp 8 total claim main"},
      {in("python", "model = Config(\n    num_layers=32,\n)\n"), "model.layers 32 total claim main"},
      {in("python", "model = {\n    'num_layers': 32,\n}\n"), "model.layers 32 total claim main"},
  });
}

TEST(ConfigFacts, SectionsWithTheSameKeyArePlans) {
  expect_facts({
      {in("yaml", "prefill:\n  tp: 4\ndecode:\n  tp: 8\n"), "axis.tp 4 total claim prefill\naxis.tp 8 total claim decode"},
      {in("python", "prefill = dict(\n    tp=4,\n)\ndecode = dict(\n    tp=8,\n)\n"),
       "axis.tp 4 total claim prefill\naxis.tp 8 total claim decode"},
      // what else they give goes with it
      {in("yaml", "prefill:\n  tp: 4\n  gpus: 8\ndecode:\n  tp: 4\n  pp: 2\nnum_layers: 32\n"),
       "axis.tp 4 total claim prefill\ncluster.gpus 8 total claim prefill\naxis.tp 4 total claim decode\n"
       "axis.pp 2 total claim decode\nmodel.layers 32 total claim main"},
      // and what stands in sections inside
      {in("yaml", "prefill:\n  tp: 4\n  more:\n    pp: 2\ndecode:\n  tp: 8\n"),
       "axis.tp 4 total claim prefill\naxis.pp 2 total claim prefill\naxis.tp 8 total claim decode"},
  });
}

TEST(ConfigFacts, OtherSectionsAreNone) {
  expect_facts({
      {in("yaml", "prefill:\n  tp: 4\ndecode:\n  pp: 2\n"), "axis.tp 4 total claim main\naxis.pp 2 total claim main"},
      // latencies make no configuration
      {in("yaml", "a:\n  latency: 40 ms\nb:\n  latency: 50 ms\n"),
       "perf.latency 40 ms batch claim main\nperf.latency 50 ms batch claim main"},
      // two files
      {in("yaml", "a:\n  tp: 4\n") + "\n" + in("yaml", "b:\n  tp: 8\n"), "axis.tp 4 total claim main\naxis.tp 8 total claim main"},
      // a section inside narrows the outer one down
      {in("yaml", "serving:\n  tp: 4\n  draft:\n    tp: 1\n"), "axis.tp 4 total claim main\naxis.tp 1 total claim main"},
  });
}

TEST(ConfigFacts, OfProgramsThatAreNotTheRun) {
  expect_facts({
      {in("bash", "python tools/export.py --pp 6\n"), "axis.pp 6 total claim command of line 2"},
      {in("bash", "convert --tp 2 --pp 4\n"), "axis.tp 2 total claim command of line 2\naxis.pp 4 total claim command of line 2"},
      {in("bash", "# eval only, 2 cards\nserve ./copy --tp 2 \\\n  --pp 4\n\ntrain --tp 8\n"),
       "axis.tp 2 total claim command of line 2\naxis.pp 4 total claim command of line 2\naxis.tp 8 total claim main"},
      {in("bash", "python tools/export.py --pp 6\npython pretrain.py --pp 4\n"), "axis.pp 6 total claim command of line 2\naxis.pp 4 total claim main"},
      {in("bash", "python pretrain.py --pp 6\n"), "axis.pp 6 total claim main"},
  });
}

TEST(ConfigFacts, PlansAreKnownToTheirStatements) {
  const Analysis analysis("x.md", in("yaml", "prefill:\n  tp: 4\ndecode:\n  tp: 8\n"), default_rules().vocabulary);
  const FactBase& base = analysis.facts;
  for (const Fact& fact : base.facts) EXPECT_EQ(base.plan_of_statement[fact.statement], fact.plan);
  ASSERT_EQ(base.plans.size(), 3u);
  EXPECT_EQ(analysis.source.text(base.plans[1].span), "prefill");
}

}  // namespace
}  // namespace stratlint
