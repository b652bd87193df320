#include "stratlint/quantity.h"

#include <algorithm>
#include <cmath>

namespace stratlint {

namespace {

/// Hostile products may have any number of factors; exponents stop where they mean nothing any more.
std::int8_t add_exponents(int a, int b) {
  return static_cast<std::int8_t>(std::clamp(a + b, -100, 100));
}

}  // namespace

Dimension Dimension::operator+(Dimension o) const {
  return {add_exponents(byte, o.byte), add_exponents(flop, o.flop), add_exponents(second, o.second)};
}

Dimension Dimension::operator-(Dimension o) const {
  return {add_exponents(byte, -o.byte), add_exponents(flop, -o.flop), add_exponents(second, -o.second)};
}

Quantity Quantity::binary_reading() const {
  Quantity reading = *this;
  const double ratio = std::pow(1.024, binary_steps);
  reading.value *= ratio;
  reading.low *= ratio;
  reading.high *= ratio;
  reading.binary_steps = 0;
  return reading;
}

bool Quantity::in_bits() const {
  if (dimension.byte != 1 || !has_unit) return false;
  const double prefix = std::log10(factor * 8);
  return std::abs(prefix - std::round(prefix)) < 1e-9;
}

std::optional<Unit> find_written_unit(std::string_view text) {
  if (text == "B") return Unit{1, {1, 0, 0}};
  const std::size_t slash = text.find('/');
  const auto numerator = find_unit(text.substr(0, slash));
  if (slash == std::string_view::npos || !numerator) return numerator;
  const auto denominator = find_unit(text.substr(slash + 1));
  return denominator ? std::optional(divide(*numerator, *denominator)) : std::nullopt;
}

Unit divide(const Unit& numerator, const Unit& denominator) {
  // `312 TFLOPS/s`: the S already said "per second".
  constexpr Dimension flop_rate{0, 1, -1}, time{0, 0, 1};
  if (numerator.dimension == flop_rate && denominator.dimension == time && denominator.factor == 1) return numerator;
  Unit unit;
  unit.factor = numerator.factor / denominator.factor;
  unit.dimension = numerator.dimension - denominator.dimension;
  unit.count = numerator.count == denominator.count ? CountUnit::none : numerator.count;
  unit.binary_steps = add_exponents(numerator.binary_steps, -denominator.binary_steps);
  unit.percent = numerator.percent;
  return unit;
}

}  // namespace stratlint
