#pragma once

#include "rules/string_table.h"
#include "rules/word_index.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// `gpus` is `gpu`: a plural s is dropped from a word of four letters or more, but not from `loss`. Without a branch, which
/// would be hard to foresee.
inline std::string_view without_plural(std::string_view word) {
  const std::size_t size = word.size();
  if (size < 2) return word;
  const auto is_s = [](char c) { return (c | 0x20) == 's'; };
  const bool plural = (size >= 4) & is_s(word[size - 1]) & !is_s(word[size - 2]);
  return {word.data(), size - (plural ? 1 : 0)};
}

/// Flat tables behind the vocabulary; built by VocabularyBuilder, read by the look-ups.
struct Vocabulary::Data {
  struct Edge {
    std::uint32_t word = 0;
    std::uint32_t next = 0;
  };
  /// Few words go on from a state, most often none: its edges and meanings stand side by side in the flat tables,
  /// up to where those of the next state begin.
  struct State {
    std::uint32_t first_edge = 0, first_meaning = 0;
    std::uint64_t further = 0;  ///< bit set of the words that go on, by the last bits of their numbers: most words do not
    TopicSet topics;        ///< bit sets of what its meanings are, as in Sense
    std::uint32_t marks = 0;
    std::uint8_t kinds = 0;
  };

  std::vector<Key> keys;
  StringTable key_names{160};  ///< number n is key n - 1
  struct Share {
    KeyId whole;
    Scope scope;
    KeyId part;
  };
  std::vector<Share> shares;  ///< keys that are named after another key and a scope
  std::vector<std::string> values = {""};
  std::vector<NamedValue> named_values;
  std::vector<Device> devices;
  std::vector<std::string> topics;  ///< names
  StringTable words{1024};
  std::vector<std::uint32_t> same_as;  ///< by word number: the word that stands for it, 0 if it stands for itself
  std::uint32_t representative(std::uint32_t word) const { return word < same_as.size() && same_as[word] != 0 ? same_as[word] : word; }
  std::vector<std::uint32_t> root;  ///< state after the first word, by word number
  WordIndex index;  ///< of all words, with `same_as` and `root`
  std::vector<State> states = {{}, {}};  ///< by number, one more at the end; the root's edges are in `root`
  std::vector<Edge> edges;
  std::vector<Meaning> meanings;

  /// A word as a document writes it: words longer than any phrase has are none.
  WordIndex::Entry find(std::string_view written, std::string_view document) const {
    constexpr std::size_t longest = 32;
    if (written.empty() || written.size() > longest) return {};
    const std::string_view word = without_plural(written);
    return index.find(word, WordEnds::of(word, document), words);
  }
  WordIndex::Entry find(std::string_view written) const { return find(written, written); }
  std::uint32_t first_state(std::uint32_t word) const { return word < root.size() ? root[word] : 0; }
  bool goes_on(std::uint32_t state) const { return states[state].further != 0; }
  /// The state behind a further word, 0 if no phrase goes on with it; no phrase has word 0.
  std::uint32_t next_state(std::uint32_t state, std::uint32_t word) const {
    if ((states[state].further & bit_of(word)) == 0) return 0;
    const std::uint32_t end = states[state + 1].first_edge;
    for (std::uint32_t at = states[state].first_edge; at < end; ++at)
      if (edges[at].word == word) return edges[at].next;
    return 0;
  }
  static std::uint64_t bit_of(std::uint32_t word) { return std::uint64_t{1} << (word & 63); }
  Sense sense(std::uint32_t state) const {
    const State& said = states[state];
    return {{meanings.data() + said.first_meaning, states[state + 1].first_meaning - said.first_meaning}, said.topics, said.marks, said.kinds};
  }
};

}  // namespace stratlint
