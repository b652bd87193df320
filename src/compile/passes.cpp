#include <algorithm>
#include <array>

#include "compile/blocks.h"

namespace stratlint {

double OpBlock::duration() const {
  std::vector<double> end(ops.size());
  double longest = 0;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    for (const std::uint16_t before : ops[i].after)
      if (before != block_input) end[i] = std::max(end[i], end[before]);
    end[i] += ops[i].time;
    longest = std::max(longest, end[i]);
  }
  return longest;
}

}  // namespace stratlint

namespace stratlint::compile {

namespace {

/// Operations in an order that can be executed, some of which the pass leaves out: what would wait for these waits for what they wait for.
struct PassGraph {
  struct Step {
    const Op* op = nullptr;  ///< null: left out
    std::vector<std::uint16_t> after;
  };
  std::vector<Step> steps;

  OpBlock block(std::string name, Pass pass) const {
    OpBlock out{std::move(name), pass, {}};
    std::vector<std::vector<std::uint16_t>> results(steps.size());  // of each step: the operations that stand for it
    for (std::size_t i = 0; i < steps.size(); ++i) {
      std::vector<std::uint16_t> after;
      for (const std::uint16_t before : steps[i].after) {
        if (before == block_input) after.push_back(block_input);
        else after.insert(after.end(), results[before].begin(), results[before].end());
      }
      std::sort(after.begin(), after.end());
      after.erase(std::unique(after.begin(), after.end()), after.end());
      if (steps[i].op == nullptr) {
        results[i] = std::move(after);
        continue;
      }
      Op op = *steps[i].op;
      op.after = std::move(after);
      op.gated_by = op.gated_by == block_input || results[op.gated_by].empty() ? block_input : results[op.gated_by].front();
      results[i] = {static_cast<std::uint16_t>(out.ops.size())};
      out.ops.push_back(std::move(op));
    }
    return out;
  }
};

constexpr std::array<std::string_view, 3> attention_core{"scores", "softmax", "attend"};

}  // namespace

OpBlock forward_block(const OpPairs& pairs, std::string name) {
  PassGraph graph;
  for (const OpPair& pair : pairs) graph.steps.push_back({pair.in_forward ? &pair.forward : nullptr, pair.forward.after});
  return graph.block(std::move(name), Pass::forward);
}

OpBlock backward_block(const OpPairs& pairs, std::string name) {
  const auto count = static_cast<std::uint16_t>(pairs.size());
  const auto mirrored = [&](std::size_t i) { return static_cast<std::uint16_t>(count - 1 - i); };
  PassGraph graph;
  graph.steps.resize(count);
  for (std::uint16_t i = 0; i < count; ++i) {
    graph.steps[mirrored(i)].op = pairs[i].in_backward ? &pairs[i].backward : nullptr;
    for (const std::uint16_t before : pairs[i].forward.after)
      graph.steps[before == block_input ? mirrored(0) : mirrored(before)].after.push_back(mirrored(i));
  }
  for (std::uint16_t i = 0; i < count; ++i) {
    auto& after = graph.steps[i].after;
    std::erase(after, i);
    if (after.empty()) after.push_back(block_input);
  }
  return graph.block(std::move(name), Pass::backward);
}

OpBlock recompute_block(const OpPairs& pairs, std::string name, cost::Recompute recompute) {
  PassGraph graph;
  for (const OpPair& pair : pairs) {
    const bool core = std::find(attention_core.begin(), attention_core.end(), pair.forward.name) != attention_core.end();
    const bool again = recompute == cost::Recompute::full || (recompute == cost::Recompute::selective && core);
    graph.steps.push_back({pair.in_forward && again ? &pair.forward : nullptr, pair.forward.after});
  }
  OpBlock block = graph.block(std::move(name), Pass::recompute);
  for (Op& op : block.ops) op.name += "_again";
  return block;
}

}  // namespace stratlint::compile
