#include "rules/phrase_trie.h"

#include <algorithm>

#include "base/utf8.h"

namespace stratlint {

namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

char32_t code_point(std::string_view text) {
  constexpr unsigned lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t value = static_cast<std::uint8_t>(text[0]) & lead_bits[text.size()];
  for (std::size_t i = 1; i < text.size(); ++i) value = value << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3F);
  return value;
}

enum class Sort { letter, symbol, separator };

/// The same letters as in document text (grammar/text.hpp). Other signs are words of their own, but for
/// spaces, dashes, quotation marks and variation selectors.
Sort sort_of(char32_t c) {
  const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (c == 0xD7 || c == 0xF7) return Sort::symbol;
  if (in(0xC0, 0x24F) || in(0x370, 0x1FFF) || in(0x3040, 0x9FFF) || in(0xAC00, 0xD7A3)) return Sort::letter;
  if (in(0x80, 0xBF) || in(0x2000, 0x202F) || in(0x3000, 0x303F) || in(0xFE00, 0xFE0F)) return Sort::separator;
  return Sort::symbol;
}

/// Calls `use` with every word of a phrase. `#` stands for the number and is a word of its own.
template <class Use>
void split_words(std::string_view phrase, Use use) {
  std::size_t word = 0, at = 0;
  const auto end_word = [&] {
    if (at > word) use(phrase.substr(word, at - word));
  };
  while (at < phrase.size()) {
    std::size_t length = 1;
    Sort sort = word_byte(phrase[at]) ? Sort::letter : phrase[at] == '#' ? Sort::symbol : Sort::separator;
    if (static_cast<std::uint8_t>(phrase[at]) >= 0x80) {
      length = code_point_length(phrase.substr(at));
      if (length > 0) sort = sort_of(code_point(phrase.substr(at, length)));
      if (length == 0) length = 1;
    }
    if (sort != Sort::letter) {
      end_word();
      if (sort == Sort::symbol) use(phrase.substr(at, length));
      word = at + length;
    }
    at += length;
  }
  end_word();
}

}  // namespace

PhraseTrie::PhraseTrie(Vocabulary::Data& data) : data_(data) {
  constexpr std::size_t usual_phrases = 2048;
  entries_.reserve(usual_phrases);
  data_.root.reserve(usual_phrases);
  grow(2 * usual_phrases);
}

bool PhraseTrie::add(std::string_view phrase, const Meaning& meaning) {
  std::uint32_t state = 0;
  split_words(phrase, [&](std::string_view word) { state = extend(state, word); });
  if (state != 0) entries_.push_back({state, meaning});
  return state != 0;
}

std::uint32_t PhraseTrie::extend(std::uint32_t state, std::string_view word) {
  normalise_word(word, normalised_);
  const std::uint32_t number = data_.words.intern(normalised_);
  if (state == 0) {
    if (number >= data_.root.size()) data_.root.resize(number + 1);
    if (data_.root[number] == 0) data_.root[number] = states_++;
    return data_.root[number];
  }
  const std::size_t mask = data_.edges.size() - 1;
  std::size_t at = Vocabulary::Data::slot(state, number) & mask;
  for (; data_.edges[at].state != 0; at = (at + 1) & mask) {
    const Vocabulary::Data::Edge& edge = data_.edges[at];
    if (edge.state == state && edge.word == number) return edge.next;
  }
  const std::uint32_t next = states_++;
  data_.edges[at] = {state, number, next};
  if (++edge_count_ * 2 > data_.edges.size()) grow(data_.edges.size() * 2);
  return next;
}

void PhraseTrie::grow(std::size_t slots) {
  std::vector<Vocabulary::Data::Edge> old(slots);
  old.swap(data_.edges);
  for (const Vocabulary::Data::Edge& edge : old) {
    if (edge.state == 0) continue;
    std::size_t at = Vocabulary::Data::slot(edge.state, edge.word) & (slots - 1);
    while (data_.edges[at].state != 0) at = (at + 1) & (slots - 1);
    data_.edges[at] = edge;
  }
}

void PhraseTrie::finish() {
  std::vector<std::uint32_t>& first = data_.first_meaning;
  std::vector<Meaning>& meanings = data_.meanings;
  // A counting sort by state.
  first.assign(states_ + 1, 0);
  for (const Entry& entry : entries_) ++first[entry.state + 1];
  for (std::size_t state = 1; state <= states_; ++state) first[state] += first[state - 1];
  std::vector<std::uint32_t> end(first.begin(), first.end() - 1);
  meanings.resize(entries_.size());
  for (const Entry& entry : entries_) meanings[end[entry.state]++] = entry.meaning;
  // A meaning that was declared twice is kept once.
  std::uint32_t kept = 0;
  for (std::uint32_t state = 0; state < states_; ++state) {
    const std::uint32_t begin = first[state], stop = first[state + 1];
    const auto own = meanings.begin() + kept;
    first[state] = kept;
    for (std::uint32_t i = begin; i < stop; ++i) {
      if (std::find(own, meanings.begin() + kept, meanings[i]) == meanings.begin() + kept)
        meanings[kept++] = meanings[i];
    }
  }
  first[states_] = kept;
  meanings.resize(kept);
}

}  // namespace stratlint
