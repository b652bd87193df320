#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// Neighbouring stages that are drawn once.
struct StageColumn {
  std::uint32_t first = 0, count = 1;
  bool alike = true;  ///< the same layers in each
};
inline constexpr std::size_t most_columns = 6;
std::vector<StageColumn> fold_stages(const Dag& dag);

/// Layers of one kind in a stage, of all its chunks.
struct StageSection {
  std::uint32_t forward = 0;                ///< block
  std::optional<std::uint32_t> recompute, backward;
  std::uint32_t layers = 0;                 ///< 0: what stands before or behind them
  std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;  ///< first layer, count
};
std::vector<StageSection> sections_of(const Dag& dag, std::uint32_t stage);

/// The class whose ranks take longest in a stage: the others wait for it.
std::uint16_t slowest_class(const Dag& dag, std::uint32_t stage);

/// What the nodes of a stage say of blocks that no run names, and of the critical path.
struct StageNodes {
  std::optional<std::uint32_t> receive, send, send_gradients, step;  ///< blocks
  std::set<std::pair<std::uint32_t, std::uint16_t>> critical;        ///< block and operator
};
StageNodes nodes_of(const Dag& dag, std::uint32_t stage, std::uint16_t rank_class);

}  // namespace stratlint::picture
