#include "finding_lines.h"

// What lists, shares and the steps of a sentence say of their numbers.

namespace stratlint {
namespace {

TEST(Lists, OfDegreesThatDivide) {
  expect_findings({
      {"The other degrees are 2 and 4, both of which divide the 40 query heads and the 8 KV heads.", ""},
      {"The other degrees are 2 and 6, both of which divide the 40 query heads and the 8 KV heads.", "1 axis/even-in-sentence: 40 do not divide by 6, but are said to"},
      {"For 16 experts an EP size of 2, 4, 6 or 8 divides the bank without remainder.", "1 axis/even-in-sentence: 16 do not divide by 6, but are said to"},
      {"The 96 layers split evenly for PP 2 or 8, but not for 5.", ""},
      {"- PP of the 16-GPU option: the 96 layers split evenly for PP 2, 5 or 8", "1 axis/even-in-sentence: 96 do not divide by 5, but are said to"},
      {"PP 2 and 8 were tried, and the 30 heads divide by 5.", ""},
      {"The 96 layers divide evenly; PP 2, 5 or 8 were measured.", ""},
  });
}

TEST(Lists, OfLayersThatAFallbackDivides) {
  expect_findings({
      {"A fallback is PP 16, since 80 layers divide evenly by it.", ""},
      {"A fallback is PP 12, since 80 layers divide evenly by it.", "1 axis/even-in-sentence: 80 do not divide by 12, but are said to"},
      {"80 layers divide evenly by 12.", "1 axis/even-in-sentence: 80 do not divide by 12, but are said to"},
  });
}

TEST(Lists, AddUpToTheTotalBelowThem) {
  const std::string parts = "- Weights: 4.4 GB\n- Gradients: 8.8 GB\n- Optimizer: 11.7 GB\n\n";
  expect_findings({
      {parts + "Sum: 24.9 GB out of 80 GB.", ""},
      {parts + "Sum: 31.8 GB out of 80 GB.", "5 arithmetic/total: the parts add up to 24.9 GB, but the total says 31.8 GB"},
      {parts + "Total memory of a card is 80 GB.", ""},
  });
}

TEST(Lists, WithAPartThatIsMoreThanTheTotal) {
  const std::string head = "## Memory per GPU\n\n| Component | Per GPU |\n|---|---|\n| Gradients | 0.7 GB |\n| Activations | 118 GB |\n| Runtime and fragmentation | 9.5 GB |\n";
  expect_findings({
      {head + "| **Total** | **128.2 GB** |", ""},
      {head + "| **Total** | **102 GB** |", "8 arithmetic/total: the parts add up to 128.2 GB, but the total says 102 GB"},
  });
}

TEST(Shares, OfCountsThatHaveNames) {
  expect_findings({
      {"12 of 34 requests were granted, or 35.3 %.", ""},
      {"12 of 34 requests were granted, or 22.9 %.", "1 arithmetic/share: 12 of 34 requests is 35.29 %, but 22.9 % is written"},
      {"Of 56 traces 30 (53.6 %) were dropped, so 26 remain.", ""},
      {"Of 56 traces 30 (34.8 %) were dropped, so 26 remain.", "1 arithmetic/share: 30 of 56 is 53.57 %, but 34.8 % is written"},
      {"Restarts so far 128, 59 of them for hardware (30 %).", "1 arithmetic/share: 59 of 128 is 46.1 %, but 30 % is written"},
      {"3 of 5 nodes ran at 45 % load.", ""},
      {"3 of 5 nodes, 45 % load", ""},
      {"3 of 8 GPUs (busy at 45 %)", ""},
      {"The bubble is 7/103, or 6.8 %.", ""},
      {"The bubble is 7/103, or 16.8 %.", "1 arithmetic/percent: 7/103 is 6.8 %, but 16.8 % is written"},
  });
}

TEST(Shares, OfAFraction) {
  expect_findings({
      {"Every GPU keeps 1/16 of the 96 GB of weights, i.e. 6 GB.", ""},
      {"Every GPU keeps 1/16 of the 96 GB of weights, i.e. 9 GB.", "1 arithmetic/share: 1/16 of the 96 GB is 6 GB, but 9 GB is written"},
      {"We drop 1/4 of the 96 GB, that is 72 GB stay.", ""},
      {"It takes 1/16 of the 96 GB and 9 GB more.", ""},
      {"It holds 1/16 of the 96 GB of weights, 40 GB of activations and 2 GB of buffers.", ""},
      {"It holds 1/16 of the 96 GB (80 GB cards).", ""},
  });
}

TEST(Together, StepByStep) {
  expect_findings({
      {"The cache costs 2 × 36 × 8 × 128 × 2 = 147,456 bytes per token, i.e. 1.21 GB at 8,192 tokens.", ""},
      {"A token costs 147,456 bytes, i.e. 4.84 GB of KV cache at 8,192 tokens.", "1 memory/kv-length-in-sentence: 8,192 tokens of 147,456 bytes take 1.208 GB, but 4.84 GB is written"},
  });
}

TEST(Together, TheRoomOfADevice) {
  expect_findings({
      {"Sharded over the model axes, 64 ways; 3.8 GB per chip of the 32 GB.", ""},
      {"The weights are 141 GB. A card takes them whole, with 51 GB over. We need two cards (160 GB), which leaves 19 GB.", ""},
  });
}

TEST(Equations, OfRemaindersAndArrowsWithNames) {
  expect_findings({
      {"- 96 layers % PP8 = 0", ""},
      {"- 94 transformer layers % PP4 == 0 ok", "1 axis/uneven-stages: PP = 4 does not divide 94 layers: the stages are uneven\n1 arithmetic/equation: 94 transformer layers % PP4 is 2, but 0 is written"},
      {"8 replicas × 48 micro-batches × 4 → 1536 sequences", ""},
      {"8 × 48 × 4 → 922 sequences", "1 arithmetic/equation: 8 × 48 × 4 is 1536 sequences, but 922 sequences is written"},
      {"4 × 2 → 9 sequences/s", ""},
  });
}

TEST(Sentences, OfChinesePlans) {
  expect_findings({
      {"micro batch 取 1，累积 20 步，48 路数据并行，因此每步共 960 条样本。", ""},
      {"micro batch 取 1，累积 20 步，48 路数据并行，因此每步共 720 条样本。", "1 batch/global-in-sentence: 1 × 20 × 48 are 960 a step, but 720 is written"},
      {"各并行度（TP=8, PP=1, DP=4）相乘得到 64 张 GPU。", "1 gpu/axes-in-sentence: 8 × 1 × 4 are 32 GPUs, but 64 is written"},
      {"权重 198.8 GB，除以 8 得 16.4 GB/卡", "1 memory/shards-in-sentence: 198.8 GB over 8 are 24.85 GB each, but 16.4 GB is written"},
  });
}

TEST(Equations, InFullWidthParenthesesAndWithChineseNames) {
  expect_findings({
      {"- 80 个头 × 112 维 = 隐藏维度 8,960。", ""},
      {"- 80 个头 × 112 维 = 隐藏维度 7,168。", "1 arithmetic/equation: 80 个头 × 112 is 8960, but 7,168 is written"},
      {"每卡 29.3 GB 权重（234.4 / 8）", ""},
      {"每卡 29.3 GB 权重（234.4 / 16）", "1 arithmetic/equation: 234.4 / 16 is 14.65 GB, but 29.3 GB is written"},
      {"每节点 8 卡（MI300X 192GB），共 256 卡。", ""},
  });
}

TEST(Equations, OfBytesOfAnElement) {
  expect_findings({
      {"KV cache: 77.3 GB (2 × 2 B × 36 × 8 × 128 × 8192 × 64)", ""},
      {"KV cache: 193.3 GB (2 × 2 B × 36 × 8 × 128 × 8192 × 64)", "1 arithmetic/equation: 2 × 2 B × 36 × 8 × 128 × 8192 × 64 is 77.31 GB, but 193.3 GB is written"},
  });
}

TEST(Utilization, OfWhatIsDelivered) {
  expect_findings({
      {"An H100 promises 989 TFLOP/s in BF16. Ours delivered 435 TFLOP/s of it, an MFU of 44 %, or 10,760 tokens/s.", ""},
      {"An H100 promises 989 TFLOP/s in BF16. Ours delivered 435 TFLOP/s of it, an MFU of 63 %, or 10,760 tokens/s.", "1 compute/mfu-of-achieved: an MFU of 63 % is claimed, but 435 TFLOP/s of the peak are 43.98 %"},
      {"BF16 峰值 312 TFLOPS。\n\n按 6N 计算每卡 142 TFLOPS,MFU 为 65.4%。", "3 compute/mfu-of-achieved: an MFU of 65.4% is claimed, but 142 TFLOPS of the peak are 45.51 %"},
  });
}

TEST(Sentences, OfHeadsAndModules) {
  expect_findings({
      {"There are 80 query heads, each 128 wide, so together they span 10240.", ""},
      {"There are 80 query heads, each 128 wide, so together they span 15360.", "1 model/heads-width: 80 heads of 128 are 10240 wide, but 15360 is written"},
      {"- 320 transceivers, matching 320 GPUs one by one.", ""},
      {"- 800 transceivers, matching 320 GPUs one by one.", "1 gpu/modules-in-sentence: 320 GPUs with one module each hold 320 modules, but 800 is written"},
  });
}

TEST(Answers, TakeTheTimeOfTheirTokens) {
  expect_findings({
      {"An answer of 1024 tokens at 33.4 ms per token takes 34.9 s.", ""},
      {"An answer of 512 tokens arrives after 1.2 s, then 20 ms per token.", ""},
      {"An answer of 1024 tokens at 33.4 ms per token takes 17.1 s.", "1 perf/answer-in-sentence: 1024 tokens at 33.4 ms each take 34.2 s, but 17.1 s is written"},
      {"At 36 % utilisation our 256 cards of 312 TFLOP/s add up to 46.0 PFLOP/s of useful work.", "1 compute/aggregate: 36 % of 256 × 312 TFLOP/s are 28.75 PFLOP/s, but 46.0 PFLOP/s is written"},
  });
}

TEST(Requirements, OfMemoryThatStaysFree) {
  expect_findings({
      {"- ✅ Headroom per GPU: 37.4 GB (target ≥ 31 GB)", ""},
      {"- ✅ Headroom per GPU: 27.4 GB (target ≥ 31 GB)", "1 perf/requirement-met: memory headroom: ≥ 31 GB is required and ticked as met, but 27.4 GB is reached"},
  });
}

TEST(Rates, OfPortsInBitsAndBytes) {
  expect_findings({
      {"Each node has 8 NICs of 200 Gb/s, together 1600 Gb/s or 200 GB/s.", ""},
      {"Each node has 8 NICs of 200 Gb/s, together 1600 Gb/s or 1600 GB/s.", "1 bandwidth/ports-in-bytes: 8 ports of 200 Gb/s, 1600 Gb/s together, move 200 GB/s, but 1600 GB/s is written"},
      {"400 Gb/s per NIC translates to 50 GB/s.", ""},
      {"400 Gb/s per NIC translates to 100 GB/s.", "1 bandwidth/bits-in-sentence: 400 Gb/s are 50 GB/s, but 100 GB/s is written"},
      {"400 Gb/s per NIC translates to 100 GB/s in both directions.", ""},
      {"The link is 400 Gb/s; storage is 100 GB/s.", ""},
      {"Each port is 400 Gb/s; we measured 38 GB/s.", ""},
      {"The link is 400 Gb/s, each GPU gets 100 GB/s.", ""},
      {"The NIC is 400 Gb/s and the all-reduce needs 100 GB/s.", ""},
      {"400 Gb/s of a port are 100 GB/s.", "1 bandwidth/bits-in-sentence: 400 Gb/s are 50 GB/s, but 100 GB/s is written"},
  });
}

TEST(Utilization, OfWhatARowReaches) {
  const std::string head = "Peak per GPU: 989 TFLOP/s.\n\n| run | TFLOP/s/GPU | MFU |\n|---|---|---|\n| small | 453 | 45.8 % |\n";
  expect_findings({
      {head + "| large | 444 | 44.9 % |", ""},
      {head + "| large | 444 | 62.3 % |", "6 compute/mfu-of-achieved: an MFU of 62.3 % is claimed, but 444 TFLOP/s of the peak are 44.89 %"},
      {"Peak per GPU: 989 TFLOP/s. The best window shows 600 TFLOP/s per GPU.\n\nOver the run MFU is 41 %.", ""},
  });
}

}  // namespace
}  // namespace stratlint
