#pragma once

#include <optional>
#include <string_view>

#include "stratlint/quantity.h"

namespace stratlint::facts {

/// The unit that a word of a label means; none of `tbps`, which may be bits or bytes.
std::optional<Unit> find_label_unit(std::string_view word);

/// A bare number read in the unit that stands elsewhere: in its label, in the header of its column.
Quantity read_in(Quantity number, const Unit& unit);

}  // namespace stratlint::facts
