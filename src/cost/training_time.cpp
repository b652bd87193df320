#include <fmt/format.h>

#include "cost/plan_facts.h"

namespace stratlint::cost {

std::vector<Computed> training_time(PlanFacts& plan) {
  const auto tokens = plan.need("training.tokens");
  const auto gpus = plan.need("cluster.gpus");
  const auto peak = plan.need("gpu.peak_flops");
  auto share = plan.find("perf.mfu");
  if (!share) share = plan.find("gpu.efficiency");
  if (!share) share = plan.need("perf.mfu");
  auto active = plan.find("model.active_params");
  const bool routed = active.has_value();
  if (!active) active = plan.need("model.params");
  if (!plan.missing().empty() || *gpus <= 0 || *peak <= 0 || *share <= 0) return {};
  constexpr Dimension seconds{.byte = 0, .flop = 0, .second = 1};
  Computed c;
  c.dimension = seconds;
  c.value = 6 * *active * *tokens / (*gpus * *peak * *share);
  c.convention = routed ? "6ND, N the active parameters" : "6ND";
  const auto number = [](double value) { return format_value(value, {}); };
  c.derivation = {fmt::format("6 × {} × {} / ({} × {} × {}) = {}", number(*active), number(*tokens), number(*gpus),
                              format_value(*peak, {.byte = 0, .flop = 1, .second = -1}), format_value(*share, {}, CountUnit::none, true), format_value(c.value, seconds))};
  c.inputs = plan.used();
  return {c};
}

}  // namespace stratlint::cost
