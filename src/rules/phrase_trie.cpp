#include "rules/phrase_trie.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace stratlint {

namespace {

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
  if (in(0xC0, 0x24F) || in(0x370, 0x1FFF) || in(0x3040, 0x3FFF) || in(0xAC00, 0xD7A3)) return Sort::letter;
  if (in(0x80, 0xBF) || in(0x2000, 0x202F) || in(0x3000, 0x303F) || in(0xFE00, 0xFE0F)) return Sort::separator;
  return Sort::symbol;
}

/// ASCII letters in lower case and digits; 0 for what separates words.
constexpr std::array<char, 128> word_bytes = [] {
  std::array<char, 128> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    const bool upper = byte >= 'A' && byte <= 'Z';
    if (upper || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
      table[byte] = static_cast<char>(upper ? byte + ('a' - 'A') : byte);
  }
  return table;
}();

}  // namespace

PhraseTrie::PhraseTrie(Vocabulary::Data& data) : data_(data) {
  constexpr std::size_t usual_edges = 4096, usual_words = 1024;
  data_.root.reserve(usual_words);
  grow(usual_edges);
}

bool PhraseTrie::add(std::string_view phrase, const Meaning& meaning) {
  std::uint32_t state = 0;
  if (buffer_.size() < phrase.size()) buffer_.resize(phrase.size());
  std::size_t size = 0;  // of the word in the buffer
  const auto end_word = [&] {
    if (size > 0) state = extend(state, std::string_view(buffer_).substr(0, size));
    size = 0;
  };
  for (std::size_t at = 0; at < phrase.size();) {
    const auto byte = static_cast<std::uint8_t>(phrase[at]);
    if (byte < word_bytes.size()) {
      if (word_bytes[byte] != 0) {
        buffer_[size++] = word_bytes[byte];
      } else {
        end_word();
        // The place of the number, and signs that stand for themselves as in `gpu (#)`, are words of their own.
        if (constexpr std::string_view signs = "#(),="; signs.find(phrase[at]) != signs.npos) state = extend(state, phrase.substr(at, 1));
      }
      ++at;
      continue;
    }
    const std::size_t length = code_point_length(phrase.substr(at));
    const std::string_view sign = phrase.substr(at, std::max<std::size_t>(length, 1));
    const Sort sort = length == 0 ? Sort::separator : sort_of(code_point(sign));
    if (sort != Sort::letter) end_word();
    if (sort != Sort::separator) size += sign.copy(buffer_.data() + size, sign.size());
    if (sort == Sort::symbol) end_word();
    at += sign.size();
  }
  end_word();
  if (state != 0) entries_.push_back({state, meaning});
  return state != 0;
}

std::uint32_t PhraseTrie::extend(std::uint32_t state, std::string_view word) {
  const std::uint32_t number = data_.representative(data_.words.intern(without_plural(word)));
  if (state == 0) {
    if (number >= data_.root.size()) data_.root.resize(number + 1);
    if (data_.root[number] == 0) data_.root[number] = states_++;
    return data_.root[number];
  }
  const std::size_t mask = edges_.size() - 1;
  std::size_t at = slot(state, number) & mask;
  for (; edges_[at].state != 0; at = (at + 1) & mask) {
    if (edges_[at].state == state && edges_[at].word == number) return edges_[at].next;
  }
  const std::uint32_t next = states_++;
  edges_[at] = {state, number, next};
  if (++edge_count_ * 4 > edges_.size() * 3) grow(edges_.size() * 2);
  return next;
}

std::size_t PhraseTrie::slot(std::uint32_t state, std::uint32_t word) {
  return static_cast<std::size_t>(((static_cast<std::uint64_t>(state) << 32 | word) * 0x9E3779B97F4A7C15u) >> 32);
}

void PhraseTrie::grow(std::size_t slots) {
  std::vector<Edge> old(slots);
  old.swap(edges_);
  for (const Edge& edge : old) {
    if (edge.state == 0) continue;
    std::size_t at = slot(edge.state, edge.word) & (slots - 1);
    while (edges_[at].state != 0) at = (at + 1) & (slots - 1);
    edges_[at] = edge;
  }
}

void PhraseTrie::finish() {
  data_.states.assign(states_ + 1, {});
  finish_edges();
  finish_meanings();
}

// Both are counting sorts by state: count one state ahead, sum up, and fill from the first place of each state.

void PhraseTrie::finish_edges() {
  std::vector<Vocabulary::Data::State>& states = data_.states;
  for (const Edge& edge : edges_) {
    if (edge.state != 0) ++states[edge.state + 1].first_edge;
  }
  for (std::size_t state = 1; state <= states_; ++state) states[state].first_edge += states[state - 1].first_edge;
  std::vector<std::uint32_t> end(states_);
  for (std::size_t state = 0; state < states_; ++state) end[state] = states[state].first_edge;
  data_.edges.resize(edge_count_);
  for (const Edge& edge : edges_) {
    if (edge.state == 0) continue;
    data_.edges[end[edge.state]++] = {edge.word, edge.next};
    states[edge.state].further |= Vocabulary::Data::bit_of(edge.word);
  }
}

void PhraseTrie::finish_meanings() {
  std::vector<Vocabulary::Data::State>& states = data_.states;
  std::vector<Meaning>& meanings = data_.meanings;
  for (const Entry& entry : entries_) ++states[entry.state + 1].first_meaning;
  for (std::size_t state = 1; state <= states_; ++state) states[state].first_meaning += states[state - 1].first_meaning;
  std::vector<std::uint32_t> end(states_);
  for (std::size_t state = 0; state < states_; ++state) end[state] = states[state].first_meaning;
  meanings.resize(entries_.size());
  for (const Entry& entry : entries_) meanings[end[entry.state]++] = entry.meaning;
  // A meaning that was declared twice is kept once.
  std::uint32_t kept = 0;
  for (std::uint32_t state = 0; state < states_; ++state) {
    const std::uint32_t begin = states[state].first_meaning, stop = states[state + 1].first_meaning;
    const auto own = meanings.begin() + kept;
    states[state].first_meaning = kept;
    for (std::uint32_t i = begin; i < stop; ++i) {
      if (std::find(own, meanings.begin() + kept, meanings[i]) != meanings.begin() + kept) continue;
      states[state].kinds |= bit(meanings[i].kind);
      if (meanings[i].kind == Meaning::Kind::mark) states[state].marks |= bit(static_cast<Mark>(meanings[i].id));
      if (meanings[i].kind == Meaning::Kind::topic) states[state].topics |= TopicSet::of(meanings[i].id);
      meanings[kept++] = meanings[i];
    }
  }
  states[states_].first_meaning = kept;
  meanings.resize(kept);
}

}  // namespace stratlint
