#include <algorithm>
#include <array>
#include <cmath>

#include "stratlint/quantity.h"

namespace stratlint {

namespace {

constexpr Dimension none{}, byte{1, 0, 0}, byte_rate{1, 0, -1}, flop{0, 1, 0}, flop_rate{0, 1, -1}, second{0, 0, 1},
    rate{0, 0, -1};

/// Which spellings a row stands for: any case, or only its own.
enum class Case : std::uint8_t { any, exact };

struct Row {
  std::string_view word;
  Unit unit;
  Case letters = Case::any;
};

constexpr Unit time(double seconds) {
  return {seconds, second};
}
constexpr Unit count(CountUnit what, Dimension per = none) {
  return {1, per, what};
}
/// Of no dimension of ours: told apart, so that `32 × 640 W = 20.5 kW` is understood and no count is taken from it.
constexpr Unit watts(double factor) {
  return {factor, none, CountUnit::watt};
}
constexpr Unit percent() {
  return {0.01, none, CountUnit::none, 0, true};
}

/// Units that are written as they stand. The first row that matches counts.
constexpr std::array whole_words = {
    Row{"%", percent()},
    Row{"percent", percent()},
    Row{"per cent", percent()},
    Row{"byte", {1, byte}},
    Row{"bytes", {1, byte}},
    Row{"bit", {0.125, byte}},
    Row{"bits", {0.125, byte}},
    Row{"flop", {1, flop}},
    Row{"FLOPS", {1, flop_rate}, Case::exact},
    Row{"flops", {1, flop}},
    Row{"s", time(1), Case::exact},
    Row{"sec", time(1)},
    Row{"secs", time(1)},
    Row{"second", time(1)},
    Row{"seconds", time(1)},
    Row{"ms", time(1e-3), Case::exact},
    Row{"msec", time(1e-3)},
    Row{"millisecond", time(1e-3)},
    Row{"milliseconds", time(1e-3)},
    Row{"us", time(1e-6), Case::exact},
    Row{"\u00B5s", time(1e-6), Case::exact},  // micro sign
    Row{"\u03BCs", time(1e-6), Case::exact},  // Greek mu
    Row{"usec", time(1e-6)},
    Row{"microsecond", time(1e-6)},
    Row{"microseconds", time(1e-6)},
    Row{"ns", time(1e-9), Case::exact},
    Row{"nanosecond", time(1e-9)},
    Row{"nanoseconds", time(1e-9)},
    Row{"min", time(60)},
    Row{"mins", time(60)},
    Row{"minute", time(60)},
    Row{"minutes", time(60)},
    Row{"h", time(3600), Case::exact},
    Row{"hr", time(3600)},
    Row{"hrs", time(3600)},
    Row{"hour", time(3600)},
    Row{"hours", time(3600)},
    Row{"day", time(86400)},
    Row{"days", time(86400)},
    Row{"week", time(604800)},
    Row{"weeks", time(604800)},
    Row{"\u5B57\u8282", {1, byte}},
    Row{"\u79D2", time(1)},
    Row{"\u6BEB\u79D2", time(1e-3)},
    Row{"\u5206\u949F", time(60)},
    Row{"\u5C0F\u65F6", time(3600)},
    Row{"\u5929", time(86400)},
    Row{"token", count(CountUnit::token)},
    Row{"tokens", count(CountUnit::token)},
    Row{"tok", count(CountUnit::token)},
    Row{"toks", count(CountUnit::token)},
    Row{"tps", count(CountUnit::token, rate)},
    Row{"sequence", count(CountUnit::sequence)},
    Row{"sequences", count(CountUnit::sequence)},
    Row{"seq", count(CountUnit::sequence)},
    Row{"seqs", count(CountUnit::sequence)},
    Row{"sample", count(CountUnit::sequence)},
    Row{"samples", count(CountUnit::sequence)},
    Row{"request", count(CountUnit::sequence)},
    Row{"requests", count(CountUnit::sequence)},
    Row{"req", count(CountUnit::sequence)},
    Row{"reqs", count(CountUnit::sequence)},
    Row{"prompts", count(CountUnit::sequence)},
    Row{"queries", count(CountUnit::sequence)},
    Row{"completions", count(CountUnit::sequence)},
    Row{"rollouts", count(CountUnit::sequence)},
    Row{"qps", count(CountUnit::sequence, rate)},
    Row{"sps", count(CountUnit::sequence, rate)},
    Row{"rps", count(CountUnit::sequence, rate)},
    Row{"W", count(CountUnit::watt), Case::exact},
    Row{"kW", watts(1e3), Case::exact},
    Row{"MW", watts(1e6), Case::exact},
};

/// What may follow a prefix. The plural and the capital S of `TFLOPS` is how a rate is written.
constexpr std::array after_prefix = {
    Row{"B", {1, byte}, Case::exact},
    Row{"b", {0.125, byte}, Case::exact},
    Row{"byte", {1, byte}},
    Row{"bytes", {1, byte}},
    Row{"bit", {0.125, byte}},
    Row{"bits", {0.125, byte}},
    Row{"bps", {0.125, byte_rate}, Case::exact},
    Row{"bps", {1, byte_rate}},
    Row{"flop", {1, flop}},
    Row{"flops", {1, flop_rate}},
    Row{"F", {1, flop}, Case::exact},
};

struct Prefix {
  std::string_view word;  ///< lower case
  int power = 0;          ///< of 1000
};

constexpr std::array prefixes = {Prefix{"kilo", 1}, Prefix{"mega", 2}, Prefix{"giga", 3}, Prefix{"tera", 4},
                                 Prefix{"peta", 5}, Prefix{"exa", 6},  Prefix{"k", 1},    Prefix{"m", 2},
                                 Prefix{"g", 3},    Prefix{"t", 4},    Prefix{"p", 5},    Prefix{"e", 6}};

constexpr std::array thousands = {1.0, 1e3, 1e6, 1e9, 1e12, 1e15, 1e18};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool matches(const Row& row, std::string_view word) {
  return row.word.size() == word.size() && (row.letters == Case::exact ? row.word == word : same_letters(row.word, word));
}

/// What may stand at a place of a unit: a letter in any case, another sign, the end.
constexpr std::size_t sign_at(std::string_view word, std::size_t at) {
  constexpr std::size_t other = 26, end = 27;
  if (at >= word.size()) return end;
  const char c = lower(word[at]);
  return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a') : other;
}

/// By the first sign of a unit, a bit set of what may stand second: most words that are asked for are no units.
constexpr std::array<std::uint32_t, 27> second_signs = [] {
  std::array<std::uint32_t, 27> signs{};
  for (const Row& row : whole_words) signs[sign_at(row.word, 0)] |= 1u << sign_at(row.word, 1);
  for (const Prefix& prefix : prefixes) {
    if (prefix.word.size() > 1) signs[sign_at(prefix.word, 0)] |= 1u << sign_at(prefix.word, 1);
    else for (const std::string_view next : {"b", "f", "i"}) signs[sign_at(prefix.word, 0)] |= 1u << sign_at(next, 0);
  }
  return signs;
}();

/// The whole words by their first sign, in the order of the table: those of a sign are from its number to that of the next.
struct ByFirstSign {
  std::array<std::uint8_t, whole_words.size()> rows{};
  std::array<std::uint8_t, 28> begin{};
};
constexpr ByFirstSign by_first_sign = [] {
  ByFirstSign sorted;
  std::uint8_t count = 0;
  for (std::size_t sign = 0; sign + 1 < sorted.begin.size(); ++sign) {
    for (std::size_t row = 0; row < whole_words.size(); ++row)
      if (sign_at(whole_words[row].word, 0) == sign) sorted.rows[count++] = static_cast<std::uint8_t>(row);
    sorted.begin[sign + 1] = count;
  }
  return sorted;
}();

const Row* find_whole_word(std::string_view word) {
  const std::size_t sign = sign_at(word, 0);
  for (std::size_t i = by_first_sign.begin[sign]; i < by_first_sign.begin[sign + 1]; ++i)
    if (const Row& row = whole_words[by_first_sign.rows[i]]; matches(row, word)) return &row;
  return nullptr;
}

const Row* find_after_prefix(std::string_view word) {
  for (const Row& row : after_prefix)
    if (matches(row, word)) return &row;
  return nullptr;
}

/// `gb` and `gib` in small letters are careless bytes; in `Gb` the small letter is meant.
bool careless_byte(std::string_view word, std::string_view rest) {
  return rest == "b" && lower(word[0]) == word[0];
}

std::optional<Unit> find_prefixed(std::string_view word) {
  for (const Prefix& prefix : prefixes) {
    if (lower(word[0]) != prefix.word[0] || word.size() <= prefix.word.size() || !same_letters(word.substr(0, prefix.word.size()), prefix.word)) continue;
    std::string_view rest = word.substr(prefix.word.size());
    const bool binary = prefix.word.size() == 1 && rest.size() > 1 && lower(rest[0]) == 'i';
    if (binary) rest.remove_prefix(1);
    if (lower(rest[0]) != 'b' && lower(rest[0]) != 'f') continue;
    const Row* row = find_after_prefix(careless_byte(word, rest) ? "B" : rest);
    if (row == nullptr) continue;
    Unit unit = row->unit;
    unit.factor *= binary ? std::ldexp(1.0, 10 * prefix.power) : thousands[static_cast<std::size_t>(prefix.power)];
    const bool whole_bytes = row->unit.dimension.byte == 1 && row->unit.factor == 1;
    if (whole_bytes && !binary) unit.binary_steps = static_cast<std::int8_t>(prefix.power);
    return unit;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Unit> find_unit(std::string_view word) {
  constexpr std::size_t longest = 12;  // `milliseconds`
  if (word.empty() || word.size() > longest || (second_signs[sign_at(word, 0)] >> sign_at(word, 1) & 1) == 0) return std::nullopt;
  if (const Row* row = find_whole_word(word)) return row->unit;
  return find_prefixed(word);
}

}  // namespace stratlint
