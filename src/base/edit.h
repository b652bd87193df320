#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stratlint/finding.h"

namespace stratlint {

/// A text after some edits; of two that overlap the first one counts.
std::string apply_edits(std::string_view bytes, std::vector<Edit> edits);

}  // namespace stratlint
