#pragma once

#include "stratlint/quantity.h"

namespace stratlint::facts {

/// A bare number read in the unit that stands elsewhere: in its label, in the header of its column.
Quantity read_in(Quantity number, const Unit& unit);

}  // namespace stratlint::facts
