#include "fact_lines.h"

// Why a number stands in the text: what columns, remarks, sections and parentheses say about it.
namespace stratlint {
namespace {

TEST(Limits, StandBesideAValueOfTheirKind) {
  expect_facts({
      {"- Pipeline bubble (≤ 18 %): 15 %", "perf.bubble 18 % total requirement main"},
      {"- Pipeline bubble: ≤ 18 %", "perf.bubble 18 % total claim main"},
      {"- TTFT requirement: 10 s (achieved: < 6 s)", "perf.ttft 10 s total requirement main\nperf.ttft 6 s total claim main"},
  });
}

TEST(Roles, OfColumns) {
  expect_facts({
      {"| Metric | Target | Old |\n|---|---|---|\n| Latency | 50 ms | 60 ms |",
       "perf.latency 50 ms batch requirement main\nperf.latency 60 ms batch superseded main"},
      {"| Metric | Value | Target |\n|---|---|---|\n| Latency | 55 ms | 50 ms |\n| MFU | 40% | 45% |",
       "perf.latency 55 ms batch claim main\nperf.latency 50 ms batch requirement main\n"
       "perf.mfu 40 % total claim main\nperf.mfu 45 % total requirement main"},
      {"| Old | New |\n|---|---|\n| TP 8 | TP 4 |", "axis.tp 8 total superseded main\naxis.tp 4 total claim main"},
      {"| Metric | Older value |\n|---|---|\n| Latency | 60 ms |", "perf.latency 60 ms batch claim main"},
  });
}

TEST(Roles, OfColumnsBehindTheirNumber) {
  expect_facts({
      {"| Metric | Plan 1 | Plan 2 (old) |\n|---|---|---|\n| TP | 4 | 8 |\n| PP | 2 | 4 |",
       "axis.tp 4 total claim Plan 1\naxis.tp 8 total superseded Plan 2 (old)\n"
       "axis.pp 2 total claim Plan 1\naxis.pp 4 total superseded Plan 2 (old)"},
      {"| Metric | Plan 1 | Plan 2 (new) |\n|---|---|---|\n| TP | 4 | 8 |\n| PP | 2 | 4 |",
       "axis.tp 4 total claim Plan 1\naxis.tp 8 total claim Plan 2 (new)\n"
       "axis.pp 2 total claim Plan 1\naxis.pp 4 total claim Plan 2 (new)"},
  });
}

TEST(Roles, OfRows) {
  expect_facts({
      {"| Row | Value |\n|---|---|\n| Target latency | 50 ms |\n| Latency | 60 ms |",
       "perf.latency 50 ms batch requirement main\nperf.latency 60 ms batch claim main"},
  });
}

// A word inside a longer name says nothing of its own.
TEST(Roles, AreNoPartsOfNames) {
  expect_facts({
      {"| Item | Value |\n|---|---|\n| Scaling efficiency | 90% |\n| Memory requirement | 40 GB |",
       "perf.scaling_efficiency 90 % total claim main\nmemory.total 40 GB gpu claim main"},
      {"| Item | Memory requirement |\n|---|---|\n| A | 40 GB |", "memory.total 40 GB gpu claim main"},
      {"# Previous strategy\n\n| Item | Value |\n|---|---|\n| Memory requirement | 40 GB |",
       "memory.total 40 GB gpu superseded main"},
      {"# Targets\n\n| Metric | Target | Achieved |\n|---|---|---|\n| Latency | 50 ms | 42 ms |",
       "perf.latency 50 ms batch requirement main\nperf.latency 42 ms batch claim main"},
  });
}

TEST(Roles, OfHeadingsAboutWhatIsToCome) {
  expect_facts({
      {"# Before\n\n- TP: 8", "axis.tp 8 total superseded main"},
      {"# Before you launch\n\n- TP: 8", "axis.tp 8 total claim main"},
      {"# Checks before submitting\n\n- TP: 8", "axis.tp 8 total claim main"},
  });
}

TEST(Roles, OfLabelsEndAtTheFullStop) {
  expect_facts({
      {"Budget: 500B tokens, MFU 45%. The step has a global batch of 512 sequences.", "training.tokens 500B tokens total requirement main\nperf.mfu 45 % total requirement main\nbatch.global 512 sequences total claim main"},
      {"Previously: TP 8, PP 4. DP was 16.", "axis.tp 8 total superseded main\naxis.pp 4 total superseded main\naxis.dp 16 total superseded main"},
  });
}

TEST(Roles, OfLabelsHoldForWhatStandsBehindThem) {
  const std::string other = "axis.tp 2 total hypothetical main\naxis.pp 4 total hypothetical main\ncluster.gpus 64 total hypothetical main\nbatch.microbatches 12 total hypothetical main";
  expect_facts({
      {"Rejected alternative: TP=2, PP=4. It uses the same 64 GPUs (12 micro-batches).", other},
      {"The plan was read twice. Rejected alternative: TP=2, PP=4. It uses the same 64 GPUs (12 micro-batches).", other},
      {"被否决的方案：TP=2、PP=4。", "axis.tp 2 total hypothetical main\naxis.pp 4 total hypothetical main"},
      {"Options not taken: TP=2, PP=4.", "axis.tp 2 total hypothetical main\naxis.pp 4 total hypothetical main"},
      {"Target: MFU 45% (TP 8).", "perf.mfu 45 % total requirement main\naxis.tp 8 total claim main"},
  });
}

TEST(Roles, OfRemarks) {
  expect_facts({
      {"Memory utilization: 85% (safe limit)", "memory.utilization 85 % gpu requirement main"},
      {"MFU: 85% (safe limit)", "perf.mfu 85 % total requirement main"},
      {"Latency: 42 ms (limit)", "perf.latency 42 ms batch requirement main"},
      {"TP 4 (old)", "axis.tp 4 total superseded main"},
      {"Number of layers: 32 (old)", "model.layers 32 total superseded main"},
      {"Number of layers: 32 (new)", "model.layers 32 total claim main"},
  });
}

TEST(Roles, OfRemarksThatCompare) {
  expect_facts({
      {"Latency: 42 ms (meets requirement)", "perf.latency 42 ms batch claim main"},
      {"Latency: 42 ms (meets the requirement)", "perf.latency 42 ms batch claim main"},
      {"Latency: 42 ms (target met)", "perf.latency 42 ms batch claim main"},
      {"Latency: 42 ms (within the limit)", "perf.latency 42 ms batch claim main"},
      {"Latency: 42 ms (exceeds the requirement)", "perf.latency 42 ms batch claim main"},
  });
}

// The word belongs to the number beside it.
TEST(Roles, OfRemarksWithANumber) {
  for (const char* text : {"MFU: 65% (target 70%)", "MFU: 65% (target: 70%)", "MFU of 65% (target: 70%)",
                           "MFU: 65%, target 70%"}) {
    EXPECT_TRUE(fact_lines(text).starts_with("perf.mfu 65 % total claim main")) << text << "\n" << fact_lines(text);
  }
  expect_facts({
      {"MFU of 65% (target: 70%)", "perf.mfu 65 % total claim main\nperf.mfu 70 % total requirement main"},
      {"Latency: 42 ms, target 50 ms", "perf.latency 42 ms batch claim main\nperf.latency 50 ms batch requirement main"},
      {"MFU: 65% (target 70%)", "perf.mfu 65 % total claim main\nperf.mfu 70 % total requirement main"},
      {"Number of layers: 32 (was 48)", "model.layers 32 total claim main\nmodel.layers 48 total superseded main"},
  });
}

TEST(Roles, OfTheWordsBeforeAParenthesis) {
  expect_facts({
      {"The earlier draft (TP 8) was slow.", "axis.tp 8 total superseded main"},
      {"The earlier draft (TP 8 × PP 2) was slow. Now TP 4.",
       "axis.tp 8 total superseded main\naxis.pp 2 total superseded main\naxis.tp 4 total claim main"},
      {"The first draft (8 pipeline stages) was slow.", "axis.pp 8 total superseded main"},
      {"The draft (TP 8) is slow.", "axis.tp 8 total claim main"},
      {"The earlier draft was slow, this one (TP 8) is not.", "axis.tp 8 total claim main"},
  });
}

TEST(Roles, OfWordsBehindThem) {
  expect_facts({
      {"- TP=4, last year's measurement: slow", "axis.tp 4 total superseded main"},
      {"- PP=4, not interleaved: fine", "axis.pp 4 total claim main"},
      {"DP=4（32 卡）时需要两周。", "axis.dp 4 total hypothetical main"},
      {"- TP 8, PP 2 → 16 GPUs (what we had in spring)", "axis.tp 8 total superseded main\naxis.pp 2 total superseded main\ncluster.gpus 16 total superseded main"},
      {"- TP 8, PP 2 (previously DP 4)", "axis.tp 8 total claim main\naxis.pp 2 total claim main\naxis.dp 4 total superseded main"},
      {"**Also tried.** TP4 PP4 DP8 (33%); and TP2, which needs less memory", "axis.tp 4 total hypothetical main\naxis.pp 4 total hypothetical main\naxis.dp 8 total hypothetical main\naxis.tp 2 total hypothetical main"},
      {"EP 8 (one node, 16 ranks) would spare us a switch.", "axis.ep 8 total hypothetical main"},
      {"They'd bring more nodes, DP 20.", "axis.dp 20 total hypothetical main"},
      {"同时需要 8 张卡，TP=4。", "cluster.gpus 8 total claim main\naxis.tp 4 total claim main"},
      {"DP=2 时每卡 8 GB", "axis.dp 2 total hypothetical main"},
      {"PP=4 was never possible.", "axis.pp 4 total hypothetical main"},
  });
}

/// Goals ask for speeds, but the dimensions of a model are those that it has.
TEST(Roles, OfDimensionsUnderGoals) {
  expect_facts({
      {"## Goals\n\n- 48 layers\n- TPOT 20 ms", "model.layers 48 total claim main\nperf.tpot 20 ms total requirement main"},
  });
}

TEST(Roles, OfConfigurationSections) {
  expect_facts({
      {"```yaml\nprevious:\n  tp: 8\nslo:\n  latency: 50 ms\n```\n",
       "axis.tp 8 total superseded main\nperf.latency 50 ms batch requirement main"},
      {"```json\n{\n  \"slo\": {\n    \"latency\": \"50 ms\"\n  }\n}\n```\n",
       "perf.latency 50 ms batch requirement main"},
      {"```yaml\ntargets:\n  latency: 50 ms\nresults:\n  latency: 42 ms\n```\n",
       "perf.latency 50 ms batch requirement main\nperf.latency 42 ms batch claim main"},
      {"```yaml\nlegacy:\n  num_layers: 16\nnum_layers: 32\n```\n",
       "model.layers 16 total superseded main\nmodel.layers 32 total claim main"},
      {"```yaml\nmodel:\n  num_layers: 16\n```\n", "model.layers 16 total claim main"},
  });
}

TEST(Roles, OfWhatIsNotThePlan) {
  expect_facts({
      {"For the 8-GPU debugging box we use TP 4.", "axis.tp 4 total hypothetical main"},
      {"Only the first 200 steps run with a global batch of 128.", "batch.global 128 total hypothetical main"},
      {"With 4 stages and 12 micro-batches, for example, it idles.", "batch.microbatches 12 total hypothetical main"},
      // far from the words, but in their sentence
      {"As an example of how we write such things: a little model of the last course on 16 cards with TP 2.", "cluster.gpus 16 total hypothetical main\naxis.tp 2 total hypothetical main"},
      {"评测时使用 TP=2。", "axis.tp 2 total hypothetical main"},
  });
}

TEST(Roles, OfHeadings) {
  expect_facts({
      {"# Targets\n\nLatency: 42 ms\n\n# Results\n\nLatency: 40 ms",
       "perf.latency 42 ms batch requirement main\nperf.latency 40 ms batch claim main"},
      {"# Plan\n\n## Target metrics\n\nMFU: 42%", "perf.mfu 42 % total requirement main"},
      {"## Success criteria\n\n- Latency: 50 ms", "perf.latency 50 ms batch requirement main"},
      {"## Metrics\n\n- Latency: 50 ms", "perf.latency 50 ms batch claim main"},
  });
}

TEST(Roles, OfFractionsSetInConfiguration) {
  expect_facts({
      {"```yaml\ngpu_memory_utilization: 0.9\n```\n", "memory.utilization 0.9 gpu requirement main"},
      {"```bash\nserve --gpu-memory-utilization 0.9\n```\n", "memory.utilization 0.9 gpu requirement main"},
      {"GPU memory utilization: 0.9", "memory.utilization 0.9 gpu claim main"},
      {"```yaml\nmfu: 0.45\n```\n", "perf.mfu 0.45 total claim main"},  // more of it is better: no limit
  });
}

}  // namespace
}  // namespace stratlint
