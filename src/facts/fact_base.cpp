#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

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
  return (std::size_t{plan} * keys_->size() + stratlint::index(key)) * judged_roles + (role == Role::requirement ? 1 : 0);
}

void FactBase::index(const std::vector<Key>& keys) {
  keys_ = &keys;
  constexpr std::array<std::string_view, 8> shapes{"model.layers", "model.hidden", "model.heads", "model.kv_heads", "model.head_dim", "model.ffn", "model.params", "model.vocab"};
  model_shapes_.clear();
  // Only plans beside `main` inherit, and few documents have them.
  for (std::size_t id = 0; plans.size() > 1 && id < keys.size(); ++id)
    if (keys[id].name == "cluster.gpus") gpus_ = static_cast<KeyId>(id);
    else if (keys[id].name == "cluster.nodes") nodes_ = static_cast<KeyId>(id);
    else if (std::find(shapes.begin(), shapes.end(), keys[id].name) != shapes.end()) model_shapes_.push_back(static_cast<KeyId>(id));
  slots_.assign(plans.size() * keys.size() * judged_roles, Slot{});
  std::vector<std::pair<std::size_t, FactId>> order;  // by slot, then in document order
  order.reserve(facts.size());
  for (FactId id = 0; id < facts.size(); ++id) {
    const Fact& fact = facts[id];
    if (fact.role == Role::claim || fact.role == Role::requirement) order.emplace_back(slot_of(fact.plan, fact.key, fact.role), id);
  }
  std::sort(order.begin(), order.end());
  all_.clear();
  all_.reserve(order.size());
  distinct_.clear();
  distinct_.reserve(order.size());
  for (const auto& [slot, id] : order) {
    if (slots_[slot].count++ == 0) slots_[slot].first_all = static_cast<std::uint32_t>(all_.size());
    all_.push_back(id);
  }
  for (std::size_t begin = 0; begin < order.size();) {
    Slot& slot = slots_[order[begin].first];
    slot.first = static_cast<std::uint32_t>(distinct_.size());
    add_distinct({all_.data() + begin, slot.count});
    slot.distinct = static_cast<std::uint32_t>(distinct_.size()) - slot.first;
    begin += slot.count;
  }
  own_model_.assign(plans.size(), false);
  for (PlanId plan = 1; plan < plans.size(); ++plan)
    own_model_[plan] = !plans[plan].part && std::any_of(model_shapes_.begin(), model_shapes_.end(), [&](KeyId shape) { return states_other(plan, shape); });
}

/// Values once each, firmest first: pins alone decide; then how firmly the words bind, raised by repetition.
void FactBase::add_distinct(std::span<const FactId> group) {
  struct Candidate {
    FactId id;
    int weight;
    int repeats;
    int rank() const { return weight + 8 * repeats; }
  };
  constexpr std::size_t most = 16;  // a document that gives a key more values than this says nothing about it
  std::array<Candidate, most> candidates;
  Candidate* end = candidates.data();
  const bool pinned = std::any_of(group.begin(), group.end(), [&](FactId id) { return facts[id].pinned; });
  const Key& key = (*keys_)[stratlint::index(facts[group.front()].key)];
  for (const FactId id : group) {
    const Fact& fact = facts[id];
    if (fact.scope != key.scope || (pinned && !fact.pinned)) continue;
    Candidate* known = std::find_if(candidates.data(), end, [&](const Candidate& c) { return same_value(facts[c.id], fact); });
    if (known == end) {
      if (end != candidates.data() + most) *end++ = {id, fact.strength, 0};
      continue;
    }
    known->repeats = std::min(known->repeats + 1, 3);
    if (fact.strength > known->weight) {
      known->weight = fact.strength;
      known->id = id;
    }
  }
  // They are few: each in turn moves before those that are less firm.
  for (Candidate* next = candidates.data(); next != end; ++next) {
    Candidate* place = std::find_if(candidates.data(), next, [&](const Candidate& c) { return next->rank() > c.rank(); });
    std::rotate(place, next, next + 1);
  }
  for (const Candidate* candidate = candidates.data(); candidate != end; ++candidate) distinct_.push_back(candidate->id);
}

bool FactBase::is_model_shape(KeyId key) const { return std::find(model_shapes_.begin(), model_shapes_.end(), key) != model_shapes_.end(); }

bool FactBase::states_other(PlanId plan, KeyId key) const {
  const Slot &own = slots_[slot_of(plan, key, Role::claim)], &parent = slots_[slot_of(plans[plan].parent, key, Role::claim)];
  return own.distinct > 0 && parent.distinct > 0 && !same_value(facts[distinct_[own.first]], facts[distinct_[parent.first]]);
}

bool FactBase::states(PlanId plan, KeyId key) const { return key != no_key && slots_[slot_of(plan, key, Role::claim)].count > 0; }

bool FactBase::inherits(PlanId plan, KeyId key) const {
  if (plan == 0) return false;
  // Nor does a row with a model of its own have the dimensions of another.
  if (own_model_[plan] && is_model_shape(key)) return false;
  if (plans[plan].part && key == gpus_) return false;
  // A plan with nodes of its own has GPUs of its own.
  if ((key == gpus_ && states(plan, nodes_)) || (key == nodes_ && states(plan, gpus_))) return false;
  if ((*keys_)[stratlint::index(key)].inherited || !plans[plan].part) return (*keys_)[stratlint::index(key)].inherited;
  // A section about decoding that gives no degrees speaks of the plan's.
  for (std::size_t id = 0; id < keys_->size(); ++id)
    if (!(*keys_)[id].inherited && slots_[slot_of(plan, static_cast<KeyId>(id), Role::claim)].count > 0) return false;
  return true;
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
