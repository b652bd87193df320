#pragma once

#include <vector>

#include "stratlint/dag.h"

namespace stratlint {

/// An operation of one micro-batch in its place.
struct PlacedOp {
  std::uint16_t op = 0;
  std::uint32_t micro_batch = 0;
  double start = 0, end = 0;  ///< s
  bool critical = false;      ///< on the path that decides when the last one ends
};

struct TimeSpan {
  double start = 0, end = 0;  ///< s
};

/// Micro-batches that share the streams of a GPU while they go through a block.
struct OverlapSchedule {
  std::vector<PlacedOp> ops;      ///< in the order in which they start
  std::vector<TimeSpan> exposed;  ///< when something is sent and nothing computed
  double makespan = 0;            ///< s
  double communication = 0;       ///< s, of all micro-batches
  double exposed_time() const;
  /// Share of the communication that runs beside computation; 1 if nothing is communicated.
  double hidden() const { return communication > 0 ? 1 - exposed_time() / communication : 1; }
};

/// Every operation starts when its inputs and its stream are free: the one that can start first, then the earlier micro-batch.
OverlapSchedule overlap_schedule(const OpBlock& block, std::uint32_t micro_batches);

}  // namespace stratlint
