#pragma once

#include "stratlint/fact.h"
#include "stratlint/vocabulary.h"

namespace stratlint::facts {

/// `36 servers, 8 × H20` counts the GPUs of each, as there cannot be fewer than servers; `8 nodes with 64 GPUs` counts all of them.
void settle_node_counts(const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
