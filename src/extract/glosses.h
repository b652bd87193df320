#pragma once

#include "stratlint/statement.h"

namespace stratlint::extraction {

/// Adds what a sentence works out beside a value, `64 (8 expert × 4 tensor × 2 pipeline)`, as statements of two sides. The tokens of
/// the sentence must be complete.
void add_glosses(Extraction& out, const SourceFile& source, const Sentence& sentence);

}  // namespace stratlint::extraction
