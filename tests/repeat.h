#pragma once

#include <string>
#include <string_view>

namespace stratlint {

/// A text over and over.
inline std::string repeat(std::string_view what, std::size_t times) {
  std::string text;
  text.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += what;
  return text;
}

}  // namespace stratlint
