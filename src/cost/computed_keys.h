#pragma once

#include <vector>

#include "cost/read_plan.h"

// What follows from a plan, one function a computed key or family of keys: reads the plan, works the formula out under every convention that is left open,
// the usual one first, and writes the derivation. Formulas stand in physics/.
namespace stratlint::cost {

using Results = std::vector<Computed>;

inline constexpr Dimension in_bytes{.byte = 1, .flop = 0, .second = 0};
inline constexpr Dimension in_flops{.byte = 0, .flop = 1, .second = 0};
inline constexpr Dimension in_seconds{.byte = 0, .flop = 0, .second = 1};
inline constexpr Dimension in_bytes_per_second{.byte = 1, .flop = 0, .second = -1};
inline constexpr Dimension in_flops_per_second{.byte = 0, .flop = 1, .second = -1};

/// A result with what it rests on.
Computed result(const PlanFacts& plan, double value, Dimension dimension, std::string convention, Lines derivation);
Shown bytes_text(double value);
Shown flops_text(double value);
Shown seconds_text(double value);
Shown percent_text(double value);
/// `a, b`, either of which may be empty.
std::string joined(std::string_view a, std::string_view b);

enum class ParameterShare { total, active, tensor, replicated, expert };
Results parameters(PlanFacts& plan, ParameterShare share);

Results forward_flops_per_token(PlanFacts& plan);
Results train_flops_per_sequence(PlanFacts& plan);
Results train_flops_per_iteration(PlanFacts& plan);
/// With what is recomputed: the FLOPs of HFU.
Results hardware_flops_per_iteration(PlanFacts& plan);

enum class StateShare { all, weights, gradients, optimizer };
Results model_states(PlanFacts& plan, StateShare share);
Results activations_per_layer(PlanFacts& plan);
Results activations(PlanFacts& plan);
Results kv_per_token(PlanFacts& plan);
Results kv_cache(PlanFacts& plan);
Results memory_total(PlanFacts& plan);

Results bubble(PlanFacts& plan, bool of_total);

Results tp_elements_per_layer(PlanFacts& plan);
Results pp_elements_per_microbatch(PlanFacts& plan);
Results dp_bytes(PlanFacts& plan);
Results ep_dispatch_bytes(PlanFacts& plan);
Results cp_bytes_per_layer(PlanFacts& plan);
/// Time of one transfer of each kind over the link that its group needs.
Results tp_time_per_layer(PlanFacts& plan);
Results ep_dispatch_time(PlanFacts& plan);
Results pp_time_per_microbatch(PlanFacts& plan);
Results dp_time(PlanFacts& plan);
Results gpus_required(PlanFacts& plan);

Results mfu(PlanFacts& plan);
Results hfu(PlanFacts& plan);
Results step_time_floor(PlanFacts& plan);
Results prefill_floor(PlanFacts& plan);
Results decode_floor(PlanFacts& plan);
/// 6 N T, in seconds; the days of it; and from all FLOPs of the steps.
Results training_time(PlanFacts& plan);
Results training_days(PlanFacts& plan);

}  // namespace stratlint::cost
