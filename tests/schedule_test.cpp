// Order and time of pipelines, against what the literature's formulas give.
#include <gtest/gtest.h>

#include <random>

#include "compile/build.h"
#include "compile/pipeline_order.h"
#include "compile/schedule.h"

namespace stratlint {
namespace {

struct Pipeline {
  std::string schedule;
  std::uint32_t stages, micro_batches, chunks = 1;
  double forward = 1, backward = 2, transfer = 0;
  std::vector<double> slower = {};  ///< factor of each stage
};

OpBlock one_op(const char* name, OpKind kind, Pass pass, double time) {
  Op op;
  op.name = name;
  op.kind = kind;
  op.time = time;
  op.stream = kind == OpKind::send ? Stream::send : kind == OpKind::receive ? Stream::receive : Stream::compute;
  op.after = {block_input};
  return {name, pass, {op}};
}

/// A DAG whose stages are one operation long.
Dag dag_of(const Pipeline& p) {
  compile::BlockTable table;
  Dag dag;
  dag.placement.world = dag.placement.stages = p.stages;
  dag.placement.chunks = p.chunks;
  dag.placement.gpus_per_node = 1;
  dag.placement.groups[static_cast<std::size_t>(GroupKind::pipeline)] = {p.stages, 1};
  dag.layers = p.stages * p.chunks;
  dag.micro_batches = p.micro_batches;
  dag.variants.resize(1);
  dag.classes = {{{{0, 1, 1}}, 1, std::vector<std::uint16_t>(p.stages, 0)}};
  table.input = 0, table.output = 1, table.send_forward = 2, table.receive_forward = 3, table.send_backward = 4, table.receive_backward = 5;
  dag.blocks = {one_op("input", OpKind::input, Pass::forward, 0), one_op("output", OpKind::output, Pass::step, 0), one_op("send", OpKind::send, Pass::forward, p.transfer), one_op("receive", OpKind::receive, Pass::forward, 0),
                one_op("send", OpKind::send, Pass::backward, p.transfer), one_op("receive", OpKind::receive, Pass::backward, 0)};
  for (std::uint32_t stage = 0; stage < p.stages; ++stage) {
    const double factor = p.slower.empty() ? 1 : p.slower[stage];
    const auto first = static_cast<std::uint32_t>(dag.blocks.size());
    dag.blocks.push_back(one_op("f", OpKind::compute, Pass::forward, p.forward * factor));
    dag.blocks.push_back(one_op("b", OpKind::compute, Pass::backward, p.backward * factor));
    StageSummary summary;
    for (std::uint32_t chunk = 0; chunk < p.chunks; ++chunk) {
      summary.chunk_begin.push_back(chunk);
      summary.runs.push_back({first, {}, first + 1, chunk * p.stages + stage, 1});
    }
    summary.chunk_begin.push_back(p.chunks);
    dag.stages.push_back(summary);
  }
  dag.order = compile::pipeline_order(p.schedule, p.stages, p.micro_batches, p.chunks);
  compile::build_nodes(dag, table);
  compile::schedule(dag);
  return dag;
}

// Narayanan et al., SC21, section 2.2: idle over ideal time is (p − 1) / (v m), for any ratio of the passes.
TEST(Schedule, BubblesAreThoseOfTheFormulas) {
  std::vector<Pipeline> cases;
  for (const double backward : {1.0, 2.0, 3.0}) {
    for (const char* schedule : {"gpipe", "1f1b"})
      for (const auto& [p, m] : {std::pair(2u, 4u), std::pair(4u, 8u), std::pair(8u, 64u)}) cases.push_back({schedule, p, m, 1, 1, backward});
    for (const auto& [p, m, v] : {std::tuple(4u, 8u, 2u), std::tuple(8u, 64u, 4u), std::tuple(16u, 256u, 3u)}) cases.push_back({"interleaved", p, m, v, 1, backward});
  }
  cases.push_back({"gpipe", 8, 4});
  cases.push_back({"1f1b", 8, 4});
  ASSERT_GE(cases.size(), 27u);
  for (const Pipeline& c : cases) {
    const Dag dag = dag_of(c);
    const double ideal = c.micro_batches * c.chunks * (c.forward + c.backward), p = c.stages, rounds = c.micro_batches * c.chunks;
    EXPECT_TRUE(verify(dag).empty()) << c.schedule;
    EXPECT_NEAR(dag.makespan / ideal - 1, (p - 1) / rounds, 1e-12) << c.schedule << " p " << c.stages << " m " << c.micro_batches << " v " << c.chunks << " b " << c.backward;
    EXPECT_NEAR(1 - ideal / dag.makespan, (p - 1) / (rounds + p - 1), 1e-12) << c.schedule;
  }
}

TEST(Schedule, MicroBatchesInFlight) {
  const auto peaks = [](const char* schedule, std::uint32_t p, std::uint32_t m, std::uint32_t v) {
    std::vector<double> out;
    for (const auto& order : compile::pipeline_order(schedule, p, m, v)) out.push_back(compile::most_in_flight(order, v));
    return out;
  };
  EXPECT_EQ(peaks("gpipe", 4, 8, 1), (std::vector<double>{8, 8, 8, 8}));
  EXPECT_EQ(peaks("1f1b", 4, 8, 1), (std::vector<double>{4, 3, 2, 1}));
  EXPECT_EQ(peaks("1f1b", 4, 2, 1), (std::vector<double>{2, 2, 2, 1}));
  EXPECT_EQ(peaks("interleaved", 4, 8, 2), (std::vector<double>{5.5, 4.5, 3.5, 2.5}));
  EXPECT_EQ(peaks("interleaved", 8, 64, 4).front(), 9.75);
  EXPECT_EQ(peaks("interleaved", 8, 64, 4).back(), 6.25);
}

// Transfers are paid once or twice a micro-batch by 1F1B, and only at both ends by GPipe.
TEST(Schedule, TransfersDelayTheNextStage) {
  const auto growth = [](Pipeline p) {
    const double without = dag_of(p).makespan;
    p.transfer = 0.01;
    return (dag_of(p).makespan - without) / p.transfer;
  };
  EXPECT_NEAR(growth({"gpipe", 4, 8}), 2 * 3, 1e-9);
  EXPECT_GT(growth({"1f1b", 4, 32}), growth({"1f1b", 4, 8}));
  EXPECT_GE(growth({"1f1b", 2, 16}), 2);
}

TEST(Schedule, UnequalStagesAreNeverFasterThanTheirBound) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> factor(0.2, 3);
  for (int round = 0; round < 200; ++round) {
    Pipeline p{round % 2 == 0 ? "gpipe" : "1f1b", static_cast<std::uint32_t>(2 + random() % 6), static_cast<std::uint32_t>(1 + random() % 12)};
    double before = 0, bound = 0;
    for (std::uint32_t stage = 0; stage < p.stages; ++stage) {
      p.slower.push_back(factor(random));
      // A stage waits for the first forward pass through those before it, and they for its last gradient.
      const double both = p.slower.back() * (p.forward + p.backward);
      bound = std::max(bound, before + p.micro_batches * both);
      before += both;
    }
    const Dag dag = dag_of(p);
    EXPECT_GE(dag.makespan, bound - 1e-9);
    for (const DagNode& node : dag.nodes) EXPECT_LE(node.end + node.slack, dag.makespan + 1e-9);
  }
}

TEST(Schedule, TheCriticalPathIsAsLongAsTheWhole) {
  const Dag dag = dag_of({"1f1b", 4, 8, 1, 1, 2, 0.1});
  double length = 0;
  for (const DagNode& node : dag.nodes)
    if (node.critical) {
      EXPECT_NEAR(node.slack, 0, 1e-9);
      length += node.duration;
    }
  EXPECT_NEAR(length, dag.makespan, 1e-9);
}

// What each condition is for: a graph that breaks it, and nothing else.
std::vector<std::string> broken(const Dag& dag) {
  std::vector<std::string> out;
  for (const DagProblem& problem : verify(dag))
    if (out.empty() || out.back() != problem.check) out.push_back(problem.check);
  return out;
}

TEST(Verify, ACycleIsNamed) {
  Dag dag = dag_of({"1f1b", 2, 2});
  // The first forward pass waits for the second.
  dag.deps[dag.dep_begin[1]] = 4;
  const auto problems = verify(dag);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().check, "acyclic");
  EXPECT_NE(problems.front().message.find(" waits for "), std::string::npos);
}

