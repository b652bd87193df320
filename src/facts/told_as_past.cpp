#include "facts/told_as_past.h"

#include <algorithm>
#include <map>
#include <set>

namespace stratlint::facts {

void take_as_told(std::span<const std::uint32_t> statements, FactBase& base) {
  constexpr std::size_t least = 3;  // keys: one or two may be what they were before
  if (statements.empty()) return;
  const auto is_past = [&](const Fact& fact) { return fact.role == Role::superseded && std::binary_search(statements.begin(), statements.end(), fact.statement); };
  std::map<KeyId, double> past;
  std::set<KeyId> told_otherwise;
  for (const Fact& fact : base.facts) {
    if (!is_past(fact)) continue;
    const auto [known, first] = past.emplace(fact.key, fact.quantity.value);
    if (!first && known->second != fact.quantity.value) told_otherwise.insert(fact.key);
  }
  for (const Fact& fact : base.facts)
    if (const auto known = past.find(fact.key); known != past.end() && fact.role == Role::claim && known->second != fact.quantity.value) told_otherwise.insert(fact.key);
  if (past.size() < told_otherwise.size() + least) return;
  for (Fact& fact : base.facts) {
    if (!is_past(fact) || told_otherwise.contains(fact.key)) continue;
    base.role_of_statement[fact.statement] = Role::claim;
    fact.role = Role::claim;
  }
}

}  // namespace stratlint::facts
