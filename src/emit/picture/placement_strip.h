#pragma once

#include "emit/picture/sketch.h"

namespace stratlint::picture {

inline constexpr double strip_height = 44;

/// The nodes of a stage with their GPUs; those of one TP group share a shade. Many are broken with "… ×k".
void add_placement_strip(Sketch& sketch, const Dag& dag, std::uint32_t stage, double left, double top, double width);

}  // namespace stratlint::picture
