#pragma once

#include "stratlint/quantity.h"

namespace stratlint {

/// The unit of `GB`, `tokens/s`, `%` or `B` as rule files write it.
std::optional<Unit> written_unit(std::string_view text);

}  // namespace stratlint
