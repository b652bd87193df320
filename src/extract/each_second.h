#pragma once

#include "stratlint/source.h"
#include "stratlint/statement.h"

namespace stratlint::extraction {

/// `每秒 56 个请求`, `6.97 sequences of 4,096 tokens every second`: what is counted is a rate, though the time stands apart from it.
void read_rates(Extraction& out, const SourceFile& source, const Sentence& sentence);

}  // namespace stratlint::extraction
