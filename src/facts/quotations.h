#pragma once

#include <vector>

#include "stratlint/document.h"

namespace stratlint::facts {

/// `The slide says "128 × 48 = 6,114"`: what stands in quotation marks is somebody else's words; in order.
std::vector<Span> quotations(const Document& document);

}  // namespace stratlint::facts
