#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stratlint/document.h"

namespace stratlint {

inline bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Without spaces and tabs at both ends.
Span trim(std::string_view bytes, Span span);

/// Reads the marks at the start of one source line. Columns count from 0 and tabs stop at every fourth, as
/// CommonMark measures indentation.
class LineReader {
 public:
  LineReader() = default;
  LineReader(std::string_view bytes, Span line) : bytes_(bytes), byte_(line.begin), end_(line.end) {}

  bool at_end() const { return byte_ == end_; }
  char peek() const { return at_end() ? '\0' : bytes_[byte_]; }
  std::uint32_t byte() const { return byte_; }
  std::uint32_t column() const { return column_; }
  Span rest() const { return {byte_, end_}; }

  /// Columns of spaces and tabs ahead.
  std::uint32_t indentation() const;
  /// Nothing but spaces and tabs ahead.
  bool blank() const;
  void skip(std::uint32_t bytes);
  /// Skips spaces and tabs, at most so many columns. A tab may be skipped in part.
  void skip_columns(std::uint32_t columns);
  void skip_blanks();
  /// Text after a tab that was skipped in part starts after that tab.
  void finish_tab();

  /// `>` and a space after it, at most three columns in.
  bool skip_quote_mark();
  /// `-`, `*`, `+`, `1.` or `1)` with the space after it. Gives the columns from here to the item's text, 0 if there
  /// is no such mark.
  std::uint32_t skip_item_mark();

 private:
  std::string_view bytes_;
  std::uint32_t byte_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t column_ = 0;
};

/// A block quote or list item that is open around a line.
struct Container {
  enum class Kind : std::uint8_t { quote, list, item } kind = Kind::list;
  std::uint32_t depth = 0;
  std::uint32_t first_line = 0;
  LineReader start;               ///< items: behind the mark on the first line
  std::uint32_t text_column = 0;  ///< items: indentation of further lines, inside the containers around
  std::uint32_t item = no_id;     ///< innermost item here
  std::uint32_t list = 0;         ///< lists: their number
  std::uint32_t heading = no_id;  ///< innermost heading before it; what it contains is not its neighbours' heading
  bool quoted = false;
};

/// A reader of line `number`, behind the marks of its containers. Stops at the first one that the line does not
/// continue, and says so: paragraphs have such lazy lines.
LineReader enter_line(const SourceFile& source, std::uint32_t number, const std::vector<Container>& containers,
                      bool* lazy = nullptr);

}  // namespace stratlint
