#include "driver/in_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <vector>

namespace stratlint {
namespace {

Piece piece(std::size_t index) {
  return {std::to_string(index), {}};
}

TEST(InOrder, ResultsComeInOrderForAnyNumberOfThreads) {
  for (const unsigned jobs : {1u, 2u, 3u, 8u}) {
    for (const std::size_t count : {0u, 1u, 2u, 17u, 500u}) {
      std::size_t taken = 0;
      std::vector<std::atomic<int>> runs(count);
      run_in_order(
          count, jobs,
          [&](std::size_t index) {
            ++runs[index];
            std::mt19937 random(static_cast<unsigned>(index));
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 50));
            return piece(index);
          },
          [&](const Piece& got) {
            EXPECT_EQ(got.text, std::to_string(taken));
            ++taken;
            return true;
          });
      EXPECT_EQ(taken, count);
      for (const auto& run : runs) EXPECT_EQ(run, 1);
    }
  }
}

TEST(InOrder, OneJobRunsOnTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  run_in_order(
      3, 1,
      [&](std::size_t index) {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        return piece(index);
      },
      [](const Piece&) { return true; });
}

TEST(InOrder, ThreadsDoNotRunFarAhead) {
  std::atomic<std::size_t> done = 0;
  std::size_t taken = 0, most = 0;
  run_in_order(
      2000, 4,
      [&](std::size_t index) {
        ++done;
        return piece(index);
      },
      [&](const Piece&) {
        if (taken++ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        most = std::max(most, done - taken);
        return true;
      });
  EXPECT_LE(most, 100u);
}

TEST(InOrder, StopsWhenNobodyTakesMore) {
  for (const unsigned jobs : {1u, 4u}) {
    std::atomic<std::size_t> done = 0;
    std::size_t taken = 0;
    run_in_order(
        100000, jobs,
        [&](std::size_t index) {
          ++done;
          return piece(index);
        },
        [&](const Piece&) { return ++taken < 3; });
    EXPECT_EQ(taken, 3u);
    EXPECT_LE(done, 110u);
  }
}

}  // namespace
}  // namespace stratlint
