#pragma once

#include <string_view>

#include "stratlint/check.h"

namespace stratlint {

/// Words of a class (`✓`, `total`) in a sentence; marks are single words or signs.
bool has_mark(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, Mark mark);

/// The same of the words that end right before a token: `at least` in `at least 44 %`.
bool has_mark_before(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, std::uint32_t at, Mark mark);

/// The tokens of the longest phrase of some classes that ends right before a token: 2 of `out of` in `12 out of 16`; 0 if none does.
std::uint32_t phrase_before(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, std::uint32_t at, const WordClasses& classes);

/// True if a sentence stands in a list item whose box is ticked.
bool is_boxed(const Reading& reading, const Sentence& sentence);

/// True if a sentence, or the empty box of its list item, says that something is not reached.
bool is_crossed(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence);

/// True if a sentence, or the list item it stands in, is ticked and nothing in it says that it failed.
bool is_ticked(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence);

}  // namespace stratlint
