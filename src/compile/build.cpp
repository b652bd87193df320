#include "compile/build.h"

#include <algorithm>
#include <array>
#include <map>

namespace stratlint::compile {

namespace {

constexpr std::uint32_t none = 0xffffffff;

/// Appends the nodes of one rank after the other; an edge may point to a node that comes later.
class Builder {
 public:
  Builder(Dag& dag, const BlockTable& table) : dag_(dag), table_(table), per_variant_(static_cast<std::uint32_t>(dag.blocks_per_variant())) {}

  void build() {
    add_end(table_.input);
    for (std::uint16_t rank_class = 0; rank_class < dag_.classes.size(); ++rank_class)
      for (std::uint16_t stage = 0; stage < dag_.placement.stages; ++stage) add_rank(rank_class, stage);
    connect_transfers();
    if (dag_.classes.size() > 1) join_classes();
    const std::uint32_t output = add_end(table_.output);
    std::vector<bool> used(dag_.nodes.size());
    for (const auto& before : deps_)
      for (const std::uint32_t node : before) used[node] = true;
    for (std::uint32_t node = 0; node < output; ++node)
      if (!used[node]) deps_[output].push_back(node);
    for (std::uint32_t node = 1; node < output; ++node)
      if (deps_[node].empty()) deps_[node].push_back(0);
    store();
  }

 private:
  struct Transfer {
    std::uint32_t part, micro_batch;  ///< part: chunk × stages + stage that sends
    std::uint16_t rank_class;
    bool backward;
    auto operator<=>(const Transfer&) const = default;
  };
  /// Where a rank is in its program.
  struct Cursor {
    std::uint16_t rank_class, stage;
    std::array<std::uint32_t, stream_count> last;  ///< node of each stream
    std::uint32_t end = none;                      ///< what the next block takes as its input
  };

  std::uint32_t add_end(std::uint32_t block) {
    DagNode node;
    node.block = block;
    return add(node, {});
  }

  std::uint32_t add(DagNode node, std::vector<std::uint32_t> deps) {
    const Op& op = dag_.op_of(node);
    node.duration = op.time * std::max(1u, node.layers);
    dag_.nodes.push_back(node);
    std::sort(deps.begin(), deps.end());
    deps.erase(std::unique(deps.begin(), deps.end()), deps.end());
    deps_.push_back(std::move(deps));
    return static_cast<std::uint32_t>(dag_.nodes.size() - 1);
  }

  /// The operations of a block, after those of each stream that were there before.
  void add_block(Cursor& cursor, std::uint32_t block, Slot slot, std::uint32_t first_layer, std::uint32_t layers, std::uint32_t also = none) {
    const std::uint32_t variant = dag_.classes[cursor.rank_class].variant[cursor.stage];
    DagNode node;
    node.block = variant * per_variant_ + block;
    node.rank_class = cursor.rank_class;
    node.stage = cursor.stage;
    node.chunk = slot.chunk;
    node.micro_batch = slot.micro_batch;
    node.first_layer = first_layer;
    node.layers = layers;
    const std::uint32_t input = cursor.end, base = static_cast<std::uint32_t>(dag_.nodes.size());
    const auto& ops = dag_.blocks[node.block].ops;
    for (std::uint16_t op = 0; op < ops.size(); ++op) {
      node.op = op;
      std::vector<std::uint32_t> deps;
      for (const std::uint16_t before : ops[op].after) {
        if (before != block_input) deps.push_back(base + before);
        else if (input != none) deps.push_back(input);
        if (before == block_input && also != none) deps.push_back(also);
      }
      std::uint32_t& last = cursor.last[static_cast<std::size_t>(ops[op].stream)];
      if (last != none) deps.push_back(last);
      last = add(node, std::move(deps));
      cursor.end = last;
    }
  }

