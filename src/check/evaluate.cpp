#include "check/evaluate.h"

#include <algorithm>
#include <new>

namespace stratlint {

namespace {

using Kind = Expr::Kind;
using Op = Expr::Op;

constexpr std::size_t usual_nodes = 256;  ///< of a rule; growing would move what is there

/// What an operator gives for operands of which one is not known.
Value unknown(const Value& a, const Value& b) {
  Value out;
  const bool missing = a.state == Value::State::missing || b.state == Value::State::missing;
  out.state = missing ? Value::State::missing : Value::State::inapplicable;
  // Only what is lacking counts: the inputs of a known operand are not missing.
  if (a.state == out.state) out.inputs |= a.inputs;
  if (b.state == out.state) out.inputs |= b.inputs;
  return out;
}

Value combine_known(Op op, const Value& a, const Value& b) {
  Value out = apply_binary(op, a, b);
  out.inputs = a.inputs | b.inputs;
  return out;
}

/// Whether one operand of a condition says what the whole is worth.
bool decides(Op op, const Value& operand) {
  return operand.known() && operand.exact() && operand.value == (op == Op::logical_or ? 1 : 0);
}

Value combine(Op op, const Value& a, const Value& b) {
  if (op == Op::logical_and || op == Op::logical_or) {
    for (const Value* operand : {&a, &b})
      if (decides(op, *operand) && !(a.known() && b.known())) return *operand;
  }
  return a.known() && b.known() ? combine_known(op, a, b) : unknown(a, b);
}

}  // namespace

Evaluator::Evaluator(const FactBase& facts, const Vocabulary& vocabulary, const SourceFile& source)
    : facts_(facts), vocabulary_(vocabulary), source_(source), inputs_(facts, vocabulary) {
  slots_.reserve(Rule::max_inputs);
  values_.reserve(usual_nodes);
  known_.reserve(usual_nodes);
}

const Value& Evaluator::evaluate(std::uint32_t root) {
  // Children stand before parents: one pass. Both arms of an `if` are evaluated, one is taken.
  for (std::uint32_t node = rule_->nodes[root].first; node <= root;) {
    const Expr& expression = rule_->nodes[node];
    if (expression.arm != 0 && !all_arms_) {
      const Rule::ArmTree& arm = rule_->arm_trees[expression.arm - 1];
      if (slots_[arm.input].chosen != arm.number) {
        node = arm.last + 1;
        continue;
      }
    }
    new (&values_[node]) Value(evaluate_node(expression));  // made in place: a copy would wait for all of its parts
    if (expression.decides <= root && !all_arms_) node = last_decided(node, root);
    ++node;
  }
  return values_[root];
}

/// The outermost condition, up to `root`, that a node decides as the left operand; their right operands are passed over.
std::uint32_t Evaluator::last_decided(std::uint32_t node, std::uint32_t root) {
  for (std::uint32_t whole = rule_->nodes[node].decides; whole <= root && decides(rule_->nodes[whole].op, values_[node]);
       whole = rule_->nodes[node].decides) {
    values_[whole] = values_[node];
    node = whole;
  }
  return node;
}

const Value& Evaluator::value_of(std::uint32_t root) {
  if (!known_[root]) {
    evaluate(root);
    known_[root] = true;
  }
  return values_[root];
}

void Evaluator::forget(std::uint64_t inputs) {
  const auto stale = [&](std::uint32_t root) {
    if ((rule_->nodes[root].uses & inputs) != 0) known_[root] = false;
  };
  for (const Rule::Let& let : rule_->lets) stale(let.node);
  for (const std::uint32_t when : rule_->when) stale(when);
  if (rule_->require != no_node) stale(rule_->require);
}

Value Evaluator::evaluate_node(const Expr& node) {
  const auto child = [&](std::size_t i) -> const Value& { return values_[node.children[i]]; };
  switch (node.kind) {
    case Kind::number:
      return exact_value(node.value, node.type.dimension);
    case Kind::boolean: {
      Value value = exact_value(node.value);
      value.kind = Type::Kind::boolean;
      return value;
    }
    case Kind::string:
      return name_value(rule_->texts[node.index]);
    case Kind::key:
    case Kind::scoped:
    case Kind::stated:
    case Kind::computed:
      return read_input(node.index);
    case Kind::local:
      return value_of(rule_->lets[node.index].node);
    case Kind::variable:
      return variable(node.index);
    case Kind::margin:
      return exact_value(rule_->margin);
    case Kind::binary:
      return combine(node.op, child(0), child(1));
    case Kind::call:
      if (node.op == Op::size) return size_value(read_input(node.index));
      if (node.children[0] == no_node) return read_input(node.index);
      if (node.children[1] != no_node) return combine(node.op, child(0), child(1));
      [[fallthrough]];
    case Kind::unary: {
      Value out = child(0).known() ? apply_unary(node.op, child(0)) : child(0);
      out.inputs = child(0).inputs;
      return out;
    }
    case Kind::conditional: {
      if (!child(0).known()) return child(0);
      Value out = choose(child(0), child(1), child(2));
      if (out.known()) out.inputs |= child(0).inputs;
      return out;
    }
    case Kind::any:
      return read_any(node);
  }
  return {};
}

Value Evaluator::variable(std::uint32_t index) const {
  if (index == 0) return variables_.claimed;
  if (index == 1) return variables_.recomputed;
  return variables_.amounts.empty() ? name_value(variables_.expression) : variables_.amounts[index - 2];
}

Value Evaluator::read_input(std::uint32_t number) {
  const Slot& slot = this->slot(number);
  Value value;
  if (slot.options.empty()) {
    value.state = Value::State::missing;
  } else {
    const Option& option = slot.options[slot.chosen];
    value = binary_ ? option.binary : option.decimal;
  }
  value.inputs = std::uint64_t{1} << number;
  return value;
}

Value Evaluator::read_any(const Expr& node) const {
  const Rule::Arm& arm = rule_->arms_of(node)[slots_[node.index].chosen];
  Value value = values_[arm.value];
  if (arm.when == no_node) return value;
  const Value& when = values_[arm.when];
  if (!when.known()) return when;
  if (!when.may_hold()) value.state = Value::State::inapplicable;
  if (value.known()) value.inputs |= when.inputs;
  return value;
}

}  // namespace stratlint
