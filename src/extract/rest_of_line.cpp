#include "rest_of_line.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "sentence.hpp"

namespace stratlint::extraction {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;

/// Some ASCII signs.
class SignSet {
 public:
  constexpr explicit SignSet(std::string_view signs) {
    for (const char c : signs) has_[static_cast<std::size_t>(c)] = true;
  }
  constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> has_{};
};

constexpr SignSet ends_glued_word(",;)[]{}\"'?!<>+|&%#@~");
constexpr SignSet ends_value(",;.:?!)");
constexpr SignSet ends_parenthesis(",;.:?!");
constexpr SignSet opens_value("(<>~");
constexpr SignSet goes_on_behind_words("*xX/+<>=-t%");
constexpr SignSet ends_word_before_blank("abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ,;.:-=&|)");
constexpr SignSet starts_continuation("otmbOTMB");
constexpr SignSet starts_counted("trs");
constexpr SignSet suffixes("KkMBT");
constexpr SignSet joins_words("-_/");
constexpr bool is_x(char c) { return (c | 0x20) == 'x'; }

/// Words that go on with a number before them.
struct continuing_word : p::seq<p::sor<g::times_word, g::power_word, g::of>, p::not_at<p::alpha>> {};
struct per_word : p::seq<g::per_word, p::not_at<p::alpha>> {};

std::string_view text(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

/// Whether a rule of the grammar reads what stands at a place.
template <typename Rule>
bool RestOfLine::reads(const char* from) const {
  p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*> in(from, end_, "");
  return p::parse<Rule>(in);
}

/// Blanks and markup between the parts of an expression; null where it takes more than a look.
const char* RestOfLine::skip_gap(const char* from) const {
  for (;;) {
    from = skip(from, g::space);
    if (at(from) == '`' || at(from) == '$') ++from;
    else if (at(from) == '*' && at(from + 1) == '*') from += 2;
    else return is(from, g::beyond) || at(from) == '\\' ? nullptr : from;
  }
}

const char* RestOfLine::skip_name(const char* from) const {
  while (is(from, g::letter) || at(from) == '_') ++from;
  return from;
}

/// Whether what is glued to a name makes no more of it: no value, address or longer name.
bool RestOfLine::ends_name(const char* name_end) const {
  const char* const next = name_end + 1;
  switch (const char c = *name_end) {
    case '(': return is_plain_argument(next);
    case '.': return !is(next, g::letter | g::digit);
    case '-': case '=': return !is(next, g::digit) || plain_value(next);
    case ':': return at(next) != '/';
    default: return ends_glued_word.has(c);
  }
}

/// What stands in the parenthesis of `size (1024)`: with nothing behind it, the name before is no operand.
bool RestOfLine::is_plain_argument(const char* number) const {
  if (!is(number, g::digit)) return !is(number, g::space | g::beyond) && at(number) != '=';
  const auto value = plain_value(number);
  if (!value || at(value->end) != ')') return value.has_value();
  PlainValue whole;
  whole.end = value->end + 1;
  return ends_operand(whole);
}

bool RestOfLine::is_count(const char* word) const { return g::count_start::may_start(at(word), at(word + 1)) && reads<g::number_in_words>(word); }

bool RestOfLine::is_plain_word(const char* word, const char* word_end) const {
  if (is_count(word)) return false;  // `eight`
  if (at(word_end) == ' ' && ends_word_before_blank.has(at(word_end + 1))) return true;
  const char* const name_end = at(word_end) == '_' ? skip_name(word_end) : word_end;
  if (name_end == end_) return true;
  const char* const next = skip_gap(name_end);
  if (next == nullptr) return false;
  if (next == name_end) return ends_name(name_end);
  const bool one_blank = next == name_end + 1;
  switch (at(next)) {
    case '*': case 'x': case 'X': case '/': return false;  // `heads x 8`
    case 't': return name_end == word_end && skip(name_end, g::space) == next;  // `times`
    case '(': return !one_blank || is_plain_argument(next + 1);  // `TP (8)`
    default: break;
  }
  // `TP 8`
  if (!one_blank || !is(next, g::digit) || name_end != word_end) return true;
  return word_end - word < 2 || word_end - word > 5 || !std::all_of(word, word_end, [](char c) { return c >= 'A' && c <= 'Z'; }) || plain_value(next);
}

bool RestOfLine::is_plain_parenthesis(const char* behind) const {
  const char* next = skip_gap(behind);
  if (next == nullptr || opens_value.has(at(next))) return false;
  if (is(next, g::letter)) {
    // `(TP=8)`
    const char* const name_end = skip_name(next);
    const char* const value = is(name_end, g::space) ? name_end + 1 : name_end;
    if (is(value, g::beyond) || at(value) == '(') return false;
    if (at(value) != '=') return true;
    next = name_end + 1;
    if (value != name_end || !is(next, g::digit)) return false;
  } else if (!is(next, g::digit)) {
    return true;
  }
  // `(8 experts) × 4`: an expression only if it goes on behind the parenthesis.
  const auto value = plain_value(next);
  if (!value) return false;
  const char* const close = skip_gap(value->words_end != nullptr ? value->words_end : value->end);
  if (close == nullptr || at(close) != ')') return close != nullptr;
  const char* const after = skip_gap(close + 1);
  return after != nullptr && (after == end_ || ends_parenthesis.has(*after));
}

/// Whether three digits and no more stand behind a comma.
bool RestOfLine::is_group(const char* comma) const { return at(comma) == ',' && skip(comma + 1, g::digit) == comma + 4; }

/// Up to nine digits and six decimals; null if there are more.
const char* RestOfLine::skip_number(const char* from) const {
  constexpr std::ptrdiff_t most_digits = 9, most_decimals = 6, most_in_front = 3, most_with_commas = 11;
  const char* whole_end = skip(from, g::digit);
  if (whole_end - from > most_digits) return nullptr;
  // `32,768`
  for (const bool grouped = whole_end - from <= most_in_front; grouped && is_group(whole_end); whole_end += 4)
    if (whole_end - from + 4 > most_with_commas) return nullptr;
  if (at(whole_end) != '.' || !is(whole_end + 1, g::digit)) return whole_end;
  const char* const number_end = skip(whole_end + 1, g::digit);
  return number_end - whole_end > most_decimals + 1 ? nullptr : number_end;
}

std::optional<PlainValue> RestOfLine::plain_value(const char* number) const {
  PlainValue value;
  value.number_end = value.end = skip_number(number);
  if (value.end == nullptr || !read_unit(value) || !ends_operand(value)) return std::nullopt;
  return value;
}

/// `75%`, `80GB`, `76 ms`; false if what stands there may be more than a unit, or be none.
bool RestOfLine::read_unit(PlainValue& value) const {
  const bool apart = at(value.end) == ' ';
  const char* const word = value.end + (apart ? 1 : 0);
  const char* word_end = at(word) == '%' ? word + 1 : skip_letters(word);
  if (word_end == word) return true;
  if (apart && *word == '%') return false;
  if (word_end - word > 1 || *word == '%' || !suffixes.has(*word)) value.unit = find_unit(text(word, word_end));
  if (!value.unit) return apart;  // words behind a number
  value.end = word_end;
  const bool short_word = apart && word_end - word < 2;
  return !short_word && !is(word_end, g::letter | g::digit | g::beyond) && at(word_end) != '_';
}

/// Whether nothing behind a value goes on with it: signs, units, words that name an operand.
bool RestOfLine::ends_operand(PlainValue& value) const {
  const char* const next = skip_gap(value.end);
  if (next == nullptr) return false;
  if (next == end_) return true;
  if (*next == ']' || (*next == ',' && is(next + 1, g::digit) && !is_group(next))) return true;  // `[0,1,2,3]`
  if (value.unit && (*next == ',' || static_cast<unsigned char>(*next) >= 0x80) && reads<g::same_again>(next)) return false;
  if (ends_value.has(*next)) return next != value.end || next + 1 == end_ || next[1] == ' ';
  // `8-bit`; the words of `8-way TP × 2` are those of an operand
  if (*next == '-' && next == value.end && !value.unit) {
    const char* const word_end = skip_letters(next + 1);
    if (text(next + 1, word_end) == "way") return false;
    return word_end - next > 2 && !is(word_end, g::beyond) && !find_unit(text(next + 1, word_end));
  }
  if (*next == '(') return is(next + 1, g::digit);  // no words that name the value
  if (next != value.end + 1 || *value.end != ' ' || !is(next, g::letter)) return false;
  bool counted = false;
  const char* const words_end = skip_plain_words(next, counted);
  if (counted) value.words_end = words_end;
  return words_end != nullptr;
}

/// Words behind a number, of which an operand takes up to five in front of a sign: null if there may be one. A closing
/// parenthesis is one too, but makes of them what they are anyway: they are `counted`.
const char* RestOfLine::skip_plain_words(const char* word, bool& counted) const {
  constexpr int most_words = 5;
  const char* const first_end = skip_letters(word);
  if (first_end - word < 2 || is_x(*word) || (suffixes.has(*word) && is_x(word[1])) || at(first_end) == '/' ||
      (starts_continuation.has(*word) && reads<continuing_word>(word)))
    return nullptr;
  // `400 GB per second`, `80 per cent`
  if (reads<per_word>(word)) {
    const char* const next = skip(first_end, g::space);
    const char* const next_end = skip_letters(next);
    if (find_unit(text(next, next_end)) || find_unit(text(word, next_end))) return nullptr;
  }
  // `28 completed requests/s`, `500 tokens every second`
  if (const char* const next = skip(first_end, g::space); starts_counted.has(at(next)) && reads<g::counted_name>(next)) return nullptr;
  if (*word == 'e' && reads<g::per_time>(word)) return nullptr;
  bool letters_only = true;
  const char* from = word;
  for (int words = 1;; ++words) {
    const char* const letters_end = skip_letters(from);
    const char* word_end = skip(letters_end, g::letter | g::digit);
    while (joins_words.has(at(word_end)) && is(word_end + 1, g::letter)) word_end = skip(word_end + 1, g::letter | g::digit);
    letters_only = letters_only && word_end == letters_end && !is_count(from);
    from = word_end;
    const char* const next = skip(from, g::space);
    const bool letter_x = is_x(at(next)) && !is(next + 1, g::letter);
    if (reads<g::times_word>(next)) return nullptr;  // `64 heads times 128`
    if (next == from || words == most_words || !is(next, g::letter) || letter_x) break;
    from = next;
  }
  const char* const next = skip_gap(from);
  if (next == nullptr || (next != end_ && goes_on_behind_words.has(*next))) return nullptr;
  counted = at(next) == ')';
  return counted && !letters_only ? nullptr : from;
}

bool RestOfLine::is_lone_sign(const char* sign) const { return reads<g::lone_sign>(sign); }

bool RestOfLine::is_drawing(const char* sign) const { return reads<g::drawing>(sign); }

/// One name of up to six letters and up to seven digits.
const char* RestOfLine::plain_degree(const char* letters, const char* letters_end) const {
  constexpr std::ptrdiff_t most_letters = 6, most_digits = 7;
  const char* const digits_end = skip(letters_end, g::digit);
  if (letters_end - letters > most_letters || digits_end - letters_end > most_digits) return nullptr;
  if (is(digits_end, g::letter | g::beyond) || ((at(digits_end) == '.' || at(digits_end) == '_') && is(digits_end + 1, g::digit))) return nullptr;
  return plain_value(letters_end) ? digits_end : nullptr;
}

}  // namespace stratlint::extraction
