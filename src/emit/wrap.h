#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "emit/palette.h"

namespace stratlint {

/// Breaks a printable text at spaces into lines of at most `width` cells, the first one of at most `first_width`. A
/// number stays with its unit and an operator with what follows it; what has no space to break at is wider.
std::vector<std::string_view> wrap(std::string_view text, std::size_t width, std::size_t first_width);

/// Appends a text of any bytes and a line ending. It begins at column `start` of the current line, its further lines
/// at `indent`; long ones are broken if the style says so.
void append_hanging(std::string& out, const TextStyle& style, Tone tone, std::size_t start, std::size_t indent,
                    std::string_view text);

}  // namespace stratlint
