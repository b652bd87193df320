#include "fact_lines.h"

// Words that stand for one another, and counts that are shares of a larger one.
namespace stratlint {
namespace {

TEST(SameWords, NameTheSameKey) {
  expect_facts({
      {"64 accelerators in total", "cluster.gpus 64 total claim main"},
      {"Total chips: 64", "cluster.gpus 64 total claim main"},
      {"8 cards per host", "cluster.gpus_per_node 8 total claim main"},
      {"GPUs per server: 8", "cluster.gpus_per_node 8 total claim main"},
      {"Hosts: 8", "cluster.nodes 8 total claim main"},
      {"Card memory: 80GB", "gpu.memory 80 GB gpu claim main"},
      {"Head dim: 128", "model.head_dim 128 total claim main"},
      {"GPU utilisation: 90%", "perf.gpu_utilization 90 % total claim main"},
      {"Each accelerator keeps 4 experts", "layout.experts_per_gpu 4 total claim main"},
      {"Every NPU owns 4 experts", "layout.experts_per_gpu 4 total claim main"},
      {"64 apples in total", ""},
      {"8 cards per table", ""},
      {"Each rack keeps 4 apples", ""},
  });
}

// The words differ, the text that is shown does not.
TEST(SameWords, ThatStartTheNextStatementShareNothing) {
  expect_facts({
      {"With TP=8 every GPU is full", "axis.tp 8 total claim main"},
      {"With PP=2 each stage is full", "axis.pp 2 total claim main"},
      {"4 experts on each GPU of the plan", "layout.experts_per_gpu 4 total claim main"},
      {"TP=4 / PP=8 / DP=4", "axis.tp 4 total claim main\naxis.pp 8 total claim main\naxis.dp 4 total claim main"},
      {"256 个专家按 EP=32 切分", "model.experts 256 total claim main\naxis.ep 32 total claim main"},
      {"a tensor degree of 2, a pipeline degree of 4 and a data degree of 8", "axis.tp 2 total claim main\naxis.pp 4 total claim main\naxis.dp 8 total claim main"},
      {"5 layers per chunk", "layout.layers_per_chunk 5 total claim main"},
      {"OLMo-2 has 48 layers, for scale", "model.layers 48 total foreign main"},
  });
}

TEST(SameWords, LinksMayBeSeveral) {
  expect_facts({
      {"The number of heads is fixed at 32, the dimension of each head is fixed at 128.", "model.heads 32 total claim main\nmodel.head_dim 128 total claim main"},
      {"The hidden size is set to 5120.", "model.hidden 5120 total claim main"},
      {"A 24-layer dense network with 7B parameters", "model.layers 24 total claim main\nmodel.params 7B total claim main"},
      {"Attention heads are 96-dimensional.", "model.head_dim 96 total claim main"},
      {"The bill is for 8,400 GPU-hours of work.", ""},
      {"Writing 96 GB of weights and optimizer state", "memory.checkpoint 96 GB total claim main"},
  });
}

TEST(SameWords, KeepTheirSpelling) {
  const Analysis analysis("x.md", "The plan uses 64 accelerators.", default_rules().vocabulary);
  ASSERT_EQ(analysis.facts.facts.size(), 1u);
  EXPECT_EQ(analysis.source.text(analysis.facts.facts[0].span), "64 accelerators");
}

TEST(Counts, MayHaveTheProductInTheirName) {
  expect_facts({
      {"The plan uses 96 H200 NVL cards.", "cluster.gpus 96 total claim main\ngpu.name H200 NVL 141GB total claim main"},
      {"The plan uses 96 FAST cards.", ""},
      {"Total devices required for the deployment: 96x H20", "cluster.gpus 96 total claim main\ngpu.name H20 SXM 96GB total claim main"},
  });
}

TEST(Depths, AreOfModelsBesideTheirWidth) {
  const std::string model = "model.layers 56 total claim main\nmodel.hidden 6144 total claim main";
  expect_facts({
      {"- Depth: 56\n- Hidden size: 6144", model},
      {"| Dimension | Size |\n|---|---|\n| Depth | 56 |\n| Hidden size | 6144 |", model},
      {"Depth 56; hidden size 6144; heads 48", model + "\nmodel.heads 48 total claim main"},
      {"- Prefetch depth: 4\n- Hidden size: 6144", "model.hidden 6144 total claim main"},
      {"- Depth: 4\n- Buffers: 2 GB", "memory.buffers 2 GB gpu claim main"},
      {"- Tokens per sequence: 2048", "model.seq_len 2048 total claim main"},
  });
}

TEST(Shares, OfANumberedStage) {
  expect_facts({
      {"Stage 0 (32 GPUs)", "layout.gpus_per_stage 32 total claim main"},
      {"- Stage 0 (32 GPUs): first half\n- Stage 1 (32 GPUs): second half",
       "layout.gpus_per_stage 32 total claim main\nlayout.gpus_per_stage 32 total claim main"},
      {"Stage 0: 32 GPUs", "layout.gpus_per_stage 32 total claim main"},
      {"Stage 0: 16 layers", "layout.layers_per_stage 16 total claim main"},
      {"32 GPUs in stage 0", "layout.gpus_per_stage 32 total claim main"},
      {"### Stage 0\n\n32 GPUs", "layout.gpus_per_stage 32 total claim main"},
      {"Stage 0 runs first, all of this on 32 GPUs", "cluster.gpus 32 total claim main"},
      {"Stage 0 of 2 runs on 32 GPUs in total", "cluster.gpus 32 total claim main"},
  });
}

TEST(Shares, OfAGpu) {
  expect_facts({
      {"Throughput per-GPU: 100 tokens/s", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Per-GPU throughput: 100 tokens/s", "perf.tokens_per_s 100 tokens/s gpu claim main"},
      {"Per-GPU memory: 40 GB", "memory.total 40 GB gpu claim main"},
      {"Heads per-GPU: 8", "layout.heads_per_gpu 8 total claim main"},
      {"Sequences per iteration: 32", "batch.global 32 total claim main"},
      {"Sequences per GPU: 32 per iteration", ""},  // no global batch
      {"Sequences per GPU: 32", ""},
  });
}

TEST(Modules, AreOneForEveryGpu) {
  expect_facts({
      {"96 modules = 128 GPUs", "layout.modules 96 total claim main\ncluster.gpus 128 total claim main\nlayout.module_match true total claim main"},
      {"1 module = 2 GPUs", "layout.modules 1 total claim main"},  // of one, not of all
      {"Module count 96 = GPU count 128", "layout.modules 96 total claim main\ncluster.gpus 128 total claim main\nlayout.module_match true total claim main"},
      {"模块数 96 ＝ GPU 数 128", "layout.modules 96 total claim main\ncluster.gpus 128 total claim main\nlayout.module_match true total claim main"},
      {"One module per GPU gives 96 modules.", "layout.modules 96 total claim main\nlayout.module_match true total claim main"},
  });
}

TEST(Labels, StandBeforeSeveralRemarks) {
  expect_facts({
      {"KV cache (demo service, BF16): 2 GB", "memory.kv_cache 2 GB gpu claim main\ndtype.weights bf16 total claim main"},
      {"KV cache（演示服务，BF16）：每 token 131 kB", "memory.kv_cache 131 KB token claim main\ndtype.weights bf16 total claim main"},
  });
}

TEST(Past, TellsWhatWasMeasured) {
  expect_facts({
      {"The allocator peak was 61 GB on the busiest GPU.", "memory.total 61 GB gpu claim main"},
      {"The step time was 9.5 s, now it is 8.1 s.", "perf.step_time 9.5 s total superseded main\nperf.step_time 8.1 s total claim main"},
      {"TP was 8.", "axis.tp 8 total superseded main"},
      {"The type was BF16.", "dtype.weights bf16 total superseded main"},
      {"Step time: 8.1 s (was 9.5 s)", "perf.step_time 8.1 s total claim main\nperf.step_time 9.5 s total superseded main"},
  });
}

TEST(Rates, PerGpuAreWhatIsReached) {
  expect_facts({
      {"| run | TFLOP/s per GPU |\n|---|---|\n| a | 410 |\n| b | 430 |", "perf.achieved_flops 410 TFLOP/s gpu claim a\nperf.achieved_flops 430 TFLOP/s gpu claim b"},
      {"```yaml\nresult:\n  tflops_per_gpu: 410\n```", "perf.achieved_flops 410 TFLOP/s gpu claim main"},
      {"The trace shows 410 TFLOP/s per GPU.", "perf.achieved_flops 410 TFLOP/s gpu claim main"},
  });
}

TEST(Words, OfTheNextSentenceCountNothing) {
  expect_facts({
      {"**6** A node of 8 GPUs", "cluster.gpus_per_node 8 total claim main"},
      {"16 NVIDIA nodes", "cluster.nodes 16 total claim main"},
      {"A node of 8 GPUs contributes 1,200 tokens/s", "cluster.gpus_per_node 8 total claim main\nperf.tokens_per_s 1200 tokens/s node claim main"},
  });
}

TEST(Words, OfOtherSentencesDoNotSayWhatIsCounted) {
  expect_facts({
      {"We write to a file system. One port for each of the 8 GPUs.", ""},
      {"The system has 8 GPUs.", "cluster.gpus 8 total claim main"},
      {"96 张卡正好占满 12 台机器。", "cluster.gpus 96 total claim main\ncluster.nodes 12 total claim main"},
  });
}

TEST(Words, BehindADimensionDoNotNarrowItDown) {
  expect_facts({
      {"Hidden size 4096, experts per MoE layer 64", "model.hidden 4096 total claim main\nmodel.experts 64 total claim main"},
      {"MoE layer: hidden size 4096", "model.expert_ffn 4096 total claim main"},
  });
}

TEST(Modules, MatchTheGpusOfOneReplica) {
  expect_facts({
      {"- Modules per replica: 8\n- GPUs per replica: 4", "layout.modules 8 total claim main\nlayout.gpus_per_replica 4 total claim main"},
      {"12 GPUs make a replica, the model comes in 14 pieces.", "layout.gpus_per_replica 12 total claim main\nlayout.modules 14 total claim main"},
      {"modules=16, devices=16", "layout.modules 16 total claim main\ncluster.gpus 16 total claim main"},
      {"modules=16, devices=16, one-to-one", "layout.modules 16 total claim main\nlayout.gpus_per_replica 16 total claim main\nlayout.module_match true total claim main"},
  });
}

TEST(Shares, OfGpusAndStages) {
  expect_facts({
      {"Any one card looks after 24 of them.", "layout.experts_per_gpu 24 total claim main"},
      {"With 96 experts each device carries 12.", "model.experts 96 total claim main\nlayout.experts_per_gpu 12 total claim main"},
      {"每个 rank 负责 12 个。", "layout.experts_per_gpu 12 total claim main"},
      {"One stage means 12 layers.", "layout.layers_per_stage 12 total claim main"},
      {"Each of the 4 stages: 12 layers", "layout.layers_per_stage 12 total claim main"},
      {"每个 pipeline stage 放 12 层。", "layout.layers_per_stage 12 total claim main"},
      {"Servers: 4, each with 8 GPUs", "cluster.nodes 4 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"9 nodes up (4 GPUs each, 36 in total)", "cluster.nodes 9 total claim main\ncluster.gpus_per_node 4 total claim main\ncluster.gpus 36 total claim main"},
  });
}

TEST(Lists, OfDegreesEndWithTheirGpus) {
  expect_facts({
      {"TP=4, PP=8, DP=16, 512 GPUs.", "axis.tp 4 total claim main\naxis.pp 8 total claim main\naxis.dp 16 total claim main\ncluster.gpus 512 total claim main"},
      {"TP=4, 8 GPUs for the loader.", "axis.tp 4 total claim main"},
      {"8 replicas, 16 GPUs", "axis.dp 8 total claim main"},
      {"`tp=4 world=512`", "axis.tp 4 total claim main\ncluster.gpus 512 total claim main"},
      {"16 GPUs per copy of the model, 32 copies running", "layout.gpus_per_replica 16 total claim main\naxis.dp 32 total claim main"},
  });
}

TEST(JobCounts, StandApartWhereTheyDiffer) {
  const std::string plan = "Total GPUs: 64\n\n";
  const std::string stated = "cluster.gpus 64 total claim main";
  expect_facts({
      {"All 64 GPUs of this job are booked.", stated},
      {plan + "All 64 GPUs of this job are booked.", stated + "\n" + stated},
      {plan + "All 96 GPUs of this job are booked.", stated + "\ncluster.job_gpus 96 total claim main"},
      {plan + "The full 96-GPU allocation is used.", stated + "\ncluster.job_gpus 96 total claim main"},
      {plan + "96/96 GPUs of the job are up.", stated + "\ncluster.job_gpus 96 total claim main"},
      {plan + "90/96 GPUs of the job are up.", stated},
      {plan + "本任务独占 96 张卡。", stated + "\ncluster.job_gpus 96 total claim main"},
      {"4 nodes with 8 cards each, in all 32 cards.\n\nThis plan books 48 GPUs.", "cluster.nodes 4 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 32 total claim main\ncluster.job_gpus 48 total claim main"},
      {"TP=2, PP=2, DP=8. It trains on 32 GPUs.\n\nThe plan pays for 48 GPUs.", "axis.tp 2 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main\ncluster.gpus 32 total claim main\ncluster.job_gpus 48 total claim main"},
      {plan + "训练任务共需 96 块 GPU。", stated + "\ncluster.job_gpus 96 total claim main"},
      // several are a document that compares configurations
      {plan + "Our run on 16 GPUs is short.\n\nOur run on 32 GPUs is long.", stated + "\ncluster.gpus 16 total claim main\ncluster.gpus 32 total claim main"},
      // nothing firm to compare with
      {"It trains on 64 GPUs.\n\nOur run on 32 GPUs is long.", stated + "\ncluster.gpus 32 total claim main"},
      // an old number may be spoken of again
      {plan + "Total GPUs: 96 (previously)\n\nAll 96 GPUs of this job were booked.", stated + "\ncluster.gpus 96 total superseded main\ncluster.gpus 96 total claim main"},
  });
}

TEST(Sequences, MayHaveTheirTokensInTheirName) {
  expect_facts({
      {"One 4096-token conversation takes 2.7 GB of BF16 KV cache.", "memory.kv_cache 2.7 GB sequence claim main\ndtype.kv bf16 total claim main"},
      {"A full sequence holds 2.7 GB of KV cache.", "memory.kv_cache 2.7 GB sequence claim main"},
      {"It pays 131 kB of BF16 KV cache per token.", "memory.kv_cache 131 KB token claim main\ndtype.kv bf16 total claim main"},
      {"Keys and values in BF16, 131 kB per token.", "memory.kv_cache 131 KB token claim main\ndtype.weights bf16 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
