#include "rules/amount.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "rules/check_expression.h"

namespace stratlint {

const Unit& AmountReader::unit(Word text) {
  for (const auto& [known, unit] : known_)
    if (known == text.text) return unit;
  const auto found = find_written_unit(text.text);
  if (!found) throw SyntaxError{text, fmt::format("unknown unit `{}`", text.text), {}};
  return known_.emplace_back(text.text, *found).second;
}

double AmountReader::read(Word text, Dimension dimension) {
  const char* const end = text.text.data() + text.text.size();
  double value = 0;
  const auto number = std::from_chars(text.text.data(), end, value);
  if (number.ec != std::errc()) throw SyntaxError{text, "the number is out of range", {}};
  std::string_view word(number.ptr, static_cast<std::size_t>(end - number.ptr));
  word.remove_prefix(std::min(word.find_first_not_of(" \t"), word.size()));
  const Unit& unit = this->unit({word, {text.span.end - static_cast<std::uint32_t>(word.size()), text.span.end}});
  const auto told = [](Dimension d) { return describe({Type::Kind::number, d}); };
  if (unit.count != CountUnit::none) throw SyntaxError{text, fmt::format("`{}` is no amount of {}", text.text, told(dimension)), {}};
  if (unit.dimension != dimension) throw SyntaxError{text, fmt::format("`{}` is {}, not {}", text.text, told(unit.dimension), told(dimension)), {}};
  return value * unit.factor;
}

}  // namespace stratlint
