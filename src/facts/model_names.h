#pragma once

#include "stratlint/document.h"
#include "stratlint/fact.h"

namespace stratlint::facts {

/// `Qwen2.5-72B`: what is said of a model of another size than the one the document names first is another's.
void set_other_models_apart(const Document& document, const Extraction& x, FactBase& base);

}  // namespace stratlint::facts
