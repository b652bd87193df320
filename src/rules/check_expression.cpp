#include "rules/check_expression.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "rules/names.h"

namespace stratlint {

namespace {

constexpr std::string_view computed_prefix = "computed.";

}  // namespace

Type type_of(const Key& key) {
  if (key.type == ValueType::boolean) return {Type::Kind::boolean, {}};
  if (key.type == ValueType::name) return {Type::Kind::name, {}};
  return {Type::Kind::number, key.dimension};
}

ExpressionChecker::ExpressionChecker(const Names& names, const Kind& kind, RuleSyntax& syntax, Rule& rule,
                                     Problems& problems)
    : names_(names), kind_(kind), syntax_(syntax), rule_(rule), problems_(problems) {
  rule_.nodes = syntax.nodes;  // a copy has the size that it needs, and there are many rules
  rule_.arms = std::move(syntax.arms);
  types_.resize(rule_.nodes.size());
  let_used_.reserve(syntax.lets.size());
}

std::optional<Type> ExpressionChecker::check(std::uint32_t root) {
  for (std::uint32_t node = rule_.nodes[root].first; node <= root; ++node) {
    types_[node] = check_node(node);
    if (types_[node]) rule_.nodes[node].type = *types_[node];
  }
  return types_[root];
}

ExpressionChecker::Result ExpressionChecker::check_node(std::uint32_t self) {
  Expr& node = rule_.nodes[self];
  for (const std::uint32_t child : node.children) {
    if (child == no_node || node.kind == Expr::Kind::any) break;
    rule_.nodes[self].uses |= rule_.nodes[child].uses;
    if (!types_[child]) return std::nullopt;
  }
  switch (node.kind) {
    case Expr::Kind::number:
      return node.type;
    case Expr::Kind::boolean:
      return Type{Type::Kind::boolean, {}};
    case Expr::Kind::string:
      rule_.texts.emplace_back(syntax_.names[node.index].text);
      node.index = static_cast<std::uint32_t>(rule_.texts.size() - 1);
      return Type{Type::Kind::name, {}};
    case Expr::Kind::key:
      return name(self);
    case Expr::Kind::scoped:
      return key(self, node.role == Role::requirement ? Rule::Input::Kind::requirement : Rule::Input::Kind::claim);
    case Expr::Kind::stated:
      if (!key(self, Rule::Input::Kind::stated)) return std::nullopt;
      return Type{Type::Kind::boolean, {}};
    case Expr::Kind::unary:
      return unary(node);
    case Expr::Kind::binary:
      return binary(node);
    case Expr::Kind::call:
      return node.children[0] == no_node ? total(self) : call(node);
    case Expr::Kind::conditional:
      return conditional(node);
    case Expr::Kind::any:
      return any(self);
    case Expr::Kind::computed:
    case Expr::Kind::local:
    case Expr::Kind::variable:
    case Expr::Kind::margin:
      break;  // the parser writes names
  }
  return std::nullopt;
}

ExpressionChecker::Result ExpressionChecker::name(std::uint32_t self) {
  Expr& node = rule_.nodes[self];
  const std::string_view text = syntax_.names[node.index].text;
  if (text.starts_with(computed_prefix)) return computed(self, text.substr(computed_prefix.size()));
  if (text == "margin") {
    node.kind = Expr::Kind::margin;
    if (syntax_.margin != no_node) return Type{};
    problems_.error(node.span, "the rule has no margin", "not set", "add a field like `margin 5%`");
    return std::nullopt;
  }
  const auto visible = rule_.lets.rbegin();
  const auto let = std::find_if(visible, rule_.lets.rend(), [&](const Rule::Let& l) { return l.name == text; });
  if (let != rule_.lets.rend()) {
    node.kind = Expr::Kind::local;
    node.index = static_cast<std::uint32_t>(rule_.lets.rend() - let - 1);
    let_used_[node.index] = true;
    rule_.nodes[self].uses = rule_.nodes[let->node].uses;
    return types_[let->node];
  }
  const auto variable =
      std::find_if(kind_.variables.begin(), kind_.variables.end(), [&](const Variable& v) { return v.name == text; });
  if (variable != kind_.variables.end()) {
    node.kind = Expr::Kind::variable;
    node.index = static_cast<std::uint32_t>(variable - kind_.variables.begin());
    return variable->type;
  }
  const auto amount = std::find_if(rule_.amounts.begin(), rule_.amounts.end(), [&](const Rule::Amount& a) { return a.name == text; });
  if (amount != rule_.amounts.end()) {
    node.kind = Expr::Kind::variable;
    node.index = static_cast<std::uint32_t>(kind_.variables.size() + static_cast<std::size_t>(amount - rule_.amounts.begin()));
    return Type{Type::Kind::number, dimension_of(amount->kind)};
  }
  if (text.find('.') != std::string::npos || names_.vocabulary.find_key(text) != no_key)
    return key(self, Rule::Input::Kind::claim);
  return unknown_name({text, node.span});
}

ExpressionChecker::Result ExpressionChecker::unknown_name(Word name) {
  std::vector<std::string_view> known;
  std::string_view near;
  for (const Rule::Let& let : rule_.lets) known.push_back(let.name);
  for (const Variable& variable : kind_.variables) known.push_back(variable.name);
  for (const Rule::Amount& amount : rule_.amounts) known.push_back(amount.name);
  for (const Key& key : names_.vocabulary.keys()) {
    const std::size_t dot = key.name.find('.');
    if (dot == std::string::npos)
      known.push_back(key.name);
    else if (std::string_view(key.name).substr(dot + 1) == name.text)
      near = key.name;
  }
  if (near.empty()) near = nearest(name.text, known);
  problems_.error(name.span, fmt::format("unknown name `{}`", name.text), "neither a key nor a `let` above",
                  near.empty() ? "" : fmt::format("did you mean `{}`?", near));
  return std::nullopt;
}

ExpressionChecker::Result ExpressionChecker::computed(std::uint32_t self, std::string_view name) {
  Expr& node = rule_.nodes[self];
  node.kind = Expr::Kind::computed;
  const auto found = std::find_if(names_.computed.begin(), names_.computed.end(),
                                  [&](const ComputedKey& known) { return known.name == name; });
  if (found == names_.computed.end()) {
    std::vector<std::string_view> known;
    for (const ComputedKey& k : names_.computed) known.push_back(k.name);
    const std::string_view near = nearest(name, known);
    problems_.error(node.span, fmt::format("unknown computed key `{}`", name), "cannot be computed",
                    near.empty() ? "" : fmt::format("did you mean `computed.{}`?", near));
    return std::nullopt;
  }
  ask(self, {Rule::Input::Kind::computed, no_key, {}, self, std::string(name)});
  return Type{Type::Kind::number, found->dimension};
}

KeyId ExpressionChecker::find_key(Word name) {
  const KeyId id = names_.vocabulary.find_key(name.text);
  if (id != no_key) return id;
  std::vector<std::string_view> known;
  for (const Key& key : names_.vocabulary.keys()) known.push_back(key.name);
  problems_.error(name.span, fmt::format("unknown key `{}`", name.text), "not in the vocabulary",
                  suggest(name.text, known));
  return no_key;
}

ExpressionChecker::Result ExpressionChecker::key(std::uint32_t self, Rule::Input::Kind kind) {
  Expr& node = rule_.nodes[self];
  node.key = find_key(syntax_.names[node.index]);
  if (node.key == no_key) return std::nullopt;
  ask(self, {kind, node.key, node.scope, self, {}});
  return type_of(names_.vocabulary.key(node.key));
}

ExpressionChecker::Result ExpressionChecker::total(std::uint32_t self) {
  const Expr& node = rule_.nodes[self];
  if (node.op == Expr::Op::size) return size(self);
  using Kind = Rule::Input::Kind;
  const Kind kind = node.op == Expr::Op::count ? Kind::count : node.op == Expr::Op::distinct ? Kind::distinct : node.op == Expr::Op::variants ? Kind::variants : Kind::sum;
  const bool counts = kind != Kind::sum;
  const Result type = key(self, kind);
  if (!type) return type;
  if (counts) return Type{};
  if (type->kind == Type::Kind::number) return type;
  problems_.error(node.span, fmt::format("cannot sum `{}`", names_.vocabulary.key(node.key).name),
                  fmt::format("this is {}", describe(*type)));
  return std::nullopt;
}

ExpressionChecker::Result ExpressionChecker::size(std::uint32_t self) {
  const Result type = key(self, Rule::Input::Kind::claim);
  if (!type) return type;
  const Expr& node = rule_.nodes[self];
  const Key& key = names_.vocabulary.key(node.key);
  if (type->kind == Type::Kind::name && !key.dimension.none()) return Type{Type::Kind::number, key.dimension};
  problems_.error(node.span, fmt::format("the values of `{}` have no size", key.name),
                  fmt::format("this is {}", describe(*type)));
  return std::nullopt;
}

void ExpressionChecker::ask(std::uint32_t self, Rule::Input input) {
  const auto same = [&](const Rule::Input& known) {
    return known.kind == input.kind && known.kind != Rule::Input::Kind::any && known.key == input.key &&
           known.scope == input.scope && known.computed == input.computed;
  };
  const auto found = std::find_if(rule_.inputs.begin(), rule_.inputs.end(), same);
  const auto number = static_cast<std::size_t>(found - rule_.inputs.begin());
  if (found == rule_.inputs.end()) {
    if (rule_.inputs.size() == Rule::max_inputs) {
      problems_.error(rule_.nodes[self].span, fmt::format("a rule may ask for {} values at most", Rule::max_inputs),
                      "one too many");
      return;
    }
    rule_.inputs.push_back(std::move(input));
  }
  rule_.nodes[self].index = static_cast<std::uint32_t>(number);
  rule_.nodes[self].uses |= std::uint64_t{1} << number;
}

void ExpressionChecker::declare_let() {
  const RuleSyntax::Let& let = syntax_.lets[rule_.lets.size()];
  const Word name = let.name;
  const auto known = [&](const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& entry) { return entry.name == name.text; });
  };
  if (known(rule_.lets)) problems_.error(name.span, fmt::format("`{}` is set twice", name.text), "here again");
  if (known(kind_.variables) || known(rule_.amounts) || name.text == "margin" || names_.vocabulary.find_key(name.text) != no_key)
    problems_.error(name.span, fmt::format("`{}` has a meaning already", name.text), "needs another name");
  rule_.lets.push_back({std::string(name.text), let.node});
  let_used_.push_back(false);
}

void ExpressionChecker::report_unused_lets() {
  for (std::size_t i = 0; i < let_used_.size(); ++i) {
    if (let_used_[i]) continue;
    const Word name = syntax_.lets[i].name;
    problems_.note(name.span, fmt::format("`{}` is not used", name.text), "set here");
  }
}

}  // namespace stratlint
