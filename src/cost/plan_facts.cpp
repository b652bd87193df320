#include "cost/plan_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stratlint::cost {

namespace {

constexpr int rival = 20;  ///< how much weaker words may be that still leave a value open

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

}  // namespace

const Fact* PlanFacts::first(std::string_view key) {
  const auto candidates = this->candidates(key);
  if (candidates.empty()) return nullptr;
  if (candidates.size() > 1 && is_contested(candidates)) doubt();
  if (std::find(used_.begin(), used_.end(), candidates.front()) == used_.end()) used_.push_back(candidates.front());
  return &facts_.facts[candidates.front()];
}

/// Whether the document gives the key another value in words that are nearly as firm: then none is known for sure.
bool PlanFacts::is_contested(std::span<const FactId> candidates) const {
  const Fact& first = facts_.facts[candidates.front()];
  return !first.pinned && first.strength < strength::label && std::any_of(candidates.begin() + 1, candidates.end(), [&](FactId id) {
    const Fact& other = facts_.facts[id];
    return other.plan == first.plan && other.strength + rival >= first.strength && other.scope == first.scope && other.quantity.value != first.quantity.value;
  });
}

std::optional<double> PlanFacts::find(std::string_view key) {
  const Fact* fact = first(key);
  if (fact == nullptr) return std::nullopt;
  return fact->quantity.value;
}

std::optional<double> PlanFacts::positive(std::string_view key) {
  const auto value = find(key);
  if (value && !(*value > 0 && std::isfinite(*value))) {
    add_once(missing_, fmt::format("{}: {} is no possible value", key, number(*value)));
    return std::nullopt;
  }
  return value;
}

std::optional<double> PlanFacts::need(std::string_view key) {
  const auto value = positive(key);
  if (!value && !stated(key)) add_once(missing_, std::string(key));
  return value;
}

std::string_view PlanFacts::name_of(std::string_view key) {
  const Fact* fact = first(key);
  return fact == nullptr ? std::string_view() : vocabulary_.values()[fact->value_name];
}

std::optional<double> PlanFacts::size_of(std::string_view key) {
  const Fact* fact = first(key);
  if (fact == nullptr || fact->quantity.value <= 0) return std::nullopt;
  return fact->quantity.value;
}

bool PlanFacts::stated(std::string_view key) const {
  return !candidates(key).empty();
}

bool PlanFacts::leaves_degrees_out() const {
  const auto states_degrees = [&](PlanId plan) {
    for (const std::string_view axis : {"axis.tp", "axis.pp", "axis.ep", "axis.dp", "axis.cp"})
      if (const KeyId key = vocabulary_.find_key(axis); key != no_key && !facts_.candidates(plan, key).empty()) return true;
    return false;
  };
  if (plan_ == 0 || states_degrees(plan_)) return false;
  for (PlanId plan = plan_; plan != 0;) {
    plan = facts_.plans[plan].parent;
    if (states_degrees(plan)) return true;
  }
  return false;
}

std::span<const FactId> PlanFacts::candidates(std::string_view key) const {
  const KeyId id = vocabulary_.find_key(key);
  return id == no_key ? std::span<const FactId>() : facts_.candidates(plan_, id);
}

std::span<const FactId> PlanFacts::mentions(std::string_view key) const {
  const KeyId id = vocabulary_.find_key(key);
  return id == no_key ? std::span<const FactId>() : facts_.all(plan_, id);
}

void PlanFacts::assume(std::string what) {
  add_once(assumptions_, std::move(what));
}

Shown number(double value) {
  return {value, {}};
}

}  // namespace stratlint::cost
