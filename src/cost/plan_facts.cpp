#include "cost/plan_facts.h"

#include <algorithm>

namespace stratlint::cost {

std::optional<double> PlanFacts::find(std::string_view key) {
  const KeyId id = vocabulary_.find_key(key);
  if (id == no_key) return std::nullopt;
  const auto candidates = facts_.candidates(plan_, id);
  if (candidates.empty()) return std::nullopt;
  if (std::find(used_.begin(), used_.end(), candidates.front()) == used_.end()) used_.push_back(candidates.front());
  return facts_.facts[candidates.front()].quantity.value;
}

std::optional<double> PlanFacts::need(std::string_view key) {
  const auto value = find(key);
  if (!value) missing_.emplace_back(key);
  return value;
}

std::string_view PlanFacts::name_of(std::string_view key) {
  const KeyId id = vocabulary_.find_key(key);
  if (id == no_key) return {};
  const auto candidates = facts_.candidates(plan_, id);
  if (candidates.empty()) return {};
  used_.push_back(candidates.front());
  return vocabulary_.values()[facts_.facts[candidates.front()].value_name];
}

bool PlanFacts::stated(std::string_view key) const {
  const KeyId id = vocabulary_.find_key(key);
  return id != no_key && facts_.stated(plan_, id);
}

}  // namespace stratlint::cost
