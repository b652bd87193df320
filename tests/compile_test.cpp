// From a document to its DAG.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "compile/blocks.h"
#include "cost/physics/flops.h"
#include "pipeline.h"
#include "stratlint/dag.h"
#include "stratlint/rank_program.h"

namespace stratlint {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Compilation compile(const std::string& pins, DagRequest request = {}) {
  const Analysis analysis("plan.md", "# Plan\n\n```stratlint\n" + pins + "```\n", default_rules().vocabulary);
  return compile_dag(analysis.facts, default_rules().vocabulary, request);
}

Dag dag_of(const std::string& pins, DagRequest request = {}) {
  Compilation compilation = compile(pins, request);
  EXPECT_TRUE(compilation.dag) << testing::PrintToString(compilation.missing);
  for (const DagProblem& problem : compilation.problems) ADD_FAILURE() << problem.check << ": " << problem.message;
  return compilation.dag ? *compilation.dag : Dag{};
}

const std::string dense = "model.layers: 8\nmodel.hidden: 1024\nmodel.heads: 16\nmodel.kv_heads: 4\nmodel.head_dim: 64\nmodel.ffn: 4096\nmodel.gated: true\nmodel.vocab: 32000\nmodel.seq_len: 2048\nbatch.micro: 2\nbatch.microbatches: 8\nmode: training\n";
const std::string sparse = dense + "model.experts: 16\nmodel.top_k: 2\nmodel.expert_ffn: 2048\nmodel.dense_layers: 2\n";

std::vector<std::string> ops_of(const Dag& dag, const std::string& block, Pass pass) {
  std::vector<std::string> out;
  for (const OpBlock& b : dag.blocks)
    if (b.name == block && b.pass == pass) {
      for (const Op& op : b.ops) out.push_back(op.name);
      break;
    }
  return out;
}

const Op& op_of(const Dag& dag, const std::string& name) {
  for (const OpBlock& block : dag.blocks)
    for (const Op& op : block.ops)
      if (op.name == name) return op;
  throw std::runtime_error("no operation " + name);
}

TEST(Compile, ADenseLayerOperatorByOperator) {
  const Dag dag = dag_of(dense + "axis.tp: 4\naxis.pp: 2\naxis.dp: 2\n");
  EXPECT_THAT(ops_of(dag, "layer", Pass::forward), ElementsAre("attn_norm", "qkv", "scores", "softmax", "attend", "out_proj", "attn_reduce", "attn_residual", "mlp_norm", "mlp_up", "mlp_act", "mlp_down", "mlp_reduce", "mlp_residual"));
  EXPECT_THAT(ops_of(dag, "layer", Pass::backward), ElementsAre("mlp_residual_grad", "mlp_down_grad", "mlp_act_grad", "mlp_up_grad", "mlp_gather_grad", "mlp_norm_grad", "attn_residual_grad", "out_proj_grad", "attend_grad", "softmax_grad",
                                                                 "scores_grad", "qkv_grad", "attn_gather_grad", "attn_norm_grad"));
  EXPECT_EQ(op_of(dag, "qkv").output, "[batch=2, seq=2048, heads=4, d_k=64]");
  EXPECT_EQ(op_of(dag, "scores").output, "[batch=2, heads=4, seq=2048, kv_seq=2048]");
  EXPECT_EQ(dag.configuration, "TP 4 × DP 2 × PP 2 = 16 GPUs");
}

TEST(Compile, SequenceParallelismTurnsReductionsIntoPieces) {
  const Dag dag = dag_of(dense + "axis.tp: 4\naxis.sp: 4\n");
  EXPECT_THAT(ops_of(dag, "layer", Pass::forward), Contains("attn_gather"));
  EXPECT_EQ(op_of(dag, "attn_gather").collective, Collective::all_gather);
  EXPECT_EQ(op_of(dag, "attn_reduce").collective, Collective::reduce_scatter);
  EXPECT_EQ(op_of(dag, "attn_norm").input, "[batch=2, seq=512, hidden=1024]");
}

TEST(Compile, AMixtureOfExperts) {
  const Dag dag = dag_of(sparse + "axis.tp: 2\naxis.ep: 8\naxis.pp: 2\nlayout.convention: product\n");
  EXPECT_THAT(ops_of(dag, "MoE layer", Pass::forward), ElementsAre("attn_norm", "qkv", "scores", "softmax", "attend", "out_proj", "attn_reduce", "attn_residual", "moe_norm", "router", "split", "dispatch", "expert_up", "expert_act",
                                                                    "expert_down", "expert_reduce", "combine", "weighted_sum", "moe_residual"));
  EXPECT_EQ(op_of(dag, "dispatch").collective, Collective::all_to_all);
  EXPECT_EQ(op_of(dag, "dispatch").group, GroupKind::expert);
  EXPECT_EQ(op_of(dag, "expert_up").input, "[experts=2, tokens=4096, hidden=1024]");
  EXPECT_EQ(op_of(dag, "split").gated_by, 9);
  // Two dense layers, then six with experts, on stages of four.
  ASSERT_EQ(dag.stages.size(), 2u);
  EXPECT_EQ(dag.stages[0].runs[1].count, 2u);
  EXPECT_EQ(dag.stages[0].runs[2].first, 2u);
  EXPECT_EQ(dag.stages[1].runs[0].count, 4u);
}

TEST(Compile, HierarchicalExchange) {
  const std::string pins = sparse + "axis.ep: 8\nlayout.convention: product\ncomm.all_to_all: hierarchical\n";
  const auto two_nodes = ops_of(dag_of(pins + "cluster.gpus_per_node: 4\n"), "MoE layer", Pass::forward);
  EXPECT_THAT(two_nodes, testing::IsSupersetOf({"dispatch_local", "dispatch_node", "dispatch_global", "combine_global", "combine_node", "combine_local"}));
  EXPECT_THAT(ops_of(dag_of(pins + "cluster.gpus_per_node: 8\n"), "MoE layer", Pass::forward), testing::Not(Contains("dispatch_global")));
  // TP fills the nodes: inside one there is no other EP rank.
  const Dag filled = dag_of(pins + "axis.tp: 4\ncluster.gpus_per_node: 4\n");
  EXPECT_THAT(ops_of(filled, "MoE layer", Pass::forward), testing::AllOf(Contains("dispatch_gather"), testing::Not(Contains("dispatch_node"))));
  EXPECT_THAT(filled.remarks, Contains(HasSubstr("inside a node there is no expert to exchange with")));
}

TEST(Compile, EveryRankIsInOneGroupOfEachKind) {
  for (const char* layout : {"axis.tp: 2\naxis.ep: 4\naxis.pp: 2\naxis.dp: 2\nlayout.convention: product\n", "axis.tp: 2\naxis.ep: 4\naxis.pp: 2\naxis.dp: 8\nlayout.convention: folded\n",
                             "axis.tp: 2\naxis.cp: 2\naxis.dp: 2\naxis.ep: 4\nlayout.convention: folded\n", "axis.tp: 4\naxis.dp: 2\naxis.ep: 8\nlayout.convention: serving\n", "axis.ep: 16\nlayout.convention: expert-wide\n"}) {
    const Dag dag = dag_of(sparse + layout);
    for (std::size_t kind = 1; kind < group_kind_count; ++kind) {
      std::vector<int> seen(dag.placement.world);
      for (std::uint32_t rank = 0; rank < dag.placement.world; ++rank) {
        const RankSet group = dag.placement.groups[kind].of(rank);
        ASSERT_LT(group.last(), dag.placement.world) << layout;
        if (group.first == rank)
          for (std::uint32_t i = 0; i < group.size; ++i) ++seen[group.first + i * group.stride];
      }
      EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; })) << layout << name(static_cast<GroupKind>(kind));
    }
  }
}

