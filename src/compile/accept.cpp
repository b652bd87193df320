#include <fmt/format.h>

#include <algorithm>

#include "stratlint/dag.h"

namespace stratlint {

namespace {

/// The fact that a finding blames.
const Fact* blamed(const Finding& finding, const FactBase& facts) {
  const Fact* found = nullptr;
  for (const Fact& fact : facts.facts)
    if (fact.span.begin >= finding.primary.begin && fact.span.end <= finding.primary.end && !fact.span.empty() && (found == nullptr || fact.span.begin > found->span.begin)) found = &fact;
  return found;
}

bool of_plan(const Fact& fact, PlanId plan, const FactBase& facts) {
  return fact.plan == plan || fact.plan == facts.plans[plan].parent;
}

}  // namespace

bool shapes_dag(const Finding& finding, const FactBase& facts, const Vocabulary& vocabulary) {
  if (finding.severity != Severity::error) return false;
  const Fact* fact = blamed(finding, facts);
  return fact != nullptr && vocabulary.key(fact->key).shapes;
}

FactBase accept_recomputed(FactBase facts, PlanId plan, std::span<const Finding> findings, const Vocabulary& vocabulary, std::vector<std::string>& taken) {
  for (const Finding& finding : findings) {
    const Fact* found = blamed(finding, facts);
    if (found == nullptr) continue;
    Fact fact = *found;
    const Key& key = vocabulary.key(fact.key);
    const bool recomputed = finding.recomputed && key.type == ValueType::number;
    const double wrong = fact.quantity.value;
    // Where nothing was recomputed, the other facts decide: what is left of this one, or what follows from them.
    std::erase_if(facts.facts, [&](const Fact& other) {
      return other.key == fact.key && other.role == Role::claim && of_plan(other, plan, facts) && (recomputed || other.quantity.value == wrong);
    });
    if (recomputed) {
      fact.quantity.value = fact.quantity.low = fact.quantity.high = finding.recomputed->value;
      fact.origin = Origin::derived;
      fact.plan = plan;
      facts.facts.push_back(fact);
    }
    facts.fact_of_node.clear();
    facts.index(vocabulary.keys());
    taken.push_back(recomputed ? fmt::format("{}: {} in the place of {} ({})", key.title, finding.recomputed->text, finding.claimed ? finding.claimed->text : format_value(wrong, {}), finding.rule)
                               : fmt::format("{}: not the {} of the document ({})", key.title, format_value(wrong, {}), finding.rule));
  }
  return facts;
}

PlanId plan_to_compile(const FactBase& facts, const Vocabulary& vocabulary) {
  const auto has = [&](PlanId plan, std::initializer_list<const char*> keys) { return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return facts.stated(plan, vocabulary.find_key(key)); }); };
  for (PlanId plan = 0; plan < facts.plans.size(); ++plan)
    if (has(plan, {"axis.tp", "axis.pp", "axis.dp", "axis.ep", "axis.cp"})) return plan;
  return 0;
}

}  // namespace stratlint
