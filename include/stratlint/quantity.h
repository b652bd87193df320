#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stratlint {

/// Exponents of the three physical dimensions. Counts (GPUs, layers, parameters) have none.
struct Dimension {
  std::int8_t byte = 0;
  std::int8_t flop = 0;
  std::int8_t second = 0;

  bool none() const { return byte == 0 && flop == 0 && second == 0; }
  auto operator<=>(const Dimension&) const = default;
  Dimension operator+(Dimension o) const;  ///< of a product
  Dimension operator-(Dimension o) const;  ///< of a quotient
};

/// What is being counted per unit of something else. Kept for comparisons and throughputs, 1 in formulas.
enum class CountUnit : std::uint8_t { none, token, sequence, watt };

enum class Bound : std::uint8_t { none, less, less_equal, greater, greater_equal };

/// A unit as written: `GB/ms`, `TFlops`, `tokens/s`. value = number × factor in B, FLOP, s.
struct Unit {
  double factor = 1;
  Dimension dimension;
  CountUnit count = CountUnit::none;
  /// Decimal byte prefixes that many people mean as powers of 1024: 1 for K, 2 for M, 3 for G.
  std::int8_t binary_steps = 0;
  bool percent = false;
  auto operator<=>(const Unit&) const = default;
};

/// A number as it was printed. All values are in base units: B, FLOP, s; a percentage is a fraction.
struct Quantity {
  double value = 0;
  /// Closed interval that the printed digits stand for (`4.2` is 4.15 to 4.25); for `85-95%` the two ends.
  double low = 0;
  double high = 0;
  Dimension dimension;
  CountUnit count = CountUnit::none;
  Bound bound = Bound::none;
  std::int8_t binary_steps = 0;
  double factor = 1;         ///< value = printed number × factor
  bool has_unit = false;     ///< a unit was printed; a bare number's unit is unknown
  bool percent = false;      ///< printed with %
  bool approximate = false;  ///< printed with ~ or ≈ or "about"
  bool range = false;        ///< printed as `low-high`; value is the middle
  bool integer = false;      ///< printed without fraction and suffix

  /// The same print read with binary prefixes (MB = 2^20 B); itself where no prefix is ambiguous.
  Quantity binary_reading() const;
  /// Whether it was printed in bits (`400 Gb/s`), of which a byte has eight.
  bool in_bits() const;
  bool operator==(const Quantity&) const = default;
};

/// Looks up one unit word without its denominator (`GB`, `ms`, `TFlops`, `TBps`, `tokens`, `%`).
/// Case decides between bits and bytes (`Gb` is 1/8 `GB`).
std::optional<Unit> find_unit(std::string_view word);

/// The unit of `GB/s`, `tokens/ms`, `%` or `B`, as rules write it.
std::optional<Unit> find_written_unit(std::string_view text);

/// The unit of `numerator/denominator` (`GB/s`, `tokens/ms`).
Unit divide(const Unit& numerator, const Unit& denominator);

/// Names a dimension as JSON and messages do: `B`, `FLOP/s`, `token/s`, `1`.
std::string unit_name(Dimension dimension, CountUnit count = CountUnit::none);

/// A value in the prefix that suits its size: `11.4 GB`, `76 ms`, `1.72M`, `98.4 %`, `128`.
/// At most four significant digits, more for exact counts below a million.
std::string format_value(double value, Dimension dimension, CountUnit count = CountUnit::none,
                         bool percent = false);

/// The same, in a given unit word (`GB`, `ms`, `%`), as `{x:GB}` asks for. Unknown words give nullopt.
std::optional<std::string> format_in(double value, std::string_view unit_word);

}  // namespace stratlint
