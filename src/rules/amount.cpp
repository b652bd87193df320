#include "rules/amount.h"

#include <fmt/format.h>

#include <charconv>

#include "rules/check_expression.h"

namespace stratlint {

double read_amount(Word text, Dimension dimension) {
  const char* const end = text.text.data() + text.text.size();
  double value = 0;
  const auto number = std::from_chars(text.text.data(), end, value);
  if (number.ec != std::errc()) throw SyntaxError{text, "the number is out of range", {}};
  std::string_view unit(number.ptr, static_cast<std::size_t>(end - number.ptr));
  unit.remove_prefix(std::min(unit.find_first_not_of(" \t"), unit.size()));
  const auto size = static_cast<std::uint32_t>(unit.size());
  const auto known = find_written_unit(unit);
  if (!known) throw SyntaxError{{unit, {text.span.end - size, text.span.end}}, fmt::format("unknown unit `{}`", unit), {}};
  const auto told = [](Dimension d) { return describe({Type::Kind::number, d}); };
  if (known->count != CountUnit::none) throw SyntaxError{text, fmt::format("`{}` is no amount of {}", text.text, told(dimension)), {}};
  if (known->dimension != dimension) throw SyntaxError{text, fmt::format("`{}` is {}, not {}", text.text, told(known->dimension), told(dimension)), {}};
  return value * known->factor;
}

}  // namespace stratlint
