#include "stratlint/timing.h"

namespace stratlint {

Timing& Timing::operator+=(const Timing& other) {
  for (const auto& [stage, spent] : other.stages) stages[stage] += spent;
  return *this;
}

void Stopwatch::record(std::string_view group, std::string_view name) {
  const Timing::Duration spent = std::chrono::steady_clock::now() - since_;
  timing_->stages[std::string(group).append(name)] += spent;
  start();  // the record itself is no work of the next stage
}

}  // namespace stratlint
