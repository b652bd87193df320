#pragma once

#include <string_view>

#include "cost/physics/flops.h"
#include "cost/physics/layout.h"
#include "cost/physics/measure.h"

namespace stratlint::cost {

/// Activations of one layer that stay for the backward pass, in elements of one token; TP divides the sharded ones, with sequence parallelism
/// the others too. Dropout masks are one byte an element and are counted apart.
struct LayerActivations {
  double replicated = 0;        ///< inputs of norms, attention and MLP: 4 h
  double replicated_masks = 0;  ///< dropout after attention and after the MLP: 2 h
  double sharded = 0;           ///< q, k, v, attention output, inner MLP; experts
  double scores = 0;            ///< attention weights, a s; none with flash attention
  double score_masks = 0;
  double score_outputs = 0;     ///< attention weights after dropout
};
/// Korthikanti et al. 2022, table 2, taken apart so that it holds for GQA, gated MLPs, models without dropout and MoE layers too (K dispatched inputs and outputs of h,
/// the inner widths of K experts). `moe`: of an MoE layer.
LayerActivations layer_activations(const Model& model, double sequence, bool moe);

/// Of one layer on one GPU for one micro-batch of b sequences of s tokens, `bytes` an element.
/// Selective recomputation drops the scores, full keeps the layer's input only. CP divides the sequence.
Bytes activations_per_layer(const Model& model, const Layout& layout, double sequence, double micro_batch, double bytes, Recompute recompute, bool moe);

/// Micro-batches × share of the layers whose activations the first stage holds at once, in units of a whole stage: 1F1B min(p, m),
/// GPipe m, interleaved p (1 + (p − 1) / (p v)), DualPipe p + 1.
double in_flight(std::string_view schedule, double stages, double micro_batches, double chunks);

}  // namespace stratlint::cost
