#pragma once

#include "stratlint/rule.h"

namespace stratlint {

/// Whether a number may be an amount of a kind by what it is written with.
bool fits(Rule::Amount::Kind kind, const Quantity& q);

/// Amounts of which one number in a sentence may have the unit for all.
bool shares_unit(Rule::Amount::Kind kind);

/// A bare number in the unit of another: `62,200` beside `71,650 tokens/s`.
Quantity in_unit(Quantity bare, const Quantity& unit);

}  // namespace stratlint
