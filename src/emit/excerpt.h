#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "emit/highlights.h"
#include "emit/palette.h"

namespace stratlint {

/// Digits of the largest line number in the excerpt; the gutter is one column wider.
std::size_t gutter_width(const std::vector<Highlight>& highlights);

/// Appends the marked source lines with their numbers and what stands below them; `...` where lines are left out.
/// `highlights` as `collect_highlights` gives them.
void append_excerpt(std::string& out, const SourceFile& source, const std::vector<Highlight>& highlights,
                    const TextStyle& style, Tone primary);

}  // namespace stratlint