TEST(Verify, AnEdgeThatLeadsNowhere) {
  Dag dag = dag_of({"1f1b", 2, 2});
  dag.deps.back() = 10'000;
  EXPECT_EQ(broken(dag), std::vector<std::string>{"edges"});
}

TEST(Verify, AnUnmatchedTransfer) {
  Dag dag = dag_of({"1f1b", 2, 2});
  for (DagNode& node : dag.nodes)
    if (dag.op_of(node).kind == OpKind::receive) {
      node.micro_batch ^= 1;
      break;
    }
  EXPECT_EQ(broken(dag), std::vector<std::string>{"transfers"});
}

TEST(Verify, TwoThingsAtOnceOnAStream) {
  Dag dag = dag_of({"1f1b", 2, 2});
  for (DagNode& node : dag.nodes)
    if (dag.op_of(node).name == "b") {
      node.start = 0;
      break;
    }
  EXPECT_EQ(broken(dag), std::vector<std::string>{"streams"});
}

TEST(Verify, ALayerThatAMicroBatchLeavesOut) {
  Dag dag = dag_of({"1f1b", 2, 2});
  dag.layers = 3;
  EXPECT_EQ(broken(dag), std::vector<std::string>{"layers"});
}

TEST(Verify, GroupsThatDoNotCoverTheRanks) {
  Dag dag = dag_of({"1f1b", 2, 2});
  dag.placement.groups[static_cast<std::size_t>(GroupKind::tensor)] = {3, 1};
  EXPECT_EQ(broken(dag), std::vector<std::string>{"groups"});
}

