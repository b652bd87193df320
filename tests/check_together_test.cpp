#include "finding_lines.h"

// Rules of kind `together`: which numbers they see as one, and what they take each of them for.
namespace stratlint {
namespace {

TEST(Together, LayersAndSteps) {
  expect_findings({
      {"A layer has 600 M parameters, so the 32 layers together have 19.2 B.", ""},
      {"A layer has 600 M parameters, so the 32 layers together have 38.3 B.", "1 model/layers-in-sentence: 32 layers of 600 M parameters have 19.2 B, but 38.3 B is written"},
      {"Each layer costs 600 million parameters. The 32 layers make 38.3 billion.", "1 model/layers-in-sentence: 32 layers of 600 million parameters have 19.2 billion, but 38.3 billion is written"},
      {"A step had to stay under 23 s, and at 19.2 s it does. Two people watched.", ""},  // no steps of 19.2 s
      {"16.5 days of pure time (95,368 steps of 14.92 s)", ""},
      {"32.9 days of pure time (95,368 steps of 14.92 s)", "1 training/steps-in-sentence: 95,368 steps of 14.92 s take 16.47 days, but 32.9 days is written"},
  });
}

TEST(Together, Caches) {
  expect_findings({
      {"48 sequences at 16,384 tokens, 49.152 kB per token: 38.7 GB of cache", ""},
      {"48 sequences at 16,384 tokens, 49.152 kB per token: 27.1 GB of cache", "1 memory/kv-all-in-sentence: 48 sequences × 16,384 tokens of 49.152 kB take 38.65 GB, but 27.1 GB is written"},
      {"Four GPUs have 197.4 GB, or about 602k tokens of 327,680 bytes.", ""},
      {"Per token we keep K and V for 40 layers and 8 heads of 128, 2 bytes each. 163.84 kB per token.", ""},
      {"Per token we keep K and V for 40 layers and 8 heads of 128, 2 bytes each. 81.92 kB per token.", "1 memory/kv-token-in-sentence: 40 layers, 8 KV heads of 128 and 2 bytes need 163.84 kB for a token, but 81.92 kB is written"},
  });
}

TEST(Together, NumbersInAnyOrder) {
  expect_findings({
      {"The 72 layers form 6 stages, 12 layers each.", ""},
      {"The 72 layers form 6 stages, 9 layers each.", "1 pipeline/layers-in-sentence: 72 layers in 6 stages are 12 each, but 9 is written"},
      {"Stage depth: 9 layers (6 stages, 72 layers)", "1 pipeline/layers-in-sentence: 72 layers in 6 stages are 12 each, but 9 is written"},
      {"Each of the 6 stages holds 12 of the 72 layers.", ""},
      {"Each of the 6 stages holds 18 of the 72 layers.", "1 pipeline/layers-in-sentence: 72 layers in 6 stages are 12 each, but 18 is written"},
  });
}

TEST(Together, OutsideParentheses) {
  expect_findings({
      {"The weights are 96 GB; cut into 24 shards (TP 8 × PP 3) they leave 4 GB on each.", ""},
      {"The weights are 96 GB; cut into 24 shards (TP 8 × PP 3) they leave 6 GB on each.", "1 memory/shards-in-sentence: 96 GB over 24 are 4 GB each, but 6 GB is written"},
      {"96 GB cut into TP8 × PP3 = 24 shards, so every rank reads 4 GB.", ""},
      {"96 GB cut into TP8 × PP3 = 24 shards, so every rank reads 6 GB.", "1 memory/shards-in-sentence: 96 GB over 24 are 4 GB each, but 6 GB is written"},
  });
}

TEST(Together, WhatAnEquationComesTo) {
  expect_findings({
      {"One replica spans 4 × 8 = 32 GPUs and there are 64 replicas, 2048 GPUs altogether.", ""},
      {"One replica spans 4 × 8 = 32 GPUs and there are 64 replicas, 2560 GPUs altogether.", "1 gpu/replicas-in-sentence: 64 replicas of 32 GPUs are 2048 GPUs, but 2560 is written"},
      {"Six steps of 40 × 900 s = 10 h each. On 96 GPUs: 960 GPU-hours.", ""},
      {"40 × 900 s = 10 h. On 96 GPUs: 1,280 GPU-hours.", "1 training/gpu-hours: 96 GPUs for 10 h are 960 GPU-hours, but 1,280 is written"},
      {"Active share: 29.2B / 369.0B = 7.9%. In use: 147.6 GB of the 192 GB.", ""},  // what is worked out is not judged again
  });
}

TEST(Together, WhatAllLayersHave) {
  expect_findings({
      {"64 layers are 29.01 B; embeddings 0.85 B; total 29.86 B.", ""},
      {"54.5 M per layer, 1.31 B in 24 layers, 0.10 B embedding.", ""},
      {"64 layers of 0.45 B and embeddings of 0.85 B: total 36.8 B.", "1 model/stack-in-sentence: 64 layers of 0.45 B and 0.85 B have 29.65 B parameters, but 36.8 B is written"},
  });
}

TEST(Together, UnitsSaidOnce) {
  expect_findings({
      {"mem 61.5/80 GB (76.9 %)", ""},
      {"mem 61.5/80 GB (66.9 %)", "1 memory/share-in-sentence: 61.5 of 80 GB are 76.88 %, but 66.9 % is written"},
      {"60,000 -> 75,000 tokens/s (25 % up)", ""},
      {"60,000 -> 75,000 tokens/s (37 % up)", "1 arithmetic/rise-in-sentence: from 60,000 to 75,000 tokens/s it is 25 % more, but 37 % is written"},
      {"What I measured at 128 was 13 ms, so 60 % of the bound.", ""},
      {"45 % of 512 cards of 320 TFLOP/s are 73.7 PFLOP/s.", ""},  // 512 is no rate
  });
}

TEST(Together, SharesOfAProductNeedNoWords) {
  expect_findings({
      {"43.6 % of 312 TFLOP/s is 136 TFLOP/s.", ""},
      {"43.6 % of 312 TFLOP/s is 197 TFLOP/s.", "1 compute/share-in-sentence: 43.6 % of 312 TFLOP/s is 136 TFLOP/s, but 197 TFLOP/s is written"},
  });
}

TEST(Together, WhichOneItIsIsNoCount) {
  expect_findings({
      {"On rank 3 we found 16 experts of 10 MB each.", ""},
      {"Seen on rank 3: 16 experts in layer 10.", ""},
      {"Split over 3 ranks, 15 experts are 4 on each.", "1 moe/experts-in-sentence: 15 experts on 3 ranks are 5 each, but 4 is written"},
  });
}

TEST(Together, WhatIsAskedForMayBeCounted) {
  expect_findings({
      {"Time budget on 256 GPUs at 40 % of 1000 TFLOP/s for 1T tokens (20B parameters): 13.6 days net.", ""},
      {"Time budget on 256 GPUs at 40 % of 1000 TFLOP/s for 1T tokens (20B parameters): 27.2 days net.",
       "1 training/time-in-sentence: 20B parameters and 1T tokens on 256 GPUs of 1000 TFLOP/s at 40 % take 13.56 days, but 27.2 days is written"},
  });
}

TEST(Together, WhatStaysFreeOfALimit) {
  expect_findings({
      {"- Memory per GPU: 26 GB of 40 GB\n\nThe longest batch needs 30 GB, which stays within the 40 GB limit and leaves 10 GB free.", ""},
      {"- Memory per GPU: 26 GB of 40 GB\n\nThe longest batch needs 30 GB, which stays within the 40 GB limit and leaves 4 GB free.", "3 memory/free-in-sentence: 40 GB less 30 GB are 10 GB, but 4 GB is written"},
  });
}

TEST(Together, DaysOfAMonthAreNoNumbers) {
  expect_findings({
      {"May 14: 88,060 tokens/s now (21.5 seq/s, 4096 tokens each)", ""},
      {"May 14: 44,030 tokens/s now (21.5 seq/s, 4096 tokens each)", "1 perf/tokens-in-sentence: 21.5 seq/s of 4096 tokens are 88064 tokens/s, but 44,030 tokens/s is written"},
  });
}

TEST(Together, ProductsBesideTheirResult) {
  expect_findings({
      {"Our TP 8 x PP 4 layout cuts 96 GB of weights into 32 pieces of 3 GB.", ""},
      {"Our TP 8 x PP 4 layout cuts 96 GB of weights into 32 pieces of 5 GB.", "1 memory/shards-in-sentence: 96 GB over 32 are 3 GB each, but 5 GB is written"},
  });
}

TEST(Together, ColumnsHaveUnitsOfTheirOwn) {
  expect_findings({
      {"| GPUs | MFU | PFLOP/s | Peak |\n|---|---|---|---|\n| 64 | 37.8 % | 23.93 | 989 TFLOP/s |", ""},
  });
}

TEST(Together, RolesAreNotMixed) {
  expect_findings({
      {"Each GPU does 500 TFLOP/s, the peak is 989 TFLOP/s. The goal of at least 60 % MFU is missed today.", ""},
  });
}

TEST(Together, LinesAndRows) {
  expect_findings({
      {"| Peak | Reached | Effective |\n|---|---|---|\n| 2.0 TB/s | 80 % | 1.6 TB/s |", ""},
      {"| Peak | Reached | Effective |\n|---|---|---|\n| 2.0 TB/s | 80 % | 1.2 TB/s |", "3 bandwidth/share-in-sentence: 80 % of 2.0 TB/s is 1.6 TB/s, but 1.2 TB/s is written"},
      {"Model: 140 GB\n\n1. Tensor dimension: 2-way split of all layers\n2. Memory: 140 GB model, 35 GB per GPU", ""},  // other things divide it too
  });
}

}  // namespace
}  // namespace stratlint
