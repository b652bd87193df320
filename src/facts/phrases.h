#pragma once

#include <span>
#include <vector>

#include "stratlint/statement.h"
#include "stratlint/vocabulary.h"

namespace stratlint::facts {

/// A phrase of the vocabulary in one sentence; tokens are counted from the sentence's first.
struct PhraseMatch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t number = no_id;  ///< the token that stood for `#`, if the phrase has one
  std::uint16_t words = 0;
  std::uint8_t kinds = 0;  ///< of the meanings, a bit set
  std::span<const Meaning> meanings;

  /// Whether any meaning is of that kind.
  bool has(Meaning::Kind kind) const { return (kinds & bit(kind)) != 0; }
};

/// Finds every phrase of the vocabulary in a sentence. One object serves a whole document; its buffers are reused.
class PhraseFinder {
 public:
  PhraseFinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary);

  /// All matches, by first token, shorter before longer; valid until the next call.
  const std::vector<PhraseMatch>& find(const Sentence& sentence);
  /// Matches in a stretch of source text that is no sentence of its own (`experts per GPU` of `8 (experts per GPU)`).
  const std::vector<PhraseMatch>& find_in(Span text);
  /// Words of the stretch last searched by `find_in`.
  std::uint32_t text_words() const { return static_cast<std::uint32_t>(items_.size()); }

 private:
  struct Item {
    std::uint32_t word = 0;  ///< vocabulary word, 0 unknown
    enum class Kind : std::uint8_t { word, number, joint, slash, open, close, wall } kind = Kind::word;
  };
  std::uint32_t unit_word(const Statement& statement) const;
  std::uint32_t number_word(std::uint32_t item) const;
  void match_from(std::uint32_t first);
  void match_all();
  std::uint32_t behind_parenthesis(std::uint32_t open) const;

  const Extraction& extraction_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  std::uint32_t per_ = 0;     ///< what a slash may stand for
  std::uint32_t number_ = 0;  ///< `#`
  std::uint32_t open_ = 0, close_ = 0;  ///< `(` and `)`
  std::uint32_t token_ = 0, sequence_ = 0;
  std::uint32_t first_token_ = 0;
  bool in_sentence_ = false;  ///< the items are the tokens of a sentence
  std::vector<Item> items_;
  std::vector<PhraseMatch> matches_;
};

}  // namespace stratlint::facts
