#include "cost/plan_facts.h"

namespace stratlint::cost {

std::vector<double> bytes_of(PlanFacts& plan, std::string_view key, std::string_view otherwise) {
  for (const std::string_view name : {key, otherwise})
    if (const auto size = plan.find(name); size && *size > 0) return {*size};
  return {2, 1};
}

}  // namespace stratlint::cost
