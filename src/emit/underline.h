#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "emit/line_window.h"
#include "emit/palette.h"

namespace stratlint {

/// What stands below one printed source line: columns are terminal cells.
struct Underline {
  Columns columns;
  std::string message;
  bool primary = false;
};

/// Appends the rows below a source line, each after `prefix`: carets and dashes with the rightmost message, then the
/// other messages, each below the start of its underline and as high as it can stand. No message is wider than
/// `width` where the style wants long texts broken.
void append_underlines(std::string& out, std::vector<Underline> underlines, std::string_view prefix,
                       const TextStyle& style, Tone primary, std::size_t width);

}  // namespace stratlint
