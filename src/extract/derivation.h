#pragma once

#include "stratlint/statement.h"

namespace stratlint::extraction {

/// `memory_total_gb: 32.7  # weights 5.8 + gradients 5.8 + activations 21.1`: the comment says how the value comes about.
/// Adds the equation of the two if the comment of an entry is an expression and nothing else.
void add_derivation(Extraction& out, const SourceFile& source, std::uint32_t entry, std::uint32_t comment);

}  // namespace stratlint::extraction
