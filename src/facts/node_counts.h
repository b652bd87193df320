#pragma once

#include "stratlint/fact.h"
#include "stratlint/vocabulary.h"

namespace stratlint::facts {

/// `36 servers, 8 × H20` counts the GPUs of each, as all of them cannot be fewer than the servers.
void settle_node_counts(const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
