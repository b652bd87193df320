#include "stratlint/rank_program.h"

#include <algorithm>
#include <array>
#include <map>

namespace stratlint {

namespace {

constexpr std::uint32_t none = 0xffffffff;

/// A transfer by what it carries: the part that sends, the micro-batch, the direction.
struct Transfer {
  std::uint32_t part = 0, micro_batch = 0;
  bool backward = false;
  auto operator<=>(const Transfer&) const = default;
};

/// Where the blocks of transfers and steps are: told by their operations, as the DAG itself does.
struct SpecialBlocks {
  std::uint32_t send[2] = {none, none}, receive[2] = {none, none};
  std::vector<std::uint32_t> step;
  explicit SpecialBlocks(const Dag& dag) {
    for (std::uint32_t block = 0; block < dag.blocks_per_variant(); ++block) {
      const OpBlock& b = dag.blocks[block];
      const std::size_t backward = b.pass == Pass::backward;
      if (b.ops.front().kind == OpKind::send) send[backward] = block;
      if (b.ops.front().kind == OpKind::receive) receive[backward] = block;
      if (b.pass == Pass::step && b.ops.front().kind != OpKind::output) step.push_back(block);
    }
  }
};

class ProgramBuilder {
 public:
  ProgramBuilder(const Dag& dag, const SpecialBlocks& special, std::map<Transfer, std::uint32_t>& sends) : dag_(dag), special_(special), sends_(sends) {}

  RankProgram build(std::uint32_t stage) {
    const std::uint32_t stages = dag_.placement.stages, parts = stages * dag_.placement.chunks;
    const StageSummary& layers = dag_.stages[stage];
    std::vector<std::uint32_t> forward_end(static_cast<std::size_t>(dag_.placement.chunks) * dag_.micro_batches, none), ends;
    for (const Slot& slot : dag_.order[stage]) {
      const bool backward = slot.pass == Pass::backward;
      const std::uint32_t part = slot.chunk * stages + stage;
      std::uint32_t& kept = forward_end[static_cast<std::size_t>(slot.chunk) * dag_.micro_batches + slot.micro_batch];
      std::vector<std::uint32_t> input = before_slot();
      if (backward ? part + 1 < parts : part > 0) {
        const Transfer transfer{backward ? part + 1 : part - 1, slot.micro_batch, backward};
        add_block(special_.receive[backward], slot, -1, {});
        program_.ops.back().peer_stage = static_cast<std::int32_t>(transfer.part % stages);
        receives_.emplace_back(static_cast<std::uint32_t>(program_.ops.size() - 1), transfer);
        input.push_back(last());
      }
      if (backward) input.push_back(kept);
      if (!backward && part == 0 && previous_ != none) input.push_back(from_input);
      const std::uint32_t begin = layers.chunk_begin[slot.chunk], end = layers.chunk_begin[slot.chunk + 1];
      for (std::uint32_t i = begin; i < end; ++i) {
        const LayerRun& run = layers.runs[backward ? begin + end - 1 - i : i];
        for (std::uint32_t n = 0; n < std::max(1u, run.count); ++n) {
          const auto layer = run.count == 0 ? -1 : static_cast<std::int32_t>(run.first + (backward ? run.count - 1 - n : n));
          if (backward && run.recompute) input = add_block(*run.recompute, slot, layer, input);
          input = add_block(backward ? *run.backward : *run.forward, slot, layer, input);
        }
      }
      const std::uint32_t result = last();
      if (!backward) kept = result;
      if (backward || special_.step.empty()) ends.push_back(result);
      previous_ = result;
      if (backward ? part > 0 : part + 1 < parts) {
        add_block(special_.send[backward], slot, -1, {result});
        sends_[{part, slot.micro_batch, backward}] = last();
      }
    }
    if (special_.step.empty()) {
      if (stage + 1 == stages) program_.results = ends;
    } else {
      add_block(special_.step[stage], {}, -1, ends);
      program_.results = {last()};
    }
    return std::move(program_);
  }
  const std::vector<std::pair<std::uint32_t, Transfer>>& receives() const { return receives_; }

 private:
  std::uint32_t last() const { return static_cast<std::uint32_t>(program_.ops.size() - 1); }
  /// A slot comes after the one before it; the first one after the input.
  std::vector<std::uint32_t> before_slot() const { return {previous_ == none ? from_input : previous_}; }

  /// Returns what comes after it waits for: its last operation.
  std::vector<std::uint32_t> add_block(std::uint32_t block, Slot slot, std::int32_t layer, const std::vector<std::uint32_t>& input) {
    const auto base = static_cast<std::uint32_t>(program_.ops.size());
    const auto& ops = dag_.blocks[block].ops;
    for (std::uint16_t op = 0; op < ops.size(); ++op) {
      RankOp out{block, op, slot.chunk, slot.micro_batch, layer, -1, 0, static_cast<std::uint32_t>(program_.deps.size()), 0};
      for (const std::uint16_t before : ops[op].after) {
        if (before != block_input) program_.deps.push_back(base + before);
        else program_.deps.insert(program_.deps.end(), input.begin(), input.end());
      }
      out.dep_end = static_cast<std::uint32_t>(program_.deps.size());
      program_.ops.push_back(out);
    }
    return {last()};
  }

  const Dag& dag_;
  const SpecialBlocks& special_;
  std::map<Transfer, std::uint32_t>& sends_;
  RankProgram program_;
  std::uint32_t previous_ = none;
  std::vector<std::pair<std::uint32_t, Transfer>> receives_;
};

}  // namespace

std::size_t longest_program(const Dag& dag) {
  const auto ops = [&](std::optional<std::uint32_t> block) { return block ? dag.blocks[*block].ops.size() : 0; };
  std::size_t longest = 0;
  for (const StageSummary& stage : dag.stages) {
    std::size_t pass = 4 * dag.placement.chunks;
    for (const LayerRun& run : stage.runs) pass += (ops(run.forward) + ops(run.recompute) + ops(run.backward)) * std::max(1u, run.count);
    longest = std::max(longest, pass * dag.micro_batches);
  }
  return longest;
}

std::vector<RankProgram> rank_programs(const Dag& dag) {
  const SpecialBlocks special(dag);
  std::map<Transfer, std::uint32_t> sends;
  std::vector<RankProgram> programs;
  std::vector<std::vector<std::pair<std::uint32_t, Transfer>>> receives;
  for (std::uint32_t stage = 0; stage < dag.placement.stages; ++stage) {
    ProgramBuilder builder(dag, special, sends);
    programs.push_back(builder.build(stage));
    receives.push_back(builder.receives());
  }
  for (std::size_t stage = 0; stage < programs.size(); ++stage)
    for (const auto& [op, transfer] : receives[stage]) programs[stage].ops[op].peer_op = sends.at(transfer);
  return programs;
}

std::vector<std::uint16_t> variants_of_stage(const Dag& dag, std::uint32_t stage) {
  std::vector<std::uint16_t> out(dag.placement.stage_size());
  for (const RankClass& ranks : dag.classes)
    for (const RankSet& set : ranks.positions)
      for (std::uint32_t i = 0; i < set.size; ++i) out[set.first + i * set.stride] = ranks.variant[stage];
  return out;
}

}  // namespace stratlint
