#pragma once

#include <cstdint>
#include <vector>

#include "stratlint/dag.h"

namespace stratlint {

/// One operation of every rank of a stage; what differs from rank to rank follows from the placement.
struct RankOp {
  std::uint32_t block = 0;     ///< of variant 0
  std::uint16_t op = 0, chunk = 0;
  std::uint32_t micro_batch = 0;
  std::int32_t layer = -1;     ///< none: before or behind all layers
  std::int32_t peer_stage = -1;     ///< receive: who sends
  std::uint32_t peer_op = 0;        ///< receive: which operation of the sender's program
  std::uint32_t dep_begin = 0, dep_end = 0;  ///< into RankProgram::deps
};

inline constexpr std::uint32_t from_input = 0xffffffff;

/// What each rank of a stage executes, layer by layer, in the order of its program: the exact form of the DAG, in the memory of one rank.
struct RankProgram {
  std::vector<RankOp> ops;
  std::vector<std::uint32_t> deps;    ///< operations of the same program, or `from_input`
  std::vector<std::uint32_t> results; ///< operations that the output waits for
};

/// Operations of the longest program, without making it.
std::size_t longest_program(const Dag& dag);
/// Programs that are longer are not made: they would not fit into memory.
inline constexpr std::size_t most_rank_ops = 10'000'000;

/// One program a stage.
std::vector<RankProgram> rank_programs(const Dag& dag);

/// Which variant of the blocks a rank has.
std::vector<std::uint16_t> variants_of_stage(const Dag& dag, std::uint32_t stage);

}  // namespace stratlint
