#pragma once

#include <fmt/format.h>

#include <tuple>

#include "stratlint/cost.h"

namespace stratlint::cost {

using Lines = std::vector<Line>;

/// A value as derivations write it.
struct Shown {
  double value = 0;
  Dimension dimension;
  bool percent = false;
  std::string text() const { return format_value(value, dimension, CountUnit::none, percent); }
};

/// `fmt::format`, done when the line is read.
template <typename... T>
Line line(fmt::format_string<const T&...> text, T... values) {
  static_assert(!(std::is_same_v<T, std::string_view> || ...), "the text may be gone when the line is read");
  return {[text, values = std::make_tuple(std::move(values)...)] {
    return std::apply([&](const T&... each) { return fmt::format(text, each...); }, values);
  }};
}

}  // namespace stratlint::cost

template <>
struct fmt::formatter<stratlint::cost::Shown> : fmt::formatter<std::string_view> {
  auto format(const stratlint::cost::Shown& shown, fmt::format_context& context) const {
    return formatter<std::string_view>::format(shown.text(), context);
  }
};

template <>
struct fmt::formatter<stratlint::Line> : fmt::formatter<std::string_view> {
  auto format(const stratlint::Line& line, fmt::format_context& context) const {
    return formatter<std::string_view>::format(line.text(), context);
  }
};
