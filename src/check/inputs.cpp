#include "check/inputs.h"

#include "check/candidate.h"

#include <algorithm>
#include <array>

namespace stratlint {

namespace {

/// `one wide = key × one narrow`: 64 GPUs share the total.
struct Conversion {
  Scope wide, narrow;
  std::string_view key;
};
constexpr std::array conversions = {
    Conversion{Scope::total, Scope::gpu, "cluster.gpus"}, Conversion{Scope::total, Scope::node, "cluster.nodes"},
    Conversion{Scope::node, Scope::gpu, "cluster.gpus_per_node"}, Conversion{Scope::total, Scope::replica, "axis.dp"},
    Conversion{Scope::stage, Scope::gpu, "layout.gpus_per_stage"}};

/// A document that gives a key more values than this says nothing about it.
constexpr std::size_t most_values = 16;

/// A bare number has no unit: it is no value of a key that has a dimension.
bool fits(const Fact& fact, const Key& key) {
  return key.type == ValueType::name || key.type == ValueType::boolean || fact.quantity.dimension == key.dimension;
}

}  // namespace

RuleInputs::RuleInputs(const FactBase& facts, const Vocabulary& vocabulary) : facts_(facts), vocabulary_(vocabulary) {}

void RuleInputs::of_any_scope(PlanId plan, KeyId key, Role role, std::vector<FactId>& out) const {
  out.clear();
  const auto same = [&](FactId a, FactId b) {
    return facts_.facts[a].scope == facts_.facts[b].scope && facts_.facts[a].quantity == facts_.facts[b].quantity;
  };
  const std::span<const FactId> all = facts_.all(plan, key, role);
  const bool pins = std::any_of(all.begin(), all.end(), [&](FactId fact) { return facts_.facts[fact].pinned; });
  for (const FactId fact : all) {
    if (pins && !facts_.facts[fact].pinned) continue;
    const bool known = std::any_of(out.begin(), out.end(), [&](FactId other) { return same(fact, other); });
    if (!known && out.size() < most_values) out.push_back(fact);
  }
}

std::span<const FactId> RuleInputs::judged(const Rule& rule, PlanId plan) {
  const auto stated = judged_of(rule, plan);
  if (!rule.beside.empty()) {
    beside_.clear();
    std::copy_if(stated.begin(), stated.end(), std::back_inserter(beside_), [&](FactId id) { return stands_beside(rule, plan, facts_.facts[id]); });
    return beside_;
  }
  if (!rule.unless_worked || std::none_of(stated.begin(), stated.end(), [&](FactId id) { return facts_.facts[id].worked; })) return stated;
  unworked_.clear();
  for (const FactId id : stated)
    if (!facts_.facts[id].worked) unworked_.push_back(id);
  return unworked_;
}

/// In its sentence or row.
bool RuleInputs::stands_beside(const Rule& rule, PlanId plan, const Fact& judged) const {
  const auto is_near = [&](const Fact& other) {
    const std::uint32_t far = std::max(judged.sentence, other.sentence) - std::min(judged.sentence, other.sentence);
    return other.sentence != no_id && judged.sentence != no_id && (far == 0 || (other.plan == judged.plan && judged.plan != 0));
  };
  for (const Rule::Input& input : rule.inputs) {
    if (input.kind != Rule::Input::Kind::claim || input.key == rule.judge || !matches_pattern(rule.beside, &vocabulary_.key(input.key))) continue;
    const auto all = facts_.all(plan, input.key);
    if (std::any_of(all.begin(), all.end(), [&](FactId id) { return is_near(facts_.facts[id]); })) return true;
  }
  return false;
}

std::span<const FactId> RuleInputs::judged_of(const Rule& rule, PlanId plan) {
  const bool converts = std::any_of(rule.inputs.begin(), rule.inputs.end(), [&](const Rule::Input& input) {
    return input.kind == Rule::Input::Kind::claim && input.key == rule.judge && input.scope;
  });
  if (rule.judged_scope) {
    of_any_scope(plan, rule.judge, Role::claim, judged_);
    std::erase_if(judged_, [&](FactId id) {
      const Fact& fact = facts_.facts[id];
      return fact.scope != *rule.judged_scope || !(fact.scope_stated || fact.pinned);
    });
    return judged_;
  }
  if (converts) {
    of_any_scope(plan, rule.judge, Role::claim, judged_);
    return judged_;
  }
  return facts_.candidates(plan, rule.judge);
}

void RuleInputs::load(const Rule::Input& input, PlanId plan, std::vector<Option>& out) {
  using Kind = Rule::Input::Kind;
  switch (input.kind) {
    case Kind::claim:
    case Kind::requirement: {
      const Role role = input.kind == Kind::claim ? Role::claim : Role::requirement;
      if (input.scope) {
        of_any_scope(plan, input.key, role, loaded_);
        for (const FactId fact : loaded_) add_fact(input, plan, fact, out);
        // A value that is stated in the wanted scope needs no conversion.
        const auto converted = [](const Option& option) { return option.factor != no_id; };
        if (!std::all_of(out.begin(), out.end(), converted)) std::erase_if(out, converted);
      } else {
        for (const FactId fact : facts_.candidates(plan, input.key, role)) add_fact(input, plan, fact, out);
      }
      const Key& key = vocabulary_.key(input.key);
      if (out.empty() && input.kind == Kind::claim && key.assumed) {
        Value value = exact_value(*key.assumed, key.dimension);
        value.percent = key.type == ValueType::fraction;
        if (key.type == ValueType::boolean) value.kind = Type::Kind::boolean;
        out.push_back({value, value});
      }
      return;
    }
    case Kind::sum:
    case Kind::count:
      return total(input, plan, out);
    case Kind::distinct: {
      const Value value = exact_value(static_cast<double>(facts_.candidates(plan, input.key).size()));
      out.push_back({value, value});
      return;
    }
    case Kind::variants: {
      const Value value = exact_value(count_variants(plan, input.key));
      out.push_back({value, value});
      return;
    }
    case Kind::stated: {
      const std::span<const FactId> candidates = facts_.candidates(plan, input.key);
      Value value = exact_value(candidates.empty() ? 0 : 1);
      value.kind = Type::Kind::boolean;
      out.push_back({value, value, candidates.empty() ? no_id : candidates.front()});
      return;
    }
    case Kind::computed: {
      const std::vector<Computed>& values = this->computed(input.computed, plan).values;
      if (std::any_of(values.begin(), values.end(), [](const Computed& computed) { return computed.unsure; })) return;
      for (const Computed& computed : values) {
        const Value value = exact_value(computed.value, computed.dimension);
        out.push_back({value, value, no_id, no_id, &computed});
      }
      return;
    }
    case Kind::any:
      return;
  }
}

void RuleInputs::add_fact(const Rule::Input& input, PlanId plan, FactId id, std::vector<Option>& out) const {
  const Fact& fact = facts_.facts[id];
  const Key& key = vocabulary_.key(input.key);
  if (!fits(fact, key)) return;
  Option option{fact_value(fact, key, vocabulary_, false), fact_value(fact, key, vocabulary_, true), id};
  const Scope wanted = input.scope.value_or(key.scope);
  if (fact.scope != wanted) {
    if (!input.scope) return;
    for (const Conversion& conversion : conversions) {
      const bool narrows = fact.scope == conversion.wide && wanted == conversion.narrow;
      const bool widens = fact.scope == conversion.narrow && wanted == conversion.wide;
      if (!narrows && !widens) continue;
      const KeyId by = vocabulary_.find_key(conversion.key);
      const auto counts = by == no_key ? std::span<const FactId>() : facts_.candidates(plan, by);
      if (counts.empty()) return;
      const Value count = fact_value(facts_.facts[counts.front()], vocabulary_.key(by), vocabulary_, false);
      const Expr::Op op = narrows ? Expr::Op::divide : Expr::Op::multiply;
      option.decimal = apply_binary(op, option.decimal, count);
      option.binary = apply_binary(op, option.binary, count);
      option.factor = counts.front();
      break;
    }
    if (option.factor == no_id || !option.decimal.known()) return;
  }
  out.push_back(option);
}

/// How many values the plan and the three next to it on either side give, those of one parent. The plan of the document has none beside it.
double RuleInputs::count_variants(PlanId plan, KeyId key) const {
  constexpr PlanId near = 3;
  std::vector<double> values;
  const PlanId first = plan > near ? plan - near : 1, end = std::min<PlanId>(static_cast<PlanId>(facts_.plans.size()), plan + near + 1);
  const auto add = [&](PlanId other) {
    for (const FactId id : facts_.candidates(other, key)) values.push_back(facts_.facts[id].quantity.value);
  };
  for (PlanId other = first; plan != 0 && other < end; ++other)
    if (facts_.plans[other].parent == facts_.plans[plan].parent) add(other);
  std::sort(values.begin(), values.end());
  return static_cast<double>(std::unique(values.begin(), values.end()) - values.begin());
}

void RuleInputs::total(const Rule::Input& input, PlanId plan, std::vector<Option>& out) const {
  const Key& key = vocabulary_.key(input.key);
  const std::span<const FactId> all = facts_.all(plan, input.key);
  Option option{exact_value(0, key.dimension), exact_value(0, key.dimension)};
  double count = 0;
  for (const FactId id : all) {
    const Fact& fact = facts_.facts[id];
    if (fact.scope != input.scope.value_or(key.scope) || !fits(fact, key)) continue;
    if (option.fact == no_id) option.fact = id;
    option.decimal = apply_binary(Expr::Op::add, option.decimal, fact_value(fact, key, vocabulary_, false));
    option.binary = apply_binary(Expr::Op::add, option.binary, fact_value(fact, key, vocabulary_, true));
    ++count;
  }
  if (input.kind == Rule::Input::Kind::count) option.decimal = option.binary = exact_value(count);
  if (count > 0 || input.kind == Rule::Input::Kind::count) out.push_back(option);
}

const RuleInputs::Known& RuleInputs::computed(std::string_view key, PlanId plan) {
  for (const auto& known : computed_) {
    if (known->plan == plan && known->key == key) return *known;
  }
  auto& known = computed_.emplace_back(std::make_unique<Known>());
  known->plan = plan;
  known->key = key;
  known->values = compute(key, facts_, plan, vocabulary_, &known->missing);
  return *known;
}

const std::vector<std::string>& RuleInputs::missing(std::string_view key, PlanId plan) {
  return computed(key, plan).missing;
}

}  // namespace stratlint
