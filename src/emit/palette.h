#pragma once

#include <string>
#include <string_view>

#include "stratlint/emit.h"

namespace stratlint {

/// What a piece of text output is, which decides its colour.
enum class Tone { plain, strong, gutter, label, error, warning, note, help };

Tone tone(Severity severity);

/// Appends `text` in the colour of its tone, if colours are on. `text` must be printable already.
void append_toned(std::string& out, const TextStyle& style, Tone tone, std::string_view text);

/// Appends `path:line:column` (line 0: the path alone), as a link that terminals can open if the style says so.
void append_location(std::string& out, const TextStyle& style, std::string_view path, Position position);

}  // namespace stratlint
