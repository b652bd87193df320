#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// How far the sides of a slanted box lean over its height: those of a parallelogram of Graphviz.
double slant(double width);

constexpr double line_height(double size) { return size * 1.2; }
double text_height(const std::vector<TextLine>& lines);

/// The text, or as much of its start as fits with "…" behind it; empty if nothing fits.
std::string fitted(std::string text, double size, bool bold, double width);

/// Lines that fit, broken at spaces.
std::vector<std::string> wrapped(std::string_view text, double size, bool bold, double width);

}  // namespace stratlint::picture
