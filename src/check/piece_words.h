#pragma once

#include <optional>

#include "check/pieces.h"

namespace stratlint {

/// Topics and marks of what stands around the numbers of pieces, read once each.
class PieceWords {
 public:
  /// Both must outlive it.
  PieceWords(const Scene& scene, const Pieces& all) : scene_(scene), all_(all), known_(all.pieces.size()), one_each_(scene.vocabulary().find_classes("one_each")) {}

  /// The words of a piece; with those of the header above a cell, and of the name of an entry.
  const WordClasses& of(std::size_t piece);

  /// `| with adapters | 124 GB | 80 GB | yes |`: what the cells behind the last number of a row say; `last` is a cell's sentence.
  WordClasses verdict_of(std::uint32_t last) const;

 private:
  bool says_one_to_one(const Piece& piece) const;
  WordClasses header_of(std::uint32_t sentence);

  const Scene& scene_;
  const Pieces& all_;
  std::vector<std::optional<WordClasses>> known_;  ///< by piece
  const WordClasses one_each_;
  std::uint32_t table_ = no_id;
  std::vector<WordClasses> header_;                ///< of the table, by column
};

}  // namespace stratlint