TEST(Verify, ARankOverItsMemory) {
  Dag dag = dag_of({"1f1b", 2, 2});
  dag.memory_limit = 80e9;
  EXPECT_TRUE(broken(dag).empty());
  dag.stages[1].states = 81e9;
  EXPECT_EQ(broken(dag), std::vector<std::string>{"memory"});
}

TEST(Verify, ANodeWithoutSuccessor) {
  Dag dag = dag_of({"1f1b", 1, 1});
  // The output waits for the input only.
  dag.deps.back() = 0;
  EXPECT_EQ(broken(dag), std::vector<std::string>{"ends"});
}

TEST(Verify, CollectivesInAnotherOrder) {
  Dag dag = dag_of({"1f1b", 1, 2});
  // Two classes of ranks, of which the second does the same in the opposite order.
  for (OpBlock& block : dag.blocks)
    if (block.name == "f") block.ops[0].kind = OpKind::collective, block.ops[0].group = GroupKind::data;
  dag.placement.world = 2;
  dag.placement.gpus_per_node = 2;
  dag.placement.groups[static_cast<std::size_t>(GroupKind::data)] = {2, 1};
  dag.placement.groups[static_cast<std::size_t>(GroupKind::pipeline)] = {1, 2};
  dag.classes = {{{{0, 1, 1}}, 1, {0}}, {{{1, 1, 1}}, 1, {0}}};
  compile::BlockTable table;
  table.input = 0, table.output = 1;
  dag.nodes.clear(), dag.deps.clear(), dag.dep_begin.clear();
  compile::build_nodes(dag, table);
  compile::schedule(dag);
  EXPECT_TRUE(broken(dag).empty());
  std::vector<DagNode*> posts;
  for (DagNode& node : dag.nodes)
    if (node.rank_class == 1 && dag.op_of(node).name == "f") posts.push_back(&node);
  ASSERT_EQ(posts.size(), 2u);
  std::swap(posts[0]->micro_batch, posts[1]->micro_batch);
  EXPECT_EQ(broken(dag), std::vector<std::string>{"collective-order"});
}

}  // namespace
}  // namespace stratlint
