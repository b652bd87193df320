#include <fmt/format.h>

#include "cost/computed_keys.h"

namespace stratlint::cost {

Computed result(const PlanFacts& plan, double value, Dimension dimension, std::string convention, std::vector<std::string> derivation) {
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

std::string bytes_text(double value) {
  return format_value(value, in_bytes);
}
std::string flops_text(double value) {
  return format_value(value, in_flops);
}
std::string seconds_text(double value) {
  return format_value(value, in_seconds);
}
std::string percent_text(double value) {
  return format_value(value, {}, CountUnit::none, true);
}
std::string joined(std::string_view a, std::string_view b) {
  return fmt::format("{}{}{}", a, a.empty() || b.empty() ? "" : ", ", b);
}

}  // namespace stratlint::cost
