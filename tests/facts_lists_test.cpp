#include "fact_lines.h"

// Several keys named and valued in one go; chains and products that say more than their numbers.
namespace stratlint {
namespace {

const std::string degrees = "axis.tp 4 total claim main\naxis.pp 3 total claim main\naxis.dp 6 total claim main";

TEST(Lists, PairNamesWithNumbers) {
  expect_facts({
      {"TP / PP / DP: 4 / 3 / 6", degrees},
      {"TP/PP/DP = 4/3/6", degrees},
      {"| Item | Value |\n|---|---|\n| TP / PP / DP | 4 / 3 / 6 |\n| Hidden size | 4096 |",
       degrees + "\nmodel.hidden 4096 total claim main"},
      {"heads × dim: 48 × 128", "model.heads 48 total claim main\nmodel.head_dim 128 total claim main"},
      {"Heads × head dim: 48 × 128", "model.heads 48 total claim main\nmodel.head_dim 128 total claim main"},
  });
}

TEST(Lists, OfSomeStagesAreNotAll) {
  expect_facts({
      {"The last two stages are shorter.", ""},
      {"128 H800 cards: 8 stages × TP 4 × DP 4", "cluster.gpus 128 total claim main\naxis.tp 4 total claim main\naxis.dp 4 total claim main\ngpu.name H800 SXM 80GB total claim main\ngpu.name H800 PCIe 80GB total claim main"},
  });
}

TEST(Lists, OfDegreesInEverydayWords) {
  expect_facts({
      {"tensor 4, pipeline 3, data 6", degrees},
      {"The split is tensor 4 / pipeline 3 / data 6 on one cluster.", degrees},
      {"We cut it by tensor 4, pipeline 3 and data 6.", degrees},
      {"tensor 4 is the third of them", ""},
      {"See tensor 4. Pipeline 3 is next.", ""},
  });
}

TEST(Lists, HaveAbbreviationsAndUnitsInParentheses) {
  expect_facts({
      {"Tensor parallel (TP) 4, Pipeline parallel (PP) 3, Data parallel (DP) 6.", degrees},
      {"Net training time (days) 14.5; Throughput (tok/s) 472,700; BF16 dense peak (TFLOP/s) 312.",
       "training.time 14.5 days total claim main\nperf.tokens_per_s 472700 tokens/s total claim main\ngpu.peak_flops 312 TFLOP/s gpu claim main\ndtype.weights bf16 total claim main"},
      {"# TP=4, PP=3, DP=6 -> 72 ranks", degrees + "\ncluster.gpus 72 total claim main"},
      {"pp=4 mb=8: all stages are alike", "axis.pp 4 total claim main\nlayout.even_stages true total claim main"},
  });
}

TEST(Lists, OfUnequalLengthsSayNothing) {
  expect_facts({
      {"TP / PP: 4 / 3 / 6", ""},
      {"TP / PP / DP: 4 / 3", ""},
      {"TP / apples / DP: 4 / 3 / 6", ""},
  });
}

TEST(Lists, OfNamesMayBeAProduct) {
  const std::string parts = "axis.tp 8 total claim main\naxis.pp 4 total claim main\naxis.dp 2 total claim main";
  expect_facts({
      {"TP × PP × DP = 8 × 4 × 2 = 64", parts},
      {"TP × PP × DP = 8 × 4 × 2 = 64 GPUs", parts + "\ncluster.gpus 64 total claim main"},
      {"A × B × C = 8 × 4 × 2 = 64", ""},
  });
}

TEST(Convention, IsSeenInAProductWithExperts) {
  const std::string parts = "axis.tp 8 total claim main\naxis.ep 4 total claim main\naxis.pp 2 total claim main\n"
                            "cluster.gpus 64 total claim main\nlayout.convention product total claim main";
  expect_facts({
      {"TP(8) × EP(4) × PP(2) = 64 GPUs", parts},
      {"8 (tensor) × 4 (expert) × 2 (pipeline) = 64 GPUs", parts},
      {"TP × EP × PP = 8 × 4 × 2 = 64 GPUs", parts},
  });
  const Analysis analysis("x.md", "TP(8) × EP(4) × PP(2) = 64 GPUs", default_rules().vocabulary);
  const Fact& convention = analysis.facts.facts.back();
  EXPECT_EQ(convention.origin, Origin::derived);
  EXPECT_EQ(analysis.source.text(convention.span), "TP(8) × EP(4) × PP(2)");
}

TEST(Convention, IsNotSeenElsewhere) {
  for (const char* text : {
           "TP(8) × PP(2) × DP(4) = 64 GPUs",       // says nothing about EP
           "TP(8) × EP(4) × PP(2)",                 // comes to nothing
           "TP(8) × EP(4) × 16 experts = 512",      // of other things than GPUs
           "TP(8) × EP(4) × 2 nodes = 64 GPUs",     // not over axes alone
           "TP(8) + EP(4) = 12 GPUs",
           "TP 8, EP 4, PP 2, 64 GPUs",
       }) {
    EXPECT_EQ(fact_lines(text).find("layout.convention"), std::string::npos) << text << "\n" << fact_lines(text);
  }
}

TEST(Chains, AreTheWidthsOfAnMlp) {
  const std::string widths = "model.block_width 1024 total claim main\nmodel.block_inner 4096 total claim main";
  expect_facts({
      {"The MLP is 1024 → 4096 → 1024.", widths},
      {"Each expert: 1024 → 4096 → 1024", widths},
      {"# MLP\n\n1024 → 4096 → 1024", widths},
  });
  const Analysis analysis("x.md", "The MLP is 1024 → 4096 → 1024.", default_rules().vocabulary);
  ASSERT_FALSE(analysis.facts.facts.empty());
  EXPECT_EQ(analysis.source.text(analysis.facts.facts[0].span), "1024 → 4096 → 1024");
}

TEST(Chains, OfOtherThingsAreNot) {
  expect_facts({
      {"The queue went 1024 → 4096 → 1024.", ""},
      {"MLP: 1024 → 4096 → 2048", ""},
      {"MLP: 1024 → 4096", ""},
      {"MLP: 1024 → 1024 → 1024", ""},
      {"MLP: 1.5 → 4096 → 1.5", ""},
  });
}

TEST(Names, ThatAreNegatedAreNotThere) {
  expect_facts({
      {"We use the zero-bubble variant.", "schedule.kind zero-bubble total claim main"},
      {"We use no zero-bubble variant.", ""},
      {"The schedule runs without zero-bubble.", ""},
      {"The schedule is 1F1B, not GPipe.", "schedule.kind 1f1b total claim main"},
      {"No full recomputation.", ""},
      {"no activation checkpointing", "recompute none total claim main"},  // the phrase has its own no
      {"No stage idles, the schedule is zero-bubble.", "schedule.kind zero-bubble total claim main"},
  });
}

TEST(Lists, OfSettingsNameThemInThePlural) {
  expect_facts({
      {"Layers 48, Model width 4096, Heads 32, KV heads 8", "model.layers 48 total claim main\nmodel.hidden 4096 total claim main\nmodel.heads 32 total claim main\nmodel.kv_heads 8 total claim main"},
      {"Servers 16; GPUs per node 8; GPU count 128", "cluster.nodes 16 total claim main\ncluster.gpus_per_node 8 total claim main\ncluster.gpus 128 total claim main"},
      {"micro-batches of 2 accumulated 16 times", "batch.micro 2 total claim main\nbatch.accumulation 16 total claim main"},
      {"Nodes 3, 4 and 7 are down, racks 2, 5 too.", ""},
      {"Layers 3 are done.", ""},
      {"See layer 5, head 3, stage 2.", ""},
  });
}

TEST(Lists, SeparatedByDots) {
  expect_facts({
      {"88 layers · hidden 12288 · 96 heads · head_dim 128",
       "model.layers 88 total claim main\nmodel.hidden 12288 total claim main\nmodel.heads 96 total claim main\nmodel.head_dim 128 total claim main"},
      {"TP 8 · PP 2 · DP 4 = 64 GPUs", "axis.tp 8 total claim main\naxis.pp 2 total claim main\naxis.dp 4 total claim main\ncluster.gpus 64 total claim main"},
  });
}

}  // namespace
}  // namespace stratlint
