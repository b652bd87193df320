#include "facts/told_as_past.h"

#include <algorithm>
#include <set>

namespace stratlint::facts {

void take_as_told(std::span<const std::uint32_t> statements, FactBase& base) {
  constexpr std::size_t least = 3;  // keys: one or two may be what they were before
  if (statements.empty()) return;
  const auto is_past = [&](const Fact& fact) { return fact.role == Role::superseded && std::binary_search(statements.begin(), statements.end(), fact.statement); };
  std::set<KeyId> past, told_otherwise;
  for (const Fact& fact : base.facts)
    if (is_past(fact)) past.insert(fact.key);
  for (const Fact& fact : base.facts) {
    if (!past.contains(fact.key) || (fact.role != Role::claim && !is_past(fact))) continue;
    const bool differs = std::any_of(base.facts.begin(), base.facts.end(), [&](const Fact& other) { return other.key == fact.key && is_past(other) && other.quantity.value != fact.quantity.value; });
    if (differs) told_otherwise.insert(fact.key);
  }
  if (past.size() < told_otherwise.size() + least) return;
  for (Fact& fact : base.facts) {
    if (!is_past(fact) || told_otherwise.contains(fact.key)) continue;
    base.role_of_statement[fact.statement] = Role::claim;
    fact.role = Role::claim;
  }
}

}  // namespace stratlint::facts
