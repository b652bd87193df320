#include "fact_lines.h"

// What rows and columns are: names and values of one plan, plans of their own, or remarks.
namespace stratlint {
namespace {

TEST(Tables, OfAxesAreOnePlan) {
  expect_facts({
      {"| Axis | Degree |\n|---|---|\n| TP | 8 |\n| PP | 2 |\n| DP | 4 |",
       "axis.tp 8 total claim main\naxis.pp 2 total claim main\naxis.dp 4 total claim main"},
      {"| Parallelism | Degree | Why |\n|---|---|---|\n| Tensor | 8 | inside a node |\n| Expert | 4 | it fits |",
       "axis.tp 8 total claim main\naxis.ep 4 total claim main"},
  });
}

TEST(Tables, RowsArePlansUnderDegrees) {
  expect_facts({
      {"| Run | TP | PP |\n|---|---|---|\n| small | 4 | 2 |\n| large | 8 | 4 |",
       "axis.tp 4 total claim row 1 of the table on line 1\naxis.pp 2 total claim row 1 of the table on line 1\n"
       "axis.tp 8 total claim row 2 of the table on line 1\naxis.pp 4 total claim row 2 of the table on line 1"},
      {"| Run | TP | PP |\n|---|---|---|\n| small | 4 | 2 |", "axis.tp 4 total claim main\naxis.pp 2 total claim main"},
  });
}

TEST(Tables, HeadersWithValuesAreConfigurations) {
  expect_facts({
      {"| Component | TP=4 | TP=8 |\n|---|---|---|\n| Weights (GB) | 35.0 | 17.5 |\n| Activations (GB) | 20.5 | 22.5 |",
       "axis.tp 4 total claim TP=4\naxis.tp 8 total claim TP=8\nmemory.weights 35 GB gpu claim TP=4\nmemory.weights 17.5 GB gpu claim TP=8\n"
       "memory.activations 20.5 GB gpu claim TP=4\nmemory.activations 22.5 GB gpu claim TP=8"},
  });
}

TEST(Tables, RowsArePlansWithNamesOfTheirOwn) {
  expect_facts({
      {"| Model | Layers | Hidden size |\n|---|---|---|\n| small | 12 | 768 |\n| large | 24 | 1024 |",
       "model.layers 12 total claim small\nmodel.hidden 768 total claim small\n"
       "model.layers 24 total claim large\nmodel.hidden 1024 total claim large"},
      {"| Plan | MFU | Memory (GB) |\n|---|---|---|\n| Baseline (TP=8, PP=2) | 40% | 40 |\n| New (TP=4, PP=4) | 45% | 30 |",
       "axis.tp 8 total claim baseline\naxis.pp 2 total claim baseline\n"
       "perf.mfu 40 % total claim baseline\nmemory.total 40 GB gpu claim baseline\n"
       "axis.tp 4 total claim New (TP=4, PP=4)\naxis.pp 4 total claim New (TP=4, PP=4)\n"
       "perf.mfu 45 % total claim New (TP=4, PP=4)\nmemory.total 30 GB gpu claim New (TP=4, PP=4)"},
  });
}

TEST(Tables, RowsOfWordsAreNoPlans) {
  expect_facts({
      {"| What | MFU |\n|---|---|\n| this is what we measured in May | 40% |\n| and this is what came out later | 45% |",
       "perf.mfu 40 % total claim main\nperf.mfu 45 % total claim main"},
      {"| When | MFU |\n|---|---|\n| in May | 40% |\n| later | 45% |",
       "perf.mfu 40 % total claim in May\nperf.mfu 45 % total claim later"},
  });
}

TEST(Tables, HeadersAreBetterThanWordyRows) {
  expect_facts({
      // The row would make a communication overlap of it.
      {"| Step | MFU % |\n|---|---|\n| the schedule without any of the tricks below | 38.2 |\n"
       "| plus overlap of the gradient reduction | 41.4 |",
       "perf.mfu 38.2 % total claim main\nperf.mfu 41.4 % total claim main"},
      // Here the row is the name, the header only says that values follow.
      {"| Metric | Value |\n|---|---|\n| Overlap | 41.4% |", "perf.comm_hidden 41.4 % total claim main"},
  });
}

TEST(Tables, ColumnsArePlansIfMostRowsCompare) {
  expect_facts({
      {"| Metric | Small | Large |\n|---|---|---|\n| Layers | 16 | 32 |\n| Heads | 8 | 16 |",
       "model.layers 16 total claim Small\nmodel.layers 32 total claim Large\n"
       "model.heads 8 total claim Small\nmodel.heads 16 total claim Large"},
      {"| Setting | Baseline | New |\n|---|---|---|\n| TP | 8 | 4 |\n| PP | 2 | 4 |",
       "axis.tp 8 total claim baseline\naxis.tp 4 total claim New\n"
       "axis.pp 2 total claim baseline\naxis.pp 4 total claim New"},
      {"| Metric | Stage 0 | Stage 1 |\n|---|---|---|\n| Layers | 20 | 12 |\n| GPUs | 32 | 16 |",
       "layout.layers_per_stage 20 total claim Stage 0\nlayout.layers_per_stage 12 total claim Stage 1\n"
       "layout.gpus_per_stage 32 total claim Stage 0\nlayout.gpus_per_stage 16 total claim Stage 1"},
  });
}

TEST(Tables, ColumnsOfOnePlanAreNone) {
  for (const char* text : {
           // one row of numbers alone
           "| Metric | Small | Large |\n|---|---|---|\n| Layers | 16 | 32 |",
           // fewer than half of the rows
           "| Metric | Small | Large |\n|---|---|---|\n| TP | 4 | 8 |\n| PP | 2 | 4 |\n| Layers | 32 | same |\n"
           "| Heads | 16 | same |\n| Hidden size | 4096 | same |",
           // remarks
           "| Metric | Value | Remark |\n|---|---|---|\n| TP | 4 | was 8 once |\n| PP | 2 | as 2 nodes fit |",
           // a target is no plan
           "| Metric | Value | Target |\n|---|---|---|\n| Latency | 55 ms | 50 ms |\n| MFU | 40% | 45% |",
       }) {
    EXPECT_EQ(Analysis("x.md", text, default_rules().vocabulary).facts.plans.size(), 1u) << text;
  }
}

/// How firmly the words bind the first fact.
int strength(const std::string& text) {
  const Analysis analysis("x.md", text, default_rules().vocabulary);
  return analysis.facts.facts.empty() ? 0 : analysis.facts.facts[0].strength;
}

TEST(Tables, OfNamesAndValuesAreFirm) {
  const int label = strength("Number of layers: 32");
  EXPECT_EQ(strength("| Parameter | Value |\n|---|---|\n| Number of layers | 32 |\n| Heads | 16 |"), label);
  EXPECT_EQ(strength("| Parameter | Value | Why |\n|---|---|---|\n| Number of layers | 32 | it fits |"), label);
  // Where several columns or rows stand side by side, a cell says less.
  EXPECT_LT(strength("| Metric | A | B | C |\n|---|---|---|---|\n| Number of layers | 32 | 16 | 8 |"), label);
  EXPECT_LT(strength("| Model | Number of layers |\n|---|---|\n| small | 12 |\n| large | 24 |"), label);
}

}  // namespace
}  // namespace stratlint
