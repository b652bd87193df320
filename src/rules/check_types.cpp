#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/suggest.h"
#include "rules/check_expression.h"

namespace stratlint {

namespace {

using Op = Expr::Op;

bool is_number(const Type& type) {
  return type.kind == Type::Kind::number;
}
bool is_condition(const Type& type) {
  return type.kind == Type::Kind::boolean;
}

/// The type that stands for both, if they fit.
std::optional<Type> join(const Type& a, const Type& b) {
  if (a.kind != b.kind) return std::nullopt;
  if (a.any_dimension) return b;
  if (b.any_dimension || a == b) return a;
  return std::nullopt;
}

constexpr Type condition{Type::Kind::boolean, {}};

}  // namespace

std::string describe(const Type& type) {
  if (is_condition(type)) return "a condition";
  if (type.kind == Type::Kind::name) return "a name";
  if (type.any_dimension) return "a number";
  if (type.dimension.none()) return "a plain number";
  if (type.dimension == Dimension{1, 0, 0}) return "bytes";
  if (type.dimension == Dimension{0, 0, 1}) return "seconds";
  return unit_name(type.dimension);
}

ExpressionChecker::Result ExpressionChecker::mismatch(Span span, std::string message, std::uint32_t left,
                                                      std::uint32_t right) {
  Finding& finding = problems_.error(span, std::move(message), "");
  for (const std::uint32_t node : {left, right})
    finding.related.push_back({rule_.nodes[node].span, fmt::format("this is {}", describe(*types_[node]))});
  return std::nullopt;
}

ExpressionChecker::Result ExpressionChecker::wrong(std::uint32_t node, std::string_view expected) {
  problems_.error(rule_.nodes[node].span, fmt::format("expected {}", expected),
                  fmt::format("this is {}", describe(*types_[node])));
  return std::nullopt;
}

ExpressionChecker::Result ExpressionChecker::same(const Expr& node, std::uint32_t left, std::uint32_t right,
                                                  std::string_view action) {
  if (!is_number(*types_[left])) return wrong(left, "a number");
  if (!is_number(*types_[right])) return wrong(right, "a number");
  if (const Result type = join(*types_[left], *types_[right])) return type;
  return mismatch(node.span,
                  fmt::format("cannot {} {} and {}", action, describe(*types_[left]), describe(*types_[right])), left,
                  right);
}

ExpressionChecker::Result ExpressionChecker::unary(const Expr& node) {
  const std::uint32_t child = node.children[0];
  if (node.op == Op::logical_not) return is_condition(*types_[child]) ? types_[child] : wrong(child, "a condition");
  return is_number(*types_[child]) ? types_[child] : wrong(child, "a number");
}

ExpressionChecker::Result ExpressionChecker::binary(const Expr& node) {
  const std::uint32_t left = node.children[0], right = node.children[1];
  const Type a = *types_[left], b = *types_[right];
  switch (node.op) {
    case Op::logical_and:
    case Op::logical_or:
      if (!is_condition(a)) return wrong(left, "a condition");
      return is_condition(b) ? Result(b) : wrong(right, "a condition");
    case Op::add:
      return same(node, left, right, "add");
    case Op::subtract:
      return same(node, left, right, "subtract");
    case Op::modulo:
      return same(node, left, right, "take the remainder of");
    case Op::multiply:
    case Op::divide:
      if (!is_number(a)) return wrong(left, "a number");
      if (!is_number(b)) return wrong(right, "a number");
      if (a.any_dimension || b.any_dimension) return Type{Type::Kind::number, {}, true};
      return Type{Type::Kind::number, node.op == Op::multiply ? a.dimension + b.dimension : a.dimension - b.dimension};
    case Op::power:
      return power(node);
    case Op::divides:
      if (!is_number(a) || !a.dimension.none()) return wrong(left, "a plain number");
      return is_number(b) && b.dimension.none() ? Result(condition) : wrong(right, "a plain number");
    default:
      return comparison(node);
  }
}

ExpressionChecker::Result ExpressionChecker::power(const Expr& node) {
  const std::uint32_t left = node.children[0], right = node.children[1];
  const Type base = *types_[left];
  if (!is_number(base)) return wrong(left, "a number");
  if (!is_number(*types_[right]) || !types_[right]->dimension.none()) return wrong(right, "a plain number");
  if (base.any_dimension || base.dimension.none()) return base;
  const Expr& exponent = rule_.nodes[right];
  constexpr double highest = 9;
  if (exponent.kind != Expr::Kind::number || exponent.value != std::floor(exponent.value) || exponent.value > highest)
    return wrong(right, fmt::format("a whole number as the exponent of {}", describe(base)));
  Type type{Type::Kind::number, {}};
  for (int i = 0; i < static_cast<int>(exponent.value); ++i) type.dimension = type.dimension + base.dimension;
  return type;
}

ExpressionChecker::Result ExpressionChecker::comparison(const Expr& node) {
  const std::uint32_t left = node.children[0], right = node.children[1];
  const Type a = *types_[left], b = *types_[right];
  const bool equality = node.op == Op::equal || node.op == Op::not_equal;
  if (a.kind != b.kind || !join(a, b))
    return mismatch(node.span, fmt::format("cannot compare {} with {}", describe(a), describe(b)), left, right);
  if (!is_number(a) && !equality) return wrong(left, "a number: conditions and names are only equal or not");
  if (a.kind == Type::Kind::name && !(known_value(left, right) && known_value(right, left))) return std::nullopt;
  return condition;
}

/// A string that is compared with a key must be one of the key's values.
bool ExpressionChecker::known_value(std::uint32_t string, std::uint32_t other) {
  const KeyId key = rule_.nodes[other].key;
  const Expr& literal = rule_.nodes[string];
  if (literal.kind != Expr::Kind::string || key == no_key) return true;
  const std::string& text = rule_.texts[literal.index];
  std::vector<std::string_view> known;
  for (const NamedValue& named : names_.vocabulary.named_values()) {
    if (named.key == key) known.push_back(names_.vocabulary.values()[named.value]);
  }
  if (std::find(known.begin(), known.end(), text) != known.end()) return true;
  problems_.error(literal.span, fmt::format("`{}` is never \"{}\"", names_.vocabulary.key(key).name, text),
                  "no value of this key", suggest(text, known));
  return false;
}

ExpressionChecker::Result ExpressionChecker::call(const Expr& node) {
  const std::uint32_t first = node.children[0], second = node.children[1];
  if (second != no_node) return same(node, first, second, "compare");
  return is_number(*types_[first]) ? types_[first] : wrong(first, "a number");
}

ExpressionChecker::Result ExpressionChecker::conditional(const Expr& node) {
  const std::uint32_t test = node.children[0], left = node.children[1], right = node.children[2];
  if (!is_condition(*types_[test])) return wrong(test, "a condition");
  if (const Result type = join(*types_[left], *types_[right])) return type;
  return mismatch(
      node.span,
      fmt::format("`if` gives {} or {}, which never fit together", describe(*types_[left]), describe(*types_[right])),
      left, right);
}

ExpressionChecker::Result ExpressionChecker::any(std::uint32_t self) {
  Result type;
  const std::span<const Rule::Arm> arms = rule_.arms_of(rule_.nodes[self]);
  for (const Rule::Arm& arm : arms) {
    rule_.nodes[self].uses |= rule_.nodes[arm.value].uses;
    if (!types_[arm.value]) return std::nullopt;
    if (arm.when != no_node) {
      rule_.nodes[self].uses |= rule_.nodes[arm.when].uses;
      if (!types_[arm.when]) return std::nullopt;
      if (!is_condition(*types_[arm.when])) return wrong(arm.when, "a condition");
    }
    const Result joined = type ? join(*type, *types_[arm.value]) : types_[arm.value];
    if (!joined) {
      return mismatch(rule_.nodes[arm.value].span,
                      fmt::format("the readings are {} and {}", describe(*type), describe(*types_[arm.value])),
                      arms.front().value, arm.value);
    }
    type = joined;
  }
  ask(self, {Rule::Input::Kind::any, no_key, {}, self, {}});
  return type;
}

}  // namespace stratlint
