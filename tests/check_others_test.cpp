#include "finding_lines.h"

// What documents say beside their plan: other configurations, remarks behind values, sentences about something else.
namespace stratlint {
namespace {

const std::string plan = "- TP: 8\n- PP: 4\n- DP: 16\n- Total GPUs: 512\n- Layers: 64\n\n";

TEST(OtherConfigurations, AreToldApartByWhatTheyContradict) {
  expect_findings({
      {plan + "We did try 4-way tensor and 16-way pipeline parallelism with 8 replicas on the same 512 cards.", ""},
      {plan + "We did try 4-way tensor and 16-way pipeline parallelism with 8 replicas. The bubble alone was 32 % with 8 micro-batches.", ""},
      {plan + "The debug profile has 24 layers on 96 GPUs.", ""},
      {plan + "GPUs per node: 8\n\nThe test partition has 4 nodes (32 GPUs).", ""},
      {plan + "Rejected alternative: TP=4, PP=16, DP=8. Its bubble is 32 % (8 micro-batches).", ""},
      // one count that contradicts is a mistake
      {plan + "The layers: 48.", "7 consistency/same-fact: layers is 48 here, but 64 elsewhere"},
  });
}

TEST(Remarks, BehindTheValueOfARow) {
  const std::string head = "| Item | Figure | Why |\n|---|---|---|\n";
  expect_findings({
      {"- PP: 8\n- Layers: 80\n\n" + head + "| Layers per stage | 10 | uniform split of 80 by 8 |", ""},
      {"- Total GPUs: 512\n\n" + head + "| Tokens/s per GPU | 1,000 | cluster value divided by 512 |\n| Tokens/s | 512,000 | measured |", ""},
  });
}

TEST(Columns, ThatNumberTheirRows) {
  expect_findings({
      {"GPUs per node: 8\n\n| Device | Layers | Node |\n|---|---|---|\n| 0 | 0–14 | 0 |\n| 1 | 15–29 | 0 |\n| 2 | 30–44 | 1 |", ""},
      {"Heads: 64\n\n| | compute | micro-batches |\n|---|---|---|\n| TP 8 | 610 ms | 96 |\n| TP 16 | 318 ms | 192 |", ""},
  });
}

TEST(Degrees, WithTheirProductBehindASign) {
  const std::string wrong = " gpu/axes-in-sentence: TP2 × PP2 × DP8 are 32 GPUs, but 24 is written";
  expect_findings({
      {"TP2PP2DP8 = 32 GPUs", ""},
      {"TP2PP2DP8 = 24 GPUs", "1" + wrong},
      {"GPUs: 32\n\n- TP2-PP2-DP8: 24 GPUs", "3" + wrong},
      {"TP=8, PP=1, DP=8, so that $N = 128$ GPUs.", "1 gpu/axes-in-sentence: 8 × 1 × 8 are 64 GPUs, but 128 is written"},
      {"tp 8 * pp 4 * dp 128 -> 4096 ranks", ""},
      {"| Item | Value | Basis |\n|---|---|---|\n| World size | 1024 | TP 8 × PP 8 × CP 2 × DP 16 |", "3 gpu/axis-product: TP 8 × PP 8 × CP 2 × DP 16 is 2048, but 1024 is written"},
  });
}

TEST(Shares, OfMillions) {
  expect_findings({
      {"Filtering left 2.9 of 4.5 billion documents, meaning 64.4 % survived.", ""},
      {"Filtering left 2.9 of 4.5 billion documents, meaning 83.8 % survived.", "1 arithmetic/share: 2.9 of 4.5 billion is 64.44 %, but 83.8 % is written"},
  });
}

TEST(Sentences, ThatWorkOutTheirNumbers) {
  expect_findings({
      {"With 312 TFLOPS per GPU and 45 % MFU the server delivers 8 × 312 × 0.45 = 1,123 TFLOPS.", ""},
      {"GPUs: 32\n\nMFU assumption: 40%, that is 124.8 TFLOPS per GPU and 3.994 PFLOPS in total.", ""},
      {"13.4 + 26.7 + 1.7 GB is 41.8 GB per GPU", ""},
      {"13.4 + 26.7 + 1.7 GB is 54.4 GB per GPU", "1 arithmetic/equation: 13.4 + 26.7 + 1.7 GB is 41.8 GB, but 54.4 GB is written"},
      {"968 sequences per second (4096 tokens each), which translates to 968 tokens per second", "1 perf/tokens-in-sentence: 968 sequences per second of 4096 tokens are 3.965M tokens/s, but 968 tokens per second is written"},
  });
}

TEST(Sentences, OfSomethingElse) {
  expect_findings({
      {"At 40 % of a 2025 PFLOP/s peak it delivers 810 PFLOP/s. Control runs used 128 nodes (1024 GPUs) in spring.", ""},
      {"44 of them, 18.8 GB. Sum 46.4 GB.", ""},
  });
}

TEST(Limits, ThatStandInFrontOfTheirWord) {
  expect_findings({
      {"工期要求 15 天以内完成，预计 13.5 天，满足。", ""},
  });
}

TEST(Equations, WithArrows) {
  expect_findings({
      {"145 GB / 20 GB/s -> 7.25 s", ""},
      {"145 GB / 20 GB/s -> 9.1 s", "1 arithmetic/equation: 145 GB / 20 GB/s is 7.25 s, but 9.1 s is written"},
      {"80 layers × width 8,192 → 66.2 B", ""},  // what else is multiplied goes without saying
      {"48/64 → 60 GPUs are healthy", ""},
      {"2 × 8 GPUs → 4 × 8 GPUs", ""},
      {"The fleet grew from 8 × 16 → 256 GPUs", ""},  // what became of it
      {"memory 12 × 5 GB → 40 GB with FP8", ""},
  });
}

TEST(Equations, ThatLeaveNoRemainder) {
  expect_findings({
      {"64 % 8 == 0", ""},
      {"94 % 4 == 0", "1 arithmetic/equation: 94 % 4 is 2, but 0 is written"},
      {"94 % of 4 runs", ""},
  });
}

TEST(Equations, OfCountsWithNames) {
  expect_findings({
      {"Prefill 48 + decode 72 = 120 GPUs.", ""},
      {"Prefill 48 + decode 72 = 128 GPUs.", "1 arithmetic/equation: 48 + decode 72 is 120, but 128 is written"},
      {"128 GPUs / 8 GPUs per node (H800 SXM) = 17 nodes", "1 arithmetic/equation: 128 GPUs / 8 is 16, but 17 is written"},
      {"2 of 64 = 3.1%", ""},
      {"2 of 64 = 6.25%", "1 arithmetic/share: 2 of 64 is 3.125 %, but 6.25% is written"},
      {"below 3% of the 44 × 50 = 2,200 GB/s", ""},
  });
}

TEST(Equations, OfBytesAndTimes) {
  expect_findings({
      {"163840 B × 8192 = 1.34 GB", ""},
      {"163840 B/tok × 8192 = 2.68 GB", "1 arithmetic/equation: 163840 B/tok × 8192 is 1.342 GB, but 2.68 GB is written"},
      {"2.4e23 FLOPs / 70 PFLOP/s = 39.7 d", ""},
      {"2.4e23 FLOPs / 70 PFLOP/s = 13.2 d", "1 arithmetic/equation: 2.4e23 FLOPs / 70 PFLOP/s is 39.68, but 13.2 is written"},
      {"1300 GB / 20 GB/s = 64.8 s", ""},  // 1296 GB
      {"512 × 4096 = 2 097 152 tokens", ""},
      {"At 120 kW a rack, 14 × 120 = 1.68 MW.", ""},
  });
}

TEST(Columns, OfChanges) {
  const std::string head = "| Metric | Before | After | Change |\n|---|---|---|---|\n", rest = "| Step (s) | 14.2 | 11.9 | -16.2% |\n| Tokens/s | 1,480 | 1,790 | +20.9% |\n| Memory (GB) | 61.4 | 70.9 | +15.5% |\n";
  expect_findings({
      {head + rest + "| Racks | 40 | 24 | −40% |", ""},
      {head + rest + "| Racks | 40 | 24 | −60% |", "6 arithmetic/column: 40 and 24 make -40 % in the other rows' way, but 60% is written"},
  });
}

}  // namespace
}  // namespace stratlint
