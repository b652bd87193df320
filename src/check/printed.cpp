#include "check/printed.h"

#include <algorithm>
#include <optional>

namespace stratlint {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// End of the unit that starts at a byte, `GB` or `TB/s`; the byte itself if none does.
std::size_t unit_end(std::string_view text, std::size_t begin) {
  const auto word_end = [&](std::size_t at) {
    if (at < text.size() && text[at] == '%') return at + 1;
    while (at < text.size() && is_letter(text[at])) ++at;
    return at;
  };
  const std::size_t end = word_end(begin);
  if (!find_unit(text.substr(begin, end - begin))) return begin;
  if (end >= text.size() || text[end] != '/') return end;
  const std::size_t rate = word_end(end + 1);
  return find_unit(text.substr(end + 1, rate - end - 1)) ? rate : end;
}

/// The number and its unit at the start of a text, with the sign in front of it.
std::optional<std::string_view> cut(std::string_view text, bool has_unit, double factor) {
  constexpr std::string_view signs = "~<>=.", glue = "0123456789.,";
  std::size_t at = 0;
  while (at < text.size() && (signs.find(text[at]) != std::string_view::npos || text[at] == ' ')) ++at;
  if (at == text.size() || !is_digit(text[at])) return std::nullopt;
  while (at < text.size() && glue.find(text[at]) != std::string_view::npos) ++at;
  while (at > 0 && !is_digit(text[at - 1])) --at;
  if (!has_unit) {
    // `46.7B` and `1.5e9`: the letters are part of the number.
    // `30 billion` is more than its digits.
    if (factor != 1) return std::nullopt;
    const bool ends = at == text.size() || !(is_letter(text[at]) || text[at] == '-' || text[at] == '^');
    return ends ? std::optional(text.substr(0, at)) : std::nullopt;
  }
  const std::size_t begin = at < text.size() && text[at] == ' ' ? at + 1 : at;
  const std::size_t end = unit_end(text, begin);
  return end > begin ? std::optional(text.substr(0, end)) : std::nullopt;
}

std::string anew(const Quantity& quantity) {
  const auto number = [&](double value) {
    return format_value(value, quantity.dimension, quantity.count, quantity.percent);
  };
  std::string out = quantity.approximate ? "~" : "";
  switch (quantity.bound) {
    case Bound::none:
      break;
    case Bound::less:
      out += "<";
      break;
    case Bound::less_equal:
      out += "≤ ";
      break;
    case Bound::greater:
      out += ">";
      break;
    case Bound::greater_equal:
      out += "≥ ";
      break;
  }
  return quantity.range ? out + number(quantity.low) + " to " + number(quantity.high) : out + number(quantity.value);
}

}  // namespace

std::string printed(std::string_view text, const Quantity& quantity) {
  const bool count = quantity.integer && quantity.dimension.none() && !quantity.percent;
  if (!count && !quantity.range) {
    if (const auto own = cut(text, quantity.has_unit, quantity.factor)) return std::string(*own);
  }
  return anew(quantity);
}

}  // namespace stratlint
