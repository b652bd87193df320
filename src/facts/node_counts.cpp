#include "facts/node_counts.h"

namespace stratlint::facts {

void settle_node_counts(const Vocabulary& vocabulary, FactBase& base) {
  constexpr double largest_node = 16;
  constexpr std::uint32_t near = 4;  // bytes: a comma and a blank
  const KeyId gpus = vocabulary.find_key("cluster.gpus"), nodes = vocabulary.find_key("cluster.nodes"), each = vocabulary.find_key("cluster.gpus_per_node");
  if (gpus == no_key || nodes == no_key || each == no_key) return;
  for (std::size_t i = 1; i < base.facts.size(); ++i) {
    const Fact& before = base.facts[i - 1];
    Fact& fact = base.facts[i];
    if (before.key != nodes || fact.key != gpus || fact.sentence == no_id || before.sentence != fact.sentence || before.plan != fact.plan || before.role != fact.role || fact.pinned) continue;
    const bool beside = fact.span.begin >= before.span.end && fact.span.begin - before.span.end <= near;
    if (beside && fact.quantity.value > 1 && fact.quantity.value < before.quantity.value && fact.quantity.value <= largest_node) fact.key = each;
  }
}

}  // namespace stratlint::facts
