#pragma once

#include "rules/problems.h"

namespace stratlint {

/// The value of `80 GB` or `3.35 TB/s` in base units; throws SyntaxError if it is no amount of that dimension.
double read_amount(Word text, Dimension dimension);

}  // namespace stratlint
