#include <fmt/format.h>

#include "emit/dag/rank_walk.h"

namespace stratlint {

namespace {

const char* shape_of(OpKind kind) {
  switch (kind) {
    case OpKind::collective:
    case OpKind::send:
    case OpKind::receive:
      return "ellipse";
    case OpKind::route:
    case OpKind::aggregate:
      return "parallelogram";
    default:
      return "box";
  }
}

/// Writes the exact graph in two rounds over the ranks: nodes in their clusters, then edges, so that none of them is kept.
class DotWriter {
 public:
  DotWriter(const Dag& dag, RankRange ranks, const Sink& sink) : dag_(dag), placement_(dag.placement), ranks_(within(dag, ranks)), programs_(rank_programs(dag)), out_(sink) {}

  void write() {
    out_ << "strict digraph plan {\n node [shape=box];\n input [shape=box, label=\"input\"];\n output [shape=box, label=\"output\"];\n";
    for (std::uint32_t stage = placement_.stage_of(ranks_.first); stage <= placement_.stage_of(ranks_.last); ++stage) write_stage(stage);
    for (std::uint32_t rank = ranks_.first; rank <= ranks_.last && out_.next(); ++rank) write_edges(rank);
    out_ << "}\n";
  }

 private:
  /// Ranks of a stage that are drawn.
  RankRange drawn(std::uint32_t stage) const {
    const std::uint32_t first = stage * placement_.stage_size();
    return {std::max(first, ranks_.first), std::min(first + placement_.stage_size() - 1, ranks_.last)};
  }

  void write_stage(std::uint32_t stage) {
    const RankRange ranks = drawn(stage);
    const auto variants = variants_of_stage(dag_, stage);
    out_ << " subgraph cluster_stage" << stage << " { label=\"stage " << stage << "\";\n";
    for (std::uint32_t rank = ranks.first; rank <= ranks.last;) {
      const std::uint32_t node = placement_.node_of(rank);
      out_ << "  subgraph cluster_stage" << stage << "_node" << node << " { label=\"node " << node << "\";\n";
      for (; rank <= ranks.last && placement_.node_of(rank) == node; ++rank) {
        out_ << "   subgraph cluster_gpu" << rank << " { label=\"GPU " << rank << "\";\n";
        write_nodes(rank, variants[rank % placement_.stage_size()], false);
        out_ << "   }\n";
        if (!out_.next()) return;
      }
      out_ << "  }\n";
    }
    for (std::uint32_t rank = ranks.first; rank <= ranks.last && out_.next(); ++rank) write_nodes(rank, variants[rank % placement_.stage_size()], true);
    out_ << " }\n";
  }

  const Op& op_of(const RankOp& op, std::size_t variant = 0) const { return dag_.blocks[variant * dag_.blocks_per_variant() + op.block].ops[op.op]; }

  /// The rank whose name a collective has: the first of its group that is drawn.
  std::uint32_t speaker(const Op& op, std::uint32_t rank) const {
    const RankSet group = placement_.groups[static_cast<std::size_t>(op.group)].of(rank);
    if (group.first >= ranks_.first) return group.first;
    return group.first + (ranks_.first - group.first + group.stride - 1) / group.stride * group.stride;
  }

  /// Operations of one rank, or the collectives that it speaks for.
  void write_nodes(std::uint32_t rank, std::size_t variant, bool collectives) {
    const RankProgram& program = programs_[placement_.stage_of(rank)];
    for (std::uint32_t i = 0; i < program.ops.size(); ++i) {
      const Op& op = op_of(program.ops[i], variant);
      if ((op.kind == OpKind::collective) != collectives || (collectives && speaker(op, rank) != rank)) continue;
      const RankOp& at = program.ops[i];
      write_name(rank, i);
      out_ << " [shape=" << shape_of(op.kind) << ", label=\"" << op.title;
      if (at.layer >= 0) out_ << "\\nlayer " << static_cast<std::uint64_t>(at.layer);
      if (dag_.blocks[at.block].pass != Pass::step) out_ << ", micro-batch " << at.micro_batch;
      if (collectives) out_ << "\\nGPUs " << ranks_text(placement_.groups[static_cast<std::size_t>(op.group)].of(rank));
      else out_ << "\\nGPU " << rank;
      if (!op.input.empty()) out_ << "\\nin " << op.input << "\\nout " << op.output;
      out_ << "\"];\n";
    }
  }

  void write_name(std::uint32_t rank, std::uint32_t op) { out_ << "  r" << rank << "_" << op; }
  void write_end(std::uint32_t rank, std::uint32_t op) {
    const Op& what = op_of(programs_[placement_.stage_of(rank)].ops[op]);
    write_name(what.kind == OpKind::collective ? speaker(what, rank) : rank, op);
  }
  void write_edge(std::uint32_t from_rank, std::uint32_t from, std::uint32_t rank, std::uint32_t to, bool gate = false) {
    write_end(from_rank, from);
    out_ << " ->";
    write_end(rank, to);
    out_ << (gate ? " [style=dashed];\n" : ";\n");
  }

  void write_edges(std::uint32_t rank) {
    const std::uint32_t stage = placement_.stage_of(rank);
    const RankProgram& program = programs_[stage];
    for (std::uint32_t i = 0; i < program.ops.size(); ++i) {
      const RankOp& at = program.ops[i];
      const Op& op = op_of(at);
      for (std::uint32_t dep = at.dep_begin; dep < at.dep_end; ++dep) {
        const std::uint32_t from = program.deps[dep];
        if (from == from_input) {
          out_ << "  input ->";
          write_end(rank, i);
          out_ << ";\n";
        } else {
          write_edge(rank, from, rank, i, op.gated_by != block_input && from + at.op == i + op.gated_by);
        }
      }
      if (op.kind == OpKind::send) write_send(rank, i);
      if (at.peer_stage < 0) continue;
      const std::uint32_t peer = peer_rank(placement_, rank, at.peer_stage);
      if (peer >= ranks_.first && peer <= ranks_.last) {
        write_edge(peer, at.peer_op, rank, i);
      } else {  // from a rank that is not drawn
        out_ << "  input ->";
        write_end(rank, i);
        out_ << " [style=dotted];\n";
      }
    }
    for (const std::uint32_t result : program.results) {
      write_end(rank, result);
      out_ << " -> output;\n";
    }
  }

  /// What goes to a rank that is not drawn leaves the picture.
  void write_send(std::uint32_t rank, std::uint32_t op) {
    const RankOp& at = programs_[placement_.stage_of(rank)].ops[op];
    const bool backward = dag_.blocks[at.block].pass == Pass::backward;
    const std::uint32_t stages = placement_.stages, stage = (placement_.stage_of(rank) + (backward ? stages - 1 : 1)) % stages;
    const std::uint32_t peer = peer_rank(placement_, rank, static_cast<std::int32_t>(stage));
    if (peer >= ranks_.first && peer <= ranks_.last) return;
    write_end(rank, op);
    out_ << " -> output [style=dotted];\n";
  }

  const Dag& dag_;
  const Placement& placement_;
  const RankRange ranks_;
  const std::vector<RankProgram> programs_;
  SinkBuffer out_;
};

}  // namespace

void emit_dag_dot(const Dag& dag, RankRange ranks, const Sink& sink) {
  DotWriter(dag, ranks, sink).write();
}

}  // namespace stratlint
