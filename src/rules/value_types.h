#pragma once

#include "rules/problems.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// Reads a type of the vocabulary, `count`, `name` or `byte/s`, into a key; throws SyntaxError if there is none.
void read_type(Word type, Key& key);

}  // namespace stratlint
