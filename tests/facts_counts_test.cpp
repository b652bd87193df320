#include "fact_lines.h"

// Counts of GPUs, nodes and degrees as logs, launchers and lists write them.
namespace stratlint {
namespace {

const std::string degrees = "axis.tp 4 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main\n";
const std::string gpus = "cluster.gpus 64 total claim main";

TEST(Degrees, EndInWhatTheyMake) {
  expect_facts({
      {"TP4/PP2/DP8 -> 64 ranks", degrees + gpus},
      {"TP 4, PP 2, DP 8, 64 workers", degrees + gpus},
      {"4 TP · 2 PP · 8 DP, 64 GPUs", degrees + gpus},
      {"4 TP, 2 PP, 8 DP", degrees.substr(0, degrees.size() - 1)},
      {"TP 4, PP 2, DP 8, 64 GPUs for the loader", degrees.substr(0, degrees.size() - 1)},
      {"8 MB, 64 GPUs", ""},
  });
}

TEST(Degrees, AreNoNamesOfRanks) {
  expect_facts({
      {"- EP0: GPUs 0-7\n- EP1: GPUs 8-15\n- EP15: the rest", ""},
      {"| Rank | Place |\n|---|---|\n| EP0 | left |\n| EP1 | right |", ""},
      {"- EP0: left\n- TP2-EP4: right", "axis.tp 2 total claim main\naxis.ep 4 total claim main"},
      {"- EP4: in a node", "axis.ep 4 total claim main"},
  });
}

TEST(Words, ThatCountANumberNameNoOther) {
  expect_facts({
      {"On 6 nodes: 24 replicas", "cluster.nodes 6 total claim main\naxis.dp 24 total claim main"},
      {"On 96 GPUs: 4,693 apples", "cluster.gpus 96 total claim main"},
      {"GPUs: 96", "cluster.gpus 96 total claim main"},
  });
}

TEST(Tokens, OfASequenceAreThoseInFront) {
  expect_facts({
      {"A step has 128 sequences of 4,096 tokens = 524,288 tokens", "batch.global 128 sequences total claim main\nmodel.seq_len 4096 tokens total claim main"},
      {"**Decode node (8 GPUs):** 2 instances", ""},
  });
}

TEST(Factors, OfAllGpusAreThoseOfAPart) {
  const std::string lead = "### GPU count\n";
  expect_facts({
      {lead + "- EP GPUs: 16 groups × 32 GPUs = 512 GPUs", "cluster.gpus 512 total claim main"},
      {lead + "- TP GPUs: 8 GPUs per group", ""},
  });
}

const std::string wrapped = "A paragraph of the report that is long enough to be wrapped, ";

TEST(Lines, OfAParagraphGoOn) {
  expect_facts({
      {wrapped + "the cluster eats 206 sequences\nper second.", "perf.seqs_per_s 206 sequences/s total claim main"},
      {wrapped + "in which the weights take 19.1\nGB.", "memory.weights 19.1 GB gpu claim main"},
      {wrapped + "has 4-way TP × 2-way\nPP = 8 GPUs.", "axis.tp 4 total claim main\naxis.pp 2 total claim main\ncluster.gpus 8 total claim main"},
      {"> " + wrapped + "in which the weights take 19.1\n> GB.", ""},
  });
}

TEST(Products, OfTwoNames) {
  expect_facts({
      {"A global batch is micro-batch 1 × 8 accumulation steps × DP 128 = 1024 sequences.",
       "batch.accumulation 8 total claim main\naxis.dp 128 total claim main\nbatch.micro 1 total claim main\nbatch.global 1024 sequences total claim main"},
      {"The run uses TP 4, PP 4, DP 32 = 512.", "axis.tp 4 total claim main\naxis.pp 4 total claim main\naxis.dp 32 total claim main"},
      {"- Replicas: 6 × TP 4 = 24 GPUs", "axis.tp 4 total claim main\ncluster.gpus 24 total claim main"},
  });
}

TEST(Parts, OfAWhole) {
  expect_facts({
      {"- EP 32: 5 of 160 experts on each rank", "axis.ep 32 total claim main\nlayout.experts_per_gpu 5 total claim main\nmodel.experts 160 total claim main"},
      {"- PP 8: 10 of 80 layers on each stage", "axis.pp 8 total claim main\nlayout.layers_per_stage 10 total claim main\nmodel.layers 80 total claim main"},
  });
}

TEST(Names, WithAHyphenAreNoCounts) {
  expect_facts({
      {"MASTER_ADDR=head-5", ""},
      {"The node runs layer-7.", ""},
      {"top-2 routing", "model.top_k 2 total claim main"},
      {"kv_heads=8 experts=128", "model.kv_heads 8 total claim main\nmodel.experts 128 total claim main"},
  });
}

TEST(Nodes, AndTheGpusOfEach) {
  expect_facts({
      {"12 servers with eight 80 GB GPUs", "cluster.nodes 12 total claim main\ncluster.gpus_per_node 8 total claim main\ngpu.memory 80 GB gpu claim main"},
      {"36 servers, 8 GPUs", "cluster.nodes 36 total claim main\ncluster.gpus_per_node 8 total claim main"},
      {"4 nodes with 32 GPUs per node", "cluster.nodes 4 total claim main\ncluster.gpus_per_node 32 total claim main"},
      {"64 nodes. Evaluation uses 16 GPUs.", "cluster.nodes 64 total claim main\ncluster.gpus 16 total claim main"},
  });
}

TEST(Numbers, ThatAreLeftOpen) {
  expect_facts({
      {"We use TP 2, 4 or 8.", "axis.tp 2 total hypothetical main"},
      {"TP 2 or 4, and PP 4", "axis.tp 2 total hypothetical main\naxis.pp 4 total claim main"},
      {"TP 8 or more", "axis.tp 8 total claim main"},
  });
}

TEST(Nodes, OfLaunchers) {
  const std::string nodes = "cluster.nodes 4 total claim main\n", per = "cluster.gpus_per_node 8 total claim main";
  expect_facts({
      {"srun -N 4 --gpus-per-node=8 ok", nodes + per},
      {"`torchrun --nnodes=4 --nproc_per_node=8 train.py`", nodes + per},
      {"```bash\n#SBATCH --nodes=4\n#SBATCH --gpus-per-node=8\n```", nodes + per},
      {"32 GPUs are available, 8 per node on 4 nodes.", "cluster.gpus 32 total claim main\n" + per + "\ncluster.nodes 4 total claim main"},
  });
}

TEST(Nodes, AreNotWhatAnotherSentenceChooses) {
  expect_facts({{"The job has 4 nodes. The router (64 experts, 6 chosen) is new.", "cluster.nodes 4 total claim main\nmodel.experts 64 total claim main"}});
}

TEST(Words, ThatChangeNothingMayStandInAPhrase) {
  expect_facts({
      {"Every stage still has exactly 12 layers.", "layout.layers_per_stage 12 total claim main"},
      {"Heads 40, hence head_dim=128", "model.head_dim 128 total claim main"},
      {"故 head_dim=128。", "model.head_dim 128 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
