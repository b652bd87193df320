#pragma once

#include "compile/setup.h"

namespace stratlint::compile {

/// What the schedule comes to: busy and idle time, memory at the high water, what of the communication a layer could hide.
void summarize(Dag& dag, const Setup& setup);

/// The plan's claims beside what the schedule shows.
std::vector<std::string> compare_claims(const Dag& dag, const Setup& setup, cost::PlanFacts& plan);

}  // namespace stratlint::compile