  void add_rank(std::uint16_t rank_class, std::uint16_t stage) {
    const std::uint32_t stages = dag_.placement.stages, parts = stages * dag_.placement.chunks;
    const StageSummary& layers = dag_.stages[stage];
    begin_.push_back(static_cast<std::uint32_t>(dag_.nodes.size()));
    Cursor cursor{rank_class, stage, {}, none};
    cursor.last.fill(none);
    std::vector<std::uint32_t> forward_end(static_cast<std::size_t>(dag_.placement.chunks) * dag_.micro_batches, none);
    for (const Slot& slot : dag_.order[stage]) {
      const std::uint32_t part = slot.chunk * stages + stage;
      const bool backward = slot.pass == Pass::backward;
      std::uint32_t& kept = forward_end[static_cast<std::size_t>(slot.chunk) * dag_.micro_batches + slot.micro_batch];
      cursor.end = none;
      if (backward ? part + 1 < parts : part > 0) {
        add_block(cursor, backward ? table_.receive_backward : table_.receive_forward, slot, 0, 0);
        receives_.emplace_back(Transfer{backward ? part + 1 : part - 1, slot.micro_batch, rank_class, backward}, cursor.end);
      }
      const std::uint32_t begin = layers.chunk_begin[slot.chunk], end = layers.chunk_begin[slot.chunk + 1];
      for (std::uint32_t i = begin; i < end; ++i) {
        const LayerRun& run = layers.runs[backward ? begin + end - 1 - i : i];
        const std::uint32_t also = backward && i == begin ? kept : none;
        if (!backward) {
          add_block(cursor, *run.forward, slot, run.first, run.count);
        } else if (run.recompute) {
          add_block(cursor, *run.recompute, slot, run.first, run.count, also);
          add_block(cursor, *run.backward, slot, run.first, run.count);
        } else {
          add_block(cursor, *run.backward, slot, run.first, run.count, also);
        }
      }
      if (!backward) kept = cursor.end;
      if (backward ? part > 0 : part + 1 < parts) {
        const std::uint32_t result = cursor.end;
        add_block(cursor, backward ? table_.send_backward : table_.send_forward, slot, 0, 0);
        sends_.emplace(Transfer{part, slot.micro_batch, rank_class, backward}, cursor.end);
        cursor.end = result;
      }
    }
    if (!table_.step.empty()) add_block(cursor, table_.step[stage], {}, 0, 0);
  }

  void connect_transfers() {
    for (const auto& [transfer, node] : receives_)
      if (const auto send = sends_.find(transfer); send != sends_.end()) deps_[node].push_back(send->second);
  }

  /// A collective whose group has ranks of several classes starts when all of them are ready.
  void join_classes() {
    const Placement& placement = dag_.placement;
    const std::size_t count = dag_.classes.size();
    std::vector<std::uint16_t> class_of(placement.stage_size());
    for (std::uint16_t c = 0; c < count; ++c)
      for (const RankSet& set : dag_.classes[c].positions)
        for (std::uint32_t i = 0; i < set.size; ++i) class_of[set.first + i * set.stride] = c;
    std::array<std::vector<bool>, group_kind_count> joined;
    for (std::size_t kind = 0; kind < group_kind_count; ++kind) {
      joined[kind].assign(count * count, false);
      if (static_cast<GroupKind>(kind) == GroupKind::pipeline) continue;
      for (std::uint32_t position = 0; position < placement.stage_size(); ++position)
        joined[kind][class_of[placement.groups[kind].of(position).first] * count + class_of[position]] = true;
    }
    const auto own = deps_;
    const std::uint32_t stages = placement.stages;
    for (std::uint32_t id = 1; id < dag_.nodes.size(); ++id) {
      const DagNode& node = dag_.nodes[id];
      if (dag_.op_of(node).kind != OpKind::collective) continue;
      const auto& together = joined[static_cast<std::size_t>(dag_.op_of(node).group)];
      const std::uint32_t offset = id - begin_[node.rank_class * stages + node.stage];
      for (std::size_t other = 0; other < count; ++other) {
        if (other == node.rank_class) continue;
        if (!together[node.rank_class * count + other] && !together[other * count + node.rank_class]) continue;
        const auto& twin = own[begin_[other * stages + node.stage] + offset];
        deps_[id].insert(deps_[id].end(), twin.begin(), twin.end());
      }
    }
  }

  void store() {
    dag_.dep_begin.assign(1, 0);
    for (auto& deps : deps_) {
      dag_.deps.insert(dag_.deps.end(), deps.begin(), deps.end());
      dag_.dep_begin.push_back(static_cast<std::uint32_t>(dag_.deps.size()));
    }
  }

  Dag& dag_;
  const BlockTable& table_;
  const std::uint32_t per_variant_;
  std::vector<std::vector<std::uint32_t>> deps_;
  std::vector<std::uint32_t> begin_;  ///< first node of each class and stage
  std::map<Transfer, std::uint32_t> sends_;
  std::vector<std::pair<Transfer, std::uint32_t>> receives_;
};

}  // namespace

void build_nodes(Dag& dag, const BlockTable& table) {
  Builder(dag, table).build();
}

std::size_t count_nodes(const Dag& dag, const BlockTable& table) {
  const auto ops = [&](std::optional<std::uint32_t> block) { return block ? dag.blocks[*block].ops.size() : 0; };
  std::size_t count = 2;
  for (std::uint32_t stage = 0; stage < dag.placement.stages; ++stage) {
    std::size_t pass = 4 * dag.placement.chunks;
    for (const LayerRun& run : dag.stages[stage].runs) pass += ops(run.forward) + ops(run.recompute) + ops(run.backward);
    count += dag.classes.size() * (pass * dag.micro_batches + (table.step.empty() ? 0 : ops(table.step[stage])));
  }
  return count;
}

}  // namespace stratlint::compile
