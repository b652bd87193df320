#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "rules/vocabulary_data.h"
#include "stratlint/statement.h"
#include "stratlint/vocabulary.h"

namespace stratlint::facts {

/// A phrase of the vocabulary in one sentence; tokens are counted from the sentence's first.
struct PhraseMatch : Sense {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t number = no_id;  ///< the token that stood for `#`, if the phrase has one
  std::uint16_t words = 0;
};

/// Finds every phrase of the vocabulary in a sentence. One object serves a whole document; its buffers are reused.
class PhraseFinder {
 public:
  PhraseFinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary);

  /// All matches, by first token, shorter before longer; valid until the next call.
  const std::vector<PhraseMatch>& find(const Sentence& sentence);
  const std::vector<PhraseMatch>& matches() const { return matches_; }
  /// What all matches of the last search may mean, without the meanings themselves: most readers look for what is not there.
  const Sense& said() const { return said_; }
  /// Of the sentence last searched, by token and one more: how many matches start before it.
  const std::vector<std::uint32_t>& starts() const { return starts_; }
  /// Matches in a stretch of source text that is no sentence of its own (`experts per GPU` of `8 (experts per GPU)`).
  const std::vector<PhraseMatch>& find_in(Span text);
  /// Words of the stretch last searched by `find_in`.
  std::uint32_t text_words() const { return item_count_; }

 private:
  struct Item {
    std::uint32_t word = 0;   ///< vocabulary word, 0 unknown
    std::uint32_t state = 0;  ///< behind it if it is the first word of a phrase, 0 if no phrase starts with it
    enum class Kind : std::uint8_t { word, number, joint, slash, open, close, comma, wall } kind = Kind::word;
  };
  WordIndex::Entry entry(std::uint32_t word) const;
  WordIndex::Entry unit_word(const Statement& statement) const;
  std::uint32_t number_word(std::uint32_t item) const;
  void add(Item::Kind kind, WordIndex::Entry word = {}) {
    // Which words start a phrase is hard to foresee: they are listed without a branch.
    first_words_[first_count_] = item_count_;
    first_count_ += word.state != 0 ? 1 : 0;
    items_[item_count_++] = {word.word, word.state, kind};
  }
  void clear(std::size_t most_items);
  bool stands_alone(std::uint32_t first) const;
  bool leads_on(std::uint32_t state, std::uint32_t item) const;
  bool changes_nothing(const Item& item) const;
  bool names_product(std::uint32_t number, std::uint32_t item) const;
  std::uint32_t end_of_devices(std::uint32_t item) const;
  bool is_counted(std::uint32_t item) const;
  bool is_times(std::uint32_t item) const;
  bool is_model(std::uint32_t item) const;
  /// How far a phrase has come: the state behind its last item, where it must end, the item that stood for `#`, its words.
  struct Way {
    std::uint32_t state, last, end, number;
    std::uint16_t words;
  };
  void match_from(std::uint32_t first);
  void add_match(std::uint32_t first, std::uint32_t last, const Way& way);
  void go_on(std::uint32_t first, Way way);
  void match_all();
  std::uint32_t behind_parenthesis(std::uint32_t open) const;

  const Extraction& extraction_;
  const SourceFile& source_;
  const Vocabulary::Data& vocabulary_;
  WordIndex::Entry per_;  ///< what a slash may stand for
  std::uint32_t number_ = 0;  ///< `#`
  std::uint32_t open_ = 0, close_ = 0, comma_ = 0;  ///< `(`, `)` and `,`
  WordIndex::Entry equals_;  ///< of `=`
  WordIndex::Entry token_, sequence_, gpu_;
  TopicSet counters_;         ///< bit of the topic `counter_words`
  KeyId device_ = no_key;  ///< whose values are the names of products
  std::uint32_t first_token_ = 0;
  bool branched_ = false;     ///< a remark could be part of the phrase or none
  bool in_sentence_ = false;  ///< the items are the tokens of a sentence
  // As many as are counted; behind them there is room for one more.
  std::vector<Item> items_;
  std::uint32_t item_count_ = 0;
  std::vector<std::uint32_t> first_words_;  ///< the first words of phrases
  std::size_t first_count_ = 0;
  std::vector<PhraseMatch> matches_;
  Sense said_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace stratlint::facts
