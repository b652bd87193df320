#include <algorithm>
#include <cmath>

#include "stratlint/fact.h"

namespace stratlint {

const char* name(Origin origin) {
  switch (origin) {
    case Origin::stated: return "stated";
    case Origin::derived: return "derived";
    case Origin::assumed: return "assumed";
  }
  return "";
}

namespace {

bool same_value(const Fact& a, const Fact& b) {
  if (a.value_name != b.value_name) return false;
  if (a.quantity.bound != b.quantity.bound || a.quantity.range != b.quantity.range) return false;
  const double scale = std::max(std::abs(a.quantity.value), std::abs(b.quantity.value));
  return std::abs(a.quantity.value - b.quantity.value) <= scale * 1e-9;
}

constexpr std::size_t judged_roles = 2;  ///< claim and requirement; the others are listed, never judged

}  // namespace

std::size_t FactBase::slot_of(PlanId plan, KeyId key, Role role) const {
  return (std::size_t{plan} * key_count_ + stratlint::index(key)) * judged_roles + (role == Role::requirement ? 1 : 0);
}

void FactBase::index(const std::vector<Key>& keys) {
  key_count_ = keys.size();
  for (std::size_t id = 0; id < keys.size(); ++id)
    if (keys[id].name == "cluster.gpus") gpus_ = static_cast<KeyId>(id);
  inherited_.clear();
  for (const Key& key : keys) inherited_.push_back(!key.name.starts_with("axis.") && !key.name.starts_with("layout.") && key.name != "cluster.nodes");
  slots_.assign(plans.size() * key_count_ * judged_roles, Slot{});
  std::vector<FactId> order;
  order.reserve(facts.size());
  for (FactId id = 0; id < facts.size(); ++id)
    if (facts[id].role == Role::claim || facts[id].role == Role::requirement) order.push_back(id);
  const auto slot = [&](FactId id) { return slot_of(facts[id].plan, facts[id].key, facts[id].role); };
  std::stable_sort(order.begin(), order.end(), [&](FactId a, FactId b) { return slot(a) < slot(b); });
  all_ = order;
  distinct_.clear();
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && slot(order[end]) == slot(order[begin])) ++end;
    Slot& s = slots_[slot(order[begin])];
    s.first_all = static_cast<std::uint32_t>(begin);
    s.count = static_cast<std::uint32_t>(end - begin);
    s.first = static_cast<std::uint32_t>(distinct_.size());
    add_distinct({order.data() + begin, order.data() + end}, keys);
    s.distinct = static_cast<std::uint32_t>(distinct_.size()) - s.first;
    begin = end;
  }
}

/// Values once each, firmest first: pins alone decide; then how firmly the words bind, raised by repetition.
void FactBase::add_distinct(std::span<const FactId> group, const std::vector<Key>& keys) {
  struct Candidate {
    FactId id;
    int weight;
    int repeats;
  };
  constexpr std::size_t most = 16;  // a document that gives a key more values than this says nothing about it
  std::vector<Candidate> candidates;
  const bool pinned = std::any_of(group.begin(), group.end(), [&](FactId id) { return facts[id].pinned; });
  for (const FactId id : group) {
    const Fact& fact = facts[id];
    const Key& key = keys[stratlint::index(fact.key)];
    if (fact.scope != key.scope || (pinned && !fact.pinned)) continue;
    const auto known = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return same_value(facts[c.id], fact); });
    if (known == candidates.end()) {
      if (candidates.size() < most) candidates.push_back({id, fact.strength, 0});
      continue;
    }
    known->repeats = std::min(known->repeats + 1, 3);
    if (fact.strength > known->weight) {
      known->weight = fact.strength;
      known->id = id;
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.weight + 8 * a.repeats > b.weight + 8 * b.repeats; });
  for (const Candidate& candidate : candidates) distinct_.push_back(candidate.id);
}

bool FactBase::inherits(PlanId plan, KeyId key) const {
  return plan != 0 && inherited_[stratlint::index(key)] && !(plans[plan].part && key == gpus_);
}

std::span<const FactId> FactBase::candidates(PlanId plan, KeyId key, Role role) const {
  while (true) {
    const Slot& slot = slots_[slot_of(plan, key, role)];
    if (slot.distinct > 0 || !inherits(plan, key)) return {distinct_.data() + slot.first, slot.distinct};
    plan = plans[plan].parent;
  }
}

std::span<const FactId> FactBase::all(PlanId plan, KeyId key, Role role) const {
  while (true) {
    const Slot& slot = slots_[slot_of(plan, key, role)];
    if (slot.count > 0 || !inherits(plan, key)) return {all_.data() + slot.first_all, slot.count};
    plan = plans[plan].parent;
  }
}

}  // namespace stratlint
