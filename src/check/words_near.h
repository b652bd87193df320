#pragma once

#include "check/pieces.h"

namespace stratlint {

/// Topics and marks among the few words behind a number, and among those that lead up to it.
WordClasses words_near(const Scene& scene, const StatedNumber& number);

/// What is counted stands right behind the number: only words that lead on to another number may follow a bare measure.
bool counts_something(const Scene& scene, const StatedNumber& number);

/// A word stands right before the number that leads to nothing: `loss 8.9`.
bool is_named(const Scene& scene, const StatedNumber& number);

/// Topics and marks of the two words behind a number: `the 2048 of them reach 1205 PFLOPS`.
WordClasses words_behind(const Scene& scene, const StatedNumber& number);

}  // namespace stratlint
