#include "facts/limits.h"

#include <algorithm>

namespace stratlint::facts {

namespace {

/// Whether a number stands there by itself, measured in the same and without a bound.
bool is_value(const Extraction& x, const Statement& statement, const Quantity& limit) {
  const Node& node = x.nodes[x.sides[statement.first_side].root];
  const Quantity& q = node.quantity;
  if (node.kind != Node::Kind::number || q.bound != Bound::none || q.range || !(q.has_unit || q.percent)) return false;
  return q.percent == limit.percent && q.dimension == limit.dimension && q.count == limit.count;
}

/// Statements of a sentence follow each other.
bool has_value_beside(const Extraction& x, const FactBase& base, std::uint32_t own, const Quantity& limit) {
  constexpr std::uint32_t far = 4;  // statements to both sides
  const std::uint32_t first = own > far ? own - far : 0, end = static_cast<std::uint32_t>(std::min<std::size_t>(own + far + 1, x.statements.size()));
  for (std::uint32_t id = first; id < end; ++id)
    // `requirement: 10 s (achieved: < 6 s)`: what is asked for has no bound there.
    if (id != own && x.statements[id].sentence == x.statements[own].sentence && base.role_of_statement[id] == Role::claim && is_value(x, x.statements[id], limit)) return true;
  return false;
}

}  // namespace

void take_as_limits(const Extraction& extraction, FactBase& base) {
  for (Fact& fact : base.facts) {
    const Quantity& q = fact.quantity;
    if (fact.role != Role::claim || q.bound == Bound::none || fact.statement == no_id || (q.dimension.none() && !q.percent)) continue;
    if (!has_value_beside(extraction, base, fact.statement, q)) continue;
    fact.role = Role::requirement;
    base.role_of_statement[fact.statement] = Role::requirement;
  }
}

}  // namespace stratlint::facts