TEST(Compile, GroupsThatCrossNodesAreAClassOfTheirOwn) {
  EXPECT_EQ(dag_of(dense + "axis.tp: 4\naxis.dp: 4\ncluster.gpus_per_node: 8\n").classes.size(), 1u);
  // Nodes of 6: the second group of four is in two of them.
  const Dag dag = dag_of(dense + "axis.tp: 4\naxis.dp: 3\ncluster.gpus_per_node: 6\n");
  ASSERT_EQ(dag.classes.size(), 2u);
  EXPECT_EQ(dag.placement.link(GroupKind::tensor, 0), LinkClass::node);
  EXPECT_EQ(dag.placement.link(GroupKind::tensor, 4), LinkClass::network);
  EXPECT_EQ(dag.classes[0].count + dag.classes[1].count, 12u);
}

// What the operators of all ranks do is what the cost model counts for the model; the router is not in its count.
TEST(Compile, FlopsAreThoseOfTheCostModel) {
  for (const std::string& model : {dense, sparse})
    for (const char* layout : {"axis.dp: 1\n", "axis.tp: 4\naxis.pp: 2\n", "axis.cp: 2\naxis.tp: 2\naxis.sp: 2\n"}) {
      const Dag dag = dag_of(model + layout + "recompute: none\n");
      double forward = 0, backward = 0;
      for (const DagNode& node : dag.nodes) {
        const Op& op = dag.op_of(node);
        if (op.name == "router" || op.name == "router_grad") continue;
        (dag.block_of(node).pass == Pass::forward ? forward : backward) += op.flops * std::max(1u, node.layers) * dag.classes[node.rank_class].count;
      }
      cost::Model m;
      m.layers = 8, m.hidden = 1024, m.heads = 16, m.kv_heads = 4, m.head_dim = 64, m.ffn = 4096, m.mlp_matrices = 3, m.vocab = 32000, m.dense_layers = 8;
      if (&model == &sparse || model == sparse) m.experts = 16, m.top_k = 2, m.expert_ffn = 2048, m.dense_layers = 2;
      const double expected = cost::forward_flops(m, 2048, true).total().value * 2 * 8;
      EXPECT_NEAR(forward / expected, 1, 1e-9) << layout;
      EXPECT_NEAR(backward / expected, 2, 1e-9) << layout;
    }
}

