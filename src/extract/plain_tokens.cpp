#include <algorithm>
#include <array>

#include "builder.h"
#include "number_words.hpp"

namespace stratlint::extraction {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;

/// What a byte may start, as far as it alone tells.
enum class Start : std::uint8_t { nothing, space, word, number, sign, arrow, bracket, hash, parenthesis, unclear };

constexpr std::array<Start, 256> starts = [] {
  std::array<Start, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    if ((g::sorts[c] & g::letter) != 0) table[c] = Start::word;
    if ((g::sorts[c] & g::digit) != 0) table[c] = Start::number;
    if ((g::sorts[c] & g::beyond) != 0) table[c] = Start::unclear;
  }
  for (const char c : {' ', '\t', '*', '`', '|', '"', '\'', '_', '{', '}', '$', '^', '&'}) table[static_cast<std::size_t>(c)] = Start::space;
  for (const char c : {':', ',', ')', ';', '.', '/', '+', '[', '!', '?', '@'}) table[static_cast<std::size_t>(c)] = Start::sign;
  for (const char c : {'\\', '<', '>', '~'}) table[static_cast<std::size_t>(c)] = Start::unclear;
  table['-'] = table['='] = Start::arrow;
  table[']'] = Start::bracket;
  table['#'] = Start::hash;
  table['('] = Start::parenthesis;
  return table;
}();
constexpr Start start_of(char c) { return starts[static_cast<unsigned char>(c)]; }

constexpr bool is_one_of(char c, std::string_view signs) { return signs.find(c) != std::string_view::npos; }

/// Signs that, glued to a word, end it.
constexpr std::array<bool, 256> word_ends = [] {
  std::array<bool, 256> table{};
  for (const char c : {',', ';', ')', '[', ']', '{', '}', '"', '\'', '?', '!', '<', '>', '+', '|', '&', '%', '#', '@', '~'}) table[static_cast<std::size_t>(c)] = true;
  return table;
}();

/// The rest of a line, whose bytes are looked at one by one. Beyond its end every byte is a zero.
class Rest {
 public:
  explicit Rest(const char* end) : end_(end) {}

  char at(const char* where) const { return where < end_ ? *where : '\0'; }
  bool is(const char* where, int sort) const { return where < end_ && g::is(*where, sort); }
  const char* skip(const char* from, int sort) const {
    while (is(from, sort)) ++from;
    return from;
  }
  /// Blanks and markup between the parts of an expression; null where it takes more than a look.
  const char* skip_gap(const char* from) const {
    for (;;) {
      from = skip(from, g::space);
      if (at(from) == '`' || at(from) == '$') ++from;
      else if (at(from) == '*' && at(from + 1) == '*') from += 2;
      else return is(from, g::beyond) || at(from) == '\\' ? nullptr : from;
    }
  }
  const char* skip_name(const char* from) const {
    while (is(from, g::letter) || at(from) == '_') ++from;
    return from;
  }

  bool counts(const char* word, const char* word_end) const;
  bool ends_name(const char* name_end) const;
  bool is_plain_word(const char* word, const char* word_end) const;
  bool is_plain_parenthesis(const char* behind) const;
  const char* skip_plain_number(const char* from) const;

 private:
  const char* end_;
};

/// `eight`, `thirty-two`.
bool Rest::counts(const char* word, const char* word_end) const {
  constexpr std::ptrdiff_t shortest = 3, longest = 9;
  if (word_end - word < shortest || word_end - word > longest) return false;
  p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*> in(word, end_, "");
  return p::parse<g::number_in_words>(in);
}

/// Whether what is glued to a name makes no more of it: no value, address or longer name.
bool Rest::ends_name(const char* name_end) const {
  const char next = at(name_end + 1);
  switch (const char c = *name_end) {
    case '(': return is(name_end + 1, g::letter);
    case '.': return !is(name_end + 1, g::letter | g::digit);
    case '-': case '=': return !is(name_end + 1, g::digit);
    case ':': return next != '/';
    default: return word_ends[static_cast<unsigned char>(c)];
  }
}

