#pragma once

#include "stratlint/rule.h"

namespace stratlint {

constexpr std::uint32_t bit(Rule::Amount::Kind kind) { return 1u << static_cast<unsigned>(kind); }

/// The kinds of amounts that a number may be by what it is written with, as a bit set.
std::uint32_t kinds_of(const Quantity& q);

/// The kinds that what an equation comes to may have: a count without a name may be one of anything, FLOPs that are no rate are no peak.
std::uint32_t kinds_of_result(const Quantity& q, bool named);

/// Amounts of which one number in a sentence may have the unit for all.
bool shares_unit(Rule::Amount::Kind kind);

/// A bare number in the unit of another: `62,200` beside `71,650 tokens/s`.
Quantity in_unit(Quantity bare, const Quantity& unit);

}  // namespace stratlint
