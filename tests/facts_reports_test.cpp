#include <gmock/gmock.h>

#include "fact_lines.h"

// Reports, tables and recipes that say the same things in other shapes.
namespace stratlint {
namespace {

TEST(Degrees, JoinedByWords) {
  const std::string three = "axis.tp 4 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main";
  expect_facts({
      {"The job runs with TP = 4, PP = 2 and DP = 8.", three},
      {"TP = 4 with PP = 2 and DP = 8", three},
      {"TP=4, PP=2 and DP=8", three},
  });
}

TEST(Devices, CountedByTheirNames) {
  const std::string both = "cluster.nodes 6 total claim main\ncluster.gpus_per_node 8 total claim main";
  EXPECT_THAT(fact_lines("6 nodes with eight H100s each"), testing::HasSubstr(both));
  EXPECT_THAT(fact_lines("6 nodes, each with 8 MI300X"), testing::HasSubstr(both));
  EXPECT_THAT(fact_lines("6 nodes; with 8 H100 SXM5 80GB per node it is full"), testing::HasSubstr(both));
  EXPECT_THAT(fact_lines("64 H100 nodes"), testing::HasSubstr("cluster.nodes 64"));
  // what goes on as a name counts racks
  EXPECT_THAT(fact_lines("It runs on four GB200 NVL72 racks."), testing::Not(testing::HasSubstr("cluster.gpus")));
}

TEST(Factors, NamedBehindTheirProduct) {
  expect_facts({
      {"World size: 4 × 2 × 8 = 64 GPUs (TP × PP × DP).", "axis.tp 4 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main\ncluster.gpus 64 total claim main"},
      {"4 × 2 × 8 (tp × pp × dp)", "axis.tp 4 total claim main\naxis.pp 2 total claim main\naxis.dp 8 total claim main"},
      {"World size: 4 × 2 × 8 = 64 GPUs (TP × PP).", "cluster.gpus 64 total claim main"},
      {"heads 32 x dim 128", ""},
  });
}

TEST(Expressions, ThatGoOnAreNotWhatTheirLabelNames) {
  expect_facts({
      {"Weights per GPU: 70 GB / (TP × PP) = 70 / 4 = 17.5 GB", "memory.weights 17.5 GB gpu claim main"},
  });
}

TEST(Tables, OfPartsAndTheirShares) {
  expect_facts({
      {"| Part | Size | Share |\n|---|---|---|\n| Weights | 12 GB | 40 % |\n| Gradients | 6 GB | 20 % |\n| Activations | 12 GB | 40 % |",
       "memory.weights 12 GB gpu claim main\nmemory.gradients 6 GB gpu claim main\nmemory.activations 12 GB gpu claim main"},
  });
}

TEST(Tables, WithProductsInTheirNames) {
  expect_facts({
      {"| Item | Value |\n|---|---|\n| Total GPUs (4 × 2 × 8) | 64 |\n| Hidden size (32 × 128) | 4096 |", "cluster.gpus 64 total claim main\nmodel.hidden 4096 total claim main"},
      {"| Parameter | Value |\n|---|---|\n| Fits into 80 GB? | yes |\n| Layers | 32 |", "model.layers 32 total claim main"},
      {"| | GB |\n|---|---|\n| weights | 4 |\n| optimizer, 12 B / 6 replicas | 8 |\n| activations | 9 |",
       "memory.weights 4 GB gpu claim main\naxis.dp 6 total claim main\nmemory.activations 9 GB gpu claim main"},
  });
}

TEST(Tables, SayWhatDoesNotFit) {
  EXPECT_EQ(fact_lines("| TP | GB per GPU | fits 40 GB? |\n|---|---|---|\n| 1 | 120 | no |\n| 4 | 30 | yes |"),
            "axis.tp 1 total claim row 1 of the table on line 1\nmemory.total 120 GB gpu hypothetical row 1 of the table on line 1\n"
            "axis.tp 4 total claim row 2 of the table on line 1\nmemory.total 30 GB gpu claim row 2 of the table on line 1");
}

TEST(Tables, InChineseCountExperts) {
  expect_facts({
      {"| 项 | 值 |\n|---|---|\n| 专家 | 每层 128 个 |\n| 层数 | 48 |", "model.experts 128 total claim main\nmodel.layers 48 total claim main"},
      {"64 (专家) × 4 (张量)", "axis.ep 64 total claim main\naxis.tp 4 total claim main"},
  });
}

TEST(Roles, OfWhatIsCompared) {
  expect_facts({
      {"Tuning: 914 vs. 827 tok/s per GPU", "perf.tokens_per_s 827 tokens/s gpu superseded main"},
      {"Before the change we saw 78 tokens/s per GPU, afterwards 86.", "perf.tokens_per_s 78 tokens/s gpu superseded main"},
      {"We saw 78 tokens/s per GPU.", "perf.tokens_per_s 78 tokens/s gpu claim main"},
  });
}

TEST(Roles, OfWhatIsNotRunNow) {
  expect_facts({
      {"Next phase maybe DP8, not now.", "axis.dp 8 total hypothetical main"},
      {"**Alternatives we looked at**\n\n- TP 8\n- PP 2", "axis.tp 8 total hypothetical main\naxis.pp 2 total hypothetical main"},
      {"**Corrections of the previous plan**\n\n- TP 8", "axis.tp 8 total claim main"},
      {"Publicly, Llama 3 405B was reported to run on 16,384 GPUs.", "cluster.gpus 16384 total foreign main"},
  });
  // of a sentence that turns something else down only that is turned down
  EXPECT_EQ(fact_lines("## Setup\n\nTP 4. Somebody proposed DP 6; rejected, the queue is full.\n\nPP 2."), "axis.tp 4 total claim main\naxis.dp 6 total hypothetical main\naxis.pp 2 total claim main");
}

TEST(Roles, OfReportsThatTellThePast) {
  expect_facts({
      {"TP was 4. PP was 2. The global batch was 512.", "axis.tp 4 total claim main\naxis.pp 2 total claim main\nbatch.global 512 total claim main"},
      {"TP was 4.", "axis.tp 4 total superseded main"},
      {"TP was 4. PP was 2. The global batch was 512. TP is 8.", "axis.tp 4 total superseded main\naxis.pp 2 total superseded main\nbatch.global 512 total superseded main\naxis.tp 8 total claim main"},
      {"Last year TP was 4, PP was 2 and the global batch was 512.", "axis.tp 4 total superseded main\naxis.pp 2 total superseded main\nbatch.global 512 total superseded main"},
  });
}

TEST(Counts, OfHoursAndRequestsInChinese) {
  expect_facts({
      {"合计约 4096 GPU 小时。", ""},
      {"合计 4096 张 GPU。", "cluster.gpus 4096 total claim main"},
      {"每秒 4 个请求，每条 256 tokens。", "batch.requests true total claim main"},
  });
}

TEST(Tokens, OfARateAreThoseOfItsRequests) {
  expect_facts({
      {"It serves 56.4 prompts/s of 6,144 tokens each.", "perf.seqs_per_s 56.4 sequences/s total claim main\nbatch.requests true total claim main"},
      {"It trains on 56 sequences of 6,144 tokens each.", "batch.global 56 sequences total claim main\nmodel.seq_len 6144 tokens total claim main"},
  });
}

TEST(Products, OfAllAreNoShares) {
  expect_facts({
      {"Layers per stage: 4 stages × 12 layers = 48 layers", "model.layers 48 total claim main"},
      {"Layers per stage: 48 layers / 4 = 12", "model.layers 48 total claim main\nlayout.layers_per_stage 12 total claim main"},
      {"- world=4 × 4 × 2=32", ""},
  });
}

TEST(Names, WithNumbersAreNoValues) {
  expect_facts({
      {"| Item | Value | Source |\n|---|---|---|\n| Total GPUs | 64 | ADR-52 |\n| Layers | 32 | ADR-40 |", "cluster.gpus 64 total claim main\nmodel.layers 32 total claim main"},
  });
}

TEST(Layers, OfAStage) {
  expect_facts({
      {"A stage contained 12 layers.", "layout.layers_per_stage 12 total claim main"},
      {"A single stage runs 12 layers.", "layout.layers_per_stage 12 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
