#include "cost/computed_keys.h"

namespace stratlint::cost {

Computed result(const PlanFacts& plan, double value, Dimension dimension, std::string convention, Lines derivation) {
  Computed out;
  out.value = value;
  out.dimension = dimension;
  out.convention = std::move(convention);
  out.derivation = std::move(derivation);
  out.assumptions = plan.assumptions();
  out.inputs = plan.used();
  out.unsure = plan.doubtful();
  return out;
}

Shown bytes_text(double value) {
  return {value, in_bytes};
}
Shown flops_text(double value) {
  return {value, in_flops};
}
Shown seconds_text(double value) {
  return {value, in_seconds};
}
Shown percent_text(double value) {
  return {value, {}, true};
}
std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!a.empty() && !b.empty()) out += ", ";
  return out += b;
}

}  // namespace stratlint::cost
