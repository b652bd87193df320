#pragma once

#include <string>
#include <vector>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// Operators of a block that stand in one box: one after the other, of one kind, and no communication.
struct OperatorRow {
  std::vector<std::uint16_t> ops;
  std::vector<int> after;  ///< earlier rows; -1: what comes before the block
  std::vector<int> gates;  ///< those of `after` that only select
  std::string title;
  double flops = 0, bytes = 0, time = 0;
};
std::vector<OperatorRow> fold_operators(const OpBlock& block);

/// The box of a row, not placed yet: shape, colours, lines of text that fit `width`, facts.
Box row_box(const Dag& dag, const OpBlock& block, const OperatorRow& row, std::uint32_t rank, bool exposed, double width);

}  // namespace stratlint::picture
