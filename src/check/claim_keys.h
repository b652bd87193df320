#pragma once

#include <vector>

#include "stratlint/check.h"

namespace stratlint {

/// Gives every finding the key of its claim. The findings are those of one document, sorted by position.
void name_claims(const Reading& reading, std::vector<Finding>& findings);

}  // namespace stratlint
