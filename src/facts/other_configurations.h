#pragma once

#include <vector>

#include "stratlint/fact.h"

namespace stratlint::facts {

/// The parts of a document that speak of another configuration, in order and apart from each other: `we did try TP 4 and PP 8 with 16 replicas`,
/// `| External reference (20B, 128 H100) | ...`. No words give them away: a sentence, a row, or the section of a heading, two counts of which contradict
/// what the document states more firmly, and fewer repeat it, is about something else. One count that contradicts may be a mistake.
std::vector<Span> other_configurations(const Document& document, const Extraction& x, const Vocabulary& vocabulary, const FactBase& base);

}  // namespace stratlint::facts
