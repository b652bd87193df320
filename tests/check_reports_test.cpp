#include "finding_lines.h"

// What reports work out beside their numbers: in parentheses, in columns, in other units.
namespace stratlint {
namespace {

TEST(Derivations, InParenthesesThatGoOnInWords) {
  expect_findings({
      {"Global batch: 128 (1 × 4 × 32: micro-batch, accumulation, DP).", ""},
      {"Global batch: 64 (1 × 4 × 32: micro-batch, accumulation, DP).", "1 arithmetic/equation: 1 × 4 × 32 is 128, but 64 is written"},
      {"It takes 8,192 bytes in 16 bit (2 x 2 x 8 x 128 x 2).", ""},
  });
}

TEST(Derivations, InAColumn) {
  const std::string head = "| Item | Value | Derivation |\n|---|---|---|\n";
  expect_findings({
      {head + "| Head dimension | 128 | 5120 / 40 |\n| Total GPUs | 64 | 8 × 8 |", ""},
      {head + "| Head dimension | 96 | 5120 / 40 |\n| Total GPUs | 64 | 8 × 8 |", "3 arithmetic/equation: 5120 / 40 is 128, but 96 is written"},
      // some factors go without saying
      {head + "| Global batch | 512 | 2 × 16 |\n| Layers | 64 | all |", ""},
      // a remark is about something beside the number
      {"| Item | Value | Note |\n|---|---|---|\n| Nodes | 12 | 2 × 8 GPUs |\n| Layers | 60 | 60 / 4 |", ""},
      // what a remark works out is told if it is of the same kind
      {"| Item | Value | Remark |\n|---|---|---|\n| Weights per GPU | 16.9 GB | 67.5 GB / 4 |", ""},
      {"| Item | Value | Remark |\n|---|---|---|\n| Weights per GPU | 9.4 GB | 67.5 GB / 4 |", "3 arithmetic/equation: 67.5 GB / 4 is 16.88 GB, but 9.4 GB is written"},
      {"| 项目 | 数值 | 备注 |\n|---|---|---|\n| 单卡权重 | 9.4 GB | 67.5 GB / 4 |", "3 arithmetic/equation: 67.5 GB / 4 is 16.88 GB, but 9.4 GB is written"},
      {"| Item | Value | Remark |\n|---|---|---|\n| Node uplink | 1600 GB/s | 8 × 400 Gb/s |", "3 arithmetic/equation: 8 × 400 Gb/s is 400 GB/s, but 1600 GB/s is written"},
      {"| Item | Value | Remark |\n|---|---|---|\n| Uplink of a GPU | 50 GB/s | 8 × 400 Gb/s per node |", ""},
      {"| Item | Value | Remark |\n|---|---|---|\n| Weights per GPU | 9.4 GB | 67.5 GB / 4 on the first stage |", ""},
      {"| Item | Value | Remark |\n|---|---|---|\n| Patch size | 14 | 14 × 14 |", ""},
      // a product of its own
      {"| Run | Speed | Grid |\n|---|---|---|\n| a | 96 | 16 × 8 |\n| b | 80 | 8 × 8 |", ""},
  });
}

TEST(Rates, ConvertedInParentheses) {
  expect_findings({
      {"8 × 400 Gb/s = 3.2 Tb/s (400 GB/s)", ""},
      {"8 × 400 Gb/s = 3.2 Tb/s (1,600 GB/s)", "1 arithmetic/unit-of-rate: 3.2 Tb/s is 400 GB/s, but 1,600 GB/s is written"},
      {"8 NICs per node at 400 Gb/s (50 GB/s each)", ""},
      {"800 Gb/s = 100 GB/s per node, i.e. 12.5 GB/s per GCD", ""},
  });
}

TEST(Times, TurnedIntoDays) {
  expect_findings({
      {"time = 2e12 tokens / 185,700 tokens/s / 86400 = 124.6 days", ""},
      {"time = 2e12 tokens / 185,700 tokens/s / 86400 = 134.6 days", "1 arithmetic/equation: 2e12 tokens / 185,700 tokens/s / 86400 is 124.65 days, but 134.6 days is written"},
      {"5.8 TB / 25 GB/s / 60 = 3.87 min", ""},
      {"5.8 TB / 25 GB/s / 60 = 6.87 min", "1 arithmetic/equation: 5.8 TB / 25 GB/s / 60 is 3.867 min, but 6.87 min is written"},
  });
}

TEST(Times, WhoseUnitIsAnOperand) {
  expect_findings({
      {"0.5T / (89.5K tok/s × 86,400 s) = 64.7 days", ""},
      {"0.5T / (89.5K tok/s × 86,400 s) = 44.7 days", "1 arithmetic/equation: 0.5T / (89.5K tok/s × 86,400 s) is 64.66 days, but 44.7 days is written"},
  });
}

TEST(Equations, OfOneOfMany) {
  expect_findings({
      {"The peak of 64 GPUs at 312 TFLOP/s times 40% gives 8.0 PFLOP/s.", ""},
      {"KV 2x48x16x128x2B x 8192 = 3.22GB/seq", ""},
      {"The cache takes 2 bytes per element (2 × 88 × 8 × 128 × 2 B per token).", ""},
      {"$$b = \\frac{12-1}{24} = 45.8\\%$$", ""},
      {"$$b = \\frac{12-1}{24} = 7.9\\%$$", "1 arithmetic/percent: \\frac{12-1}{24} is 45.83 \\%, but 7.9\\% is written"},
  });
}

TEST(Sums, WhoseTotalStandsLast) {
  const std::string parts = "Taken together, 61.5 GB of weights, 13.3 GB for the KV cache, 4.2 GB of activations and 2.1 GB of buffers come to ";
  expect_findings({{parts + "81.1 GB.", ""}});
}

TEST(Sentences, ReductionsOfGradients) {
  expect_findings({
      {"Overlapping the gradient reduction: 2,175 → 2,592 tokens/s per GPU, +19.2 %.", ""},
      {"Overlapping the gradient reduction: 2,175 → 2,592 tokens/s per GPU, +29.2 %.", "1 perf/gain-in-sentence: 2,175 and 2,592 tokens/s are 19.17 % apart, but 29.2 % is written"},
  });
}

TEST(Sentences, SharesOfAPeak) {
  expect_findings({
      {"Trial (16 GPUs): 464 of 989 TFLOP/s, 46.9 % MFU.", ""},
  });
}

TEST(Nodes, SayWhatTheyHaveInAll) {
  expect_findings({
      {"The cluster has 144 nodes with 8 GPUs each, 1152 in all.", ""},
      {"The cluster has 144 nodes with 8 GPUs each, 2304 in all.", "1 gpu/boxes-in-sentence: 144 nodes of 8 are 1152 GPUs, but 2304 is written"},
      {"We have 2 nodes with 8 GPUs each, 64 cores per node.", ""},
  });
}

TEST(Names, OfDevicesAreNoFactors) {
  expect_findings({
      {"32 GB200 modules × 2 = 64 GPUs", ""},
      {"32 个 GB200 模组 × 2 = 64 卡。", ""},
  });
}

}  // namespace
}  // namespace stratlint
