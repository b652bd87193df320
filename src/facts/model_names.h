#pragma once

#include <vector>

#include "stratlint/document.h"

namespace stratlint::facts {

/// `Qwen2.5-72B`: the sentences that name a model of another size than the one the document names first, in order.
std::vector<Span> other_models(const Document& document);

}  // namespace stratlint::facts
