#pragma once

#include <vector>

#include "cost/physics/flops.h"
#include "cost/physics/layout.h"
#include "cost/physics/model.h"
#include "cost/physics/model_states.h"
#include "cost/plan_facts.h"

namespace stratlint::cost {

/// What a formula needs to know of a model: what is not asked for may stay zero.
struct ModelNeeds {
  bool layers = false, attention = false, mlp = false, top_k = false, sequence = false;
};
/// A model under one convention that the document leaves open.
struct ModelReading {
  Model model;
  std::string convention;  ///< `gated MLP (3 matrices), separate embeddings`
};
/// The model under every open convention, the usual one first; empty if something that is needed is missing.
std::vector<ModelReading> read_models(PlanFacts& plan, const ModelNeeds& needs);

/// The degrees under every convention that fits what is stated, the usual one first. DP follows from the GPUs where it is not stated.
std::vector<Layout> read_layouts(PlanFacts& plan);

/// Bytes of a parameter's weights, gradients and optimizer states under every open convention, the usual one first.
struct PrecisionReading {
  StateBytes bytes;
  std::string convention;  ///< `2 B weights, 4 B gradients, 12 B optimizer`
};
std::vector<PrecisionReading> read_precisions(PlanFacts& plan);

/// Micro-batch, sequences a step, micro-batches a step of one replica.
double read_micro_batch(PlanFacts& plan);
/// Stated, or the global batch over replicas and micro-batch; a missing key is noted.
std::optional<double> read_microbatches(PlanFacts& plan);
std::optional<double> read_sequence(PlanFacts& plan);
/// Sequences that one GPU works on at a time in serving: those of a replica, or the batch over the replicas. Where EP multiplies the GPUs its ranks share the batch as well, or all
/// have it: both readings, the first first. 1 if nothing is stated.
std::vector<double> read_sequences(PlanFacts& plan, const Layout& layout);
Recompute read_recompute(PlanFacts& plan);
bool causal_half(PlanFacts& plan, std::string& convention);

/// What one GPU can do, from the document, else from the catalogue; a missing key is noted.
std::optional<FlopRate> read_peak(PlanFacts& plan);
std::optional<Bandwidth> read_memory_bandwidth(PlanFacts& plan);
/// One direction, per GPU, inside a node or between nodes.
std::optional<Bandwidth> read_link_bandwidth(PlanFacts& plan, bool inside_node);
double read_gpus_per_node(PlanFacts& plan);
/// GPUs, else the product of the degrees.
double read_gpus(PlanFacts& plan, const Layout& layout);

/// What the plan says that it runs; neither holds where it does not say.
bool serves(PlanFacts& plan);
bool trains(PlanFacts& plan);

}  // namespace stratlint::cost
