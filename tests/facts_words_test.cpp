#include "fact_lines.h"

// Words that stand for one another, and counts that are shares of a larger one.
namespace stratlint {
namespace {

TEST(SameWords, NameTheSameKey) {
  expect_facts({
      {"64 accelerators in total", "cluster.gpus 64 total claim main"},
      {"Total chips: 64", "cluster.gpus 64 total claim main"},
      {"8 cards per host", "cluster.gpus_per_node 8 total claim main"},
      {"GPUs per server: 8", "cluster.gpus_per_node 8 total claim main"},
      {"Hosts: 8", "cluster.nodes 8 total claim main"},
      {"Card memory: 80GB", "gpu.memory 80 GB gpu claim main"},
      {"Head dim: 128", "model.head_dim 128 total claim main"},
      {"GPU utilisation: 90%", "perf.gpu_utilization 90 % total claim main"},
      {"Each accelerator keeps 4 experts", "layout.experts_per_gpu 4 total claim main"},
      {"Every NPU owns 4 experts", "layout.experts_per_gpu 4 total claim main"},
      {"64 apples in total", ""},
      {"8 cards per table", ""},
      {"Each rack keeps 4 apples", ""},
  });
}

// The words differ, the text that is shown does not.
TEST(SameWords, KeepTheirSpelling) {
  const Analysis analysis("x.md", "The plan uses 64 accelerators.", default_rules().vocabulary);
  ASSERT_EQ(analysis.facts.facts.size(), 1u);
  EXPECT_EQ(analysis.source.text(analysis.facts.facts[0].span), "64 accelerators");
}

TEST(Shares, OfANumberedStage) {
  expect_facts({
      {"Stage 0 (32 GPUs)", "layout.gpus_per_stage 32 total claim main"},
      {"- Stage 0 (32 GPUs): first half\n- Stage 1 (32 GPUs): second half",
       "layout.gpus_per_stage 32 total claim main\nlayout.gpus_per_stage 32 total claim main"},
      {"Stage 0: 32 GPUs", "layout.gpus_per_stage 32 total claim main"},
      {"Stage 0: 16 layers", "layout.layers_per_stage 16 total claim main"},
      {"32 GPUs in stage 0", "layout.gpus_per_stage 32 total claim main"},
      {"### Stage 0\n\n32 GPUs", "layout.gpus_per_stage 32 total claim main"},
      {"Stage 0 runs first, all of this on 32 GPUs", "cluster.gpus 32 total claim main"},
      {"Stage 0 of 2 runs on 32 GPUs in total", "cluster.gpus 32 total claim main"},
  });
}

TEST(Shares, OfAGpu) {
  expect_facts({
      {"Throughput per-GPU: 100 tokens/s", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Per-GPU throughput: 100 tokens/s", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Per-GPU memory: 40 GB", "memory.total 40 GB gpu claim main"},
      {"Heads per-GPU: 8", "layout.heads_per_gpu 8 total claim main"},
      {"Sequences per iteration: 32", "batch.global 32 total claim main"},
      {"Sequences per GPU: 32 per iteration", ""},  // no global batch
      {"Sequences per GPU: 32", ""},
  });
}

}  // namespace
}  // namespace stratlint