TEST(Compile, RecomputationRunsTheForwardPassAgain) {
  const auto again = ops_of(dag_of(dense + "axis.dp: 1\nrecompute: selective\n"), "layer", Pass::recompute);
  EXPECT_THAT(again, ElementsAre("scores_again", "softmax_again", "attend_again"));
  EXPECT_EQ(ops_of(dag_of(dense + "axis.dp: 1\nrecompute: full\n"), "layer", Pass::recompute).size(), ops_of(dag_of(dense + "axis.dp: 1\n"), "layer", Pass::forward).size());
}

TEST(Compile, ServingHasNoBackwardPassAndACache) {
  DagRequest request;
  request.mode = Mode::decode;
  const Dag dag = dag_of(dense + "axis.tp: 2\n", request);
  EXPECT_TRUE(std::none_of(dag.nodes.begin(), dag.nodes.end(), [&](const DagNode& node) { return dag.block_of(node).pass == Pass::backward; }));
  EXPECT_EQ(op_of(dag, "qkv").input, "[batch=2, seq=1, hidden=1024]");
  EXPECT_EQ(op_of(dag, "scores").output, "[batch=2, heads=8, seq=1, kv_seq=2048]");
  EXPECT_THAT(ops_of(dag, "layer", Pass::forward), Contains("kv_write"));
  EXPECT_THAT(ops_of(dag, "head", Pass::forward), Contains("sample"));
}

