#include <fmt/format.h>

#include "emit/dag/rank_walk.h"
#include "emit/json_value.h"

namespace stratlint {

namespace {

/// What is the same for an operation on every rank, as the middle of its line.
std::string fixed_part(const Dag& dag, std::size_t block, const Op& op) {
  const std::size_t variant = block / dag.blocks_per_variant();
  Json out = {{"op", op.name}, {"kind", name(op.kind)}, {"block", dag.blocks[block].name}, {"pass", name(dag.blocks[block].pass)}, {"stream", name(op.stream)}};
  if (op.collective != Collective::none) out["collective"] = name(op.collective);
  if (op.group != GroupKind::none) {
    const auto kind = static_cast<std::size_t>(op.group);
    out["group"] = name(op.group);
    out["group_size"] = dag.placement.groups[kind].size;
    out["group_stride"] = dag.placement.groups[kind].stride;
    out["link"] = name(dag.variants[variant][kind]);
  }
  out["input"] = op.input;
  out["output"] = op.output;
  out["flops"] = json_number(op.flops);
  out["bytes"] = json_number(op.bytes);
  out["time_ns"] = json_number(op.time * 1e9);
  const std::string text = json_text(out);
  return text.substr(1, text.size() - 2);
}

std::vector<std::vector<std::string>> fixed_parts(const Dag& dag) {
  std::vector<std::vector<std::string>> out(dag.blocks.size());
  for (std::size_t block = 0; block < dag.blocks.size(); ++block)
    for (const Op& op : dag.blocks[block].ops) out[block].push_back(fixed_part(dag, block, op));
  return out;
}

}  // namespace

void emit_dag_json_lines(const Dag& dag, RankRange ranks, const Sink& sink) {
  const auto [first, last] = within(dag, ranks);
  const std::vector<RankProgram> programs = rank_programs(dag);
  const RankNumbers numbers(dag, programs);
  const auto fixed = fixed_parts(dag);
  const Placement& placement = dag.placement;
  SinkBuffer out(sink);
  out << "{\"id\":0,\"op\":\"input\",\"kind\":\"input\",\"deps\":[]}\n";
  std::vector<std::uint16_t> variants;
  for (std::uint32_t rank = first; rank <= last; ++rank) {
    const std::uint32_t stage = placement.stage_of(rank), position = rank % placement.stage_size();
    if (variants.empty() || position == 0) variants = variants_of_stage(dag, stage);
    const std::size_t offset = variants[position] * dag.blocks_per_variant();
    const RankProgram& program = programs[stage];
    const std::uint64_t base = numbers.of(rank, 0);
    for (std::uint32_t i = 0; i < program.ops.size(); ++i) {
      const RankOp& op = program.ops[i];
      out << "{\"id\":" << base + i << ",\"rank\":" << rank << ",\"stage\":" << stage << ",\"micro_batch\":" << op.micro_batch << ",";
      if (op.layer >= 0) out << "\"layer\":" << static_cast<std::uint64_t>(op.layer) << ",";
      out << fixed[offset + op.block][op.op] << ",\"deps\":[";
      const char* separator = "";
      for (std::uint32_t dep = op.dep_begin; dep < op.dep_end; ++dep) {
        out << separator << (program.deps[dep] == from_input ? 0 : base + program.deps[dep]);
        separator = ",";
      }
      if (op.peer_stage >= 0) out << separator << numbers.of(peer_rank(placement, rank, op.peer_stage), op.peer_op);
      out << "]}\n";
      if (!out.next()) return;
    }
  }
  out << "{\"id\":" << numbers.output() << ",\"op\":\"output\",\"kind\":\"output\",\"deps\":[";
  const char* separator = "";
  for (std::uint32_t rank = first; rank <= last; ++rank)
    for (const std::uint32_t result : programs[placement.stage_of(rank)].results) {
      out << separator << numbers.of(rank, result);
      separator = ",";
    }
  out << "]}\n";
}

}  // namespace stratlint
