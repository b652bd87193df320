#include "emit/picture/slots.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace stratlint::picture {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

void extend(SlotTime& slot, const DagNode& node) {
  slot.start = std::min(slot.start, node.start);
  slot.end = std::max(slot.end, node.end);
  slot.slack = std::min(slot.slack, node.slack);
  slot.critical = slot.critical || node.critical;
}

}  // namespace

Timeline timeline_of(const Dag& dag) {
  const std::size_t stages = dag.placement.stages;
  Timeline out;
  out.end = dag.makespan;
  out.stages.resize(stages);
  out.steps.assign(stages, {{}, never, 0, never, false});
  std::vector<std::vector<std::size_t>> at(stages);  // chunk, pass and micro-batch to index
  const auto key = [&](std::uint32_t micro_batch, std::uint16_t chunk, bool backward) { return (static_cast<std::size_t>(chunk) * 2 + backward) * dag.micro_batches + micro_batch; };
  for (std::size_t stage = 0; stage < stages; ++stage) {
    at[stage].resize(static_cast<std::size_t>(dag.placement.chunks) * 2 * dag.micro_batches);
    for (const Slot& slot : dag.order[stage]) {
      at[stage][key(slot.micro_batch, slot.chunk, slot.pass == Pass::backward)] = out.stages[stage].size();
      out.stages[stage].push_back({slot, never, 0, never, false});
    }
  }
  for (std::size_t id = 1; id + 1 < dag.nodes.size(); ++id) {
    const DagNode& node = dag.nodes[id];
    const Op& op = dag.op_of(node);
    const Pass pass = dag.block_of(node).pass;
    if (pass == Pass::step) {
      extend(out.steps[node.stage], node);
      continue;
    }
    // Transfers have streams of their own.
    if (op.kind == OpKind::send || op.kind == OpKind::receive) continue;
    extend(out.stages[node.stage][at[node.stage][key(node.micro_batch, node.chunk, pass != Pass::forward)]], node);
  }
  return out;
}

}  // namespace stratlint::picture
