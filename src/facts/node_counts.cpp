#include "facts/node_counts.h"

#include <cmath>

namespace stratlint::facts {

void settle_node_counts(const Vocabulary& vocabulary, FactBase& base) {
  constexpr double largest_node = 16, rack = 72;
  const KeyId gpus = vocabulary.find_key("cluster.gpus"), nodes = vocabulary.find_key("cluster.nodes"), each = vocabulary.find_key("cluster.gpus_per_node");
  if (gpus == no_key || nodes == no_key || each == no_key) return;
  for (std::size_t i = 1; i < base.facts.size(); ++i) {
    const Fact& before = base.facts[i - 1];
    Fact& fact = base.facts[i];
    if (before.key != nodes || fact.sentence == no_id || before.sentence != fact.sentence || before.plan != fact.plan || before.role != fact.role || fact.pinned) continue;
    const double machines = before.quantity.value, count = fact.quantity.value;
    if (fact.key == gpus && count > 1 && count < machines && count <= largest_node) fact.key = each;
    if (fact.key == each && machines > 1 && count > largest_node && count != rack && std::fmod(count, machines) == 0) fact.key = gpus;
  }
}

}  // namespace stratlint::facts
