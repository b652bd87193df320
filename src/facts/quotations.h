#pragma once

#include "stratlint/document.h"
#include "stratlint/fact.h"

namespace stratlint::facts {

/// `The slide says "128 × 48 = 6,114"`: what stands in quotation marks is somebody else's words.
void set_quotations_apart(const Document& document, const Extraction& x, FactBase& base);

}  // namespace stratlint::facts
