#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "pipeline.h"
#include "stratlint/emit.h"

namespace stratlint {
namespace {

struct Plan {
  explicit Plan(const std::string& pins) : analysis("plan.md", "# Plan\n\n```stratlint\n" + pins + "```\n", words) {
    report = {{&analysis.source, "plan.md", std::nullopt, &analysis.facts, &words}, {recompute(analysis.facts, 0, words)}};
  }
  const Recomputed& of(std::string_view key) const {
    for (const Recomputed& one : report.recomputed[0])
      if (one.key->name == key) return one;
    throw std::runtime_error("no such key");
  }
  std::string text() const { return emit_plan_text(report, {}); }

  const Vocabulary& words = default_rules().vocabulary;
  Analysis analysis;
  PlanReport report;
};

const std::string dense =
    "model.layers: 32\nmodel.hidden: 4096\nmodel.heads: 32\nmodel.kv_heads: 8\nmodel.ffn: 14336\nmodel.vocab: 128256\nmodel.seq_len: 8192\nmodel.gated: true\n"
    "model.tied_embeddings: false\nbatch.micro: 1\nbatch.global: 256\ngpu.peak_flops: 989 TFLOP/s\n";

TEST(Plan, ClaimedStandsBesideRecomputed) {
  const Plan plan(dense + "model.params: 8B\naxis.tp: 2\naxis.dp: 4\ncluster.gpus: 8\n");
  const std::string text = plan.text();
  EXPECT_THAT(text, testing::HasSubstr("  parameters                  8B       8.03B"));
  EXPECT_THAT(text, testing::HasSubstr("GPUs that the degrees need  8        8            1\n"));
  EXPECT_THAT(text, testing::HasSubstr("    source: Megatron-LM, theoretical_memory_usage.py\n"));
}

TEST(Plan, MissingFactsAreNamedWithAFence) {
  const std::string text = Plan("model.layers: 32\nmodel.hidden: 4096\n").text();
  EXPECT_THAT(text, testing::HasSubstr("Not recomputed, and what is missing\n"));
  EXPECT_THAT(text, testing::HasSubstr("  ```stratlint\n  model.ffn:   # inner width of a dense MLP\n"));
}

TEST(Plan, AStatedSizeDecidesBetweenConventions) {
  const std::string open = "model.layers: 32\nmodel.hidden: 4096\nmodel.heads: 32\nmodel.ffn: 11008\nmodel.vocab: 32000\n";
  EXPECT_EQ(Plan(open).of("params.total").values.size(), 4u);
  const Plan plan(open + "model.params: 6.74B\n");
  ASSERT_EQ(plan.of("params.total").values.size(), 1u);
  EXPECT_EQ(plan.of("params.total").values[0].convention, "gated MLP (3 matrices), separate embeddings");
}

TEST(Plan, AServingPlanHasNoTrainingStates) {
  const Plan plan(dense + "mode: decode\naxis.tp: 2\n");
  EXPECT_TRUE(plan.of("memory.optimizer").values.empty());
  EXPECT_TRUE(plan.of("memory.optimizer").missing.empty());
  EXPECT_FALSE(plan.of("memory.kv_cache").values.empty());
}

TEST(Plan, TheWholeMemoryIsThatOfItsParts) {
  const Plan plan(dense + "axis.tp: 2\naxis.dp: 4\nzero.stage: 1\nmode: training\n");
  const double states = plan.of("memory.states").values.at(0).value;
  EXPECT_DOUBLE_EQ(states, plan.of("memory.weights").values.at(0).value + plan.of("memory.gradients").values.at(0).value + plan.of("memory.optimizer").values.at(0).value);
  EXPECT_DOUBLE_EQ(plan.of("memory.total").values.at(0).value, states + plan.of("memory.activations").values.at(0).value);
}

// ZeRO shards more with every stage, and never more than the replicas.
TEST(Plan, ZeroShardsOverTheReplicas) {
  double last = 1e300;
  double whole = 0;
  for (const int stage : {0, 1, 2, 3}) {
    const Plan plan(dense + "axis.dp: 8\nzero.stage: " + std::to_string(stage) + "\n");
    const double states = plan.of("memory.states").values.at(0).value;
    if (stage == 0) whole = states;
    EXPECT_LT(states, last);
    EXPECT_GE(states, whole / 8 * 0.999);
    last = states;
  }
}

// A document that names a device takes the catalogue's figures for what it does not say itself.
TEST(Plan, ADeviceFillsInWhatTheDocumentLeavesOut) {
  const std::string model = "model.layers: 32\nmodel.hidden: 4096\nmodel.heads: 32\nmodel.kv_heads: 8\nmodel.ffn: 14336\nmodel.vocab: 128256\nmodel.seq_len: 8192\nbatch.global: 256\naxis.tp: 8\n";
  const Plan named(model + "gpu.name: H100 SXM 80GB\n");
  const Computed floor = named.of("perf.step_time_floor").values.at(0);
  EXPECT_THAT(floor.assumptions, testing::Contains(testing::HasSubstr("gpu.peak_flops of H100 SXM 80GB")));
  const Plan stated(model + "gpu.name: H100 SXM 80GB\ngpu.peak_flops: 494.5 TFLOP/s\n");
  EXPECT_DOUBLE_EQ(stated.of("perf.step_time_floor").values.at(0).value, 2 * floor.value);
  EXPECT_FALSE(named.of("comm.tp_time_per_layer").values.empty());
}

TEST(Plan, AnotherDeviceTakesThePlaceOfTheDocuments) {
  const Plan plan(dense + "gpu.name: H100 SXM 80GB\naxis.tp: 8\n");
  const auto& devices = plan.words.devices();
  const auto h20 = std::find_if(devices.begin(), devices.end(), [](const Device& device) { return device.name.starts_with("H20 "); });
  ASSERT_NE(h20, devices.end());
  const FactBase other = on_device(plan.analysis.facts, *h20, plan.words);
  const double slower = compute("perf.step_time_floor", other, 0, plan.words, nullptr).at(0).value;
  EXPECT_NEAR(slower / plan.of("perf.step_time_floor").values.at(0).value, 989.0 / 148, 0.01);
}

// What nobody has confirmed is shown, but accuses nobody.
TEST(Plan, FiguresOfAnUnsureDeviceAreMarked) {
  const auto& devices = default_rules().vocabulary.devices();
  const auto unsure = std::find_if(devices.begin(), devices.end(), [](const Device& device) { return device.unsure && !device.peaks.empty(); });
  ASSERT_NE(unsure, devices.end());
  const Plan plan("model.layers: 32\nmodel.hidden: 4096\nmodel.heads: 32\nmodel.ffn: 14336\nmodel.seq_len: 8192\nbatch.global: 256\naxis.tp: 8\ngpu.name: " + unsure->name + "\n");
  EXPECT_TRUE(plan.of("perf.step_time_floor").values.at(0).unsure) << unsure->name;
}

TEST(Plan, FullRecomputationCostsAThirdMoreHardwareThanModelFlops) {
  const std::string run = dense + "axis.dp: 8\nperf.step_time: 30 s\n";
  const Plan none(run + "recompute: none\n"), full(run + "recompute: full\n");
  EXPECT_DOUBLE_EQ(none.of("perf.hfu").values.at(0).value, none.of("perf.mfu").values.at(0).value);
  EXPECT_DOUBLE_EQ(full.of("perf.hfu").values.at(0).value, full.of("perf.mfu").values.at(0).value * 4 / 3);
}

// 6 N D is low: it leaves the scores out.
TEST(Plan, AllFlopsTakeLongerThanSixNd) {
  const Plan plan(dense + "model.params: 8.03B\ntraining.tokens: 15T\ncluster.gpus: 1024\nperf.mfu: 40%\n");
  ASSERT_EQ(plan.of("time.training_days").values.size(), 2u);
  const double sixnd = plan.of("time.training_days").values[0].value, exact = plan.of("time.training_days").values[1].value;
  EXPECT_NEAR(sixnd, 6 * 8.03e9 * 15e12 / (1024 * 989e12 * 0.4) / 86400, 0.01);
  EXPECT_NEAR(exact / sixnd, 1.07, 0.01);
}

struct Conventions {
  const char* convention;
  double gpus;
};
class Layouts : public testing::TestWithParam<Conventions> {};
TEST_P(Layouts, HaveTheirOwnProduct) {
  const Plan plan("axis.tp: 2\naxis.ep: 8\naxis.pp: 4\naxis.dp: 4\nlayout.convention: " + std::string(GetParam().convention) + "\n");
  ASSERT_EQ(plan.of("gpus.required").values.size(), 1u);
  EXPECT_EQ(plan.of("gpus.required").values[0].value, GetParam().gpus);
  EXPECT_EQ(plan.of("gpus.required").values[0].convention, GetParam().convention);
}
INSTANTIATE_TEST_SUITE_P(Conventions, Layouts, testing::Values(Conventions{"product", 256}, Conventions{"folded", 32}, Conventions{"expert-wide", 32}, Conventions{"serving", 32}));

// Whatever is stated: values that are finite, or a reason.
TEST(Plan, DegenerateInputsGiveAReason) {
  const struct {
    const char* pins;
    const char* key;
    const char* reason;
  } cases[] = {{"axis.tp: 0\n", "memory.states", "axis.tp: 0 is no possible value"},
               {"axis.pp: 64\naxis.tp: 1\n", "memory.states", "axis.pp: 64 stages for 32 layers"},
               {"model.experts: 8\nmodel.top_k: 9\nmodel.expert_ffn: 1024\n", "params.active", "model.top_k: 9 of 8 experts"},
               {"model.experts: 8\nmodel.top_k: 2\nmodel.dense_layers: 40\n", "params.total", "model.dense_layers: 40 of 32 layers"},
               {"perf.step_time: 0 s\naxis.tp: 1\n", "perf.mfu", "perf.step_time: 0 is no possible value"}};
  for (const auto& one : cases) {
    const Plan plan(dense + one.pins);
    EXPECT_TRUE(plan.of(one.key).values.empty()) << one.pins;
    EXPECT_THAT(plan.of(one.key).missing, testing::Contains(one.reason)) << one.pins;
    EXPECT_THAT(plan.text(), testing::HasSubstr(one.reason));
  }
}

TEST(Plan, FewerMicroBatchesThanStagesAreSaid) {
  const Plan plan("axis.pp: 8\nbatch.microbatches: 2\n");
  EXPECT_THAT(plan.of("bubble.fraction").values.at(0).assumptions, testing::Contains("fewer micro-batches than stages: the pipeline never fills"));
}

TEST(Plan, NothingIsEverInfinite) {
  const char* const keys[] = {"model.layers", "model.hidden", "model.heads", "model.kv_heads", "model.ffn", "model.vocab", "model.seq_len", "batch.micro", "batch.global", "gpu.peak_flops",
                              "axis.tp", "axis.pp", "axis.dp", "axis.ep", "cluster.gpus", "perf.step_time", "training.tokens", "perf.mfu", "gpu.mem_bandwidth", "link.intra_node", "link.inter_node"};
  const char* const values[] = {"0", "1", "3", "7.5", "1e300", "-4", "1e-300"};
  for (const char* const key : keys) {
    for (const char* const value : values) {
      std::string unit;
      if (std::string_view(key) == "gpu.peak_flops") unit = " FLOP/s";
      if (std::string_view(key) == "gpu.mem_bandwidth" || std::string_view(key).starts_with("link.")) unit = " B/s";
      if (std::string_view(key) == "perf.step_time") unit = " s";
      const Plan plan(std::string(key) + ": " + value + unit + "\n" + dense + "axis.tp: 2\naxis.pp: 2\naxis.dp: 2\ncluster.gpus: 8\nperf.step_time: 3 s\ntraining.tokens: 1T\nperf.mfu: 40%\n");
      for (const Recomputed& one : plan.report.recomputed[0])
        for (const Computed& computed : one.values) EXPECT_TRUE(std::isfinite(computed.value)) << key << " = " << value << ": " << one.key->name;
      const std::string json = emit_plan_json(plan.report);
      EXPECT_THAT(json, testing::Not(testing::HasSubstr("null,\"unit\""))) << key << " = " << value;
    }
  }
}

}  // namespace
}  // namespace stratlint
