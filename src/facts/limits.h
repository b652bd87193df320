#pragma once

#include "stratlint/fact.h"
#include "stratlint/statement.h"

namespace stratlint::facts {

/// `bubble (≤ 18 %): 15.8 %`, `training time ≤ 41 days (plan: 57 days)`: beside a value of its kind a bound is the limit that it is measured against.
void take_as_limits(const Extraction& extraction, FactBase& base);

}  // namespace stratlint::facts
