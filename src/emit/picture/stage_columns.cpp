#include "emit/picture/stage_columns.h"

#include <algorithm>

namespace stratlint::picture {

namespace {

using Signature = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Signature signature_of(const Dag& dag, std::uint32_t stage) {
  Signature out;
  for (const LayerRun& run : dag.stages[stage].runs) out.emplace_back(*run.forward, run.count);
  for (const RankClass& ranks : dag.classes) out.emplace_back(ranks.variant[stage], 0);
  return out;
}

}  // namespace

std::vector<StageColumn> fold_stages(const Dag& dag) {
  const std::uint32_t stages = dag.placement.stages;
  std::vector<StageColumn> columns;
  if (stages <= most_columns) {
    for (std::uint32_t stage = 0; stage < stages; ++stage) columns.push_back({stage, 1, true});
    return columns;
  }
  std::vector<Signature> signatures;
  for (std::uint32_t stage = 0; stage < stages; ++stage) {
    Signature signature = signature_of(dag, stage);
    const bool inner = stage > 1 && stage + 1 < stages;
    if (inner && signature == signatures.back()) ++columns.back().count;
    else columns.push_back({stage, 1, true});
    signatures.push_back(std::move(signature));
  }
  if (columns.size() > most_columns) columns = {{0, 1, true}, {1, stages - 2, false}, {stages - 1, 1, true}};
  return columns;
}

std::vector<StageSection> sections_of(const Dag& dag, std::uint32_t stage) {
  std::vector<StageSection> out;
  for (const LayerRun& run : dag.stages[stage].runs) {
    auto found = std::find_if(out.begin(), out.end(), [&](const StageSection& section) { return section.forward == *run.forward; });
    if (found == out.end()) found = out.insert(out.end(), {*run.forward, run.recompute, run.backward, 0, {}});
    found->layers += run.count;
    if (run.count > 0) found->runs.emplace_back(run.first, run.count);
  }
  return out;
}

std::uint16_t slowest_class(const Dag& dag, std::uint32_t stage) {
  std::uint16_t slowest = 0;
  double longest = -1;
  for (std::uint16_t c = 0; c < dag.classes.size(); ++c) {
    const std::size_t offset = dag.classes[c].variant[stage] * dag.blocks_per_variant();
    double time = 0;
    for (const LayerRun& run : dag.stages[stage].runs) time += dag.blocks[offset + *run.forward].duration() * std::max(1u, run.count);
    if (time > longest) {
      longest = time;
      slowest = c;
    }
  }
  return slowest;
}

StageNodes nodes_of(const Dag& dag, std::uint32_t stage, std::uint16_t rank_class) {
  StageNodes out;
  for (std::size_t id = 1; id + 1 < dag.nodes.size(); ++id) {
    const DagNode& node = dag.nodes[id];
    if (node.stage != stage || node.rank_class != rank_class) continue;
    const OpKind kind = dag.op_of(node).kind;
    const Pass pass = dag.block_of(node).pass;
    if (kind == OpKind::receive && pass == Pass::forward) out.receive = node.block;
    if (kind == OpKind::send) (pass == Pass::forward ? out.send : out.send_gradients) = node.block;
    if (pass == Pass::step) out.step = node.block;
    if (node.critical) out.critical.emplace(node.block, node.op);
  }
  return out;
}

}  // namespace stratlint::picture
