#pragma once

#include <vector>

#include "stratlint/picture.h"

namespace stratlint::picture {

/// A pass of a micro-batch through a stage's chunk, from the first to the last of its operators.
struct SlotTime {
  Slot slot;
  double start = 0, end = 0;  ///< s
  double slack = 0;
  bool critical = false;
};

/// By stage, in the order of execution; of the class of ranks that is slowest.
struct Timeline {
  std::vector<std::vector<SlotTime>> stages;
  std::vector<SlotTime> steps;  ///< gradient reduction and optimizer, by stage; none if nothing of it
  double end = 0;
};
Timeline timeline_of(const Dag& dag);

}  // namespace stratlint::picture