TEST(Compile, OptimizerAndGradients) {
  const Dag plain = dag_of(dense + "axis.dp: 4\n"), sharded = dag_of(dense + "axis.dp: 4\nzero.stage: 1\n");
  EXPECT_THAT(ops_of(plain, "optimizer step", Pass::step), ElementsAre("grad_reduce", "optimizer"));
  EXPECT_EQ(op_of(plain, "grad_reduce").collective, Collective::all_reduce);
  EXPECT_THAT(ops_of(sharded, "optimizer step", Pass::step), ElementsAre("grad_reduce", "optimizer", "weight_gather"));
  EXPECT_EQ(op_of(sharded, "grad_reduce").collective, Collective::reduce_scatter);
  EXPECT_LT(op_of(sharded, "optimizer").bytes, op_of(plain, "optimizer").bytes / 3.9);
}

TEST(Compile, WhatIsMissingIsNamed) {
  EXPECT_THAT(compile("model.hidden: 1024\naxis.tp: 2\n").missing, ElementsAre("model.layers"));
  EXPECT_THAT(compile("model.hidden: 1024\nmodel.layers: 4\n").missing, ElementsAre("cluster.gpus"));
  EXPECT_THAT(compile(dense + "axis.pp: 16\n").missing, ElementsAre(HasSubstr("do not fill")));
  EXPECT_THAT(compile("model.layers: 8\nmodel.hidden: 1024\naxis.pp: 4\naxis.vpp: 2\nbatch.microbatches: 6\nmode: training\n").missing, ElementsAre(HasSubstr("multiple of the 4 stages")));
  EXPECT_THAT(compile("model.layers: 2000\nmodel.hidden: 1024\naxis.pp: 1000\nbatch.microbatches: 60000\n").missing, ElementsAre(HasSubstr("nodes, more than 1000000")));
}

TEST(Compile, WhatIsTakenIsSaid) {
  const Dag dag = dag_of("model.layers: 4\nmodel.hidden: 1024\ncluster.gpus: 4\naxis.pp: 2\n");
  EXPECT_THAT(dag.assumptions, testing::IsSupersetOf({HasSubstr("sequences of 4096 tokens"), HasSubstr("as no accelerator is named"), HasSubstr("8 micro-batches")}));
}

TEST(Compile, ARankProgramIsTheDagUnfolded) {
  const Dag dag = dag_of(sparse + "axis.tp: 2\naxis.ep: 2\naxis.pp: 2\nlayout.convention: product\n");
  const auto programs = rank_programs(dag);
  ASSERT_EQ(programs.size(), 2u);
  std::size_t folded = 0;
  for (const DagNode& node : dag.nodes)
    if (node.stage == 1 && dag.op_of(node).kind != OpKind::input && dag.op_of(node).kind != OpKind::output) folded += std::max(1u, node.layers);
  EXPECT_EQ(programs[1].ops.size(), folded);
  for (const RankProgram& program : programs)
    for (std::uint32_t op = 0; op < program.ops.size(); ++op)
      for (std::uint32_t dep = program.ops[op].dep_begin; dep < program.ops[op].dep_end; ++dep) EXPECT_TRUE(program.deps[dep] == from_input || program.deps[dep] < op);
  std::set<std::int32_t> layers;
  for (const RankOp& op : programs[1].ops) layers.insert(op.layer);
  EXPECT_THAT(layers, ElementsAre(-1, 4, 5, 6, 7));
}

TEST(Compile, EveryExampleWithDegreesIsSound) {
  std::size_t compiled = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(STRATLINT_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() != ".md") continue;
    const Analysis analysis(entry.path().string(), read_bytes(entry.path()), default_rules().vocabulary);
    DagRequest request;
    request.plan = plan_to_compile(analysis.facts, default_rules().vocabulary);
    const Compilation compilation = compile_dag(analysis.facts, default_rules().vocabulary, request);
    EXPECT_TRUE(compilation.problems.empty()) << entry.path();
    compiled += compilation.dag ? 1 : 0;
  }
  EXPECT_GE(compiled, 3u);
}

}  // namespace
}  // namespace stratlint
