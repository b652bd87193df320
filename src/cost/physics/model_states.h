#pragma once

#include "cost/physics/layout.h"
#include "cost/physics/measure.h"
#include "cost/physics/parameters.h"

namespace stratlint::cost {

/// Bytes of one parameter. Adam with fp32 master weights, momentum and variance: 12 of optimizer.
struct StateBytes {
  double weights = 2, gradients = 2, optimizer = 12;
};

/// What one GPU holds for the parameters of its shard.
struct ModelStates {
  Bytes weights, gradients, optimizer;
  double dense = 0;    ///< parameters of its shard that are no routed experts'
  double experts = 0;  ///< parameters of routed experts
  Bytes total() const { return weights + gradients + optimizer; }
};

/// Model states of the most loaded GPU: 1/p of the layers and one embedding, both where p = 1 and they are not tied. TP shards attention, MLPs and embeddings,
/// nothing shards norms and router, EP × ETP shard routed experts. ZeRO shards over the replicas of each piece: stage 1 optimizer states,
/// 2 gradients too, 3 weights too. Megatron-LM, theoretical_memory_usage.py; Rajbhandari et al., ZeRO, section 5.
ModelStates model_states(const Parameters& parameters, const Layout& layout, const StateBytes& bytes, int zero_stage);

}  // namespace stratlint::cost
