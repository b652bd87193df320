#pragma once

#include "compile/op_list.h"

namespace stratlint::compile {

/// Sizes that the operators of a layer share, for one micro-batch on one rank.
struct LayerSizes {
  explicit LayerSizes(const OpContext& context);
  double batch, seq, hidden, tp;
  double element;            ///< B of an activation
  double weight;             ///< B of a weight
  double tokens;             ///< batch × seq
  double norm_tokens;        ///< of the regions that sequence parallelism splits
  bool sequence_parallel;
  double activation_bytes() const { return tokens * hidden * element; }
  std::string residual_shape() const;  ///< where TP does not split the sequence
  std::string norm_shape() const;
};

/// Normalisation to residual; returns the residual's sum.
std::uint16_t add_attention(OpList& ops, const OpContext& context, const LayerSizes& sizes);
/// What column-parallel matrices need in front of them: the gathered sequence, or nothing; in the backward pass their reduction.
std::uint16_t enter_tensor_parallel(OpList& ops, const LayerSizes& sizes, const char* name, const char* title, std::uint16_t after);
/// What row-parallel matrices need behind them: the sum over TP ranks, left in pieces under sequence parallelism.
std::uint16_t leave_tensor_parallel(OpList& ops, const OpContext& context, const LayerSizes& sizes, const char* name, const char* title, std::uint16_t after);

}  // namespace stratlint::compile
