#pragma once

#include <vector>

#include "cost/physics/collectives.h"
#include "cost/read_plan.h"
#include "stratlint/dag.h"

namespace stratlint::compile {

/// What one accelerator reaches in a plan: peaks times the efficiency that the plan states for them.
struct Machine {
  cost::FlopRate flops;
  cost::Bandwidth memory_bandwidth;
  cost::Link node, network;
  double memory = 0;  ///< B; 0: not known
  std::uint32_t gpus_per_node = 8;
  std::string text;   ///< `240 TFLOP/s (60 % of 400 TFLOP/s), …`
};

/// Times that a document states for operations, s.
struct PlanTimes {
  std::optional<double> attention, mlp, all_reduce, all_to_all, transfer;
};

/// Everything that the compiler goes by.
struct Setup {
  cost::Model model;
  cost::Layout layout;
  cost::StateBytes state_bytes;
  int zero_stage = 0;
  cost::Recompute recompute = cost::Recompute::none;
  bool causal = true;  ///< only the causal half of the scores is counted
  double element = 2;  ///< B of an activation, and of a cached key or value
  Mode mode = Mode::training;
  std::string schedule;
  std::uint32_t micro_batches = 1;
  double sequences = 1;  ///< of one micro-batch on one rank; less than one if ranks share a sequence
  double tokens = 1;     ///< of one sequence that one pass works on; 1 when decoding
  double context = 1;    ///< tokens that attention looks at
  std::vector<std::uint32_t> stage_layers;
  bool hierarchical = false;  ///< all-to-all in steps: on the GPU, in the node, between nodes
  Machine machine;
  PlanTimes plan_times;
};

/// The facts of a plan with what it leaves open filled in by facts of origin `assumed`; what they are is said in `assumptions`.
/// `missing` gets what cannot be assumed.
FactBase complete(FactBase facts, const DagRequest& request, const Vocabulary& vocabulary, std::vector<std::string>& assumptions, std::vector<std::string>& missing);

/// Nothing if something is missing; the plan says what.
std::optional<Setup> read_setup(cost::PlanFacts& plan, const DagRequest& request);

}  // namespace stratlint::compile
