#include <array>
#include <charconv>
#include <cmath>

#include "builder.h"

namespace stratlint::extraction {

namespace {

constexpr std::array<double, 9> powers_of_ten = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8};

/// Half of the last printed digit. Most numbers have a few decimals, and `pow` is slow.
double half_step(int power) {
  constexpr std::array<double, powers_of_ten.size()> small = {0.5, 0.5e-1, 0.5e-2, 0.5e-3, 0.5e-4, 0.5e-5, 0.5e-6, 0.5e-7, 0.5e-8};
  return power <= 0 && power > -static_cast<int>(small.size()) ? small[static_cast<std::size_t>(-power)] : 0.5 * std::pow(10.0, power);
}

}  // namespace

void Draft::add_number(std::string_view digits) {
  if (count == parts.size()) return;
  Part& part = parts[count++];
  part = Part{};
  std::uint64_t whole = 0;
  std::size_t figures = 0, decimals = 0;
  bool after_point = false;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      whole = whole * 10 + static_cast<std::uint64_t>(c - '0');
      ++figures;
      decimals += after_point ? 1 : 0;
    } else if (c == '.') {
      after_point = true;
    } else if (c == 'e' || c == 'E') {
      return add_long_number(digits);
    }
  }
  // Up to 15 figures and the powers below are exact, and their quotient is the nearest double.
  if (figures > 15 || decimals >= powers_of_ten.size()) return add_long_number(digits);
  part.number = static_cast<double>(whole) / powers_of_ten[decimals];
  part.integer = !after_point;
  part.half_step = half_step(-static_cast<int>(decimals));
}

void Draft::add_long_number(std::string_view digits) {
  Part& part = last();
  // Longer digit strings are identifiers or attacks, not quantities.
  char plain[48] = {};
  std::size_t size = 0;
  int decimals = 0;
  bool after_point = false;
  bool exponent = false;
  for (char c : digits) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') continue;  // separators
    if (size == sizeof plain) {
      overflow = true;
      return;
    }
    plain[size++] = c;
    if (c == 'e' || c == 'E') exponent = true;
    if (after_point && digit && !exponent) ++decimals;
    if (c == '.') after_point = true;
  }
  const auto result = std::from_chars(plain, plain + size, part.number);
  if (result.ec != std::errc{}) {
    overflow = true;
    return;
  }
  part.integer = !after_point && !exponent;
  int power = -decimals;
  if (exponent) {
    const std::string_view text(plain, size);
    std::string_view tail = text.substr(text.find_first_of("eE") + 1);
    if (!tail.empty() && tail.front() == '+') tail.remove_prefix(1);
    int value = 0;
    std::from_chars(tail.data(), tail.data() + tail.size(), value);
    power += value;
  }
  part.half_step = half_step(power);
}

void Draft::raise_ten(std::string_view figures) {
  constexpr std::array<std::string_view, 10> raised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  int power = 0;
  for (std::size_t at = 0; at < figures.size(); ++at) {
    if (figures[at] >= '0' && figures[at] <= '9') power = power * 10 + (figures[at] - '0');
    for (int digit = 0; digit < 10; ++digit)
      if (figures.substr(at).starts_with(raised[static_cast<std::size_t>(digit)])) power = power * 10 + digit;
  }
  const bool negative = figures.find('-') != std::string_view::npos || figures.find("⁻") != std::string_view::npos;
  const double factor = std::pow(10.0, negative ? -power : power);
  last().number *= factor;
  last().half_step *= factor;
  last().integer = false;
}

void Draft::set_suffix(std::string_view letters) {
  Part& part = last();
  part.has_suffix = true;
  if (static_cast<unsigned char>(letters.front()) >= 0x80) {
    const bool ten_thousands = letters.starts_with("\u4E07");
    part.suffix = ten_thousands ? 1e4 : 1e8;
    if (ten_thousands && letters.size() > 3) part.suffix = 1e12;
    if (letters.starts_with("\u5343")) part.suffix = 1e3;
    return;
  }
  switch (letters.front() | 0x20) {
    case 'k': part.suffix = 1e3; part.thousand = true; break;
    case 'm': part.suffix = 1e6; break;
    case 'b': part.suffix = 1e9; break;
    case 't': part.suffix = (letters.size() > 2 && (letters[1] | 0x20) == 'h') ? 1e3 : 1e12; break;
    default: break;
  }
}

bool Draft::set_unit(std::string_view word) {
  const auto unit = find_unit(word);
  if (unit) set_unit(*unit);
  return unit.has_value();
}

void Draft::set_unit(const Unit& unit) {
  last().unit = unit;
  last().has_unit = true;
}

bool Draft::set_rate(std::string_view word) {
  const auto unit = find_unit(word);
  if (!unit || unit->dimension != Dimension{.byte = 0, .flop = 0, .second = 1}) return false;
  last().unit = divide(last().unit, *unit);
  return true;
}

void Draft::set_amount() {
  if (last().unit.dimension == Dimension{.byte = 0, .flop = 1, .second = -1}) last().unit.dimension.second = 0;
}

void Draft::set_count_noun() {
  last().unit = Unit{};
  last().has_unit = true;
}

Quantity Draft::quantity() const {
  Quantity q;
  const Part& end = parts[count - 1];
  const Part& unit_part = end.has_unit ? end : parts[0];
  const Unit& unit = unit_part.unit;
  const auto scaled = [&](const Part& part) {
    const double suffix = part.has_suffix || count == 1 ? part.suffix : end.suffix;
    const double factor = part.has_unit ? part.unit.factor : unit.factor;
    return suffix * factor;
  };
  const bool exact = count == 1 && parts[0].integer && !parts[0].has_suffix && !parts[0].has_unit;
  const double first = parts[0].number * scaled(parts[0]);
  const double first_half = exact ? 0 : parts[0].half_step * scaled(parts[0]);
  q.value = first;
  q.low = first - first_half;
  q.high = first + first_half;
  if (count == 2) {
    const double second = end.number * scaled(end);
    q.low = first;
    q.high = second;
    q.value = (first + second) / 2;
    q.range = true;
  }
  if (spread && count == 1) {
    q.low = -first;
    q.high = first;
    q.range = true;
  }
  q.factor = scaled(parts[0]);
  q.dimension = unit.dimension;
  q.count = unit.count;
  q.bound = bound;
  q.binary_steps = unit.binary_steps;
  if (!unit_part.has_unit && end.thousand) q.binary_steps = 1;  // a context of 4K is 4096 tokens
  q.has_unit = unit_part.has_unit;
  q.percent = unit.percent;
  q.approximate = approximate;
  q.integer = exact;
  return q;
}

}  // namespace stratlint::extraction
