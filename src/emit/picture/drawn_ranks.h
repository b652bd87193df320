#pragma once

#include <string>
#include <vector>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// What one rank does, in the order in which it does it.
struct DrawnRank {
  std::uint32_t rank = 0, stage = 0;
  std::uint16_t rank_class = 0;
  std::vector<std::uint32_t> nodes;  ///< of its class
};

/// `refusal` names a rank that does not exist.
std::vector<DrawnRank> drawn_ranks(const Dag& dag, const PictureRequest& request, std::string& refusal);

/// Whether a node needs the result of another one of its rank; else only its stream had to be free.
bool needs_result(const Dag& dag, const DagNode& node, const DagNode& before);

/// By program and place in it: the row that the operator stands in. Ranks of a stage go in step, and nothing is received above where it is sent.
std::vector<std::vector<std::uint32_t>> rows_of(const Dag& dag, const std::vector<DrawnRank>& programs);

}  // namespace stratlint::picture
