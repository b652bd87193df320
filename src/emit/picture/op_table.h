#pragma once

#include "emit/picture/sketch.h"

namespace stratlint::picture {

/// A row for each operator: number, name, shape, work, time and what bounds it. Returns where the page goes on.
double add_op_table(Sketch& sketch, const Dag& dag, const OpBlock& block, std::uint32_t rank, double left, double top);

}  // namespace stratlint::picture
