#pragma once

#include "compile/blocks.h"

namespace stratlint::compile {

/// One kind of layer in its passes: blocks of a variant, by number.
struct PassBlocks {
  std::uint32_t forward = 0;
  std::optional<std::uint32_t> recompute, backward;
};

/// The blocks of every variant of links, in the same order, and which is which.
struct BlockTable {
  std::vector<OpBlock> blocks;
  std::uint32_t input = 0, output = 0;
  PassBlocks embedding, dense, moe, head;
  std::uint32_t send_forward = 0, receive_forward = 0, send_backward = 0, receive_backward = 0;
  std::vector<std::uint32_t> step;  ///< by stage; empty unless training
};
BlockTable make_blocks(const Setup& setup, const Placement& placement, const std::vector<Links>& variants, const std::vector<StageSummary>& stages);

/// Layers of every stage, chunk by chunk: runs of equal layers, with what stands before the first and behind the last. Blocks are filled in by `name_blocks`.
std::vector<StageSummary> divide_layers(const Setup& setup, const Placement& placement);
void name_blocks(const BlockTable& table, const Setup& setup, std::vector<StageSummary>& stages);

}  // namespace stratlint::compile