/// Whether no rule of the grammar finds more in a word: nothing behind it that an expression may go on with.
bool Rest::is_plain_word(const char* word, const char* word_end) const {
  if (counts(word, word_end)) return false;
  const char* const name_end = at(word_end) == '_' ? skip_name(word_end) : word_end;
  if (name_end == end_) return true;
  const char* const next = skip_gap(name_end);
  if (next == nullptr) return false;
  if (next == name_end) return ends_name(name_end);
  const bool one_blank = next == name_end + 1;
  switch (at(next)) {
    case '*': case 'x': case 'X': case '/': return false;  // `heads x 8`
    case 't': return name_end == word_end && skip(name_end, g::space) == next;  // `times`
    case '(': return !one_blank || is(next + 1, g::letter);  // `TP (8)`
    default: break;
  }
  // `TP 8`
  if (!one_blank || !is(next, g::digit) || name_end != word_end) return true;
  return word_end - word < 2 || word_end - word > 5 || !std::all_of(word, word_end, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Whether nothing behind a parenthesis is a number or may name one: `(TP=8)`.
bool Rest::is_plain_parenthesis(const char* behind) const {
  const char* const next = skip_gap(behind);
  if (next == nullptr || is(next, g::digit) || is_one_of(at(next), "(<>~")) return false;
  if (!is(next, g::letter)) return true;
  const char* const name_end = skip_name(next);
  const char* const value = is(name_end, g::space) ? name_end + 1 : name_end;
  return !is(value, g::beyond) && at(value) != '(' && at(value) != '=';
}

/// Behind a number that ends its line, or with a sign behind it that can only end it; null if it may be more than that.
const char* Rest::skip_plain_number(const char* from) const {
  constexpr std::ptrdiff_t most_digits = 9, most_decimals = 6;
  const char* number_end = skip(from, g::digit);
  if (number_end - from > most_digits) return nullptr;
  if (at(number_end) == '.' && is(number_end + 1, g::digit)) {
    const char* const point = number_end;
    number_end = skip(point + 1, g::digit);
    if (number_end - point > most_decimals + 1) return nullptr;
  }
  if (number_end == end_) return number_end;
  const bool last = number_end + 1 == end_ || number_end[1] == ' ';
  return last && is_one_of(*number_end, ",;).:?!") ? number_end : nullptr;
}

}  // namespace

const char* read_plain_tokens(Builder& builder, const char* at, const char* end) {
  const Rest rest(end);
  const char* const base = builder.source().bytes().data();
  const auto span_to = [&](const char* token_end) { return Span{static_cast<std::uint32_t>(at - base), static_cast<std::uint32_t>(token_end - base)}; };
  while (at != end) {
    switch (start_of(*at)) {
      case Start::space:
        builder.spaced = true;
        ++at;
        continue;
      case Start::nothing:
        ++at;
        continue;
      case Start::word: {
        const char* const word_end = rest.skip(at, g::letter);
        if (!rest.is_plain_word(at, word_end)) return at;
        builder.add_word(span_to(word_end));
        at = word_end;
        continue;
      }
      case Start::number: {
        const char* const number_end = rest.skip_plain_number(at);
        if (number_end == nullptr) return at;
        builder.add_number(span_to(number_end), {at, static_cast<std::size_t>(number_end - at)});
        at = number_end;
        continue;
      }
      case Start::arrow:
        if (rest.at(at + 1) == '>') return at;
        break;
      case Start::bracket:
        if (rest.at(at + 1) == '(') return at;
        break;
      case Start::hash:
        if (rest.is(at + 1, g::digit)) return at;
        break;
      case Start::parenthesis:
        if (!rest.is_plain_parenthesis(at + 1)) return at;
        break;
      case Start::sign: break;
      case Start::unclear: return at;
    }
    builder.add_symbol(span_to(at + 1), static_cast<char32_t>(*at));
    ++at;
  }
  return end;
}

}  // namespace stratlint::extraction
