#include "fact_lines.h"

// What sums come to, what stands beside counted devices, and what belongs to parts of them.
namespace stratlint {
namespace {

TEST(Sums, AreWhatADeviceUses) {
  expect_facts({
      {"Memory breakdown per GPU: 14.2 (weights) + 12.1 (KV cache) = 26.3 GB",
       "memory.weights 14.2 GB gpu claim main\nmemory.kv_cache 12.1 GB gpu claim main\nmemory.total 26.3 GB gpu claim main"},
      {"GPU memory 26.3 GB = 14.2 (weights) + 12.1 (KV cache)",
       "memory.weights 14.2 GB gpu claim main\nmemory.kv_cache 12.1 GB gpu claim main\nmemory.total 26.3 GB gpu claim main"},
      {"单卡显存 = 权重 14.2 GB + KV 缓存 12.1 GB = 26.3 GB",
       "memory.kv_cache 12.1 GB gpu claim main\nmemory.weights 14.2 GB gpu claim main\nmemory.total 26.3 GB gpu claim main"},
      {"单卡显存：80 GB", "gpu.memory 80 GB gpu claim main"},
  });
}

TEST(Needs, AreNoMemoryThatADeviceHas) {
  expect_facts({
      {"单卡占用 52.7 GB，单卡显存 80 GB", "memory.total 52.7 GB gpu claim main\ngpu.memory 80 GB gpu claim main"},
      {"Memory: yes (84 GB needed, 96 GB available)", "memory.total 84 GB gpu claim main\ngpu.memory 96 GB gpu claim main"},
      {"Every GPU ends up at 71 GB.", "memory.total 71 GB gpu claim main"},
  });
}

TEST(Devices, AreCountedBehindASign) {
  expect_facts({
      {"10 nodes with 8 × L40S per node", "cluster.nodes 10 total claim main\ncluster.gpus_per_node 8 total claim main\ngpu.name L40S total claim main"},
      {"每个节点配 8 张 L40S，共有 32 张 GPU", "cluster.gpus_per_node 8 total claim main\ncluster.gpus 32 total claim main\ngpu.name L40S total claim main"},
      {"Cluster: 512 GPUs on 64 nodes", "cluster.gpus 512 total claim main\ncluster.nodes 64 total claim main"},
      {"24 pods with 64 GPUs each", "cluster.part_gpus 64 total claim main"},
      {"4 expert-parallel groups, 16 ranks each", "axis.ep 16 total claim main"},
      {"```bash\nrun --nnodes=4 --gpus-per-node=8  # -> 32 GPUs\n```", "cluster.nodes 4 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 32 total claim main"},
  });
}

TEST(Shares, AreNamedByTheirWhole) {
  expect_facts({
      {"The router picks 6 out of 96 experts for every token.", "model.top_k 6 total claim main\nmodel.experts 96 total claim main"},
      {"| Quantity | Value |\n|---|---|\n| Layers | 48 |\n| Stage depth | 12 layers |", "model.layers 48 total claim main\nlayout.layers_per_stage 12 total claim main"},
      {"# Parallel layout\n\n- Experts: 64 routed", "model.experts 64 total claim main"},
      {"Head dimension (hidden / heads): 112", "model.head_dim 112 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
