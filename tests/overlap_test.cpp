#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "stratlint/overlap.h"

namespace stratlint {
namespace {

Op op(OpKind kind, Stream stream, double time, std::vector<std::uint16_t> after) {
  Op out;
  out.kind = kind;
  out.stream = stream;
  out.time = time;
  out.after = std::move(after);
  return out;
}
Op compute(double time, std::vector<std::uint16_t> after) { return op(OpKind::compute, Stream::compute, time, std::move(after)); }
Op send(double time, std::vector<std::uint16_t> after) { return op(OpKind::collective, Stream::expert, time, std::move(after)); }

TEST(Overlap, OneChainHidesNothing) {
  const OverlapSchedule schedule = overlap_schedule({"", Pass::forward, {compute(2, {block_input}), send(3, {0}), compute(1, {1})}}, 1);
  EXPECT_DOUBLE_EQ(schedule.makespan, 6);
  EXPECT_DOUBLE_EQ(schedule.communication, 3);
  EXPECT_DOUBLE_EQ(schedule.exposed_time(), 3);
  EXPECT_DOUBLE_EQ(schedule.hidden(), 0);
  EXPECT_TRUE(std::all_of(schedule.ops.begin(), schedule.ops.end(), [](const PlacedOp& placed) { return placed.critical; }));
}

TEST(Overlap, ASecondMicroBatchComputesMeanwhile) {
  // A computes 0-2 and sends 2-5; B computes 2-4 and sends 5-8, when A has sent; A ends 5-6, B 8-9.
  const OverlapSchedule schedule = overlap_schedule({"", Pass::forward, {compute(2, {block_input}), send(3, {0}), compute(1, {1})}}, 2);
  EXPECT_DOUBLE_EQ(schedule.makespan, 9);
  EXPECT_DOUBLE_EQ(schedule.communication, 6);
  ASSERT_EQ(schedule.exposed.size(), 2u);
  EXPECT_DOUBLE_EQ(schedule.exposed[0].start, 4);
  EXPECT_DOUBLE_EQ(schedule.exposed[0].end, 5);
  EXPECT_DOUBLE_EQ(schedule.exposed[1].start, 6);
  EXPECT_DOUBLE_EQ(schedule.exposed[1].end, 8);
  EXPECT_DOUBLE_EQ(schedule.hidden(), 0.5);
}

TEST(Overlap, ABranchHidesWithinOneMicroBatch) {
  const OverlapSchedule schedule = overlap_schedule({"", Pass::forward, {compute(1, {block_input}), send(4, {0}), compute(3, {0}), compute(1, {1, 2})}}, 1);
  EXPECT_DOUBLE_EQ(schedule.makespan, 6);
  EXPECT_DOUBLE_EQ(schedule.hidden(), 0.75);
}

TEST(Overlap, NothingToSendIsAllHidden) {
  EXPECT_DOUBLE_EQ(overlap_schedule({"", Pass::forward, {compute(2, {block_input})}}, 3).hidden(), 1);
  EXPECT_DOUBLE_EQ(overlap_schedule({}, 2).makespan, 0);
}

TEST(Overlap, HoldsItsBoundsOnRandomBlocks) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    OpBlock block;
    const auto count = static_cast<std::uint16_t>(1 + random() % 12);
    for (std::uint16_t i = 0; i < count; ++i) {
      std::vector<std::uint16_t> after;
      for (std::uint16_t before = 0; before < i; ++before)
        if (random() % 3 == 0) after.push_back(before);
      if (after.empty()) after.push_back(block_input);
      const double time = static_cast<double>(random() % 9);
      block.ops.push_back(random() % 2 == 0 ? compute(time, after) : op(OpKind::collective, random() % 2 == 0 ? Stream::expert : Stream::tensor, time, after));
    }
    const std::uint32_t batches = 1 + random() % 4;
    const OverlapSchedule schedule = overlap_schedule(block, batches);
    ASSERT_EQ(schedule.ops.size(), block.ops.size() * batches);
    double computed = 0;
    std::array<double, stream_count> busy{};
    for (const PlacedOp& placed : schedule.ops) {
      const Op& self = block.ops[placed.op];
      busy[static_cast<std::size_t>(self.stream)] += self.time;
      if (self.kind == OpKind::compute) computed += self.time;
      for (const PlacedOp& other : schedule.ops) {
        const Op& its = block.ops[other.op];
        if (other.micro_batch == placed.micro_batch && std::find(self.after.begin(), self.after.end(), other.op) != self.after.end()) {
          EXPECT_LE(other.end, placed.start);
        }
        if (&other != &placed && its.stream == self.stream) {
          EXPECT_TRUE(other.end <= placed.start || placed.end <= other.start);
        }
      }
    }
    for (const double time : busy) EXPECT_GE(schedule.makespan, time);
    EXPECT_GE(schedule.makespan, block.duration());
    EXPECT_LE(schedule.exposed_time(), schedule.communication);
    EXPECT_LE(schedule.exposed_time() + computed, schedule.makespan + 1e-9);
    EXPECT_GE(schedule.hidden(), -1e-12);
  }
}

}  // namespace
}  // namespace stratlint
