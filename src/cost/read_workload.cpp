#include <fmt/format.h>

#include "cost/read_plan.h"

namespace stratlint::cost {

std::vector<PrecisionReading> read_precisions(PlanFacts& plan) {
  const auto weights = plan.size_of("dtype.weights"), grads = plan.size_of("dtype.grads"), optimizer = plan.size_of("dtype.optimizer");
  if (!weights) plan.assume("2-byte weights");
  if (!optimizer) plan.assume("Adam with fp32 master weights, momentum and variance: 12 B a parameter");
  const double w = weights.value_or(2), o = optimizer.value_or(12);
  // ZeRO's paper keeps gradients in the type of the weights, Megatron-LM in fp32.
  std::vector<double> gradients{w, 4};
  if (grads) gradients = {*grads};
  if (!grads && w == 4) gradients = {4};
  std::vector<PrecisionReading> out;
  for (const double g : gradients)
    out.push_back({{w, g, o}, fmt::format("{} + {} + {} B a parameter (weights, gradients, optimizer)", w, g, o)});
  return out;
}

std::optional<double> read_sequence(PlanFacts& plan) {
  return plan.need("model.seq_len");
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

std::optional<FlopRate> read_peak(PlanFacts& plan) {
  const auto peak = plan.need("gpu.peak_flops");
  if (!peak) return std::nullopt;
  return FlopRate(*peak);
}

std::optional<Bandwidth> read_memory_bandwidth(PlanFacts& plan) {
  const auto bandwidth = plan.need("gpu.mem_bandwidth");
  if (!bandwidth) return std::nullopt;
  return Bandwidth(*bandwidth);
}

bool serves(PlanFacts& plan) {
  const std::string_view mode = plan.name_of("mode");
  return mode == "prefill" || mode == "decode";
}

bool trains(PlanFacts& plan) {
  return plan.name_of("mode") == "training";
}

}  // namespace stratlint::cost
