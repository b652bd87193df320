#pragma once

#include <string>
#include <string_view>

#include "stratlint/quantity.h"

namespace stratlint {

/// A number as the document writes it, without the words around it: `~4.2GB` of `~4.2GB (weights)`.
/// Plain counts are `128` however they were written; what cannot be cut out cleanly is printed anew.
std::string printed(std::string_view text, const Quantity& quantity);

}  // namespace stratlint
