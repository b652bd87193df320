#pragma once

#include "check/pieces.h"

namespace stratlint {

/// Whether a word of the classes is among the few behind a number, or among those that lead up to it.
bool stands_near(const Scene& scene, const StatedNumber& number, const WordClasses& asked);

/// What is counted stands right behind the number: only words that lead on to another number may follow a bare measure.
bool counts_something(const Scene& scene, const StatedNumber& number);

}  // namespace stratlint
