#pragma once

#include <vector>

#include "stratlint/check.h"

namespace stratlint {

/// Gives findings the edit that makes their claim true, where one place decides it. A ticked item is unticked; a number
/// that was worked out from others is replaced. Both are safe, unless the number is a choice of the plan (a degree, a
/// count, a size) or stands elsewhere too: then nobody but the author can say which one is wrong.
void propose_fixes(const Reading& reading, const RuleSet& rules, std::vector<Finding>& findings);

}  // namespace stratlint
