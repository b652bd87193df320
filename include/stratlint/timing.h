#pragma once

#include <chrono>
#include <map>
#include <string>

namespace stratlint {

/// Where the time of a run went: what each stage took, summed over documents and threads.
struct Timing {
  using Duration = std::chrono::steady_clock::duration;

  std::map<std::string, Duration, std::less<>> stages;

  Timing& operator+=(const Timing& other);
};

/// Measures stages that follow each other. Without a timing it reads no clock.
class Stopwatch {
 public:
  explicit Stopwatch(Timing* timing) : timing_(timing) { start(); }

  /// What went by since the last call belongs to the stage `group` + `name`.
  void lap(std::string_view group, std::string_view name = {}) {
    if (timing_ != nullptr) record(group, name);
  }
  /// Does some work, which is a stage of its own, and gives its result.
  template <typename Work>
  auto measure(std::string_view stage, const Work& work) {
    start();
    auto result = work();
    lap(stage);
    return result;
  }
  /// What went by since the last call belongs to nobody.
  void start() {
    if (timing_ != nullptr) since_ = std::chrono::steady_clock::now();
  }

 private:
  void record(std::string_view group, std::string_view name);

  Timing* timing_;
  std::chrono::steady_clock::time_point since_;
};

}  // namespace stratlint
