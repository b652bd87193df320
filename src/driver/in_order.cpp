#include "driver/in_order.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace stratlint {

namespace {

// Results that are done but not taken yet, at most `slots` of them.
class Window {
 public:
  Window(std::size_t count, std::size_t slots) : count_(count), slots_(slots) {}

  // The next index to work on, when there is room for its result; nullopt: no more work.
  std::optional<std::size_t> start() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return stopped_ || next_ == count_ || next_ < taken_ + slots_.size(); });
    if (stopped_ || next_ == count_) return std::nullopt;
    return next_++;
  }

  void finish(std::size_t index, Piece piece) {
    const std::lock_guard lock(mutex_);
    slots_[index % slots_.size()] = std::move(piece);
    if (index == taken_) ready_.notify_one();
  }

  Piece take() {
    std::unique_lock lock(mutex_);
    std::optional<Piece>& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.has_value(); });
    Piece piece = std::move(*slot);
    slot.reset();
    ++taken_;
    room_.notify_one();
    return piece;
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    room_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable room_, ready_;
  std::size_t next_ = 0, taken_ = 0;
  const std::size_t count_;
  bool stopped_ = false;
  std::vector<std::optional<Piece>> slots_;
};

std::vector<std::thread> start_threads(unsigned jobs, const std::function<void()>& body) {
  std::vector<std::thread> threads;
  try {
    for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(body);
  } catch (const std::system_error&) {
    // The system gives no more threads: go on with those we have.
  }
  return threads;
}

}  // namespace

void run_in_order(std::size_t count, unsigned jobs, const std::function<Piece(std::size_t)>& work,
                  const std::function<bool(Piece)>& take) {
  constexpr std::size_t ahead = 4;  // results that may wait for each thread
  Window window(count, jobs * ahead + 1);
  std::vector<std::thread> threads;
  if (jobs > 1 && count > 1) {
    threads = start_threads(jobs, [&] {
      while (const auto index = window.start()) window.finish(*index, work(*index));
    });
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!take(threads.empty() ? work(i) : window.take())) break;
  }
  window.stop();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace stratlint
