#include "rules/needed_keys.h"

#include <algorithm>

namespace stratlint {

namespace {

using Kind = Expr::Kind;
using Op = Expr::Op;

/// Bit sets of the inputs that must be there for a tree to be known: true, or false. The same for trees that are no condition.
struct Needs {
  std::uint64_t holds = 0, fails = 0;

  std::uint64_t known() const { return holds & fails; }
  static Needs both(std::uint64_t inputs) { return {inputs, inputs}; }
};

class NeedsOfRule {
 public:
  NeedsOfRule(const Rule& rule, const Vocabulary& vocabulary) : rule_(rule), vocabulary_(vocabulary), needs_(rule.nodes.size()) {
    for (const Rule::Let& let : rule.lets) work_out(let.node);
    for (const std::uint32_t when : rule.when) work_out(when);
    work_out(rule.require);
  }

  /// Every `when` must hold and `require` must fail.
  std::uint64_t accusing() const {
    std::uint64_t inputs = needs_[rule_.require].fails;
    for (const std::uint32_t when : rule_.when) inputs |= needs_[when].holds;
    return inputs;
  }

 private:
  /// Children stand before parents.
  void work_out(std::uint32_t root) {
    for (std::uint32_t node = rule_.nodes[root].first; node <= root; ++node) needs_[node] = needs(rule_.nodes[node]);
  }

  Needs needs(const Expr& node) const {
    const auto child = [&](std::size_t i) { return needs_[node.children[i]]; };
    switch (node.kind) {
      case Kind::key:
      case Kind::scoped:
        return Needs::both(input(node.index));
      case Kind::local:
        return needs_[rule_.lets[node.index].node];
      case Kind::unary:
        return node.op == Op::logical_not ? Needs{child(0).fails, child(0).holds} : child(0);
      case Kind::call:
        if (node.children[0] == no_node) return Needs::both(input(node.index));
        if (node.children[1] == no_node) return child(0);
        return Needs::both(child(0).known() | child(1).known());
      case Kind::binary:
        // One operand may decide alone.
        if (node.op == Op::logical_and) return {child(0).holds | child(1).holds, child(0).fails & child(1).fails};
        if (node.op == Op::logical_or) return {child(0).holds & child(1).holds, child(0).fails | child(1).fails};
        return Needs::both(child(0).known() | child(1).known());
      case Kind::conditional:
        return {child(0).known() | (child(1).holds & child(2).holds), child(0).known() | (child(1).fails & child(2).fails)};
      case Kind::any:
        return needs_of_any(node);
      default:
        return {};
    }
  }

  Needs needs_of_any(const Expr& node) const {
    Needs all = Needs::both(~std::uint64_t{0});
    for (const Rule::Arm& arm : rule_.arms_of(node)) {
      const std::uint64_t condition = arm.when == no_node ? 0 : needs_[arm.when].holds;
      all.holds &= needs_[arm.value].holds | condition;
      all.fails &= needs_[arm.value].fails | condition;
    }
    return all;
  }

  std::uint64_t input(std::uint32_t number) const {
    const Rule::Input& input = rule_.inputs[number];
    const bool assumed = input.kind == Rule::Input::Kind::claim && vocabulary_.key(input.key).assumed;
    const bool may_lack = (input.kind == Rule::Input::Kind::claim && !assumed) || input.kind == Rule::Input::Kind::sum;
    return may_lack ? std::uint64_t{1} << number : 0;
  }

  const Rule& rule_;
  const Vocabulary& vocabulary_;
  std::vector<Needs> needs_;  ///< by node
};

}  // namespace

std::vector<KeyId> needed_keys(const Rule& rule, const Vocabulary& vocabulary) {
  std::vector<KeyId> keys;
  if (rule.require == no_node) return keys;
  const std::uint64_t inputs = NeedsOfRule(rule, vocabulary).accusing();
  for (std::size_t i = 0; i < rule.inputs.size(); ++i) {
    const KeyId key = rule.inputs[i].key;
    const bool needed = (inputs >> i & 1) != 0 && key != no_key;
    if (needed && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  return keys;
}

}  // namespace stratlint
