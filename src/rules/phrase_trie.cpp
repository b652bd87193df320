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
  if (in(0xC0, 0x24F) || in(0x370, 0x1FFF) || in(0x3040, 0x9FFF) || in(0xAC00, 0xD7A3)) return Sort::letter;
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
        // The place of the number is a word of its own.
        if (phrase[at] == '#') state = extend(state, "#");
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
  const std::size_t mask = data_.edges.size() - 1;
  std::size_t at = Vocabulary::Data::slot(state, number) & mask;
  for (; data_.edges[at].state != 0; at = (at + 1) & mask) {
    const Vocabulary::Data::Edge& edge = data_.edges[at];
    if (edge.state == state && edge.word == number) return edge.next;
  }
  const std::uint32_t next = states_++;
  data_.edges[at] = {state, number, next};
  if (++edge_count_ * 4 > data_.edges.size() * 3) grow(data_.edges.size() * 2);
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
