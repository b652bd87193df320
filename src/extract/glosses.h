#pragma once

#include "stratlint/statement.h"

namespace stratlint::extraction {

/// Adds what a sentence works out beside a value, `64 (8 expert × 4 tensor × 2 pipeline)`, as statements of two sides. The tokens of
/// the sentence must be complete.
void add_glosses(Extraction& out, const SourceFile& source, const Sentence& sentence);

/// `| Batch | 512 | 4 × 8 × 16 |`: a number and the expression in the cell behind it.
void add_row_gloss(Extraction& out, const Sentence& value, std::uint32_t sentence_of_expression);

}  // namespace stratlint::extraction
