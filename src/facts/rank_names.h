#pragma once

#include "stratlint/fact.h"
#include "stratlint/source.h"
#include "stratlint/statement.h"

namespace stratlint::facts {

/// In a document that has an `EP0`, `EP1:` and a cell with `EP1` alone are names of ranks, no degrees. Drops their facts.
void drop_rank_names(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
