#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "emit/line_window.h"
#include "stratlint/source.h"

namespace stratlint {

/// A source line as the excerpt shows it: printable, tabs expanded, cut with `…` around what is marked.
class SourceLine {
 public:
  /// Spans are bytes of `line`; those in `marks` should be seen, `focus` in any case.
  SourceLine(std::string_view line, const std::vector<Span>& marks, Span focus, std::size_t width);

  const std::string& text() const { return text_; }
  /// Whether something of the line was left out.
  bool cut() const { return cut_; }
  /// Columns of `text()`, in terminal cells, where a span is shown: at least one; those of `…` stand for what is
  /// hidden.
  Columns columns(Span span) const;

 private:
  struct Cell {
    std::size_t byte;    // of the line
    std::size_t shown;   // offset into the expanded text
    std::size_t column;  // before cutting
  };
  struct Part {
    Columns columns;        // before cutting
    std::size_t shown = 0;  // column of the text where it starts
  };

  std::string lay_out(std::string_view line, const std::vector<Span>& marks, std::size_t width);
  void append_part(std::string_view expanded, Columns part);
  std::size_t full_column(std::size_t byte) const;

  std::vector<Cell> cells_;  // one per glyph, and an end mark
  std::vector<Part> parts_;
  std::string text_;
  std::size_t width_ = 0;  // of text_
  bool cut_ = false;
};

}  // namespace stratlint
