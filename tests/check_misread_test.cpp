#include "finding_lines.h"

// Right equations of which a part stands elsewhere in the text: nothing is said about them, and wrong ones are still found.
namespace stratlint {
namespace {

TEST(Misread, SumsThatGoOn) {
  expect_findings({
      {"6 bytes (bf16 + gradients) + 12/8 = 7.5 bytes", ""},
      {"38.2 GB frozen + 3 × 2 GB = 6 GB", ""},
      {"a third of 6 × 8 GB = 16 GB", ""},
      {"minus 4 x 3 GB = 118.8 GB", ""},
      {"× 2 = 5.5 GB and x 4 = 10.9 GB", ""},
      {"Global batch of 1536 = 48 accumulation steps × 16 DP ranks × micro-batch 2", ""},
      {"1536 = 48 accumulation steps × 16 DP ranks", "1 arithmetic/equation: 48 accumulation steps × 16 is 768, but 1536 is written"},
      {"12/8 = 7.5 bytes", "1 arithmetic/equation: 12/8 is 1.5 bytes, but 7.5 bytes is written"},
  });
}

TEST(Misread, UnitsSaidOnce) {
  expect_findings({
      {"41 + 38 + 57 min = 136 min", ""},
      {"41 + 38 + 57 min = 2 h 16 min", ""},
      {"The window of 2 h 35 min = 9,300 s is over.", ""},
      {"The run takes 3.2 TB / 100 GB/s = **0.53**\nminutes.", ""},
      {"3.2 + 4 + 5 GB = 14 GB", "1 arithmetic/equation: 3.2 + 4 + 5 GB is 12.2 GB, but 14 GB is written"},
      {"8 × 400 = 3.2 Tb/s", ""},
      {"72 × 186 = 13.4 TB", ""},
      {"72 GB × 186 = 15.4 TB", "1 arithmetic/equation: 72 GB × 186 is 13.39 TB, but 15.4 TB is written"},
      {"215 min × 1,024 GPUs = 3,669 GPU-h", ""},
  });
}

TEST(Misread, LettersBehindBlanks) {
  expect_findings({
      {"800 B tokens ÷ 370 k tokens/s = 25 days", ""},
      {"800 B tokens ÷ 370 k tokens/s = 35 days", "1 arithmetic/equation: 800 B tokens ÷ 370 k tokens/s is 25 days, but 35 days is written"},
      {"6 × 28B × 100 B / (192 × 312 TFLOPS × 0.49) = 6.6 days", ""},
      {"60 layers × 128 experts × 12.6 M = 97 B.", ""},
      {"# Outage of 26 March 2025 (Mixtral-8x7B)", ""},
  });
}

TEST(Misread, OperandsThatWereRounded) {
  expect_findings({
      {"128 × 2.15 GB = 274.9 GB", ""},
      {"96 × 243 M + 0.41 B = 23.8 B", ""},
      {"128 × 2.15 GB = 281.5 GB", "1 arithmetic/equation: 128 × 2.15 GB is 275.2 GB, but 281.5 GB is written"},
      {"128 × 2 GB = 257 GB", "1 arithmetic/equation: 128 × 2 GB is 256 GB, but 257 GB is written"},
  });
}

TEST(Misread, TheSameOfSomethingElse) {
  expect_findings({
      {"800 Gb/s per node = 100 GB/s per node = 12.5 GB/s per GPU", ""},
      {"552k tokens/s (≈ 8,620 tokens/s/GPU)", ""},
      {"31 hops of 2.1 MB = 65 MB", ""},
      {"AWQ 4-bit (≈ 4.25 bits)", ""},
      {"TP 16 would break (40 / 16)", ""},
      {"TP 8 / CP 2 / PP 4 = 64", ""},
      {"100 GB/s = 8000 Gb/s", "1 arithmetic/equation: 100 GB/s is 800 Gb/s, but 8000 Gb/s is written"},
  });
}

TEST(Misread, FiguresOfPowers) {
  expect_findings({
      {"6 × 6.74e9 × 300e9 = 1.21e22 FLOPs", ""},
      {"6 × 6.74e9 × 300e9 = 1.31e22 FLOPs", "1 arithmetic/equation: 6 × 6.74e9 × 300e9 is 1.213e22 FLOP, but 1.31e22 FLOPs is written"},
      {"$2048 \\cdot 4096 = 8{,}388{,}608$ tokens", ""},
      {"512 × 989 × 0.32 = 162 PFLOPS", ""},
  });
}

TEST(Misread, WhatOthersSay) {
  expect_findings({
      {"The slide says \"128 experts × 48 layers = 6,114 experts\". It is 6,144.", ""},
      {"The slide says 128 experts × 48 layers = 6,114 experts.", "1 arithmetic/equation: 128 experts × 48 is 6144, but 6,114 is written"},
  });
}

TEST(Misread, WhatFitsInParentheses) {
  expect_findings({
      {"The large card has 180 GB, so the batch fits easily there (116 GB).", ""},
      {"Peak memory of 121.8 GB, under the 80 GB limit.", "1 arithmetic/within: 121.8 GB is more than 80 GB, but said to be within it"},
  });
}

TEST(Misread, AnotherNumberNearby) {
  expect_findings({
      {"Exposed communication is 12 % of it; on one node it is 0.19 s of 5.58 s (3.4 %).", ""},
      {"Exposed communication: 0.19 s of 5.58 s, that is 12 %.", "1 perf/time-share-in-sentence: 0.19 s of 5.58 s are 3.4 %, but 12 % is written"},
  });
}

TEST(Misread, ClaimsWithADerivationOfTheirOwn) {
  expect_findings({
      {"PP = 16 with 400 micro-batches under plain 1F1B. While the batch grows the bubble is 15 / (24 + 15) = 38 %.", ""},
      {"PP = 16 with 400 micro-batches under plain 1F1B. The bubble is 38 %.",
       "1 pipeline/bubble-in-sentence: 16 stages and 400 micro-batches idle 3.6 % of the step, but 38 % is written"},
  });
}

TEST(Misread, WhatIsSaidOfTheParts) {
  const std::string parts = "- Weights: 10.0 GB\n- Gradients: 10.0 GB\n- Optimizer states: 30.0 GB\n- Activations: 12.0 GB\n\n";
  expect_findings({
      {parts + "All of them fit into 80 GB.", ""},
      {parts + "Everything above runs on a card of 80 GB.", ""},
      {parts + "Adding 40 GB of cache is possible.", ""},
      {parts + "They add up to less than 80 GB.", ""},
      {parts + "This adds up to 72 GB.", "6 arithmetic/total: the parts add up to 62 GB, but the total says 72 GB"},
  });
}

TEST(Misread, DeniedAndAsked) {
  const std::string layout = "- TP: 8\n- PP: 2\n\n";
  expect_findings({
      {layout + "No GPU holds a shard of all layers.", ""},
      {layout + "Without pipeline parallelism a GPU would hold a shard of all layers.", ""},
      {layout + "Each GPU holds a shard of all layers.", "4 pipeline/all-layers: a GPU is said to hold a shard of all layers, but PP = 2 gives it those of one of 2 stages"},
      {"Is 4472 divisible by 256?", ""},
      {"4472 is divisible by 256.", "1 axis/even-in-sentence: 4472 do not divide by 256, but are said to"},
  });
}

TEST(Misread, LinksOfOthers) {
  expect_findings({
      {"- GPU: A40\n- NVLink bridge: 900 Gb/s", ""},
      {"InfiniBand: 400 GB/s over 8 rails.", ""},
      {"InfiniBand NICs: 400 GB/s.", ""},
      {"The ring sends 2 bytes per value in each layer.", ""},
      {"FlashAttention works on tiles that fit in SRAM on 64 H100, with parameters: 34B in BF16.", ""},
  });
}

TEST(Misread, WhatMayBeSpent) {
  expect_findings({
      {"The grant of 50,000 GPU-hours allows 64 GPUs for 20 days.", ""},
      {"Step 400,000 took 8.0 s at 524,288 tokens/s.", ""},
      {"We budget 30 days. Training takes 24 days.", ""},
      {"- nodes: 34\n- GPUs per node: 8\n- GPUs: 272\n- TP: 8\n- PP: 2\n- DP: 16", ""},
  });
}

TEST(Misread, FunctionsAndFractions) {
  expect_findings({
      {"t = sqrt(2 * 25 s * 68,400 s) = 1,849 s", ""},
      {"All-reduce of its 1/8 = 2 GB with 15 peers", ""},
      {"1.9 GB of optimizer shard (12 bytes / 8)", ""},
      {"72.7e9 × 0.53 B = 38.5 GB", ""},
      {"2 × 16,384 × 1 of them (8 / 8 ranks) × 128 × 2 bytes = 8.4 MB", ""},
      {"0.9 + 0.9 = 1.7%", ""},
      {"0.9 + 0.9 = 2.7%", "1 arithmetic/percent: 0.9 + 0.9 is 1.8 %, but 2.7% is written"},
      {"1610000 / 3072 = 525 tokens/s", ""},
      {"1610000 / 3072 = 535 tokens/s", "1 arithmetic/equation: 1610000 / 3072 is 524.1 tokens/s, but 535 tokens/s is written"},
      {"624k tok/s = 975 tok/s/GPU", ""},
      {"2 × 80 × 8 × 128 × 2 B = 163,840 B", "1 arithmetic/equation: 2 × 80 × 8 × 128 × 2 B is 327680 B, but 163,840 B is written"},
  });
}

TEST(Misread, RemarksInFrontOfASum) {
  expect_findings({
      {"On one box: 81.7 GB of experts (32 per GPU) + 17.1 = 98.8 GB.", ""},
      {"The floor is 8.5 ms at batch 64 (64 / 0.0085 s).", ""},
      {"Every layout has micro × accum × DP is 512 (2 × 32 × 8).\n\nDP 8", ""},
      {"weights, bf16, 46.4B × 2 / 48: 1.93 GB", ""},
      {"(32 + 8) + 17 = 67 GPUs", "1 arithmetic/equation: (32 + 8) + 17 is 57, but 67 is written"},
  });
}

TEST(Misread, WordsOfAnotherNumber) {
  expect_findings({
      {"A rank dispatches 201 MB, seven eighths of which (176 MB) leaves the card.", ""},
      {"The adapter has 83.9 MB at rank 16. You can keep a hundred in 8.4 GB.", ""},
      {"- KV: 192 × 4,250 × 327,680 B = 267 GB, 66.8 GB per GPU under TP4", ""},
      {"We do not need offload: the peak of 91 GB stays below 80 GB.", "1 arithmetic/within: 91 GB is more than 80 GB, but said to be within it"},
      {"The peak of 91 GB is not below 80 GB.", ""},
      {"Peak memory 91 GB, the device has 80 GB: fits", "1 arithmetic/within: 91 GB is more than 80 GB, but said to be within it"},
      {"|  | FP8 | BF16 |\n|---|---|---|\n| weights per GPU (TP8) | 50.7 GB | 101.5 GB |", ""},
      {"The new sum is 30.9 GB, a drop of 17.4 GB or 36%.", ""},
      {"The new sum is 30.9 GB, a drop of 17.4 GB or 49%.", "1 arithmetic/fall-in-sentence: from 30.9 GB to 17.4 GB 43.7 % are saved, but 49% is written"},
      {"TP 8 on 16 GPUs.\n\nToday with eight cards fewer.", ""},
  });
}

TEST(Misread, WhatIsSaidOfOthers) {
  expect_findings({
      {"Checkpoint: 14 bytes × 341 B = 4.77 TB.", ""},
      {"With it 16 engines make 60,800 tokens/s (9.3 s + 5 s).", ""},
      {"With fp32 gradients it's 18. A 13B thus needs 208 GB or 234 GB, before activations.", ""},
      {"Actor 3.70e16 FLOPs; sixteen GPUs at 35 % MFU supply 5.54 PFLOPS; 6.7 s.", ""},
      {"Every GPU has 80 GB.\n\n若微批改为 8，激活翻倍至 73 GB，总计 100.7 GB，放不下。", ""},
      {"128 GPUs: TP 4, DP 32.\n\n| 项 | 算法 | GB |\n|---|---|---:|\n| 权重 | 14.8 / 4 × 2 | 7.4 |\n| 优化器 | 14.8 × 12 / 128 | 1.4 |\n| 激活 | 3 × 4 | 12 |\n| 合计 | | 20.8 |", ""},
  });
}

TEST(Misread, MessagesAreOneLine) {
  expect_findings({{"In a paragraph that somebody has wrapped at the eightieth column: 3.2 + 4 + 5 GB = 14\nGB", "1 arithmetic/equation: 3.2 + 4 + 5 GB is 12.2 GB, but 14 GB is written"}});
}

TEST(Misread, ScriptsAreConfigurationsOfTheirOwn) {
  const std::string first = "```bash\nMICRO=4\nACCUM=4\n```\n\n";
  expect_findings({
      {first + "```bash\nMICRO=1\nACCUM=8\n```", ""},
      {first + "```bash\nMICRO=1\nSEED=8\n```", "7 consistency/same-fact: micro-batch is 1 here, but 4 sequences elsewhere"},
  });
}

TEST(Misread, SharesOfOtherSentences) {
  expect_findings({
      {"Sum 330 s. Rollout is 61% of it. Colocating was estimated at 245 s.", ""},
      {"57 of 80 GB used and 100% utilization", ""},
      {"Each GPU has a 400 Gb/s port, 50 GB/s in bytes. Night traffic is 25% of the daily peak.", ""},
      {"At 40% MFU of 989 TFLOP/s (the 1979 is with sparsity)", ""},
      {"48% MFU, i.e. 150 TFLOP/s of the A100's 312; the whole job sustains 9.6 PFLOP/s.", ""},
      {"A single 400 Gb/s port carries 50 GB/s, and each prefill node has 8 of them.", ""},
  });
}

TEST(Misread, LinesWithSeveralAmountsAreNoParts) {
  expect_findings({
      {"- lost work: 3.9 min from memory, 15.5 min from disk, on average 5.1 min\n- restart: 9 min\n- total: 14.1 min", ""},
      {"- weights 40 GB\n- cache 12.2 GB\n- sum 52.2 of 64 GB", ""},
      {"- lost work: 5.1 min\n- restart: 9 min\n- total: 24.1 min", "3 arithmetic/total: the parts add up to 14.1 min, but the total says 24.1 min"},
  });
}

}  // namespace
}  // namespace stratlint
