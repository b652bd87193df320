#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stratlint/fact.h"

namespace stratlint {

enum class Mode : std::uint8_t { training, prefill, decode };
enum class Pass : std::uint8_t { forward, backward, recompute, step };
/// What runs one operation at a time on a GPU. Transfers out and in are two, or one-forward-one-backward could lock itself.
enum class Stream : std::uint8_t { compute, expert, tensor, data, send, receive };
inline constexpr std::size_t stream_count = 6;
enum class OpKind : std::uint8_t { input, compute, expert, collective, send, receive, route, aggregate, output };
enum class Collective : std::uint8_t { none, all_reduce, all_gather, reduce_scatter, all_to_all, ring };
/// Which ranks take part: those that differ in one degree only.
enum class GroupKind : std::uint8_t { none, tensor, context, expert, expert_tensor, expert_node, data, expert_data, pipeline };
inline constexpr std::size_t group_kind_count = 9;
enum class LinkClass : std::uint8_t { none, node, network };

const char* name(Mode mode);
const char* name(Pass pass);
const char* name(Stream stream);
const char* name(OpKind kind);
const char* name(Collective collective);
const char* name(GroupKind kind);
const char* name(LinkClass link);
std::optional<Mode> find_mode(std::string_view name);

/// Ranks first, first + stride, …; `size` of them.
struct RankSet {
  std::uint32_t first = 0, size = 1, stride = 1;
  std::uint32_t last() const { return first + (size - 1) * stride; }
  bool operator==(const RankSet&) const = default;
};
/// `0-31`, `0,8,16,24`; many are shortened: `0,8,…,120`.
std::string ranks_text(const RankSet& ranks);

/// The groups of one kind: every rank is in exactly one of them.
struct GroupShape {
  std::uint32_t size = 1, stride = 1;
  RankSet of(std::uint32_t rank) const { return {rank - rank / stride % size * stride, size, stride}; }
};

/// Who computes where. Ranks count tensor parallelism first and pipeline stages last; node = rank / GPUs per node.
struct Placement {
  std::uint32_t world = 1, stages = 1, chunks = 1, gpus_per_node = 8;
  std::array<GroupShape, group_kind_count> groups;
  std::uint32_t stage_size() const { return world / stages; }
  std::uint32_t stage_of(std::uint32_t rank) const { return rank / stage_size(); }
  std::uint32_t node_of(std::uint32_t rank) const { return rank / gpus_per_node; }
  LinkClass link(GroupKind kind, std::uint32_t rank) const;
};

inline constexpr std::uint16_t block_input = 0xffff;

/// What one rank does in one layer and pass, once. Bytes of a collective are those that the rank sends, of a computation those that it moves in memory.
struct Op {
  std::string name;   ///< `out_proj`; of a twin in the backward pass `out_proj_grad`
  std::string title;  ///< `output projection`
  OpKind kind = OpKind::compute;
  Collective collective = Collective::none;
  GroupKind group = GroupKind::none;
  Stream stream = Stream::compute;
  std::string input, output;  ///< shapes: `[batch=8, seq=4096, heads=2, d_k=64]`
  double flops = 0, bytes = 0;
  double time = 0;            ///< s
  std::optional<double> plan_time;   ///< what the document says that it takes, s
  std::vector<std::uint16_t> after;  ///< earlier operations of its block whose results it needs; `block_input`: what comes before the block
  std::uint16_t gated_by = block_input;  ///< the earlier operation that only selects for it; none if `block_input`
};

/// Operations of one layer, or of what stands before or behind all layers, in one pass: in an order that can be executed.
struct OpBlock {
  std::string name;   ///< `MoE layer`, `embedding`
  Pass pass = Pass::forward;
  std::vector<Op> ops;
  double duration() const;  ///< of the longest path through it, s
};

/// Over what each kind of group of a rank communicates.
using Links = std::array<LinkClass, group_kind_count>;

/// Ranks of a stage that do the same over links of the same kind, in every stage.
struct RankClass {
  std::vector<RankSet> positions;  ///< relative to the first rank of a stage
  std::uint32_t count = 0;         ///< ranks in one stage
  std::vector<std::uint16_t> variant;  ///< by stage: which of Dag::variants
};

/// One forward or backward pass of a micro-batch through a chunk of a stage.
struct Slot {
  std::uint32_t micro_batch = 0;
  std::uint16_t chunk = 0;
  Pass pass = Pass::forward;
  bool operator==(const Slot&) const = default;
};

/// A run of equal layers in a stage's chunk.
struct LayerRun {
  std::optional<std::uint32_t> forward, recompute, backward;  ///< blocks of variant 0
  std::uint32_t first = 0, count = 0;  ///< layers; count 0: what stands before or behind them
};

/// An operation of one rank of a class, micro-batch by micro-batch; equal layers are one node that takes `layers` times as long.
struct DagNode {
  std::uint32_t block = 0;
  std::uint16_t op = 0;
  std::uint16_t rank_class = 0;
  std::uint16_t stage = 0, chunk = 0;
  std::uint32_t micro_batch = 0;
  std::uint32_t first_layer = 0, layers = 0;
  double duration = 0, start = 0, end = 0, slack = 0;  ///< s
  bool critical = false;
};

/// A validity condition that does not hold.
struct DagProblem {
  std::string check;    ///< `acyclic`, `collective-order`
  std::string message;
};

struct StageSummary {
  std::uint32_t first_rank = 0, ranks = 0;
  std::vector<LayerRun> runs;  ///< of all chunks, in the order of the layers
  std::vector<std::uint32_t> chunk_begin;  ///< of `runs`
  double busy = 0, bubble = 0;             ///< s
  double in_flight = 0;                    ///< most micro-batches whose activations are held at once, in units of the whole stage
  double states = 0, activations = 0;      ///< B on one GPU; activations at the high water
  double memory() const { return states + activations; }
};

/// A fact that a document states, for people: `TP 8 (line 38)`.
struct StatedFact {
  std::string key, text;
};

/// How much communication can hide behind computation in one layer, forward.
struct Overlap {
  double compute = 0, communication = 0;  ///< s
  double ceiling() const { return communication <= 0 ? 1 : compute >= communication ? 1 : compute / communication; }
};

/// A plan as an execution graph: equal ranks and equal layers folded, micro-batches one by one.
/// DagNode 0 is the input, the last one the output.
struct Dag {
  std::string plan;           ///< name of the plan that was compiled
  Mode mode = Mode::training;
  std::string schedule;       ///< `1f1b`
  std::string configuration;  ///< `TP 4 × EP 8 × PP 2 = 64 GPUs (product)`
  std::string device;         ///< `240 TFLOP/s, 1.44 TB/s, …`
  std::uint32_t layers = 0, micro_batches = 1;
  double sequences = 1, sequence_length = 0;  ///< of one micro-batch on one rank
  Placement placement;
  std::vector<RankClass> classes;
  std::vector<Links> variants;
  std::vector<OpBlock> blocks;               ///< those of variant 0, then the same of variant 1, …
  std::vector<DagNode> nodes;
  std::vector<std::uint32_t> dep_begin;  ///< of each node in `deps`, and the end
  std::vector<std::uint32_t> deps;       ///< nodes that must end before it starts; order in a stream too
  std::vector<std::vector<Slot>> order;  ///< by stage: what it does when
  std::vector<StageSummary> stages;
  double makespan = 0;        ///< s, from the input to the output
  double pipeline_time = 0;   ///< the same without gradient reduction and optimizer
  double bubble = 0;          ///< idle share of the pipeline time, all stages
  double exposed = 0;         ///< s on the critical path that are communication
  Overlap overlap;
  double memory_limit = 0;    ///< of one GPU, B; 0: not known
  std::vector<FactId> facts;             ///< what was read
  std::vector<StatedFact> stated;        ///< those of them that stand in the document; from who knows its lines
  std::vector<std::string> assumptions;  ///< what was taken where the plan is silent
  std::vector<std::string> taken;        ///< what was recomputed where the plan is wrong
  std::vector<std::string> remarks;      ///< what the schedule shows of the plan's claims

