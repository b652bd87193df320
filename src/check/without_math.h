#pragma once

#include <vector>

#include "stratlint/finding.h"

namespace stratlint {

/// `62.4$ PFLOPS` is told as `62.4 PFLOPS`: the sign that ends a formula between a number and its unit is no part of either.
/// Fixes keep it, as the text needs it.
void leave_math_out(std::vector<Finding>& findings);

}  // namespace stratlint
