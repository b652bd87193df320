#pragma once

#include "rules/vocabulary_data.h"

namespace stratlint {

/// Fills the phrase tables of a vocabulary.
class PhraseTrie {
 public:
  explicit PhraseTrie(Vocabulary::Data& data);
  void reserve(std::size_t phrases) { entries_.reserve(phrases); }

  /// False if the phrase has no word.
  bool add(std::string_view phrase, const Meaning& meaning);
  /// Sorts edges and meanings by state; call once, after the last phrase.
  void finish();

 private:
  struct Entry {
    std::uint32_t state;
    Meaning meaning;
  };
  struct Edge {
    std::uint32_t state = 0;  ///< 0: free, as the root's edges stand in `Data::root`
    std::uint32_t word = 0;
    std::uint32_t next = 0;
  };
  /// The state that a word in lower case leads to.
  std::uint32_t extend(std::uint32_t state, std::string_view word);
  static std::size_t slot(std::uint32_t state, std::uint32_t word);
  void grow(std::size_t slots);
  void finish_edges();
  void finish_meanings();

  Vocabulary::Data& data_;
  std::vector<Entry> entries_;
  std::vector<Edge> edges_;  ///< open addressing over (state, word), at most three quarters full
  std::uint32_t states_ = 1;  ///< the root is 0
  std::size_t edge_count_ = 0;
  std::string buffer_;  ///< holds one word
};

}  // namespace stratlint
