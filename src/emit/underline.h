#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "emit/palette.h"

namespace stratlint {

/// What stands below one printed source line: columns are terminal cells, `end` exclusive.
struct Underline {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string message;
  bool primary = false;
};

/// Appends the rows below a source line, each after `prefix`: carets and dashes with the rightmost message, then
/// the other messages from right to left, each right below the start of its underline.
void append_underlines(std::string& out, std::vector<Underline> underlines, std::string_view prefix,
                       const TextStyle& style, Tone primary);

}  // namespace stratlint
