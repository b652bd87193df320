#pragma once

#include "stratlint/fact.h"

namespace stratlint::facts {

/// Sections of one configuration file that give one degree or size each (`prefill: {tp: 4}`, `decode: {tp: 8}`) are plans of their
/// own: moves their facts there.
void split_sections(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary, FactBase& base);

/// `On 16 GPUs` below a table of runs speaks of the run with 16 GPUs, not of all of them.
void move_mentions(const Extraction& extraction, const Vocabulary& vocabulary, FactBase& base);

}  // namespace stratlint::facts
