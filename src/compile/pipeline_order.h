#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stratlint/dag.h"

namespace stratlint::compile {

/// What each stage does in which order. `schedule`: `gpipe`, `1f1b`, `interleaved` (micro-batches a multiple of the stages), `forward` (no backward pass).
/// Narayanan et al., SC21, section 2.2; Megatron-LM, schedules.py.
std::vector<std::vector<Slot>> pipeline_order(std::string_view schedule, std::uint32_t stages, std::uint32_t micro_batches, std::uint32_t chunks);

/// Most micro-batches whose activations a stage holds at once, in units of all its chunks.
double most_in_flight(const std::vector<Slot>& order, std::uint32_t chunks);

}  // namespace stratlint::compile
