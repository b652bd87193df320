#include "fact_lines.h"

// Ways to write a plan that the first documents did not have.

namespace stratlint {
namespace {

TEST(Wild, CountsOfRanges) {
  expect_facts({
      {"Stage 0 (GPUs 0-31): layers 0-15", "layout.gpus_per_stage 32 total claim main\nlayout.layers_per_stage 16 total claim main"},
      {"| Stage | Layers | GPUs |\n|---|---|---|\n| Stage 1 | 8-15 | 4-7 |", "layout.layers_per_stage 8 total claim main\nlayout.gpus_per_stage 4 total claim main"},
      {"GPUs 0-31 run the tests", ""},
  });
}

TEST(Wild, ARemarkDoesNotEndAPhrase) {
  expect_facts({
      {"Each stage (32 GPUs) holds 16 layers", "layout.gpus_per_stage 32 total claim main\nlayout.layers_per_stage 16 total claim main"},
      {"Models: Dense Transformer (4 layers)", "model.layers 4 total claim main"},
  });
}

TEST(Wild, GpusOfNodes) {
  for (const char* text : {"Node 0 (8 GPUs)", "each node has 8 GPUs", "GPUs: 8 per node", "H100-80GB, 8 per node"})
    EXPECT_NE(fact_lines(text).find("cluster.gpus_per_node 8 total claim main"), std::string::npos) << text << "\n" << fact_lines(text);
  expect_facts({{"128 GPUs (16 nodes of 8)", "cluster.gpus 128 total claim main\ncluster.nodes 16 total claim main\ncluster.gpus_per_node 8 total claim main"}});
}

TEST(Wild, MemoryOfNamedCards) {
  for (const char* text : {"A100-80GB", "H800 80GB", "16 A100 cards (80 GB)", "80GB H100"})
    EXPECT_NE(fact_lines(text).find("gpu.memory 80 GB gpu claim main"), std::string::npos) << text << "\n" << fact_lines(text);
  expect_facts({{"41 GB/GPU", ""}});
}

TEST(Wild, SequencesAndTokens) {
  expect_facts({
      {"Batch: 128 sequences × 10,000 tokens", "batch.global 128 sequences total claim main\nmodel.seq_len 10000 tokens total claim main"},
      {"mbs 2, gbs 1024, seq 8192", "batch.micro 2 total claim main\nbatch.global 1024 total claim main\nmodel.seq_len 8192 total claim main"},
      {"6.1k tok/s/GPU", "perf.tokens_per_s 6100 tokens/s gpu claim main"},
      {"TPS: 38,000", "perf.tokens_per_s 38000 tokens/s total claim main"},
  });
}

TEST(Wild, Chinese) {
  expect_facts({
      {"共 32 台服务器，每台 8 张 GPU，总卡数：256",
       "cluster.nodes 32 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 256 total claim main"},
      {"张量并行：8；每个阶段 20 层", "axis.tp 8 total claim main\nlayout.layers_per_stage 20 total claim main"},
      {"参数量：671亿", "model.params 67.1B total claim main"},
      {"单步时间 19.6 秒，目标 MFU 不低于 45%", "perf.step_time 19.6 s total claim main\nperf.mfu 45 % total requirement main"},
      {"激活 6 个专家", "model.top_k 6 total claim main"},
      {"之前的方案是 TP8 + PP4，气泡率 27%", "axis.tp 8 total superseded main\naxis.pp 4 total superseded main\nperf.bubble 27 % total superseded main"},
  });
}

TEST(Wild, Latex) {
  expect_facts({
      {"each stage has $\\frac{64}{4} = 16$ layers", "layout.layers_per_stage 16 total claim main"},
      {"Peak compute: $989$ TFLOPS", "gpu.peak_flops 989 TFLOP/s gpu claim main"},
      {"Compute: 3.19e24 FLOPs", "training.flops 3.19e24 FLOP total claim main"},  // no GPU has so much
      {"We see 227 TFLOPS per GPU out of 400 TFLOPS peak", "perf.achieved_flops 227 TFLOP/s gpu claim main\ngpu.peak_flops 400 TFLOP/s gpu claim main"},
  });
}

TEST(Wild, ColumnsBesideATarget) {
  expect_facts({{"## Targets\n\n| Metric | Target | Reached |\n|---|---|---|\n| TTFT | 2 s | 1.4 s |",
                 "perf.ttft 2 s total requirement main\nperf.ttft 1.4 s total claim main"}});
}

TEST(Wild, AWordAtTheStartOfASentenceHoldsForAllOfIt) {
  expect_facts({{"The old plan used TP=8, PP=4 and DP=2. Now TP=4.",
                 "axis.tp 8 total superseded main\naxis.pp 4 total superseded main\naxis.dp 2 total superseded main\naxis.tp 4 total claim main"}});
}

TEST(Wild, ARunOfTheTable) {
  const std::string text = fact_lines("| GPUs | TP |\n|---|---|\n| 8 | 1 |\n| 16 | 2 |\n\nOn 16 GPUs it is faster.");
  EXPECT_EQ(text.find("main"), std::string::npos) << text;
}

TEST(Wild, FactorsBesideHeads) {
  expect_facts({
      {"MHA: 32 heads × 128", "model.heads 32 total claim main\nmodel.head_dim 128 total claim main"},
      {"- **Attention heads**: 16 × 64 = 1024", "model.heads 16 total claim main\nmodel.head_dim 64 total claim main"},
      {"52 query heads of 128, 4 KV heads", "model.heads 52 total claim main\nmodel.head_dim 128 total claim main\nmodel.kv_heads 4 total claim main"},
  });
}

TEST(Wild, TwoCountsWithASlash) {
  expect_facts({
      {"32 heads / 8 KV heads of 128", "model.heads 32 total claim main\nmodel.kv_heads 8 total claim main\nmodel.head_dim 128 total claim main"},
      {"2/16 experts active", ""},
  });
}

TEST(Wild, NodesTimesGpus) {
  expect_facts({
      {"32 nodes × 8 GPUs", "cluster.nodes 32 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"4 nodes, 32 GPUs", "cluster.nodes 4 total claim main\ncluster.gpus 32 total claim main"},
      {"nodes (8 GPUs)", ""},
  });
}

TEST(Wild, OneSentenceOfAParagraphAtATime) {
  expect_facts({{"Every layer has 96 experts. There are 310 billion parameters.", "model.experts 96 total claim main\nmodel.params 310B total claim main"}});
}

TEST(Wild, ValuesAgainPerGpu) {
  expect_facts({
      {"Weights: 104 GB, or 3.25 GB per GPU", "memory.weights 104 GB gpu claim main\nmemory.weights 3.25 GB gpu claim main"},
      {"Weights: 24 GB, in total 57 GB per GPU", "memory.weights 24 GB gpu claim main"},
  });
}

TEST(Wild, AColumnThatGoesOn) {
  expect_facts({{"| Run | tokens/s | per GPU |\n|---|---|---|\n| a | 4,000 | 500 |",
                 "perf.tokens_per_s 4000 tokens/s total claim main\nperf.tokens_per_s 500 tokens/s gpu claim main"}});
}

TEST(Wild, SeriesOfRates) {
  expect_facts({{"Hardware per GPU: 64 GB VRAM, 400 TFLOPS, 1.8 TB/s",
                 "gpu.memory 64 GB gpu claim main\ngpu.peak_flops 400 TFLOP/s gpu claim main\ngpu.mem_bandwidth 1.8 TB/s gpu claim main"}});
}

TEST(Wild, AssignmentsThatCompute) {
  expect_facts({
      {"```python\ntp = 4\npp = 3\nworld_size = tp * pp\nlayers_per_stage = 60 // 3\n```",
       "axis.tp 4 total claim main\naxis.pp 3 total claim main\ncluster.gpus 12 total claim main\nlayout.layers_per_stage 20 total claim main"},
      {"```sh\nTP=4 PP=2 bash run.sh\n```", "axis.tp 4 total claim main\naxis.pp 2 total claim main"},
      {"```python\nworld_size = unknown * pp\n```", ""},
  });
}

TEST(Wild, TomlTablesAreSections) {
  expect_facts({{"```toml\n[prefill]\ntp = 4\npp = 1\n[decode]\ntp = 8\npp = 2\n```",
                 "axis.tp 4 total claim prefill\naxis.pp 1 total claim prefill\naxis.tp 8 total claim decode\naxis.pp 2 total claim decode"}});
}

TEST(Wild, OptionsAndPoolsArePlans) {
  expect_facts({
      {"## Option A\n\nTP=8\n\n## Option B\n\nTP=4", "axis.tp 8 total claim option a\naxis.tp 4 total claim option b"},
      {"## Prefill pool\n\nTP=8\n\n## Decode pool\n\nTP=4", "axis.tp 8 total claim prefill pool\naxis.tp 4 total claim decode pool"},
  });
  // A pool has not the GPUs of the whole deployment.
  const Vocabulary& words = default_rules().vocabulary;
  const Analysis pools("x.md", "Total GPUs: 96\n\n## Prefill pool\n\nTP=8\n\n## Option A\n\nTP=4\n", words);
  const KeyId gpus = words.find_key("cluster.gpus");
  ASSERT_EQ(pools.facts.plans.size(), 3u);
  EXPECT_TRUE(pools.facts.candidates(1, gpus).empty());
  EXPECT_FALSE(pools.facts.candidates(2, gpus).empty());
}

TEST(Wild, FailedConfigurations) {
  const std::string text = fact_lines("| Run | TP | Memory (GB) |\n|---|---|---|\n| a | 8 | 61 |\n| b | 2 | OOM |");
  EXPECT_NE(text.find("axis.tp 8 total claim"), std::string::npos) << text;
  EXPECT_NE(text.find("axis.tp 2 total hypothetical"), std::string::npos) << text;
}

TEST(Wild, AddendsWithTheirNamesBeforeThem) {
  expect_facts({
      {"weights 14.6 GB + KV cache 21.0 GB + activations 2.4 GB",
       "memory.kv_cache 21 GB gpu claim main\nmemory.activations 2.4 GB gpu claim main\nmemory.weights 14.6 GB gpu claim main"},
      {"Memory per GPU: weights 14.6 GB + KV cache 21.0 GB = 35.6 GB",
       "memory.kv_cache 21 GB gpu claim main\nmemory.weights 14.6 GB gpu claim main\nmemory.total 35.6 GB gpu claim main"},
      {"weights 14.6 GB + KV cache 21.0 GB = 35.6 GB", "memory.kv_cache 21 GB gpu claim main\nmemory.weights 14.6 GB gpu claim main"},
      {"Weights + KV cache = 8.75 GB + 42.9 GB = 51.7 GB", ""},  // neither is the sum
  });
}

TEST(Wild, WhatStandsBehindANumberNamesNoOther) {
  expect_facts({
      {"The optimizer needs 12 bytes a parameter: 235B × 12 = 2,820 GB", "memory.optimizer 12 B gpu claim main"},
      {"After the weights 124.1 GB − 5.75 GB = 118.4 GB remain", ""},
  });
}

TEST(Wild, RemarksOnStages) {
  expect_facts({{"Stage 0: layers 0-19 (32 GPUs)", "layout.layers_per_stage 20 total claim main\nlayout.gpus_per_stage 32 total claim main"}});
}

TEST(Wild, ArrowsBoundNothing) {
  expect_facts({{"prefill throughput: 16k -> 1.02M tokens/s total", "perf.tokens_per_s 1.02M tokens/s total claim main"}});
}

TEST(Wild, ATotalTimeIsThatOfItsParts) {
  expect_facts({{"Total latency: 76 ms", "perf.latency 76 ms batch claim main"}});
}

TEST(Wild, AVerdictAtTheEndOfALine) {
  expect_facts({
      {"- TP1EP8PP4, 32 GPUs in total, dropped (OOM)",
       "axis.tp 1 total hypothetical main\naxis.ep 8 total hypothetical main\naxis.pp 4 total hypothetical main\ncluster.gpus 32 total hypothetical main"},
      {"Alternative considered: TP 16, PP 8", "axis.tp 16 total hypothetical main\naxis.pp 8 total hypothetical main"},
  });
}

TEST(Wild, TheLeftSideOfAComparisonIsClaimed) {
  expect_facts({{"TPOT 25 ms < 20 ms SLA", "perf.tpot 25 ms total claim main\nperf.tpot 20 ms total requirement main"},
                {"target TPOT < 30 ms: measured 31 ms", "perf.tpot 30 ms total requirement main\nperf.tpot 31 ms total claim main"}});
}

TEST(Wild, ThroughputAndTokensOfARun) {
  expect_facts({
      {"Processing 3.6T tokens at 290k tokens/s", "training.tokens 3.6T tokens total claim main\nperf.tokens_per_s 290000 tokens/s total claim main"},
      {"so we see about 374k tokens per second", "perf.tokens_per_s 374000 tokens/s total claim main"},
      {"a step holds 1.05M tokens; 1.05M / 2.21 s = 475k tokens/s", "perf.tokens_per_s 475000 tokens/s total claim main"},
      {"It reads 4.19M tokens.", ""},
      {"We measured 4 tokens/s per user", "perf.tokens_per_s 4 tokens/s sequence claim main"},
  });
}

TEST(Wild, ListsOfMeasures) {
  expect_facts({
      {"step time 1.6 s, 655,400 tokens/s, bubble 3.0%", "perf.step_time 1.6 s total claim main\nperf.tokens_per_s 655400 tokens/s total claim main\nperf.bubble 3 % total claim main"},
      {"the weights take 8 GB and activations 4 GB, together 12 GB", "memory.weights 8 GB gpu claim main\nmemory.activations 4 GB gpu claim main\nmemory.total 12 GB gpu claim main"},
      {"one of them reads 655,400 tokens/s", ""},
  });
}

TEST(Wild, ChineseBatchesInOneLine) {
  expect_facts({{"- 微批次大小：1，全局批大小：1024", "batch.micro 1 total claim main\nbatch.global 1024 total claim main"}});
}

TEST(Wild, SuffixesBehindABlank) {
  expect_facts({
      {"It has 122 B parameters.", "model.params 122B total claim main"},
      {"trained on 1.5 T tokens", "training.tokens 1.5T tokens total claim main"},
      {"12 B per parameter", ""},  // bytes
  });
}

TEST(Wild, NamesOfTheNearestNumber) {
  expect_facts({
      {"Latency: 2.2 ms TPOT", "perf.tpot 2.2 ms total claim main"},
      {"the first 3 layers dense, the others MoE", "model.dense_layers 3 total claim main"},
      {"TPOT 25 ms, TTFT 320 ms (SLO 380 ms)", "perf.tpot 25 ms total claim main\nperf.ttft 320 ms total claim main\nperf.ttft 380 ms total requirement main"},
      {"The model has 24 layers with 32 experts each", "model.layers 24 total claim main\nmodel.experts 32 total claim main"},
      {"Weights take 2.5 GB per GPU", "memory.weights 2.5 GB gpu claim main"},
      {"The process takes 2.5 GB per GPU", "memory.total 2.5 GB gpu claim main"},
      {"| Item | Value |\n|---|---|\n| GPUs (TP × EP × PP) | 256 |", "cluster.gpus 256 total claim main"},
      {"decode @ 32 ms/token = 8,000 tokens/s; TTFT 320 ms", "perf.tpot 32 ms total claim main\nperf.ttft 320 ms total claim main"},
      {"Weights take 2.5 GB and the KV cache 8 GB, 10.5 GB in total", "memory.weights 2.5 GB gpu claim main\nmemory.kv_cache 8 GB gpu claim main"},
  });
}

TEST(Wild, GpusThatAreAProduct) {
  expect_facts({
      {"2 × 4 × 8 = 64 GPUs", "cluster.gpus 64 total claim main"},
      {"4 × 8 = 32 GPUs", ""},  // of a stage, of a node?
      {"128 GPUs = 4 × 2 × 16", "cluster.gpus 128 total claim main"},
      {"64 H100s on 8 nodes", "cluster.gpus 64 total claim main\ncluster.nodes 8 total claim main\ngpu.name H100 SXM 80GB total claim main\n"
                              "gpu.name H100 PCIe 80GB total claim main\ngpu.name H100 NVL 94GB total claim main"},
      {"集群：16 台服务器，每台 8 张 H100", "cluster.nodes 16 total claim main\ncluster.gpus_per_node 8 total claim main\ngpu.name H100 SXM 80GB total claim main\n"
                                         "gpu.name H100 PCIe 80GB total claim main\ngpu.name H100 NVL 94GB total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
