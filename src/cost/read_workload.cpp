#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cost/read_plan.h"

namespace stratlint::cost {

std::vector<PrecisionReading> read_precisions(PlanFacts& plan) {
  const auto weights = plan.size_of("dtype.weights"), grads = plan.size_of("dtype.grads"), optimizer = plan.size_of("dtype.optimizer");
  if (!weights) plan.assume("2-byte weights");
  if (!optimizer) plan.assume("Adam with fp32 master weights, momentum and variance: 12 B a parameter");
  const double w = weights.value_or(2);
  std::vector<double> states{optimizer.value_or(12)};
  // A type is that of one state: Adam has two of them, and often a copy of the weights.
  if (constexpr double widest = 4; optimizer && *optimizer <= widest) states = {2 * *optimizer + 4, 2 * *optimizer, *optimizer};
  // ZeRO's paper keeps gradients in the type of the weights, Megatron-LM in fp32.
  std::vector<double> gradients{w, 4};
  if (grads) gradients = {*grads};
  if (!grads && w == 4) gradients = {4};
  std::vector<PrecisionReading> out;
  for (const double o : states)
    for (const double g : gradients)
      out.push_back({{w, g, o}, fmt::format("{} + {} + {} B a parameter (weights, gradients, optimizer)", w, g, o)});
  return out;
}

std::optional<double> read_sequence(PlanFacts& plan) {
  return plan.need("model.seq_len");
}

std::vector<double> read_sequences(PlanFacts& plan, const Layout& layout) {
  if (const auto replica = plan.positive("batch.per_replica")) return {*replica};
  const auto global = plan.positive("batch.global");
  if (!global) {
    plan.assume("one sequence");
    return {1};
  }
  std::vector<double> out{std::max(1.0, *global / layout.dense_replicas())};
  if (layout.dense_replicas() != layout.dp) out.push_back(std::max(1.0, *global / layout.dp));
  return out;
}

double read_micro_batch(PlanFacts& plan) {
  if (const auto stated = plan.positive("batch.micro")) return *stated;
  plan.assume("micro-batch = 1");
  return 1;
}

std::optional<double> read_microbatches(PlanFacts& plan) {
  if (const auto stated = plan.positive("batch.microbatches")) return stated;
  if (const auto stated = plan.positive("batch.accumulation")) return stated;
  if (plan.stated("batch.global") && plan.stated("batch.micro")) {
    const auto layouts = read_layouts(plan);
    if (layouts.empty()) return std::nullopt;
    plan.assume("micro-batches = global batch / (DP × micro-batch)");
    return plan.positive_or("batch.global", 1) / (layouts.front().dp * plan.positive_or("batch.micro", 1));
  }
  return plan.need("batch.microbatches");
}

Recompute read_recompute(PlanFacts& plan) {
  const std::string_view stated = plan.name_of("recompute");
  if (stated.empty()) plan.assume("no recomputation");
  return stated == "full" ? Recompute::full : stated == "selective" ? Recompute::selective : Recompute::none;
}

bool causal_half(PlanFacts& plan, std::string& convention) {
  const bool half = plan.name_of("flops.causal") != "full";
  convention = half ? "causal half of the scores" : "all scores, causal or not";
  return half;
}

namespace {

template <std::size_t size>
bool states_any(const PlanFacts& plan, const std::array<std::string_view, size>& keys) {
  return std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return plan.stated(key); });
}

/// What only one of the two has.
bool speaks_of_training(const PlanFacts& plan) {
  return states_any(plan, std::array<std::string_view, 7>{"training.tokens", "training.time", "batch.accumulation", "zero.stage", "memory.optimizer", "memory.gradients", "recompute"});
}
bool speaks_of_serving(const PlanFacts& plan) {
  return states_any(plan, std::array<std::string_view, 6>{"memory.kv_cache", "perf.ttft", "perf.tpot", "batch.prompt_len", "batch.output_len", "dtype.kv"});
}

}  // namespace

bool serves(PlanFacts& plan) {
  const std::string_view mode = plan.name_of("mode");
  if (mode.empty()) return speaks_of_serving(plan) && !speaks_of_training(plan);
  return mode == "prefill" || mode == "decode";
}

bool trains(PlanFacts& plan) {
  const std::string_view mode = plan.name_of("mode");
  if (mode.empty()) return speaks_of_training(plan) && !speaks_of_serving(plan);
  return mode == "training";
}

}  // namespace stratlint::cost
