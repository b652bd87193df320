#pragma once

#include "stratlint/fact.h"

namespace stratlint::facts {

/// `Depth: 80` above `Width: 8192` counts the layers of a model; what queues and trees have stands for nothing.
void settle_depths(const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
