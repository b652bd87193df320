#pragma once

#include "compile/setup.h"

namespace stratlint::compile {

/// Ranks in the standard order, TP innermost, then CP, EP or DP, stages outermost (Megatron-LM, parallel_state.py). Degrees that do not fit together are refused in words.
std::optional<Placement> place(const Setup& setup, std::vector<std::string>& refused);

/// Ranks of a stage with the same links in every stage, and all combinations of links that occur.
struct RankClasses {
  std::vector<RankClass> classes;
  std::vector<Links> variants;
};
RankClasses classify(const Placement& placement);

}  // namespace stratlint::compile
