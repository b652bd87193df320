#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stratlint {

/// One character of a text as a terminal may show it.
struct Glyph {
  std::string_view shown;  ///< safe bytes: `␛` for a control character, U+FFFD where there is no picture or no UTF-8
  std::size_t size = 1;    ///< bytes of the text that it stands for
  std::size_t cells = 1;   ///< columns it fills: 2 for wide letters and emoji, 0 for combining marks
};

/// The glyph that starts at `byte`, which must be inside `text`. A tab is a control character here.
Glyph glyph_at(std::string_view text, std::size_t byte);

/// Terminal columns that a text fills.
std::size_t cell_width(std::string_view text);

/// Appends a text on one line and without anything that a terminal would obey: texts may quote the document.
void append_printable(std::string& out, std::string_view text);
std::string printable(std::string_view text);

}  // namespace stratlint
