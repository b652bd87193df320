#include <array>

#include "builder.h"
#include "rest_of_line.h"

namespace stratlint::extraction {

namespace {

/// What a byte may start, as far as it alone tells.
enum class Start : std::uint8_t { nothing, space, word, number, sign, arrow, bracket, hash, parenthesis, beyond, unclear };

constexpr std::array<Start, 256> starts = [] {
  std::array<Start, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    if ((grammar::sorts[c] & grammar::letter) != 0) table[c] = Start::word;
    if ((grammar::sorts[c] & grammar::digit) != 0) table[c] = Start::number;
    if (c >= 0xC0) table[c] = Start::beyond;  // bytes before that only go on with a character
  }
  for (const char c : {' ', '\t', '\n', '\r', '*', '`', '|', '"', '\'', '_', '{', '}', '$', '&'}) table[static_cast<std::size_t>(c)] = Start::space;
  for (const char c : {':', ',', ')', ';', '.', '/', '+', '[', '!', '?', '@'}) table[static_cast<std::size_t>(c)] = Start::sign;
  for (const char c : {'\\', '<', '>', '~', '^'}) table[static_cast<std::size_t>(c)] = Start::unclear;
  table['-'] = table['='] = Start::arrow;
  table[']'] = Start::bracket;
  table['#'] = Start::hash;
  table['('] = Start::parenthesis;
  return table;
}();

/// Reads tokens as long as a look tells what they are.
class PlainReader {
 public:
  PlainReader(Builder& builder, const char* at, const char* end) : builder_(builder), base_(builder.source().bytes().data()), rest_(end, builder.source().bytes()), at_(at), end_(end) {}

  /// Gives where it stopped.
  const char* run() {
    while (at_ != end_) {
      if (*at_ == ' ') {
        builder_.spaced = true;
        if (++at_ == end_) break;
      }
      if (!read()) break;
    }
    return at_;
  }

 private:
  bool read() {
    switch (starts[static_cast<unsigned char>(*at_)]) {
      case Start::space: builder_.spaced = true; [[fallthrough]];
      case Start::nothing: ++at_; return true;
      case Start::word: return read_word();
      case Start::number: return read_number();
      case Start::sign: return add_sign();
      case Start::arrow: return rest_.at(at_ + 1) != '>' && add_sign();
      case Start::bracket: return rest_.at(at_ + 1) != '(' && add_sign();
      case Start::hash: return !rest_.is(at_ + 1, grammar::digit) && add_sign();
      case Start::parenthesis: return rest_.is_plain_parenthesis(at_ + 1) && add_sign();
      case Start::beyond: return read_beyond();
      case Start::unclear: return false;
    }
    return false;
  }

  bool read_word() {
    const char* const letters_end = rest_.skip_letters(at_);
    if (rest_.is(letters_end, grammar::digit)) {
      const char* const digits_end = rest_.plain_degree(at_, letters_end);
      if (digits_end == nullptr || !builder_.add_degree(span_to(digits_end), span_to(letters_end), text(letters_end, digits_end))) return false;
      at_ = digits_end;
      return true;
    }
    if (!rest_.is_plain_word(at_, letters_end)) return false;
    builder_.add_word(span_to(letters_end));
    at_ = letters_end;
    return true;
  }

  bool read_number() {
    const auto value = rest_.plain_value(at_);
    if (!value) return false;
    builder_.add_number(span_to(value->end), text(at_, value->number_end), value->unit);
    at_ = value->end;
    while (value->words_end != nullptr && at_ != value->words_end) {
      at_ = rest_.skip(at_, grammar::space);
      const char* const letters_end = rest_.skip_letters(at_);
      builder_.spaced = true;
      builder_.add_word(span_to(letters_end));
      at_ = letters_end;
    }
    return true;
  }

  /// A sign beyond ASCII is of two bytes or of three.
  bool read_beyond() {
    const char* const sign_end = at_ + (static_cast<unsigned char>(*at_) < 0xE0 ? 2 : 3);
    if (rest_.is_lone_sign(at_)) builder_.add_symbol(span_to(sign_end), code_of(text(at_, sign_end)));
    else if (!rest_.is_drawing(at_)) return false;
    at_ = sign_end;
    return true;
  }

  bool add_sign() {
    builder_.add_symbol(span_to(at_ + 1), static_cast<char32_t>(*at_));
    ++at_;
    return true;
  }

  static std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }
  Span span_to(const char* token_end) const { return {static_cast<std::uint32_t>(at_ - base_), static_cast<std::uint32_t>(token_end - base_)}; }

  Builder& builder_;
  const char* base_;
  RestOfLine rest_;
  const char* at_;
  const char* end_;
};

}  // namespace

const char* read_plain_tokens(Builder& builder, const char* at, const char* end) { return PlainReader(builder, at, end).run(); }

}  // namespace stratlint::extraction
