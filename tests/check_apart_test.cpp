#include "finding_lines.h"

// What a document tells of other runs, other models and other moments is not judged with the plan.
namespace stratlint {
namespace {

const std::string plan = "- GPUs: 64\n- TP 4, PP 2, DP 8\n- Micro-batch: 2, accumulation steps: 4\n\n";

TEST(Apart, WhatIsRetired) {
  expect_findings({
      {plan + "Last year: the batch was made of more. Its global batch is 512. It trains the previous model and will be retired.", ""},
      {plan + "- Here the global batch is 512.\n- It is the old model and will be retired.", ""},
      {plan + "Its global batch is 512.", "5 batch/global: a global batch of 512 is claimed, but 64 sequences follows from the micro-batch, the steps and DP"},
  });
}

TEST(Apart, OtherModels) {
  const std::string layers = "- Layers: 48\n- Hidden size: 4096\n\n";
  expect_findings({
      {layers + "DeepSeek-V3 has 61 layers.", ""},
      {layers + "Ours has 61 layers.", "4 consistency/same-fact: layers is 61 layers here, but 48 elsewhere"},
  });
}

TEST(Apart, PlacesAtTheStart) {
  expect_findings({
      {"- Attention heads: 32\n- TP 4\n\nFor the export job, TP=3 is chosen.", ""},
      {"- Attention heads: 32\n\nFor our job, TP=3 is chosen.", "3 axis/divides: TP = 3 does not divide 32 attention heads"},
  });
}

TEST(Apart, NumbersOfNames) {
  expect_findings({
      {"KV cache for one 32,768-token sequence (2 × 8 × 128 × 2 bytes × 32,768): 134 MB", ""},
      {"We saw 400 TFLOP/s on 64 GPUs (40 % of 989).", ""},
      {"ITL went from 71 ms to 52 ms (−27 %), a gain.", ""},
      {"The pool is 1,128 GB × 0.92 − 812 = 226 GB.", ""},
      {"The pool is 1,128 GB × 0.92 − 812 = 326 GB.", "1 arithmetic/equation: 1,128 GB × 0.92 − 812 is 225.8 GB, but 326 GB is written"},
  });
}

TEST(Apart, RemarksBeforeTheResult) {
  expect_findings({
      {"347 GB / 32 (TP × PP = 8 × 4) = 10.8 GB", ""},
      {"347 GB / 32 (TP × PP = 8 × 4) = 5.42 GB", "1 arithmetic/equation: 347 GB / 32 is 10.844 GB, but 5.42 GB is written"},
      {"607k tokens/s / 8192 = 74.1 sequences/s", ""},
      {"607k tokens/s / 8192 = 118 sequences/s", "1 arithmetic/equation: 607k tokens/s / 8192 is 74.1 sequences/s, but 118 sequences/s is written"},
  });
}

TEST(Apart, RequirementsHaveTheirOwnValues) {
  expect_findings({
      {"- Memory in use: 80 GB\n- [x] Target: memory per GPU ≤ 59 GB: met (53.2 GB)", ""},
      {"Headroom ≥ 20 GB: met, measured 24 GB. Memory per GPU ≤ 60 GB: met, measured 56 GB.", ""},
  });
}

TEST(Together, ProductsAreOneNumber) {
  expect_findings({
      {"The weights, 222 GB, are split 2 x 4 ways, 27.8 GB each.", ""},
      {"The weights, 222 GB, are split 2 x 4 ways, 13.9 GB each.", "1 memory/shards-in-sentence: 222 GB over 2 x 4 are 27.75 GB each, but 13.9 GB is written"},
  });
}

TEST(Together, RatesThatStandApartFromTheirTime) {
  expect_findings({
      {"每秒 56 个请求，每条 256 tokens，即 14,336 tokens/s。", ""},
      {"每秒 56 个请求，每条 256 tokens，即 3,584 tokens/s。", "1 perf/tokens-in-sentence: 56 of 256 tokens are 14336 tokens/s, but 3,584 tokens/s is written"},
      {"It takes 7 sequences of 4,096 tokens every second, that is 28,672 tokens/s.", ""},
      {"It takes 7 sequences of 4,096 tokens every second, that is 57,344 tokens/s.", "1 perf/tokens-in-sentence: 7 sequences of 4,096 tokens every second are 28672 tokens/s, but 57,344 tokens/s is written"},
      {"- Sequence length: 4096\n\nWe see 64.2 prompts/s (3072 tok each) = 197.2K tok/s.", ""},
  });
}

TEST(Together, RatesBesideCounts) {
  expect_findings({
      {"On 16 GPUs the run reached 840 TFLOP/s per GPU (dense peak: 989 TFLOP/s).", ""},
      {"On 16 GPUs the run reached 1,540 TFLOP/s per GPU (dense peak: 989 TFLOP/s).", "1 compute/peak-in-sentence: 1,540 TFLOP/s are more than the peak of 989 TFLOP/s"},
  });
}

TEST(Sums, EndAtTheirTotal) {
  const std::string parts = "A GPU has 15.1 GB of weights, 15.1 GB of gradients, 24.2 GB of activations and 3.6 GB of buffers, ";
  expect_findings({
      {parts + "58 GB altogether. Unsharded, the states alone take 90.5 GB.", ""},
      {parts + "68 GB altogether. Unsharded, the states alone take 90.5 GB.", "1 memory/sum-in-sentence: 15.1 GB + 15.1 GB + 24.2 GB + 3.6 GB is 58 GB, but 68 GB is written"},
  });
}

}  // namespace
}  // namespace stratlint
