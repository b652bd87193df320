#pragma once

#include <utility>

#include "rules/string_table.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// Flat tables behind the vocabulary; built by VocabularyBuilder, read by the look-ups.
struct Vocabulary::Data {
  struct Edge {
    std::uint32_t state = 0;  ///< 0: free, as the root's edges stand in `root`
    std::uint32_t word = 0;
    std::uint32_t next = 0;
  };

  std::vector<Key> keys;
  StringTable key_names{160};  ///< number n is key n - 1
  std::vector<std::string> values;
  std::vector<std::pair<KeyId, std::uint16_t>> key_values;  ///< what a name key may be
  StringTable words{1024};
  std::vector<std::uint32_t> same_as;  ///< by word number: the word that stands for it, 0 if it stands for itself
  std::uint32_t representative(std::uint32_t word) const { return word < same_as.size() && same_as[word] != 0 ? same_as[word] : word; }
  std::vector<std::uint32_t> root;  ///< state after the first word, by word number
  std::vector<Edge> edges;          ///< open addressing over (state, word), at most three quarters full
  std::vector<std::uint32_t> first_meaning = {0, 0};  ///< by state, one more at the end
  std::vector<Meaning> meanings;

  static std::size_t slot(std::uint32_t state, std::uint32_t word) {
    return static_cast<std::size_t>(((static_cast<std::uint64_t>(state) << 32 | word) * 0x9E3779B97F4A7C15u) >> 32);
  }
};

/// `gpus` is `gpu`: a plural s is dropped from a word of four letters or more, but not from `loss`.
inline std::string_view without_plural(std::string_view word) {
  const std::size_t size = word.size();
  return size >= 4 && word[size - 1] == 's' && word[size - 2] != 's' ? word.substr(0, size - 1) : word;
}

}  // namespace stratlint
