#include "facts/set_apart.h"

#include <algorithm>

namespace stratlint::facts {

void set_apart(std::span<const Span> parts, Role role, const Extraction& x, FactBase& base) {
  if (parts.empty()) return;
  const auto is_in = [&](Span span) {
    const auto after = std::upper_bound(parts.begin(), parts.end(), span.begin, [](std::uint32_t byte, Span part) { return byte < part.begin; });
    return after != parts.begin() && span.begin < std::prev(after)->end;
  };
  for (Fact& fact : base.facts)
    if (fact.role == Role::claim && !fact.pinned && is_in(fact.span)) fact.role = role;
  for (std::uint32_t id = 0; id < x.statements.size(); ++id)
    if (base.role_of_statement[id] == Role::claim && is_in(x.statements[id].span)) base.role_of_statement[id] = role;
}

}  // namespace stratlint::facts
