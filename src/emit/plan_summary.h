#pragma once

#include <string>
#include <vector>

#include "stratlint/cost.h"

namespace stratlint {

/// The facts that a plan goes by: of every key that it claims a value for, the firmest first, then the values that disagree with it.
std::vector<std::vector<FactId>> facts_in_use(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary);

/// Keys that would let a formula be worked out, most wanted first; without sentences about impossible values.
std::vector<std::string> wanted_keys(const std::vector<Recomputed>& recomputed, const Vocabulary& vocabulary);

}  // namespace stratlint
