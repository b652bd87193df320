#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stratlint/finding.h"

namespace stratlint {

/// What the text form says below the excerpt, a remark each: derivation, readings, notes, plan, help.
std::vector<std::string> remarks(const Finding& finding);

/// The message and the remarks, a line each: for formats without places for them.
std::string plain_text(const Finding& finding);

/// Where the texts of a rule can be read.
std::string rule_url(std::string_view rule);

}  // namespace stratlint
