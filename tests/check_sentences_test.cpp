#include "finding_lines.h"

// What the numbers of one sentence must come to, in the words that people use, and the same with numbers that are right.
namespace stratlint {
namespace {

TEST(Sentences, HeadsGiveTheWidth) {
  expect_findings({
      {"40 heads of width 128 give a hidden size of 7680.", "1 model/heads-in-sentence: 40 heads of 128 are 5120 wide together, but 7680 is written"},
      {"40 heads of width 128 give a hidden size of 5120.", ""},
      {"The hidden size is 7168, with 128 heads of 192.", ""},  // nobody says that they make it up
  });
}

TEST(Sentences, CachesOfSequences) {
  expect_findings({
      {"One full sequence (16,384 tokens at 128 KiB) takes 3.22 GB of KV cache.",
       "1 memory/kv-sequence-in-sentence: 16,384 tokens of 128 KiB take 2.147 GB, but 3.22 GB is written"},
      {"One full sequence (16,384 tokens at 128 KiB) takes 2.15 GB of KV cache.", ""},
      {"KV cache: 2 × 40 layers × 8 KV heads × 128 × 1 B = 328 KB per token.",
       "1 arithmetic/equation: 2 × 40 layers × 8 KV heads × 128 × 1 B is 81.9 KB, but 328 KB is written"},
      {"With 80 layers and 8 KV heads of 128 (K and V, 2 B each) a token takes 328 KB.", ""},
  });
}

TEST(Sentences, RingsSendTwiceTheirData) {
  expect_findings({
      {"ring all-reduce, 32 ranks, 16 GB of gradients, 25 GB/s: 10.0 s (factor 2(n-1)/n)",
       "1 comm/allreduce-in-sentence: an all-reduce over 32 ranks takes 1.24 s for 16 GB at 25 GB/s, but 10.0 s is written"},
      {"ring all-reduce, 32 ranks, 16 GB of gradients, 25 GB/s: 1.24 s (factor 2(n-1)/n)", ""},
      {"ring all-reduce, 32 ranks, 16 GB of gradients, 25 GB/s: 0.62 s", "1 comm/allreduce-in-sentence: an all-reduce over 32 ranks takes 1.24 s for 16 GB at 25 GB/s, but 0.62 s is written"},
      {"ring reduce-scatter, 32 ranks, 16 GB of gradients, 25 GB/s: 0.62 s", ""},
  });
}

TEST(Sentences, TimesOfTraining) {
  expect_findings({
      {"Processing $2$T tokens ($6ND$, $N=72.7$B) at 137 PFLOPS requires 44.1 days.",
       "1 training/rate-in-sentence: 72.7B parameters and 2T tokens at 137 PFLOPS take 73.7 days, but 44.1 days is written"},
      {"Processing 2T tokens (6ND, N = 72.7B) at 137 PFLOPS requires 73.7 days.", ""},
  });
}

TEST(Sentences, LayersAndWhatStandsBesideThem) {
  expect_findings({
      {"The 40 layers hold 0.32B parameters each, the embeddings 0.6B, together 17.4B.",
       "1 model/stack-in-sentence: 40 layers of 0.32B and 0.6B have 13.4 B parameters, but 17.4B is written"},
      {"The 40 layers hold 0.32B parameters each, the embeddings 0.6B, together 13.4B.", ""},
  });
}

TEST(Sentences, AmountsThatAreWorkedOutBehindThem) {
  expect_findings({
      {"Loading the weights takes 14.5 s: 145 GB / 20 GB/s", "1 arithmetic/equation: 145 GB / 20 GB/s is 7.25 s, but 14.5 s is written"},
      {"Loading the weights takes 7.25 s: 145 GB / 20 GB/s", ""},
      {"A card of 80 GB: 8 × 8 of them", ""},
  });
}

TEST(Sentences, SumsWithNames) {
  expect_findings({
      {"weights 36.4 GB + kv-cache pool 26.5 GB + runtime and buffers 5.0 GB = 40.7 GB",
       "1 arithmetic/equation: 36.4 GB + kv-cache pool 26.5 GB + runtime and buffers 5.0 GB is 67.9 GB, but 40.7 GB is written"},
      {"权重 36.4 GB + KV 缓存 26.5 GB + 其他 5.0 GB = 67.9 GB", ""},
      {"权重 36.4 GB + KV 缓存 26.5 GB + 其他 5.0 GB = 40.7 GB", "1 arithmetic/equation: 36.4 GB + KV 缓存 26.5 GB + 其他 5.0 GB is 67.9 GB, but 40.7 GB is written"},
      {"weights 36.4 GB, gradients 26.5 GB, optimizer 5.0 GB = 67.9 GB of the 80 GB", ""},
  });
}

TEST(Sentences, SharesOfAWhole) {
  expect_findings({
      {"memory: 53.1 / 80 GB reserved (50%)", "1 arithmetic/share: 53.1 of 80 GB is 66.4 %, but 50% is written"},
      {"memory: 53.1 / 80 GB reserved (66%)", ""},
      {"Downtime was 55 hours in 648 hours, so 91.5% of the time was productive.", ""},
      {"Of 570 hours in the soak test 490 were without any incident (64.5 %).", "1 arithmetic/share: 490 of 570 hours is 85.96 %, but 64.5 % is written"},
      {"Of 570 hours in the soak test 490 were without any incident (86.0 %).", ""},
      {"112.1 GB of the 141 GB (48%) are taken.", "1 arithmetic/share: 112.1 GB of 141 GB is 79.5 %, but 48% is written"},
  });
}

TEST(Sentences, RowsOfPartsAndTheirTotal) {
  const std::string header = "| W | G | Opt | Act | Total (GB) |\n|--|--|--|--|--|\n";
  expect_findings({
      {header + "| 21.8 | 43.6 | 16.4 | 60.2 | 112.9 |", "3 arithmetic/total: the parts add up to 142 GB, but the total says 112.9"},
      {header + "| 21.8 | 43.6 | 16.4 | 60.2 | 142.0 |", ""},
      {header + "| 2 | 4 | 8 | 1 | 64 |", ""},  // whole numbers may be anything
  });
}

TEST(Sentences, RatesOfPorts) {
  expect_findings({
      {"Node bandwidth: 8 × 400 Gb/s = 3,200 GB/s", "1 arithmetic/equation: 8 × 400 Gb/s is 400 GB/s, but 3,200 GB/s is written"},
      {"Each port: 400 Gb/s / 8 = 50 GB/s", ""},
      {"8 × 400 Gb/s InfiniBand per node, used as 50 GB/s per GPU.", ""},
  });
}

TEST(Sentences, WhatTheNumbersBesideItBearOut) {
  expect_findings({
      {"PP 16, 1F1B, 24 micro-batches.\n\nQuestion: 1F1B with 24 microbatches on 4 stages idles 11.1% of the step.", ""},
      {"Sequence length 8192.\n\nWe measure 444 sequences/s, which at 2048 tokens equals 909,000 tokens/s.", ""},
  });
}

TEST(Sentences, WhatIsSaidToDivide) {
  expect_findings({
      {"We took PP=4 as the 62 layers split over it with no remainder.", "1 axis/even-in-sentence: 62 do not divide by 4, but are said to"},
      {"Alternative B (PP=5) keeps stages uniform, as 5 divides 62.", "1 axis/even-in-sentence: 62 do not divide by 5, but are said to"},
      {"62 layers mod 4 = 0", "1 axis/even-in-sentence: 62 do not divide by 4, but are said to"},
      {"- pipeline: the 62 layers split evenly into 4 stages", "1 axis/even-in-sentence: 62 do not divide by 4, but are said to"},
      {"- pipeline: the 64 layers split evenly into 4 stages", ""},
      {"TP 3: the 64 heads split evenly.", "1 axis/divides: TP = 3 does not divide 64 attention heads"},  // once
      {"PP 3, equal stages: the 64 layers split evenly.", "1 axis/even-stages: 64 layers cannot be spread evenly over 3 stages"},
      {"Fallback: TP=13. The 64 heads divide evenly by it.", "1 axis/even-in-sentence: 64 do not divide by 13, but are said to"},
  });
}

TEST(Sentences, RatesOfAllGpus) {
  expect_findings({
      {"64 × 989 × 0.38 = 30.3 PFLOPS for the cluster", "1 arithmetic/equation: 64 × 989 × 0.38 is 24.05 PFLOPS, but 30.3 PFLOPS is written"},
      {"64 × 989 × 0.38 = 24.1 PFLOPS for the cluster", ""},
      {"$256 \\times 312 \\times 0.50 \\approx 62.4$ PFLOPS", "1 arithmetic/equation: 256 \\times 312 \\times 0.50 is 39.94 PFLOPS, but 62.4 PFLOPS is written"},
  });
}

TEST(Sentences, ClaimsAreBlamedBesideWhatTheyRestOn) {
  expect_findings({
      {"Total GPUs: 512\n\nWe use 512 GPUs.\n\n- Nodes: 32 nodes × 8 GPUs = 512 GPUs", "5 arithmetic/equation: 32 nodes × 8 is 256, but 512 is written"},
      {"Total GPUs: 512\n\nNodes: 32\n\nGPUs per node: 8", "3 gpu/node-count: 32 nodes are stated, but 512 GPUs fill 64 nodes of 8"},  // said last
      {"Nodes: 32\n\nTotal GPUs: 512\n\nGPUs per node: 8", "3 gpu/nodes: 512 GPUs are stated, but 32 nodes of 8 GPUs have 256"},
      {"Total GPUs: 512\n\nNodes: 32, that is 32 nodes\n\nGPUs per node: 8", "1 gpu/nodes: 512 GPUs are stated, but 32 nodes of 8 GPUs have 256"},  // said less often
  });
}

TEST(Sentences, WhatOneOfThemTakes) {
  expect_findings({
      {"The fleet: 24 GB/GPU × 8 GPUs = 208 GB", "1 arithmetic/equation: 24 GB/GPU × 8 is 192 GB, but 208 GB is written"},
      {"The fleet: 24 GB/GPU × 8 GPUs = 192 GB", ""},
      {"The fleet: 240 GB/shards × 8", ""},  // several of them divide
      {"14B params × 2 FLOPs = 28 TFLOPs per token", "1 arithmetic/equation: 14B params × 2 FLOPs is 28 GFLOP, but 28 TFLOPs is written"},
      {"14B params × 2 FLOPs = 28 GFLOPs per token", ""},
      {"28 TFLOPs/token × 100 tokens/ms = 2800 TFLOPs", "1 arithmetic/equation: 28 TFLOPs/token × 100 tokens/ms is 2.8 EFLOP/s, but 2800 TFLOPs is written"},
      {"28 GFLOPs/token × 100 tokens/ms = 2800 TFLOPs", ""},
  });
}

TEST(Sentences, ExpressionsBeforeAColon) {
  expect_findings({
      {"- MLP, 3 × 8192 × 24576: 704.0M", "1 arithmetic/equation: 3 × 8192 × 24576 is 603.98 M, but 704.0M is written"},
      {"- MLP, 3 × 8192 × 24576: 604.0M", ""},
      {"- loading, 145 GB / 20 GB/s: 9 s", "1 arithmetic/equation: 145 GB / 20 GB/s is 7.2 s, but 9 s is written"},
      {"- eight cards, 8 × 80 GB: 500 GB.", ""},
      {"- four nodes, 4 × 8: 64 experts", ""},  // nobody says that these are the same
      {"- 46.4B × 2 / 48: 1.93 GB", ""},
  });
}

TEST(Sentences, TheSameInChinese) {
  expect_findings({
      {"耗时 6.87e6 秒，约 59.5 天。", "1 arithmetic/equation: 6.87e6 秒 is 79.51 天, but 59.5 天 is written"},
      {"耗时 6.87e6 秒，约 79.5 天。", ""},
      {"每步 3 秒，约 5 天。", ""},
  });
}

TEST(Sentences, ClausesThatSayWhatTheyComeTo) {
  expect_findings({
      {"At 420 tokens per answer these 12 requests/s are 7,040 tokens/s, about 435M tokens a day if the load were flat.",
       "1 perf/tokens-in-sentence: 12 requests/s of 420 tokens are 5040 tokens/s, but 7,040 tokens/s is written"},
      {"At 420 tokens per answer these 12 requests/s are 5,040 tokens/s, about 435M tokens a day if the load were flat.", ""},
  });
}

TEST(Sentences, ListsOfDegreesAndWhatTheyMake) {
  expect_findings({
      {"TP=8, PP=2, DP=4, again 32 GPUs", "1 gpu/axes-in-sentence: 8 × 2 × 4 are 64 GPUs, but 32 is written"},
      {"TP=8, PP=2, DP=4, again 64 GPUs", ""},
  });
}

TEST(Sentences, MarginsUpToALimit) {
  expect_findings({
      {"The step takes 5.2 s, a margin of 0.8 s to the limit of 6.5 s", "1 perf/margin-in-sentence: 5.2 s and 6.5 s are 1.3 s apart, but a margin of 0.8 s is written"},
      {"The step takes 5.2 s, a margin of 1.3 s to the limit of 6.5 s", ""},
      {"In use: 24 % margin (61 % vs 85 % limit)", ""},
      {"In use: 34 % margin (61 % vs 85 % limit)", "1 perf/margin-in-points: 61 % and 85 % are 24 % apart, but a margin of 34 % is written"},
  });
}

/// The tokens of the product are those that the claim is about, whatever length stands elsewhere.
TEST(Sentences, ClaimsOfAnotherCount) {
  const std::string model = "Model: 80 layers, hidden 8192, 64 heads, 8 KV heads, head dim 128, BF16. Sequence length 4096.\n\n";
  expect_findings({
      {model + "KV cache: 320 KiB per token × 32768 tokens = 10 GiB per sequence", ""},
      {model + "KV cache: 10 GiB per sequence", "3 memory/kv-per-sequence: a KV cache of 10 GiB a sequence is claimed, but 4096 tokens take 1.342 GB"},
  });
}

TEST(Sentences, PowersOfTen) {
  expect_findings({
      {"$12 \\cdot 96 \\cdot 12288^2 = 2.41 \\times 10^{11}$", "1 arithmetic/equation: 12 \\cdot 96 \\cdot 12288^2 is 173.9B, but 2.41 \\times 10^{11} is written"},
      {"$12\\, l\\, h^2 = 12 \\cdot 96 \\cdot 12288^2 = 1.74 \\times 10^{11}$", ""},
      {"It has 12 l h^2 = 8.05 × 10¹⁰ parameters.", ""},
  });
}

TEST(Sentences, WhatIsTurnedDown) {
  expect_findings({
      {"# Layouts\n\n## Plan A\n\nEP 16, 160 experts.\n\n## Plan B\n\nEP 64, 160 experts. Rejected.", ""},
      {"# Layouts\n\n## Plan A\n\nEP 16, 160 experts.\n\n## Plan B\n\nEP 64, 160 experts. Rejected: EP 48.", "9 axis/divides-experts: EP = 64 does not divide 160 experts"},
      {"TP 4, PP 2, 40 heads.\n\n**Why not TP 3?** It leaves 1 GB.", ""},
  });
}

TEST(Sentences, ListsThatEndInTheirSum) {
  expect_findings({
      {"weights 8.2 GB, gradients 16.4 GB, Adam (12 B over DP 8) 6.2 GB, activations 24 GB, misc 6 GB = 60.8 GB", ""},
      {"weights 8.2 GB, gradients 16.4 GB, Adam (12 B over DP 8) 6.2 GB, activations 24 GB, misc 6 GB = 48.8 GB",
       "1 memory/sum-in-sentence: 8.2 GB + 16.4 GB + 6.2 GB + 24 GB + 6 GB is 60.8 GB, but 48.8 GB is written"},
      {"weights 8 GB, gradients 8 GB, optimizer 12 GB, total states 28 GB; activations 20 GB = 48 GB", ""},
      {"of the 80 GB card, weights 8.2 GB, gradients 16.4 GB, the cache of a sequence 6 GB = 6 GB", ""},
  });
}

}  // namespace
}  // namespace stratlint
