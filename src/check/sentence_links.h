#pragma once

#include "check/pieces.h"

namespace stratlint {

/// Whether a sentence goes on about what the one before it says: `At 40 % of 2025 PFLOP/s it delivers 810 PFLOP/s. Control runs used 128 nodes.` are two things.
class SentenceLinks {
 public:
  explicit SentenceLinks(const Scene& scene);

  /// Of two pieces that stand behind each other: true within a sentence, and where the next one leads back.
  bool join(const Piece& piece, const Piece& next) const;

 private:
  bool ends_sentence(const Piece& piece) const;
  bool leads_back(const Piece& piece) const;

  const Scene& scene_;
  WordClasses verbs_, links_;
  const WordClasses prepositions_;
};

}  // namespace stratlint
