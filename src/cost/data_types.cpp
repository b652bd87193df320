#include "cost/plan_facts.h"

namespace stratlint::cost {

std::vector<double> bytes_of(PlanFacts& plan, std::string_view key, std::string_view otherwise) {
  std::string_view name = plan.name_of(key);
  if (name.empty()) name = plan.name_of(otherwise);
  if (name == "fp32") return {4};
  if (name == "bf16" || name == "fp16") return {2};
  if (name == "fp8" || name == "int8") return {1};
  if (name == "fp4" || name == "int4") return {0.5};
  return {2, 1};
}

}  // namespace stratlint::cost
