#include "fact_lines.h"

// Names as people write them: with remarks, arrows, parts behind commas, in rows without lines.
namespace stratlint {
namespace {

/// A context of 8K has 8192 tokens; ten thousand of them are no power of two.
TEST(Labels, SayOfWhatInAnyOrder) {
  expect_facts({
      {"- Layers in each pipeline stage: 16", "layout.layers_per_stage 16 total claim main"},
      {"- Layers on one stage: 16", "layout.layers_per_stage 16 total claim main"},
      {"- Experts on every GPU: 8", "layout.experts_per_gpu 8 total claim main"},
      {"- Routed experts per GPU: 8 per MoE layer", "layout.experts_per_gpu 8 total claim main"},
      {"- Micro-batches per replica and step: 64", "batch.microbatches 64 total claim main"},
      {"- Planned MFU: 42 %", "perf.mfu 42 % total claim main"},
      {"- Data: a single replica (5 × 8 = 40)", ""},  // what stands behind a colon is a value
      {"Offloading to the CPU is not used.", ""},
  });
}

TEST(Labels, ThousandsOfTokens) {
  expect_facts({
      {"Sequence length: 8K", "model.seq_len 8192 total claim main"},
      {"Sequence length: 10K", "model.seq_len 10000 total claim main"},
      {"最大长度：32k", "model.seq_len 32768 total claim main"},
  });
}

TEST(Labels, WhatIsCountedBehindThem) {
  expect_facts({
      {"Heron has 36.7 billion parameters in 40 layers.", "model.params 36.7B total claim main\nmodel.layers 40 total claim main"},
      {"Heron has 0.9 billion parameters in each of 40 layers.", "model.layers 40 total claim main"},
      {"64 节点 × 8 GPU = 512 GPU。", "cluster.nodes 64 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 512 total claim main"},
      {"pools: interactive=20 batch=28", ""},
      {"parameters per GPU 175 / 64 = 2.73 B", ""},
      {"1,024 sequences of 8,192 tokens per step.", "batch.global 1024 sequences total claim main\nmodel.seq_len 8192 tokens total claim main"},
      {"- dense parameters on a rank: 0.46 B", ""},
      {"A layer has 128 of them.", ""},
      {"64 query heads, 8 of them for keys and values", "model.heads 64 total claim main\nmodel.kv_heads 8 total claim main"},
  });
}

TEST(Labels, MarginsAreThoseOfTheirClause) {
  expect_facts({
      {"TPOT 38 ms, margin 2 ms", "perf.tpot 38 ms total claim main"},
      {"TPOT: 2 ms margin", ""},
      {"TTFT: 380 ms, below the limit of 400 ms", "perf.ttft 380 ms total claim main\nperf.ttft 400 ms total requirement main"},
      {"BF16: 989 TFLOPS a GPU", "gpu.peak_flops 989 TFLOP/s gpu claim main\ndtype.weights bf16 total claim main"},
  });
}

TEST(Labels, NamesThatEndInADigit) {
  expect_facts({
      {"FSDP2 over all ranks", ""},
      {"FSDP 16 over all ranks", "axis.dp 16 total claim main"},
      {"Each rank accumulates 16 micro-steps. Training stops after 47,684 steps.", "batch.accumulation 16 total claim main"},
  });
}

TEST(Labels, EndInArrows) {
  expect_facts({
      {"+ Tensor parallelism (TP) → 4", "axis.tp 4 total claim main"},
      {"- Context window => 16384", "model.seq_len 16384 total claim main"},
      {"- Layers -> 24", "model.layers 24 total claim main"},
      {"The batch went from 128 → 256.", ""},
  });
}

TEST(Labels, MayHaveRemarks) {
  expect_facts({
      {"- EP (formed within DP): 8", "axis.ep 8 total claim main"},
      {"- MFU (6N rule): 41 %", "perf.mfu 41 % total claim main"},
      {"- Attention heads (query): 40", "model.heads 40 total claim main"},
      {"- GPUs (whole job): 96", "cluster.gpus 96 total claim main"},
      {"- GPUs (spare): 2", ""},  // of a part
  });
}

TEST(Labels, MayHaveAPartBehindAComma) {
  expect_facts({
      {"- Global batch, in sequences: 96", "batch.global 96 total claim main"},
      {"- Lunch, in minutes: 45", ""},
  });
}

TEST(Labels, MayBeGluedToTheirValue) {
  expect_facts({
      {"`arch layers=32 kv_heads=8`", "model.layers 32 total claim main\nmodel.kv_heads 8 total claim main"},
      {"`mesh layers = 32`", ""},
      {"The router has no limit, typically K=2 of the experts.", ""},
  });
}

TEST(Labels, OfAContainer) {
  expect_facts({
      {"```yaml\nresources:\n  limits:\n    nvidia.com/gpu: 8\n```", "layout.gpus_per_replica 8 total claim main"},
      {"# Plan\n\n## Resources\n\n- GPUs: 352", "cluster.gpus 352 total claim main"},
  });
}

TEST(Labels, BelowAStageOfTheTraining) {
  expect_facts({
      {"# Plan\n\n## Stage 2: fine-tuning\n\n- Layers: 80", "model.layers 80 total claim main"},
      {"# Plan\n\n## Stage 2\n\n- Layers: 20", "layout.layers_per_stage 20 total claim main"},
      {"# Heron, stage 1\n\n- Layers: 80", "model.layers 80 total claim main"},
  });
}

TEST(Labels, SayWhatASequenceIsOf) {
  expect_facts({
      {"- Sequences per optimizer step: 96", "batch.global 96 total claim main"},
      {"- Sequences per micro-batch: 2", "batch.micro 2 total claim main"},
      {"- Tokens in a sequence: 4096", "model.seq_len 4096 total claim main"},
      {"A replica takes micro-batches of 2.", "batch.micro 2 total claim main"},
      {"128 sequences split into 4 micro-batches of 32", "batch.per_replica 128 sequences total claim main\nbatch.microbatches 4 total claim main\nbatch.micro 32 total claim main"},
  });
}

TEST(Labels, StandInRowsWithoutLines) {
  expect_facts({
      {"Nodes: 12 | GPUs per node: 8", "cluster.nodes 12 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"KV heads: 8 | Sequence length: 4096", "model.kv_heads 8 total claim main\nmodel.seq_len 4096 total claim main"},
      {"stages 4   microbatches 16", ""},
  });
}

TEST(Labels, OfOneLineAreInSightOfEachOther) {
  expect_facts({
      {"```yaml\ncluster: {num_nodes: 4, devices: 8}\n```", "cluster.nodes 4 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"```yaml\ncluster:\n  devices: 8\n```", "cluster.gpus 8 total claim main"},
  });
}

TEST(Numbers, WithALeadingZeroAreNames) {
  expect_facts({
      {"node gpu-0417 was drained", ""},
      {"host 0417 GPUs", ""},
      {"A month takes 53,760 GPU-hours.", ""},  // of hours
      {"a proposal for 48 B200 nodes", "cluster.nodes 48 total claim main\ngpu.name B200 SXM 180GB total claim main"},
  });
}

TEST(Roles, OfAListAreThoseOfItsEnd) {
  expect_facts({
      {"TP 2, PP 8, DP 4 would fill the same rack.", "axis.tp 2 total hypothetical main\naxis.pp 8 total hypothetical main\naxis.dp 4 total hypothetical main"},
      {"TP 2, PP 8, and the rest would wait.", "axis.tp 2 total claim main\naxis.pp 8 total claim main"},
  });
}

TEST(Scopes, RightBeforeANumberAreItsOwn) {
  expect_facts({
      {"A node with its 8 GPUs yields 16,000 tokens/s and one GPU 2,000 tokens/s.",
       "perf.tokens_per_s 16000 tokens/s node claim main\nperf.tokens_per_s 2000 tokens/s gpu claim main"},
  });
}

}  // namespace
}  // namespace stratlint
