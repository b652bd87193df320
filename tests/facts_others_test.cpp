#include "fact_lines.h"

// What is said of other models, in quotation marks, and of single devices is not said of the plan.
namespace stratlint {
namespace {

TEST(Others, ModelsOfAnotherSize) {
  expect_facts({
      {"# Orrery-58B\n\nTP 4. A year on, Qwen2.5-72B ran with TP 8 and PP 2. We keep PP 4.",
       "axis.tp 4 total claim main\naxis.tp 8 total foreign main\naxis.pp 2 total foreign main\naxis.pp 4 total claim main"},
      {"# Orrery-58B\n\nOrrery-58B-Instruct has TP 8, unlike Qwen2.5-72B.", "axis.tp 8 total claim main"},  // it compares
      {"# Orrery-58B\n\nOrrery-58B-v2 has TP 8.", "axis.tp 8 total claim main"},
  });
}

TEST(Others, WordsInQuotationMarks) {
  expect_facts({
      {"### 1. \"We trained on 384 GPUs with TP 4\"", "cluster.gpus 384 total quoted main\naxis.tp 4 total quoted main"},
      {"The post says “it ran with TP 4” and we run TP 8.", "axis.tp 4 total quoted main\naxis.tp 8 total claim main"},
      {"The \"balanced\" plan has TP 4, the \"wide\" one more.", "axis.tp 4 total claim main"},
  });
}

TEST(Others, SingleDevices) {
  expect_facts({
      {"ECC error on node-42, GPU 3, row remapped", ""},
      {"config  tp=2 pp=4 gpus=256 nodes=32 gpus_per_node=8",
       "axis.tp 2 total claim main\naxis.pp 4 total claim main\ncluster.gpus 256 total claim main\ncluster.nodes 32 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"132 nodes, 8 GPUs each", "cluster.nodes 132 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"12 nodes of 8 GPUs each, giving 96 GPUs", "cluster.nodes 12 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 96 total claim main"},
      {"12 nodes of 8 GPUs each, so 32 GPUs hold a replica", "cluster.nodes 12 total claim main\ncluster.gpus_per_node 8 total claim main\nlayout.gpus_per_replica 32 total claim main"},
      {"TP=8, PP=4, DP=2 = 64 GPUs", "axis.tp 8 total claim main\naxis.pp 4 total claim main\naxis.dp 2 total claim main\ncluster.gpus 64 total claim main"},
      {"9 nodes of 8 GPUs; one of them stands by as a hot spare", "cluster.nodes 9 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.spares true total claim main"},
      {"专家并行 EP=2,128 个专家平均分布", ""},
  });
}

TEST(Others, ListsOfDegreesAndFleets) {
  expect_facts({
      {"TP 8 / PP 4 / DP 16", "axis.tp 8 total claim main\naxis.pp 4 total claim main\naxis.dp 16 total claim main"},
      {"We train on 512 × H100 80GB.", "cluster.gpus 512 total claim main\ngpu.memory 80 GB gpu claim main\ngpu.name H100 SXM 80GB total claim main\ngpu.name H100 PCIe 80GB total claim main"},
      {"| what | value |\n|---|---|\n| Nodes | 24 × 8 GPUs |\n| Layers | 40 |", "cluster.nodes 24 total claim main\ncluster.gpus_per_node 8 total claim main\nmodel.layers 40 total claim main"},
      {"We set $t=8$ (tensor parallel), $p=4$ (pipeline stages).", "axis.tp 8 total claim main\naxis.pp 4 total claim main"},
      {"The model has 24 layers and 89.2B parameters.", "model.layers 24 total claim main\nmodel.params 89.2B total claim main"},
      {"Experts per GPU: 8; experts: 64", "layout.experts_per_gpu 8 total claim main\nmodel.experts 64 total claim main"},
      {"> pipeline: 40 layers over 5 stages", "model.layers 40 total claim main\naxis.pp 5 total claim main"},
      {"2048 expert columns per GPU", ""},
      {"# Retro: what went wrong with our first run\n\nTP 8.", "axis.tp 8 total claim main"},
      {"```yaml\nreplicas: 4\nresources: {gpu: 4}   # per replica\n```", "axis.dp 4 total claim main\nlayout.gpus_per_replica 4 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
