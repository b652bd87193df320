#pragma once

#include <vector>

#include "stratlint/finding.h"

namespace stratlint {

/// `62.4$ PFLOPS` is told as `62.4 PFLOPS`: the sign that ends a formula between a number and its unit is no part of either, nor is
/// the end of a line between them. Fixes keep both, as the text needs them.
void make_plain(std::vector<Finding>& findings);

}  // namespace stratlint
