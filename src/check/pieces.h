#pragma once

#include <vector>

#include "check/candidate.h"

namespace stratlint {

/// A number of the text: one that stands alone, or an operand of a product or quotient.
struct StatedNumber {
  std::uint32_t node = no_id;
  std::uint32_t statement = no_id;
  bool operand = false;
  bool aside = false;   ///< in parentheses
  bool worked = false;  ///< what an equation comes to
};

/// What is said between two full stops, or in a cell, an entry or its comment.
struct Piece {
  std::uint32_t sentence = no_id;
  std::uint32_t first = 0, end = 0;  ///< tokens
  std::uint32_t first_number = 0, end_number = 0;
  bool closed = false;               ///< it has numbers that cannot be listed, or ends what its neighbours speak of
  bool whole = false;                ///< all of its sentence
};

/// The sentences with numbers cut into pieces, in order.
struct Pieces {
  std::vector<Piece> pieces;
  std::vector<StatedNumber> numbers;
};

Pieces pieces_of(const Scene& scene);

/// Whether what one piece says may be judged with what the next says: parts of a sentence, lines of a paragraph, items of a list,
/// entries of a block, cells of a row, an entry and its comment.
bool go_together(const Scene& scene, const Piece& piece, const Piece& next);

/// `12 May`, `Mar 6`: the number of a token that is a day; `months` are the words of the topic.
bool is_day(const Scene& scene, std::uint32_t at, const WordClasses& months);

/// Topics and marks among the words of tokens.
WordClasses classes_in(const Scene& scene, std::uint32_t first, std::uint32_t end);
/// The same of a stretch of text, the name of an entry.
WordClasses classes_of(const Scene& scene, std::string_view text);

}  // namespace stratlint
