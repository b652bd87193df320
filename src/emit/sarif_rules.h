#pragma once

#include "emit/json_value.h"
#include "stratlint/rule.h"

namespace stratlint {

/// The texts of all rules, so that alerts have help and those of a silent rule are closed.
Json sarif_rules(const RuleSet& rules);

}  // namespace stratlint
