#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

/// A source line as the excerpt shows it: printable, tabs expanded, cut with `…` around what is marked.
class SourceLine {
 public:
  /// Spans are bytes of `line`. `marked` holds everything that should be seen; `focus` is kept if not all fits.
  SourceLine(std::string_view line, Span marked, Span focus, std::size_t width);

  const std::string& text() const { return text_; }
  /// Column of `text()`, in terminal cells, where a byte of the line is shown; the nearest one if it was cut off.
  std::size_t column(std::size_t byte) const;

 private:
  struct Cell {
    std::size_t byte;    // of the line
    std::size_t shown;   // offset into the expanded text
    std::size_t column;  // before cutting
  };

  void cut(std::string_view expanded, bool left, bool right);
  std::size_t full_column(std::size_t byte) const;

  std::vector<Cell> cells_;  // one per glyph, and an end mark
  std::string text_;
  std::size_t first_ = 0;  // first and last column that are shown
  std::size_t last_ = 0;
};

}  // namespace stratlint
