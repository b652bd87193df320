#include "finding_lines.h"

// Written equations that leave something out, and parentheses that explain no value.
namespace stratlint {
namespace {

void expect_silent(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) EXPECT_EQ(finding_lines(text), "") << text;
}

TEST(Equations, WithAMissingFactorAreNotJudged) {
  expect_silent({
      "96 sequences × 8192 tokens ÷ 4 = 38.7 GB",   // the bytes of a token
      "96 × 8192 × 5000 = 39 TB",
      "96 × 8192 = 38.7 GB",
  });
  // Few times off is no missing factor.
  expect_findings({
      {"1024 × 1024 × 1000 = 2.05 GB", "1 arithmetic/equation: 1024 × 1024 × 1000 is 1.049 GB, but 2.05 GB is written"},
      {"96 GB ÷ 4 = 38.7 TB", "1 arithmetic/equation: 96 GB ÷ 4 is 24 GB, but 38.7 TB is written"},
  });
}

TEST(Equations, SubtractInParentheses) {
  expect_findings({
      {"bubble: (4-1)/(12+4-1) = 20 %", ""},
      {"bubble: (4-1)/(12+4-1) = 30 %", "1 arithmetic/percent: (4-1)/(12+4-1) is 20 %, but 30 % is written"},
      {"GPUs (0-7) of layers (1-3)", ""},
  });
}

TEST(Equations, MayTurnBitsIntoBytes) {
  expect_findings({
      {"200 Gb/s / 8 = 25 GB/s", ""},
      {"200 Gb/s = 25 GB/s", ""},
      {"200 Gb/s / 4 = 25 GB/s", "1 arithmetic/equation: 200 Gb/s / 4 is 6.2 GB/s, but 25 GB/s is written"},
  });
}

TEST(Equations, ThatGoOnBehindASignAreNotJudged) {
  expect_silent({"total 36 GB = weights (4) + gradients (8) + optimizer states (16) + activations (8)"});
}

TEST(Equations, KnowWhatIsCounted) {
  // Nobody rounds to two bytes, so that another `2` makes nothing vague.
  expect_findings({
      {"Batches of 2 sequences.\n\nShard: 48e9 × 2 bytes ÷ 8 = 12.0 GB", ""},
      {"Batches of 2 sequences.\n\nShard: 48e9 × 2 bytes ÷ 8 = 14.0 GB", "3 arithmetic/equation: 48e9 × 2 bytes ÷ 8 is 12 GB, but 14.0 GB is written"},
  });
}

TEST(Equations, MayEndInTheNameOfAnOperand) {
  expect_findings({
      {"12.1 (weights) + 12.1 (grads) + 2.5 (buffers) = 26.7 GB", ""},
      {"12.1 (weights) + 12.1 (grads) + 2.5 (buffers) = 21.3 GB", "1 arithmetic/equation: 12.1 (weights) + 12.1 (grads) + 2.5 is 26.7 GB, but 21.3 GB is written"},
  });
}

TEST(Equations, OfEntriesAddUpWhatIsRounded) {
  // Each part may be off by half a digit of its own, however small it is.
  expect_findings({
      {"```yaml\nmemory_total_gb: 64.9  # weights 0.6 + grads 0.6 + optimizer 0.9 + activations 60.1 + buffers 2.5\n```", ""},
      {"```yaml\nmemory_total_gb: 55.6  # weights 0.6 + grads 0.6 + optimizer 0.9 + activations 60.1 + buffers 2.5\n```",
       "2 arithmetic/equation: 0.6 + grads 0.6 + optimizer 0.9 + activations 60.1 + buffers 2.5 is 64.7 GB, but 55.6 GB is written"},
      {"```yaml\nmemory_total_gb: 55.6  # weights 12.6 + grads 12.6 + buffers 2.5\n```\n\nWhat follows is text.",
       "2 arithmetic/equation: 12.6 + grads 12.6 + buffers 2.5 is 27.7 GB, but 55.6 GB is written"},
  });
}

TEST(Equations, OfRoundedOperandsHoldByAHair) {
  expect_findings({
      {"rate check: 14.32 x 4096 = 58640 tokens per second", ""},
      {"rate check: 14.32 x 4096 = 59640 tokens per second", "1 arithmetic/equation: 14.32 x 4096 is 58654.7 tokens per second, but 59640 tokens per second is written"},
      {"In use: 38.7 / 80 GB = 48.4 %", ""},
      {"In use: 38.7 / 80 GB = 58.4 %", "1 arithmetic/percent: 38.7 / 80 GB is 48.38 %, but 58.4 % is written"},
      {"1250 M per layer x 48 layers = 60.0 B", ""},
  });
}

TEST(Comparisons, OfWhatIsPerGpu) {
  expect_findings({
      {"Check: 70 GB per GPU < 80 GB", ""},
      {"Check: 126 GB per GPU < 80 GB", "1 arithmetic/comparison: 126 GB per GPU < 80 GB is not true"},
      {"Check: 126 GB of traffic < 80 GB", ""},  // of something else
  });
}

TEST(Equations, SaidByWhatStandsBesideAFormula) {
  expect_findings({
      {"A token costs 2 × 40 × 8 × 128 × 2 bytes, 163.8 kB per token.", ""},
      {"A token costs 2 × 40 × 8 × 128 × 2 bytes, 114.7 kB per token.", "1 arithmetic/equation: 2 × 40 × 8 × 128 × 2 bytes is 163.84 kB, but 114.7 kB is written"},
      {"Each host has 8 × 80 GB, 141 GB on the new ones.", ""},            // a list
      {"$ 64 \\times 312 \\times 0.4 $ TFLOP/s is 7.99 PFLOP/s.", ""},
      {"$ 64 \\times 312 \\times 0.4 $ TFLOP/s is 6.10 PFLOP/s.", "1 arithmetic/equation: 64 \\times 312 \\times 0.4 TFLOP/s is 7.987 PFLOP/s, but 6.10 PFLOP/s is written"},
      {"900 tokens/s at 6 × 52e9 FLOPs is 281 TFLOPS.", ""},               // a factor of the sentence, no result
      {"2 × 40 × 8 × 128 × 2 字节 = 每 token 114.7 kB", "1 arithmetic/equation: 2 × 40 × 8 × 128 × 2 字节 is 163.84 kB, but 114.7 kB is written"},
  });
}

TEST(Equations, BehindAnAmountAreNotWhole) {
  expect_findings({
      {"126.9 GB usable (90 %) − 18.35 − 9.0 workspace = 99.55 GB", ""},
      {"usable 126.9 GB − 18.35 GB − 9.0 GB = 89.55 GB", "1 arithmetic/equation: 126.9 GB − 18.35 GB − 9.0 GB is 99.55 GB, but 89.55 GB is written"},
  });
}

TEST(Equations, SayTheSameInAnotherUnit) {
  expect_findings({
      {"It took 565,600 s, i.e. 6.5 days.", ""},
      {"It took 565,600 s, i.e. 9.5 days.", "1 arithmetic/equation: 565,600 s is 6.55 days, but 9.5 days is written"},
      {"2 × 282,800 s = 565,600 s, that is 9.5 days, in all.", "1 arithmetic/equation: 565,600 s is 6.55 days, but 9.5 days is written"},
      {"It takes 357,628 × 6.96 s, i.e. 41.5 days of pure training.", "1 arithmetic/equation: 357,628 × 6.96 s is 28.81 days, but 41.5 days is written"},
      {"It takes 36 h, that is 2.5 days more than planned.", ""},
      {"It takes 36 h, or 2.5 days.", ""},  // one of two
      {"A node has 3.2 Tb/s, or 320 GB/s.", "1 arithmetic/equation: 3.2 Tb/s is 400 GB/s, but 320 GB/s is written"},
  });
}

TEST(Equations, WithAWrongPrefixAreJudged) {
  expect_findings({
      {"96 × 8192 × 5000 = 3.9 GB", ""},
      {"96 × 8192 × 5000 = 3.9 MB", "1 arithmetic/equation: 96 × 8192 × 5000 is 3932.16 MB, but 3.9 MB is written"},
      {"96 × 8192 × 5000 = 3.9 TB", "1 arithmetic/equation: 96 × 8192 × 5000 is 3.932 GB, but 3.9 TB is written"},
      {"96 GB ÷ 4 = 24 TB per GPU", "1 arithmetic/equation: 96 GB ÷ 4 is 24 GB, but 24 TB is written"},
      {"76.1 GB / 1.8 = 42 ms", ""},  // of a bandwidth
      {"2 × 96 × 8192 × 5000 = 7.9 PFLOP", "1 arithmetic/equation: 2 × 96 × 8192 × 5000 is 7.864 GFLOP, but 7.9 PFLOP is written"},
  });
}

TEST(Equations, OfASharePerCent) {
  expect_findings({
      {"72.5 % of 80 = 58", ""},
      {"total 23.1 GB/GPU (28.9% of 80 GB)", ""},
      {"total 23.1 GB/GPU (33.9% of the 80 GB)", "1 arithmetic/equation: 33.9% of the 80 GB is 27.12 GB, but 23.1 GB is written"},
      {"72.5% of 80 GB = 58 GB", ""},
      {"72.5 % of 80 = 48", "1 arithmetic/equation: 72.5 % of 80 is 58, but 48 is written"},
      {"72.5 % of 80 GB = 48 GB", "1 arithmetic/equation: 72.5 % of 80 GB is 58 GB, but 48 GB is written"},
  });
}

TEST(Equations, BehindAParenthesisedValueAreSilent) {
  expect_silent({
      "The prompt plus the first token (0.4 s) = 13.0 s",
      "(0.4 s) = 13.0 s",
  });
  EXPECT_NE(finding_lines("400 ms = 13.0 s"), "");
  EXPECT_NE(finding_lines("(0.4 s + 0.6 s) = 13.0 s"), "");
}

TEST(Equations, InParenthesesMayCountThings) {
  expect_silent({
      "64 × A100 40GB (8 hosts × 8)",
      "64 GB (8 hosts × 8)",
      "64 GPUs (8 hosts × 8)",
  });
  EXPECT_NE(finding_lines("64 GPUs (8 hosts × 7)"), "");
  EXPECT_NE(finding_lines("64 GB (8 GB × 7)"), "");
  EXPECT_NE(finding_lines("64 (8 × 7)"), "");
}

TEST(Equations, CountValuesOrTheirBytes) {
  const std::string plan = "- Precision: FP16\n- Hidden size: 4096\n- Layers: 32\n- Parameters: 30B\n\n";
  expect_findings({
      {plan + "Buffer: 4096 × 32 = 262 KB", ""},
      {plan + "Buffer: 4096 × 32 = 131 KB", "6 memory/elements-as-bytes: 4096 × 32 counts values; at 2 B each they take 262 KB, but 131 KB is written"},
      {plan + "Weights: 7.5 GB (30B / 8)", ""},
      {plan + "Weights: 7.5 GB (30B / 8 = 3.75 GB per GPU × 2)", ""},
      {plan + "Weights: 3.75 GB (30B / 8)", "6 memory/elements-as-bytes: 30B / 8 counts values; at 2 B each they take 7.5 GB, but 3.75 GB is written"},
  });
}

TEST(Equations, OverListedNamesAreJudged) {
  expect_findings({
      {"TP × PP × DP = 8 × 4 × 2 = 64 GPUs", ""},
      {"TP × PP × DP = 8 × 4 × 2 = 65 GPUs", "1 gpu/axis-product: 8 × 4 × 2 is 64, but 65 is written"},
  });
}

}  // namespace
}  // namespace stratlint
