#include "stratlint/fact.h"

namespace stratlint {

FactBase with_name(FactBase facts, const NamedValue& named, const Vocabulary& vocabulary) {
  std::erase_if(facts.facts, [&](const Fact& fact) { return fact.key == named.key; });
  facts.fact_of_node.assign(facts.fact_of_node.size(), no_id);
  for (FactId id = 0; id < facts.facts.size(); ++id)
    if (facts.facts[id].node != no_id) facts.fact_of_node[facts.facts[id].node] = id;
  for (std::size_t plan = 0; plan < facts.plans.size(); ++plan) {
    Fact fact;
    fact.key = named.key;
    fact.value_name = named.value;
    fact.origin = Origin::assumed;
    fact.plan = static_cast<PlanId>(plan);
    fact.strength = strength::option;
    fact.scope = vocabulary.key(named.key).scope;
    facts.facts.push_back(fact);
  }
  facts.index(vocabulary.keys());
  return facts;
}

}  // namespace stratlint
