#pragma once

#include <span>

#include "stratlint/fact.h"

namespace stratlint::facts {

/// Claims that start in one of the parts get the role. The parts are in order and apart from each other; pinned facts stay.
void set_apart(std::span<const Span> parts, Role role, const Extraction& x, FactBase& base);

}  // namespace stratlint::facts
