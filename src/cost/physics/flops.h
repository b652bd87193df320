#pragma once

#include <cstdint>

#include "cost/physics/measure.h"
#include "cost/physics/model.h"

namespace stratlint::cost {

enum class Recompute : std::uint8_t { none, selective, full };

/// One forward pass over one sequence of the model's length; a multiply-add is 2 FLOP. Router and norms are not counted.
/// Megatron-LM, num_floating_point_operations.
struct ForwardFlops {
  Flops projections;  ///< 2 s L × attention parameters
  Flops scores;       ///< Q Kᵀ and A V: 4 s² L a d, half of it where only the causal half is counted
  Flops mlp;          ///< 2 s g h (Ld f + Lm (K fe + fs))
  Flops logits;       ///< 2 s V h
  Flops prediction;   ///< projections of the MTP modules: 2 s (3h + 2h²) each

  Flops total() const { return projections + scores + mlp + logits + prediction; }
};
ForwardFlops forward_flops(const Model& model, double sequence, bool causal_half);

/// Forward and backward: three times the forward pass, plus what is recomputed: nothing, the scores, or the whole forward pass.
/// Without recomputation these are the model FLOPs of MFU, with it the hardware FLOPs of HFU.
Flops training_flops(const ForwardFlops& forward, Recompute recompute);

/// Forward pass of one token over a context that is in the KV cache: 2 × matrix parameters + 4 L a d × context.
Flops decode_flops(const Model& model, double context);

}  // namespace stratlint::cost
