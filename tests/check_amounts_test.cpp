#include "finding_lines.h"

// What the numbers of a sentence must be, in words of several kinds of authors.
namespace stratlint {
namespace {

TEST(Amounts, NamesBeforeOperands) {
  expect_findings({
      {"heads 40 * head_dim 128 = hidden_size 5120", ""},
      {"heads 40 * head_dim 128 = hidden_size 7680", "1 arithmetic/equation: 40 * head_dim 128 is 5120, but 7680 is written"},
      {"Placement: 32 experts / EP 4 = 8 per GPU.", ""},
      {"Placement: 32 experts / EP 4 = 16 per GPU.", "1 arithmetic/equation: 32 experts / EP 4 is 8, but 16 is written"},
      {"We list 64 GPUs / TP 8 / PP 4.", ""},
      {"64 heads times 128 is 8192.", ""},
      {"64 heads times 128 is 4096.", "1 arithmetic/equation: 64 heads times 128 is 8192, but 4096 is written"},
      {"312 TFLOPS × 0.4 is 8 days of work.", ""},
      {"140 GB of weights / 16 ranks = 8.75 GB", ""},
      {"140 GB of weights / 16 ranks = 17.5 GB", "1 arithmetic/equation: 140 GB of weights / 16 is 8.75 GB, but 17.5 GB is written"},
      {"Sending moves 8.27 GB per GPU (15/16) of what there is.", ""},  // a share of something
      {"optimizer: 12 B / 8 = 1.9 GB", ""},                             // bytes of each parameter
      {"Weights: 282 GB (10^9 bytes), or 263 GiB (2^30 bytes).", ""},
      {"2h² + 2·h·8·128 with h = 8192", ""},
      {"- **Replicas × GPUs** — 4 × 40 = 128", "1 arithmetic/equation: 4 × 40 is 160, but 128 is written"},
  });
}

TEST(Amounts, SumsBelowAList) {
  const std::string list = "- Weights: 10.0 GB\n- Gradients: 10.0 GB\n- Optimizer states: 30.0 GB\n- Activations: 12.0 GB\n\n";
  expect_findings({
      {list + "The four items sum to 62.0 GB.", ""},
      {list + "The four items sum to 50.0 GB.", "6 arithmetic/total: the parts add up to 62 GB, but the total says 50.0 GB"},
      {"```yaml\nweights_gb: 10      # 80 GB over TP 8\ngradients_gb: 10\noptimizer_gb: 16\nactivations_gb: 24\ntotal_gb: 60       # the four above\n```", ""},
      {"```yaml\nweights_gb: 10      # 80 GB over TP 8\ngradients_gb: 10\noptimizer_gb: 16\nactivations_gb: 24\ntotal_gb: 90       # the four above\n```",
       "6 arithmetic/total: the parts add up to 60 GB, but the total says 90"},
      {list + "The model state alone sums to 50.0 GB.", ""},  // of some of them
      {"- Weights: 10.0 GB\n- Weights of experts: 8.0 GB\n- Activations: 12.0 GB\n\nThey add up to 22.0 GB.", ""},  // the experts are part of the weights
  });
}

TEST(Amounts, DivisibleIsSaidOfAnything) {
  expect_findings({
      {"The global batch of 4472 is divisible by 256.", "1 axis/even-in-sentence: 4472 do not divide by 256, but are said to"},
      {"The global batch of 4608 is divisible by 256.", ""},
      {"The global batch of 4472 isn't divisible by 256.", ""},
      {"A context of 32,778 is divisible by the block size 16.", "1 axis/even-in-sentence: 32,778 do not divide by 16, but are said to"},
  });
}

TEST(Amounts, HoursOfGpus) {
  expect_findings({
      {"| GPU-hours | 72.6k (480 GPUs × 6.3 days) |\n|---|---|", ""},
      {"19.0 days on 288 GPUs is 131k GPU-hours.", ""},
      {"19.0 days on 288 GPUs is 92k GPU-hours.", "1 training/gpu-hours: 288 GPUs for 19.0 days are 131.3 k GPU-hours, but 92k is written"},
      {"64 GPUs 跑 7.0 天，共 10,752 GPU 小时。", ""},
  });
}

// What another sentence comes to is another claim, what it starts from may be meant.
TEST(Amounts, OfTheSentenceBefore) {
  expect_findings({
      {"Reading the 732.6 GB of weights at 5 GB/s takes 408.1 s. The start is dominated by 732.6 GB over a 5 GB/s link: 146.5 s.",
       "1 comm/transfer-time: 732.6 GB at 5 GB/s take 146.52 s, but 408.1 s is written"},
      {"State of all parameters: 435 GB. Sharded over 768 chips: 0.57 GB per chip. The remaining 94 GB are for activations.", ""},
  });
}

TEST(Amounts, OtherJobsAndFormerHardware) {
  expect_findings({
      {"- GPUs: 64\n- TP: 2\n- DP: 32\n\nPost-training gets a separate pool of 112 GPUs.", ""},
      {"The previous generation of this service used 12-node pools of A10 cards with 24 GB.\n\nTotal per GPU: 58.0 GB.", ""},
      {"- DP: 16\n\nTenant A owns 3 replicas and tenant B 13.", ""},
  });
}

TEST(Amounts, CommentsThatSayWhatTheEntryComesTo) {
  expect_findings({
      {"```python\nn_params = 12 * 24 * 1024**2   # ~302M\n```", ""},
      {"```python\nn_params = 12 * 24 * 1024**2   # ~25M\n```", "2 arithmetic/equation: 12 * 24 * 1024**2 is 302 M, but ~25M is written"},
      {"```python\nper_stage = 56 // 8   # 7 on each\n```", ""},
  });
}

TEST(Amounts, PoolsAndReplicas) {
  expect_findings({
      {"The 64 GPUs are split into a prefill pool of 24 and a decode pool of 40.", ""},
      {"Of the 64 GPUs 24 run prefill and the remaining 48 run decode.", "1 gpu/two-pools-in-sentence: 24 + 48 are 72 GPUs, but 64 is written"},
      {"PP=4 puts 16 layers on a stage (64 in the model).", ""},
      {"The buffer of 14.3 GB on 40 ranks makes the ring send 27.9 GB.", ""},
      {"192 GPUs at 8 per replica make 24 replicas.", ""},
      {"192 GPUs at 8 per replica make 12 replicas.", "1 gpu/replicas-in-sentence: 12 replicas of 8 GPUs are 96 GPUs, but 192 is written"},
  });
}

TEST(Amounts, RatesWithWordsBeforeWhatIsCounted) {
  expect_findings({
      {"At 25 requests/s of 400 tokens the pool makes 10,000 generated tokens per second.", ""},
      {"At 25 requests/s of 400 tokens the pool makes 20,000 generated tokens per second.",
       "1 perf/tokens-in-sentence: 25 requests/s of 400 tokens are 10000 generated tokens per second, but 20,000 generated tokens per second is written"},
      {"The pool takes 10,000 tokens a second in sequences of 400 tokens, 25 sequences every second.", ""},
      {"The pool takes 10,000 tokens a second in sequences of 400 tokens, 50 sequences every second.",
       "1 perf/tokens-in-sentence: 50 sequences every second of 400 tokens are 20000 tokens a second, but 10,000 tokens a second is written"},
      {"It runs 50 h: 10,000 steps of 18 s each.", ""},
      {"It runs 25 h: 10,000 steps of 18 s each.", "1 training/steps-in-sentence: 10,000 steps of 18 s take 50 h, but 25 h is written"},
      {"step 20 | loss 8.912 | 21.8 s", ""},  // no steps of 8.912 s
      {"That is an MFU of 37.7 %, or 493 TFLOPS per GPU (ticket INFRA-2502).", ""},
      {"So 64 clients are the operating point: 2,480 tokens/s, about 5 requests/s.", ""},
      {"2430 sequences/s × 2048 = 4,976,640 tokens/s", ""},
      {"2430 sequences/s × 2048 = 3,826,000 tokens/s", "1 arithmetic/equation: 2430 sequences/s × 2048 is 4.977M tokens/s, but 3,826,000 tokens/s is written"},
      {"655 tokens/s × 3600 = 2.36M tokens per hour", ""},
      {"Every rank writes 1.46 GB. The file system takes 60 GB/s, so a save needs 19 s.", ""},  // of all ranks
  });
}

TEST(Amounts, SharesAndChanges) {
  expect_findings({
      {"The step went from 4.0 s to 3.0 s, which is 33 % faster.", ""},
      {"The rate went from 3.35M to 3.87M tokens/s, 15.5 % more.", ""},
      {"The rate went from 3.35M to 3.87M tokens/s, 25 % more.", "1 perf/gain-in-sentence: 3.35M and 3.87M tokens/s are 15.5 % apart, but 25 % is written"},
      {"显存从 72 GB 降到 54 GB,节省 25%。", ""},
      {"显存从 72 GB 降到 54 GB,节省 33%。", "1 arithmetic/fall-in-sentence: from 72 GB to 54 GB 25 % are saved, but 33% is written"},
      {"Code is 1320B of the 6T tokens, 22 %.", ""},
      {"Code is 1320B of the 6T tokens, 33 %.", "1 training/token-share: 1320B of 6T tokens are 22 %, but 33 % is written"},
      {"37B of the 671B parameters fire per token, 5.5 %.", ""},
      {"37B of the 671B parameters fire per token, 12 %.", "1 model/active-share: 37B of 671B are 5.5 %, but 12 % is written"},
  });
}

TEST(Amounts, PartsOfTheMemory) {
  expect_findings({
      {"The bill in GB (weights 30.4, gradients 30.4, Adam 5.7, activations 41.2) comes to 107.7.", ""},
      {"The bill in GB (weights 30.4, gradients 30.4, Adam 5.7, activations 41.2) comes to 89.6.", "1 memory/sum-in-sentence: 30.4 + 30.4 + 5.7 + 41.2 is 107.7, but 89.6 is written"},
      {"55 GB on each (params 8, grads 8, Adam 24, activations 15)", ""},
      {"31 GB on each (params 8, grads 8, Adam 24, activations 15)", "1 memory/sum-in-sentence: 8 + 8 + 24 + 15 is 55 GB, but 31 GB is written"},
      {"Adding it up, 8.2 GB of weights, 34.4 GB of KV cache, 4.5 GB of activations: 47.1 GB.", ""},
      {"Per GPU (GB): 2 bytes, 4 bytes and 12 bytes per parameter. Weights 13.4, gradients 26.8, optimizer 1.7, activations 11.3, total 53.2.", ""},
      {"A 27B model has 54 GB of weights, TP 4 leaves 13.5 GB.", ""},
      {"A 27B model has 54 GB of weights, TP 4 leaves 27 GB.", "1 memory/weights-in-sentence: 54 GB over 4 are 13.5 GB each, but 27 GB is written"},
      {"The bf16 cache takes 192 KiB per token: 48 layers, 8 KV heads of 128.", ""},
      {"The bf16 cache takes 96 KiB per token: 48 layers, 8 KV heads of 128.", "1 memory/kv-half-in-sentence: 48 layers, 8 KV heads of 128 need 192 KiB for a token in half precision, but 96 KiB is written"},
  });
}

TEST(Amounts, BesideThoseOfThePlan) {
  expect_findings({
      {"We run on H100 80GB.\n\nThe busiest rank peaks at 71 GB and fits.", ""},
      {"We run on H100 80GB.\n\nThe busiest rank peaks at 92 GB and fits.", "3 memory/peak-in-sentence: a peak of 92 GB is said to fit, but a GPU has 80GB"},
      {"- layers: 48\n- hidden size: 8192\n\nThe 12Lh² rule gives 38.7B parameters.", ""},
      {"- layers: 48\n- hidden size: 8192\n\nThe 12Lh² rule gives 19.3B parameters.", "4 model/twelve-of-plan: 12 × 48 × 8192² is 38.65 B, but 19.3B is written"},
  });
}

TEST(Amounts, BubblesThatAreSaid) {
  expect_findings({
      {"The bubble is 2 % (p=2, m=48).", ""},
      {"The bubble is 0 % (p=2, m=48).", "1 pipeline/bubble-said: 2 stages and 48 micro-batches idle 2 % of the step, but 0 % is written"},
      {"The bubble is 9 % (p=2, m=48).", "1 pipeline/bubble-said: 2 stages and 48 micro-batches idle 2 % of the step, but 9 % is written"},
      {"We measured a bubble of 9 % (p=2, m=48).", ""},
      {"Interleaved, the bubble is 1 % (p=2, m=48).", ""},
  });
}

TEST(Amounts, OfNumbersThatBlameEachOther) {
  expect_findings({
      {"- micro-batch: 1\n- micro-batches: 48\n- DP: 16\n- global batch: 1536", "4 batch/global: a global batch of 1536 is claimed, but 768 sequences follows from the micro-batch, the steps and DP"},
      {"- global batch: 1536\n- micro-batch: 1\n- DP: 16\n- micro-batches: 48", "4 batch/microbatches: 48 micro-batches are claimed, but the batch sizes give 96"},
  });
}

}  // namespace
}  // namespace stratlint
