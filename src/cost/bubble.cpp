#include <fmt/format.h>

#include "cost/plan_facts.h"

namespace stratlint::cost {

std::vector<Computed> bubble(PlanFacts& plan, bool of_total) {
  const auto stages = plan.need("axis.pp");
  auto micro_batches = plan.find("batch.microbatches");
  if (!micro_batches) micro_batches = plan.find("batch.accumulation");
  if (!micro_batches) plan.need("batch.microbatches");
  if (!plan.missing().empty()) return {};
  const std::string_view schedule = plan.name_of("schedule.kind");
  // Their bubble depends on the split of the backward pass, which documents hardly ever give.
  if (schedule == "zero-bubble" || schedule == "dualpipe") return {};
  const double chunks = plan.find_or("axis.vpp", 1);
  const double p = *stages, m = *micro_batches;
  if (p < 1 || m < 1 || chunks < 1) return {};
  Computed c;
  const double steps = chunks * m;
  const std::string rounds = chunks == 1 ? fmt::format("{}", m) : fmt::format("{} × {}", chunks, m);
  if (of_total) {
    c.value = (p - 1) / (steps + p - 1);
    c.derivation = {fmt::format("({0} − 1) / ({1} + {0} − 1) = {2}", p, rounds, format_value(c.value, {}, CountUnit::none, true))};
  } else {
    c.value = (p - 1) / steps;
    c.derivation = {fmt::format("({} − 1) / ({}) = {}", p, rounds, format_value(c.value, {}, CountUnit::none, true))};
  }
  c.convention = fmt::format("{}, share of the {} time", schedule.empty() ? "1F1B or GPipe" : schedule, of_total ? "total" : "ideal");
  c.inputs = plan.used();
  return {c};
}

}  // namespace stratlint::cost
