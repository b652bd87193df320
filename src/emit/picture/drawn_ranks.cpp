#include "emit/picture/drawn_ranks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace stratlint::picture {

namespace {

std::uint16_t class_of(const Dag& dag, std::uint32_t position) {
  for (std::uint16_t c = 0; c < dag.classes.size(); ++c)
    for (const RankSet& set : dag.classes[c].positions)
      if (position >= set.first && position <= set.last() && (position - set.first) % set.stride == 0) return c;
  return 0;
}

bool same_instance(const DagNode& a, const DagNode& b) {
  return a.block == b.block && a.micro_batch == b.micro_batch && a.chunk == b.chunk && a.first_layer == b.first_layer && a.layers == b.layers;
}

}  // namespace

std::vector<DrawnRank> drawn_ranks(const Dag& dag, const PictureRequest& request, std::string& refusal) {
  std::vector<DrawnRank> out;
  for (const std::uint32_t rank : request.ranks) {
    if (rank >= dag.placement.world) {
      refusal = fmt::format("there is no GPU {}: they are 0 to {}", rank, dag.placement.world - 1);
      return {};
    }
    DrawnRank program{rank, dag.placement.stage_of(rank), 0, {}};
    program.rank_class = class_of(dag, rank % dag.placement.stage_size());
    for (std::uint32_t id = 1; id + 1 < dag.nodes.size(); ++id) {
      const DagNode& node = dag.nodes[id];
      if (node.stage != program.stage || node.rank_class != program.rank_class) continue;
      if (request.micro_batches == 0 || node.micro_batch < request.micro_batches) program.nodes.push_back(id);
    }
    out.push_back(std::move(program));
  }
  return out;
}

bool needs_result(const Dag& dag, const DagNode& node, const DagNode& before) {
  const auto& after = dag.op_of(node).after;
  const std::uint16_t wanted = same_instance(node, before) ? before.op : block_input;
  return std::find(after.begin(), after.end(), wanted) != after.end();
}

std::vector<std::vector<std::uint32_t>> rows_of(const Dag& dag, const std::vector<DrawnRank>& programs) {
  // One program a stage is enough: its ranks do the same.
  std::map<std::uint32_t, const DrawnRank*> by_stage;
  for (const DrawnRank& program : programs) by_stage.emplace(program.stage, &program);
  std::map<std::uint32_t, std::vector<std::uint32_t>> rows;
  for (const auto& [stage, program] : by_stage) rows[stage].resize(program->nodes.size());
  struct Send {
    std::uint32_t stage;
    std::size_t index;
  };
  const auto part_of = [&](const DagNode& node) { return node.chunk * dag.placement.stages + node.stage; };
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, Send> sends;
  for (const auto& [stage, program] : by_stage)
    for (std::size_t i = 0; i < program->nodes.size(); ++i) {
      const DagNode& node = dag.nodes[program->nodes[i]];
      if (dag.op_of(node).kind == OpKind::send) sends[{part_of(node), node.micro_batch, dag.block_of(node).pass == Pass::backward}] = {stage, i};
    }
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [stage, program] : by_stage) {
      std::uint32_t next = 0;
      for (std::size_t i = 0; i < program->nodes.size(); ++i, ++next) {
        const DagNode& node = dag.nodes[program->nodes[i]];
        if (dag.op_of(node).kind == OpKind::receive) {
          const bool backward = dag.block_of(node).pass == Pass::backward;
          const auto send = sends.find({backward ? part_of(node) + 1 : part_of(node) - 1, node.micro_batch, backward});
          if (send != sends.end()) next = std::max(next, rows[send->second.stage][send->second.index] + 1);
        }
        if (rows[stage][i] < next) {
          rows[stage][i] = next;
          changed = true;
        }
        next = rows[stage][i];
      }
    }
  }
  std::vector<std::vector<std::uint32_t>> out;
  for (const DrawnRank& program : programs) out.push_back(rows[program.stage]);
  return out;
}

}  // namespace stratlint::picture
