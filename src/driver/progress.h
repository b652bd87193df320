#pragma once

#include <chrono>
#include <cstddef>

namespace stratlint {

/// A line on the terminal's standard error that counts documents, from two seconds on.
class Progress {
 public:
  Progress(std::size_t total, bool enabled) : total_(total), enabled_(enabled) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance(std::size_t documents);
  /// Takes the line away, before other output goes to the same terminal.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  std::size_t done_ = 0, total_;
  bool enabled_, shown_ = false;
  Clock::time_point next_ = Clock::now() + std::chrono::seconds(2);
};

}  // namespace stratlint
