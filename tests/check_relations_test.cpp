#include "finding_lines.h"

// Numbers that hang together without an equation: shares, changes, transfers, the compute of all, columns of a table.
namespace stratlint {
namespace {

TEST(Shares, OfTwoAmounts) {
  expect_findings({
      {"The replica fills 61.5 GB of 80 GB (76.9 %).", ""},
      {"The replica fills 61.5 GB of 80 GB (67.9 %).", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"It fills 67.9 % of the card (61.5 GB of 80 GB).", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"In use: 61.5 of 80 GB (67.9 %)", "1 arithmetic/share: 61.5 of 80 GB is 76.88 %, but 67.9 % is written"},
      {"That is 61.5 GB out of 80 GB, 67.9 %.", "1 arithmetic/share: 61.5 GB of 80 GB is 76.88 %, but 67.9 % is written"},
      {"61.5 GB of 80 GB, so 23.1 % stay free", ""},         // the rest
      {"61.5 GB of 80 GB at an MFU of 45 %", ""},            // a share of something else
      {"61.5 GB of 80 GB (76.9 %), 12 % of it cache", ""},   // two shares
      {"~61 GB of 80 GB (77 %)", ""},
  });
}

TEST(Shares, BesideTheirProduct) {
  expect_findings({
      {"It takes 61.5 GB, 43.6% of 141 GB.", ""},
      {"It takes 61.5 GB, 33.6% of 141 GB.", "1 arithmetic/share: 61.5 GB of 141 GB is 43.62 %, but 33.6% is written"},
      {"A kernel gets 80% of 2.0 TB/s, call it 1600 GB/s.", ""},
      {"A kernel gets 80% of 2.0 TB/s, call it 1600 GB/ms.", "1 arithmetic/share: 80% of 2.0 TB/s is 1.6 GB/ms, but 1600 GB/ms is written"},
      {"A kernel gets 80% of 2.0 TB/s, call it 1200 GB/s.", "1 bandwidth/share-in-sentence: 80% of 2.0 TB/s is 1600 GB/s, but 1200 GB/s is written"},
      {"A kernel gets 80% of 2.0 TB/s, not 1200 GB/s.", ""},
  });
}

TEST(Changes, FollowFromBothValues) {
  expect_findings({
      {"step time 20.0 s → 15.0 s, a 25 % reduction", ""},
      {"step time 20.0 s → 15.0 s, a 33 % reduction", "1 arithmetic/change: from 20.0 s to 15.0 s is 25 %, but 33 % is written"},
      {"step time 20.0 s → 15.0 s, 33 % faster", ""},
      {"step time 20.0 s → 15.0 s, 50 % faster", "1 arithmetic/change: from 20.0 s to 15.0 s is 25 %, but 50 % is written"},
      {"step time 20.0 s → 15.0 s at 45 % MFU", ""},  // no word says that this is the change
      {"share 29 % → 18 %, a 50 % reduction", ""},
  });
}

TEST(Transfers, TakeTheirBytesOverTheirRate) {
  expect_findings({
      {"Sending 67.1 MB over a 25 GB/s port takes 2.7 ms.", ""},
      {"Sending 67.1 MB over a 25 GB/s port takes 3.1 ms.", ""},  // with latency
      {"Sending 67.1 MB over a 25 GB/s port takes 0.9 ms.", "1 comm/transfer-time: 67.1 MB at 25 GB/s take 2.68 ms, but 0.9 ms is written"},
      {"328 MB over a 400 Gb/s port at 50 GB/s takes 66 ms.", "1 comm/transfer-time: 328 MB at 400 Gb/s take 6.6 ms, but 66 ms is written"},
      {"328 MB over a 400 Gb/s port at 50 GB/s takes 6.6 ms.", ""},
      {"Sending 67.1 MB over a 25 GB/s port takes 9.1 ms.", "1 comm/transfer-time: 67.1 MB at 25 GB/s take 2.68 ms, but 9.1 ms is written"},
      {"Sending 67.1 MB over 4 ports of 25 GB/s takes 0.67 ms.", ""},
      {"Sending 67.1 MB over a 25 GB/s port at 50 % takes 5.4 ms.", ""},
      {"A card of 80 GB with 2.0 TB/s answers in 5 ms.", ""},  // nothing is moved
      {"Sending 67.1 MB and 33 MB over a 25 GB/s port takes 0.9 ms.", ""},
  });
}

TEST(Rates, DifferByNoSlipInTheUnitOfTime) {
  expect_findings({
      {"The 200 Gb/s port moves 25 GB/s.", ""},
      {"The 200 Gb/s port moves 0.025 GB/ms.", ""},
      {"The 200 Gb/s port moves 25 GB/ms.", "1 arithmetic/unit-of-rate: 200 Gb/s is 25 GB/s, but 25 GB/ms is written"},
      {"Reads run at 1,600 GB/ms, 80 % of the 2 TB/s peak.", "1 arithmetic/unit-of-rate: 80 % of 2 TB/s is 1.6 GB/ms, but 1,600 GB/ms is written"},
      {"Usable (80% of 2 TB/s): 1,600 GB/ms", "1 arithmetic/unit-of-rate: 80% of 2 TB/s is 1.6 GB/ms, but 1,600 GB/ms is written"},
      {"Reads run at 1,600 GB/ms, i.e. 80 per cent of the 2 TB/s peak.", "1 arithmetic/unit-of-rate: 80 per cent of 2 TB/s is 1.6 GB/ms, but 1,600 GB/ms is written"},
      {"Kernels reach 1,700 GB/ms of the nominal 2 TB/s.", "1 arithmetic/unit-of-rate: a part of 2 TB/s is 1.7 GB/ms, but 1,700 GB/ms is written"},
      {"The 200 Gb/s port is 40 times slower than 1 GB/ms.", ""},  // another number
      {"Each has a 400 Gb/s port, in other words 200 GB/s.", "1 bandwidth/bits-in-sentence: 400 Gb/s are 50 GB/s, but 200 GB/s is written"},
      {"Each has a 400 Gb/s port, in other words 50 GB/s.", ""},
      {"Each has a 400 Gb/s port, that is 100 GB/s in both directions.", ""},
      {"Each host has 8 ports of 400 Gb/s, that is 400 GB/s.", ""},
      {"Reads run at 1,600 GB/s, i.e. 80 % of the 2 TB/s peak.", ""},
      {"Each has 2 TB/s of memory, which is far beyond the 50 GB/s of its port.", ""},
      {"Each has a 200 Gb/s port, or two, or 800 Gb/s.", ""},
      {"Each has a 400 Gb/s port, i.e. 250 GB/s.", "1 bandwidth/through-line: a line of 400 Gb/s moves 50 GB/s, but 250 GB/s is written"},
      {"Each has a 400 Gb/s port and 900 GB/s of NVLink.", ""},     // another link
      {"显存带宽 8.0 TB/s，按 75% 折算为 10.67 TB/s。", "1 arithmetic/unit-of-rate: 75% of 8.0 TB/s is 6 TB/s, but 10.67 TB/s is written"},
      {"A rack reads 2 PB/s, a card 2 TB/s.", ""},                 // a thousand of them
  });
}

TEST(Requirements, SaidToBeMetAreMet) {
  expect_findings({
      {"The cutover had to stay under 9.5 s, and at 8.1 s it does.", ""},
      {"The cutover had to stay under 9.5 s, and at 11.2 s it does.", "1 arithmetic/requirement: 9.5 s is asked for and said to be met, but 11.2 s is reached"},
      {"The cutover had to stay under 9.5 s, and at 11.2 s it does not.", ""},
      {"The cutover had to stay under 9.5 s; it takes 11.2 s.", ""},  // nobody says that this is enough
      {"The contract asks for at least 900 MB/s; 850 MB/s satisfies that.", "1 arithmetic/requirement: 900 MB/s is asked for and said to be met, but 850 MB/s is reached"},
      {"- [x] cutover in under 40 days: 47 days", "1 arithmetic/requirement: 40 days is asked for and said to be met, but 47 days is reached"},
      {"- 切换速度：要求 不低于 900 MB/s，实际 985 MB/s，满足 ✅", ""},
      {"- 切换速度：要求 不低于 900 MB/s，实际 850 MB/s，满足 ✅", "1 arithmetic/requirement: 900 MB/s is asked for and said to be met, but 850 MB/s is reached"},
      {"- [ ] cutover in under 40 days: 47 days", ""},
      {"We promised a cutover of 40 days or less; it took 47 days, so that box is ticked.", "1 arithmetic/requirement: 40 days is asked for and said to be met, but 47 days is reached"},
      {"We promised a cutover of 40 days or less; it took 37 days, so that box is ticked.", ""},
      {"- [x] at most 60 GB of the 80 GB", ""},                    // of what the limit is a share
      {"- [x] at most 60 GB, cached on a disk of 500 GB", ""},     // far from the limit
      {"Each card has a GPU memory of 80 GB.\n\nA shard needs at most 70 GB; 80 GB satisfies that.", ""},
      {"- [x] at most 60 GB, at most 70 GB with a cache", ""},     // two limits
      {"- Cutover requirement: 10 s ✓ (achieved: < 6 s)", ""},     // a bound on what is reached
      {"- **切换要求**：不超过 22 天；预计 26.2 天 ✓", "1 arithmetic/requirement: 22 天 is asked for and said to be met, but 26.2 天 is reached"},
  });
}

TEST(Shares, InParenthesesBehindThePart) {
  expect_findings({
      {"Interruptions: 24, of which 19 hardware (79 %)", ""},
      {"Interruptions: 24, of which 19 hardware (36 %)", "1 arithmetic/share: 19 of 24 is 79.2 %, but 36 % is written"},
      {"1.1T of 2T web (55 %), 0.36T code (18 %)", ""},
      {"1.1T of 2T web (38 %), 0.36T code (18 %)", "1 arithmetic/share: 1.1T of 2T is 55 %, but 38 % is written"},
      {"We lost 12 of the 96 cards (12.5 %) and 3 of 12 racks (35 %).", "1 arithmetic/share: 3 of 12 is 25 %, but 35 % is written"},
      {"60 GB of 80 GB (25 %)", ""},  // what is left
      {"12 of the 96 cards (45 % MFU)", ""},
  });
}

TEST(Shares, OfACapacityInParentheses) {
  expect_findings({
      {"Peak load 4 requests/s = 53 % of capacity (7.56)", ""},
      {"Peak load 4 requests/s = 95 % of capacity (7.56)", "1 arithmetic/share: 4 requests/s of 7.56 is 52.9 %, but 95 % is written"},
      {"Peak load 4 requests/s = 95 % of capacity (7.56 s)", ""},
  });
}

TEST(Requirements, OfARowAreMet) {
  const std::string head = "| run | what | bound | seen | verdict |\n|---|---|---|---|---|\n";
  expect_findings({
      {head + "| a | share | ≥ 44 % | 51 % | ✓ |", ""},
      {head + "| 1 | save in at most 40 s | all | 41.9 s | ✓ |", "3 arithmetic/requirement: 40 s is asked for and said to be met, but 41.9 s is reached"},
      {head + "| 2 | at least 15 GB free | all | 22.3 GB | ✓ |", ""},
      {head + "| a | share | ≥ 44 % | 31 % | ✓ |", "3 arithmetic/requirement: ≥ 44 % is asked for and said to be met, but 31 % is reached"},
      {head + "| a | share | ≥ 44 % | 31 % | ✗ |", ""},
      {head + "| a | time | 10 s | < 6 s | ✓ |", ""},  // a bound on what is seen
      {head + "| a | share | ≥ 44 % | 31 s | ✓ |", ""},
      {head + "| a | share | ≥ 44 % | 31 % at 20 % load | ✓ |", ""},  // which of the two?
  });
}

TEST(Shards, AreTheirPartOfTheWeights) {
  expect_findings({
      {"Two bytes per parameter and 16 GPUs turn 64B parameters into 8.0 GB each.", ""},
      {"Two bytes per parameter and 16 GPUs turn 64B parameters into 5.6 GB each.", "1 memory/shard-in-words: 64B parameters of 2 B over 16 GPUs are 8 GB each, but 5.6 GB is written"},
      {"- Weight shard: 5.6 GB (64B parameters, 2 bytes, TP 4 x PP 4)", "1 memory/shard-in-words: 64B parameters of 2 B over 16 GPUs are 8 GB each, but 5.6 GB is written"},
      {"- Weight shard: 32.0 GB (64B parameters, 2 bytes, TP 4 x PP 4, TP alone counts)", ""},
      {"64B parameters and 16 GPUs leave 5.6 GB for a cache", ""},  // no weights, and no type
      {"2 bytes per parameter: 64B parameters, 16 GPUs, 5.6 GB and 3 GB of cache", ""},
  });
}

TEST(Products, OfOneSentence) {
  expect_findings({
      {"The order: 20 nodes, 8 GPUs per node, 160 GPUs in total.", ""},
      {"The order: 20 nodes, 8 GPUs per node, 128 GPUs in total.", "1 gpu/nodes-in-sentence: 20 × 8 are 160 GPUs, but 128 is written"},
      {"The order: 20 nodes, 8 GPUs per node. That makes 128 GPUs in total.", "1 gpu/nodes-in-sentence: 20 × 8 are 160 GPUs, but 128 is written"},
      {"The order: 20 nodes, 8 GPUs per node.\n\nOne job takes 128 GPUs in total. Another has 16 nodes.", ""},
      {"The order: 20 nodes, 8 GPUs per node, of which 128 GPUs in total are used.\n\nThe test bed has 16 nodes.", ""},
      {"The layout is TP 4 × PP 2 × DP 12, 96 GPUs in total.", ""},
      {"The layout is TP 4, PP 2 and DP 12, 128 GPUs in total.\n\nIt takes 96 GPUs in total.", "1 gpu/axes-in-sentence: 4 × 2 × 12 are 96 GPUs, but 128 is written"},
      {"The layout is TP 4 × PP 2 × DP 12 × EP 2, 192 GPUs in total.", ""},
      {"We had 16 nodes, 20 nodes, 8 GPUs per node, 128 GPUs in total.", ""},  // which nodes?
  });
}

TEST(Sums, OfOneSentence) {
  const std::string parts = "12.1 GB of weights, 12.1 GB of gradients and 9.6 GB of activations";
  const std::string sum = "1 memory/sum-in-sentence: 12.1 GB + 12.1 GB + 9.6 GB is 33.8 GB, but 28.4 GB is written";
  expect_findings({
      {"Each has " + parts + ". Total 33.8 GB.", ""},
      {"Each has " + parts + ". Total 28.4 GB.", sum},
      {"Each has " + parts + ", 28.4 GB in total.", sum},
      {"Each has " + parts + " and 2 GB of slack, 28.4 GB in total.", ""},          // of what else?
      {"Each has " + parts + ". All 16 have a total of 541 GB.", ""},               // of several
      {"Each has 12.1 GB of weights and 12.1 GB of gradients. Total 28.4 GB.", ""},  // two are no list
      {"GPU 0: weights 12.1, gradients 12.4, activations 9.6, in all 34.1 GB", ""},
      {"GPU 0: weights 12.1, gradients 12.4, activations 9.6, in all 28.4 GB", "1 memory/sum-in-sentence: 12.1 + 12.4 + 9.6 is 34.1 GB, but 28.4 GB is written"},
      {"28.4 GB on each: weights (12.1), gradients (12.4), activations (9.6)", "1 memory/sum-in-sentence: 12.1 + 12.4 + 9.6 is 34.1 GB, but 28.4 GB is written"},
      {"32.4 GB weights, 29.0 GB KV cache, 2.4 GB activations, 2.0 GB workspace", ""},  // no total
  });
}

TEST(Transfers, OfAnEntryThatTheyExplain) {
  const std::string late = "comm/transfer-time: 25.2 MB at 50 GB/s take 0.504, but 0.302 is written";
  expect_findings({
      {"```yaml\np2p_ms: 0.504  # 25.2 MB over 50 GB/s\n```", ""},
      {"```yaml\np2p_ms: 0.302  # 25.2 MB over 50 GB/s\n```", "2 " + late},
      {"```yaml\np2p_ms: 0.302\n```\n\n- `p2p_ms`: 25.2 MB per micro-batch at 50 GB/s", "2 " + late},
      {"```yaml\np2p_ms: 0.302\n```\n\n- `other_ms`: 25.2 MB per micro-batch at 50 GB/s", ""},
  });
}

TEST(Transfers, AtARateAndOverASemicolon) {
  expect_findings({
      {"Prefill to decode: 900 MB at 50 GB/s, 112.8 ms per prompt", "1 comm/transfer-time: 900 MB at 50 GB/s take 18 ms, but 112.8 ms is written"},
      {"A ring all-reduce of 9 GB moves 1.5 times that; at 50 GB/s it takes 270 ms.", ""},
      {"A ring all-reduce of 9 GB moves 1.5 times that; at 50 GB/s it takes 890 ms.", "1 comm/transfer-time: 9 GB at 50 GB/s take 180 ms, but 890 ms is written"},
      {"A ring all-reduce moves 9 GB. A port of 50 GB/s idles for 890 ms.", ""},
  });
}

TEST(Shards, OfAnEntryThatTheyExplain) {
  expect_findings({
      {"```yaml\nweight_shard_gb: 1.8  # bf16, 57.6B params over 64 GPUs\n```", ""},
      {"```yaml\nweight_shard_gb: 1.2  # bf16, 57.6B params over 64 GPUs\n```", "2 memory/shard-in-words: 57.6B parameters of 2 B over 64 GPUs are 1.8 each, but 1.2 is written"},
  });
}

TEST(Changes, FromOneToAnother) {
  expect_findings({
      {"We went from 80,000 to 100,000 tokens per second, a 25 % gain.", ""},
      {"We went from 80,000 to 100,000 tokens per second, a 45 % gain.", "1 perf/gain-in-sentence: 80,000 and 100,000 tokens per second are 25 % apart, but 45 % is written"},
      {"tuned: 80,000 -> 100,000 tokens/s, +45 %", "1 arithmetic/change: from 80,000 to 100,000 tokens/s is 25 %, but 45 % is written"},
  });
}

TEST(Transfers, OfTokensAndOfRows) {
  expect_findings({
      {"400B tokens at 1.0M tokens/s: 4.6 days", ""},
      {"400B tokens at 1.0M tokens/s: 9.3 days", "1 training/tokens-in-sentence: 400B tokens at 1.0M tokens/s take 4.63 days, but 9.3 days is written"},
      {"400B tokens so far at 1.0M tokens/s, 9.3 days more to go", ""},
      {"A checkpoint is 900 GB. The storage takes 10 GB/s, so a save needs 90 s.", ""},
      {"A checkpoint is 900 GB. The storage takes 10 GB/s, so a save needs 290 s.", "1 comm/transfer-time: 900 GB at 10 GB/s take 90 s, but 290 s is written"},
      {"| What | Size | Rate | Time |\n|---|---|---|---|\n| Checkpoint save | 900 GB | 10 GB/s | 290 s |", "3 comm/transfer-time: 900 GB at 10 GB/s take 90 s, but 290 s is written"},
  });
}

TEST(Divisions, GiveEachPartTheSame) {
  expect_findings({
      {"We cut the 64 layers into 4 stages of 16.", ""},
      {"We cut the 64 layers into 4 stages of 8.", "1 pipeline/layers-in-sentence: 64 layers in 4 stages are 16 each, but 8 is written"},
      {"The 61 heads are split over 8 groups of 8 or less.", ""},
      {"The 61 heads are split over 8 groups of 10.", "1 arithmetic/division: 61 over 8 are 7.625 each, but 10 is written"},
      {"The 64 layers are not cut into 4 stages of 8.", ""},
      {"Since 40 heads divide evenly by 2, the server runs with TP 2.", ""},
  });
}

TEST(Bounds, AreNotExceeded) {
  expect_findings({
      {"peak memory 72 GB on rank 0, under the 80 GB limit", ""},
      {"Peak memory: at most 43 GB, result 39 GB, within the limit.", ""},
      {"peak memory 91 GB on rank 0, under the 80 GB limit", "1 arithmetic/within: 91 GB is more than 80 GB, but said to be within it"},
      {"peak memory 91 GB, a device has 80 GB: fits", "1 arithmetic/within: 91 GB is more than 80 GB, but said to be within it"},
      {"A card has 80 GB, and the 52 GB that we need fit in it.", ""},
      {"With 40 GB the layout fits, 3.3 GB are left.", ""},
      {"Its 8,740 tokens per second satisfy the required minimum, at least 8,070 tokens per second.", ""},
      {"The draft took 91 GB, which does not fit the 80 GB cards.", ""},
      {"A step went from 91 ms to 62 ms, below the 70 ms of the old run.", ""},
  });
}

TEST(Divisions, OfAmounts) {
  expect_findings({
      {"Sharding divides the 16.1 GB of weights by 4, leaving 4.03 GB on each rank.", ""},
      {"Sharding divides the 16.1 GB of weights by 4, leaving 3.02 GB on each rank.", "1 memory/shards-in-sentence: 16.1 GB over 4 are 4.025 GB each, but 3.02 GB is written"},
  });
}

TEST(Changes, OfTwoValuesInAnyOrder) {
  expect_findings({
      {"25 % faster than before: 100,000 instead of 80,000 tokens per second.", ""},
      {"45 % faster than before: 100,000 instead of 80,000 tokens per second.", "1 arithmetic/change: from 100,000 and 80,000 tokens per second is 25 %, but 45 % is written"},
      {"100,000 tokens/s, 45 % faster", ""},
  });
}

TEST(Evens, DivideWithoutRest) {
  expect_findings({
      {"The evaluation server uses TP = 8, the 64 heads split evenly.", ""},
      {"The evaluation server uses TP = 7, the 64 heads split evenly.", "1 axis/even-in-sentence: 64 do not divide by 7, but are said to"},
      {"The 80 layers do not divide evenly over 9 ranks.", ""},
  });
}

TEST(Aggregates, OfOneGpu) {
  expect_findings({
      {"At an MFU of 40 % a device sustains 900 of its 2250 TFLOP/s.", ""},
      {"18 Sep: 316 TFLOP/s of its 989 TFLOP/s peak, 32.0 %", ""},
      {"989 TFLOP/s times 40 % is quoted as 396 TFLOP/s per GPU.", ""},
      {"989 TFLOP/s at an MFU of 40 % sustains 712 TFLOP/s per GPU.", "1 compute/share-in-sentence: 40 % of 989 TFLOP/s is 395.6 TFLOP/s, but 712 TFLOP/s is written"},
  });
}

TEST(Comparisons, OfAmountsWithWordsBetween) {
  expect_findings({
      {"Memory check: 61 GB per GPU < 80 GB ✓", ""},
      {"Memory check: 126 GB per GPU < 80 GB ✓", "1 arithmetic/comparison: 126 GB per GPU < 80 GB is not true"},
  });
}

TEST(Aggregates, AreTheShareOfAllPeaks) {
  expect_findings({
      {"At 40 % of peak, 64 GPUs of 312 TFLOPS sustain 7.99 PFLOPS.", ""},
      {"At 40 % of peak, 64 GPUs of 312 TFLOPS sustain 12.6 PFLOPS.", "1 compute/aggregate: 40 % of 64 × 312 TFLOPS are 7.99 PFLOPS, but 12.6 PFLOPS is written"},
      {"At 40 %, 64 GPUs of 312 TFLOPS have a peak of 19.97 PFLOPS.", ""},
      {"64 GPUs of 312 TFLOPS sustain 12.6 PFLOPS.", ""},  // of what share is not said
  });
}

const std::string header = "| Run | Workers | tokens/s | tokens/s per worker | Speedup |\n|---|---|---|---|---|\n";
const std::string first = "| a | 8 | 83,200 | 10,400 | 1.00x |\n| b | 16 | 161,900 | 10,119 | 1.95x |\n| c | 32 | 313,600 | 9,800 | 3.77x |\n";

TEST(Columns, AreMadeAlikeInAllRows) {
  expect_findings({
      {header + first + "| d | 64 | 609,300 | 9,520 | 7.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |", ""},
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |",
       "6 arithmetic/column: 609,300 and 64 make 9520 in the other rows' way, but 8,950 is written"},
      {header + first + "| d | 64 | 609,300 | 9,520 | 8.32x |\n| e | 96 | 893,000 | 9,302 | 10.73x |",
       "6 arithmetic/column: 609,300 make 7.323 in the other rows' way, but 8.32 is written"},
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |\n| e | 96 | 893,000 | 9,500 | 10.73x |", ""},  // two rows differ
      {header + first + "| d | 64 | 609,300 | 8,950 | 7.32x |", "6 arithmetic/column: 609,300 and 64 make 9520 in the other rows' way, but 8,950 is written"},
  });
}

TEST(Relations, SharesOfCounts) {
  expect_findings({
      {"Preempted jobs are 14.2% of the past quarter (307 of 862 jobs).", "1 arithmetic/share: 307 of 862 is 35.61 %, but 14.2% is written"},
      {"Preempted jobs: 307 of 862 jobs in the past quarter, or 35.6 %.", ""},
      {"The optimizer took 586 of 2,696 ms in the profiled iteration, or 43.5 %.", "1 arithmetic/share: 586 of 2,696 ms is 21.74 %, but 43.5 % is written"},
      {"307 of 862 jobs failed, 14.2% of them twice.", ""},
  });
}

TEST(Relations, ChangesWithAUnitSaidOnce) {
  expect_findings({
      {"The tokenizer service, 369 → 561 MB/s, a gain of 20.8%.", "1 arithmetic/change: from 369 to 561 MB/s is 52.03 %, but 20.8% is written"},
      {"The tokenizer service, 369 → 561 MB/s, a gain of 52 %.", ""},
      {"分词服务从 78 提升到 132 MB/s，提升了 34.6%。", "1 arithmetic/change: from 78 to 132 MB/s is 69.23 %, but 34.6% is written"},
  });
}

TEST(Relations, EvenSplitsOfLaterDegrees) {
  expect_findings({
      {"TP = 4.\n\nA follow-up will use TP 5, an even split of the 72 attention heads.", "3 axis/even-in-sentence: 72 do not divide by 5, but are said to"},
      {"TP = 4.\n\nA follow-up will use TP 8, an even split of the 72 attention heads.", ""},
      {"TP = 4.\n\nThe 72 heads are not divisible by TP = 5, so it stays at 4.", ""},
  });
}

}  // namespace
}  // namespace stratlint
