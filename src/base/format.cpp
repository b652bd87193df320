#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <span>

#include "stratlint/quantity.h"

namespace stratlint {

namespace {

struct Step {
  double factor;
  std::string_view word;
};

// Each list from small to large; the largest step that is not above the value is used.
constexpr Step byte_steps[] = {{1, "B"}, {1e3, "KB"}, {1e6, "MB"}, {1e9, "GB"}, {1e12, "TB"}, {1e15, "PB"}};
constexpr Step flop_steps[] = {{1, "FLOP"},     {1e6, "MFLOP"},  {1e9, "GFLOP"},
                               {1e12, "TFLOP"}, {1e15, "PFLOP"}, {1e18, "EFLOP"}};
constexpr Step time_steps[] = {{1e-9, "ns"}, {1e-6, "μs"},    {1e-3, "ms"},    {1, "s"},
                               {600, "min"}, {7200, "hours"}, {172800, "days"}};
constexpr Step count_steps[] = {{1, ""}, {1e6, "M"}, {1e9, "B"}, {1e12, "T"}};

constexpr double hour = 3600, day = 86400;

double four_digits(double value) {
  if (!std::isfinite(value)) return value;
  std::array<char, 32> digits;
  const char* const end = std::to_chars(digits.begin(), digits.end(), value, std::chars_format::scientific, 3).ptr;
  double rounded = std::copysign(std::numeric_limits<double>::infinity(), value);  // where it is rounded above all numbers
  std::from_chars(digits.begin(), end, rounded);
  return rounded;
}

/// Without an exponent.
std::string shortest(double value) {
  std::array<char, 32> digits;
  return {digits.begin(), std::to_chars(digits.begin(), digits.end(), value, std::chars_format::fixed).ptr};
}

/// Shortest positional print of four significant digits; `5.36e22` where it would be all zeros.
std::string print(double value) {
  value = four_digits(value);
  const double size = std::fabs(value);
  if (!std::isfinite(value) || value == 0) return fmt::format("{}", value == 0 ? 0 : value);
  if (size >= 1e-4 && size < 1e15) return shortest(value);
  std::string text = fmt::format("{:.3e}", value);
  const std::size_t e = text.find('e');
  std::string digits = text.substr(0, e);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return fmt::format("{}e{}", digits, std::atoi(text.c_str() + e + 1));
}

bool is_integer(double value) {
  return std::nearbyint(value) == value;
}

const Step& step_of(double value, std::span<const Step> steps) {
  const double size = std::fabs(four_digits(value));
  const Step* found = &steps.front();
  for (const Step& step : steps) {
    if (step.factor <= size * (1 + 1e-9)) found = &step;
  }
  return *found;
}

std::string with_prefix(double value, std::span<const Step> steps) {
  if (value == 0)
    return fmt::format("0 {}",
                       std::find_if(steps.begin(), steps.end(), [](const Step& s) { return s.factor == 1; })->word);
  const Step& step = step_of(value, steps);
  return fmt::format("{} {}", print(value / step.factor), step.word);
}

std::string duration(double value) {
  const Step& step = step_of(value, time_steps);
  const double unit = step.word == "min" ? 60 : step.word == "hours" ? hour : step.word == "days" ? day : step.factor;
  return value == 0 ? "0 s" : fmt::format("{} {}", print(value / unit), step.word);
}

/// Operations of a training run are written in powers of ten.
std::string operations(double value) {
  constexpr double largest = 1e21;  // with a prefix
  if (std::fabs(value) < largest) return with_prefix(value, flop_steps);
  const double power = std::floor(std::log10(std::fabs(four_digits(value))));
  return fmt::format("{}e{:.0f} FLOP", print(value / std::pow(10, power)), power);
}

std::string plain_count(double value) {
  const double size = std::fabs(value);
  if (size < 1e6 && is_integer(value)) return fmt::format("{:.0f}", value == 0 ? 0 : value);
  if (size >= 1e15) return print(value);
  if (size >= 1e4 && size < 999950) return print(value / 1e3) + "K";
  const Step& step = step_of(value, count_steps);
  return fmt::format("{}{}", print(value / step.factor), step.word);
}

std::string_view counted(CountUnit count, bool one) {
  switch (count) {
    case CountUnit::token:
      return one ? "token" : "tokens";
    case CountUnit::sequence:
      return one ? "sequence" : "sequences";
    case CountUnit::watt:
      return "W";
    case CountUnit::none:
      break;
  }
  return "";
}

std::string power(std::string_view unit, int exponent) {
  return exponent == 1 ? std::string(unit) : fmt::format("{}^{}", unit, exponent);
}

}  // namespace

std::string unit_name(Dimension dimension, CountUnit count) {
  std::string above, below;
  auto add = [&](std::string_view unit, int exponent) {
    if (exponent == 0) return;
    std::string& side = exponent > 0 ? above : below;
    if (!side.empty()) side += "·";
    side += power(unit, std::abs(exponent));
  };
  if (count != CountUnit::none) add(count == CountUnit::token ? "token" : "seq", 1);
  add("B", dimension.byte);
  add("FLOP", dimension.flop);
  add("s", dimension.second);
  if (above.empty()) above.push_back('1');
  return below.empty() ? above : fmt::format("{}/{}", above, below);
}

std::string format_value(double value, Dimension dimension, CountUnit count, bool percent) {
  constexpr Dimension bytes{1, 0, 0}, flops{0, 1, 0}, seconds{0, 0, 1}, rate{0, 0, -1};
  if (percent && dimension.none()) return print(value * 100) + " %";
  if (count == CountUnit::none) {
    if (dimension.none()) return plain_count(value);
    if (dimension == bytes) return with_prefix(value, byte_steps);
    if (dimension == bytes + rate) return with_prefix(value, byte_steps) + "/s";
    if (dimension == flops) return operations(value);
    if (dimension == flops + rate) return with_prefix(value, flop_steps) + "/s";
    if (dimension == seconds) return duration(value);
  } else if (dimension.none() || dimension == rate) {
    const std::string number = plain_count(value);
    const bool one = value == 1;
    return fmt::format("{} {}{}", number, counted(count, one), dimension == rate ? "/s" : "");
  }
  return fmt::format("{} {}", print(value), unit_name(dimension, count));
}

std::optional<std::string> format_in(double value, std::string_view unit_word) {
  const auto unit = find_written_unit(unit_word);
  if (!unit) return std::nullopt;
  const double number = value / unit->factor;
  const bool whole_digits = std::fabs(number) >= 1e3 && std::fabs(number) < 1e6;
  return fmt::format("{} {}", whole_digits ? fmt::format("{:.0f}", number) : print(number), unit_word);
}

}  // namespace stratlint
