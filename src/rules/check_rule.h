#pragma once

#include "rules/check_expression.h"

namespace stratlint {

/// Turns the syntax of a rule into the rule. `id` is what its folder says. Nothing if something is wrong.
std::optional<Rule> check_rule(RuleSyntax&& syntax, std::string_view bytes, std::string_view id, const Names& names,
                               Problems& problems);

}  // namespace stratlint
