#pragma once

#include <span>

#include "stratlint/fact.h"

namespace stratlint::facts {

/// A report on a run tells all of it as past: `TP was 4, the global batch was 512`. What only `was` makes a former value, and what nothing else in the
/// document gives another value, is what the report is about. `statements` are those that say `was`, in order.
void take_as_told(std::span<const std::uint32_t> statements, FactBase& base);

}  // namespace stratlint::facts