  std::span<const std::uint32_t> deps_of(std::size_t node) const { return {deps.data() + dep_begin[node], deps.data() + dep_begin[node + 1]}; }
  std::size_t blocks_per_variant() const { return blocks.size() / variants.size(); }
  const OpBlock& block_of(const DagNode& node) const { return blocks[node.block]; }
  const Op& op_of(const DagNode& node) const { return blocks[node.block].ops[node.op]; }
};

/// Keys whose facts give an operation its sizes and its group.
std::vector<std::string_view> keys_of(const Op& op);
/// The stated ones of them: `TP 8 (line 38), heads 16 (line 17)`.
std::string origin_text(const Dag& dag, const Op& op);

/// What a compilation is asked for.
struct DagRequest {
  PlanId plan = 0;
  std::optional<Mode> mode;          ///< else what the document says
  std::uint32_t nodes = 0, gpus_per_node = 0;  ///< of `--hardware NAME:8x16`; 0: what the document says
};

/// A DAG, or what is missing for one.
struct Compilation {
  std::optional<Dag> dag;
  std::vector<std::string> missing;      ///< names of keys, or sentences
  std::vector<DagProblem> problems;      ///< of the DAG that was built; it is not to be used then
};
Compilation compile_dag(const FactBase& facts, const Vocabulary& vocabulary, const DagRequest& request);

/// The plan of a document that a DAG is made of: the first that has degrees of its own, `main` before others.
PlanId plan_to_compile(const FactBase& facts, const Vocabulary& vocabulary);

/// Whether a finding is an error about a fact that a DAG depends on.
bool shapes_dag(const Finding& finding, const FactBase& facts, const Vocabulary& vocabulary);
/// The facts with the recomputed values in the place of those that `findings` blame. `taken` says what was taken.
FactBase accept_recomputed(FactBase facts, PlanId plan, std::span<const Finding> findings, const Vocabulary& vocabulary, std::vector<std::string>& taken);

/// The nine conditions of a sound DAG; see docs/dag.md.
std::vector<DagProblem> verify(const Dag& dag);

}  // namespace stratlint
