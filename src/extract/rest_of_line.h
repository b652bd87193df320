#pragma once

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <string_view>

#include "stratlint/quantity.h"
#include "text.hpp"

namespace stratlint::extraction {

/// A number that stands for itself: no part of an expression, a range, a date.
struct PlainValue {
  const char* number_end = nullptr;
  const char* end = nullptr;         ///< of its unit
  std::optional<Unit> unit;
  const char* words_end = nullptr;   ///< of what it counts up to the parenthesis around both, null if there is none
};

/// Looks at the bytes up to the end of a line: what they can be no part of. Where it says no, the grammar decides.
class RestOfLine {
 public:
  /// The line is a part of `bytes`.
  RestOfLine(const char* end, std::string_view bytes) : end_(end), bytes_end_(bytes.data() + bytes.size()) {}

  /// The byte at a place, zero beyond the end.
  char at(const char* where) const { return where < end_ ? *where : '\0'; }
  bool is(const char* where, int sort) const { return where < end_ && grammar::is(*where, sort); }
  const char* skip(const char* from, int sort) const {
    while (is(from, sort)) ++from;
    return from;
  }
  /// Eight bytes at a time: how long words are is hard to foresee.
  const char* skip_letters(const char* from) const {
    while (std::endian::native == std::endian::little && bytes_end_ - from >= 8) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, from, sizeof bytes);
      const std::uint64_t small = (bytes | 0x2020202020202020u) & 0x7F7F7F7F7F7F7F7Fu;
      const std::uint64_t from_a = small + 0x1F1F1F1F1F1F1F1Fu, after_z = small + 0x0505050505050505u;
      const std::uint64_t others = ~(from_a & ~after_z & ~bytes) & 0x8080808080808080u;
      from += std::countr_zero(others) / 8;
      if (others != 0) return std::min(from, end_);
    }
    return skip(from, grammar::letter);
  }

  /// Whether letters are a word, and neither a count in words nor the start of an expression, an address or a longer name.
  bool is_plain_word(const char* word, const char* word_end) const;
  /// Whether no expression stands in the parenthesis that opened before.
  bool is_plain_parenthesis(const char* behind) const;
  std::optional<PlainValue> plain_value(const char* number) const;
  /// Whether a sign beyond ASCII stands there that is nothing but itself, or a line of a drawing.
  bool is_lone_sign(const char* sign) const;
  bool is_drawing(const char* sign) const;
  /// The end of the digits of `H100`, null if they are no degree or may be part of an expression.
  const char* plain_degree(const char* letters, const char* letters_end) const;

 private:
  const char* skip_gap(const char* from) const;
  const char* skip_name(const char* from) const;
  bool is_group(const char* comma) const;
  const char* skip_number(const char* from) const;
  const char* skip_plain_words(const char* word, bool& counted) const;
  bool read_unit(PlainValue& value) const;
  bool ends_operand(PlainValue& value) const;
  template <typename Rule>
  bool reads(const char* from) const;
  bool is_count(const char* word) const;
  bool ends_name(const char* name_end) const;
  bool is_plain_argument(const char* number) const;

  const char* end_;
  const char* bytes_end_;
};

}  // namespace stratlint::extraction
