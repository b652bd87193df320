#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "stratlint/emit.h"

namespace stratlint {

/// What one document adds to the output.
struct Piece {
  std::string text;
  Summary summary;
  Timing timing;
  /// Instead of `text`, what depends on the documents before: called when its turn comes, on the calling thread.
  std::function<std::string()> late = {};
};

/// Runs `work` for 0 … count-1 on `jobs` threads and hands the results to `take` in order, on the calling thread, as
/// soon as they are there. Threads run only a little ahead of `take`, so memory does not grow with `count`.
/// Stops early when `take` returns false. `work` must not throw.
void run_in_order(std::size_t count, unsigned jobs, const std::function<Piece(std::size_t)>& work,
                  const std::function<bool(Piece)>& take);

}  // namespace stratlint
