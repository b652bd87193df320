#pragma once

#include <vector>

#include "stratlint/document.h"
#include "stratlint/statement.h"
#include "stratlint/vocabulary.h"

namespace stratlint::facts {

/// What a document turns down: the section that says `Rejected.`, and what answers `Why not TP 2?`; in order, apart from each other.
std::vector<Span> rejections(const Document& document, const Extraction& x, const Vocabulary& vocabulary);

}  // namespace stratlint::facts
