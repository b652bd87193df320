#include "driver/progress.h"

#include <cstdio>

namespace stratlint {

void Progress::advance(std::size_t documents) {
  done_ += documents;
  if (!enabled_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  shown_ = true;
  std::fprintf(stderr, "\r%zu of %zu files", done_, total_);
}

void Progress::clear() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace stratlint
