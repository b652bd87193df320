#pragma once

#include <span>

#include "rules/kinds.h"
#include "rules/rule_syntax.h"

namespace stratlint {

/// What the names of a rule may mean.
struct Names {
  const Vocabulary& vocabulary;
  std::span<const ComputedKey> computed;
};

/// Looks up the names in the expressions of one rule, and gives every node its type.
/// Moves the nodes from the syntax to the rule; what is wrong goes to `problems`.
class ExpressionChecker {
 public:
  ExpressionChecker(const Names& names, const Kind& kind, RuleSyntax& syntax, Rule& rule, Problems& problems);

  /// Checks the tree of a node. No type: something in it is wrong, and reported.
  std::optional<Type> check(std::uint32_t root);
  /// Makes the next `let` of the syntax known to what is checked after it.
  void declare_let();
  /// The inputs that a checked tree may ask for, as bits.
  std::uint64_t inputs_of(std::uint32_t root) const { return rule_.nodes[root].uses; }
  /// Notes every `let` that nothing used.
  void report_unused_lets();
  KeyId find_key(Word name);

 private:
  using Result = std::optional<Type>;

  // Names: check_expression.cpp
  Result check_node(std::uint32_t self);
  Result name(std::uint32_t self);
  Result unknown_name(Word name);
  Result computed(std::uint32_t self, std::string_view name);
  Result key(std::uint32_t self, Rule::Input::Kind kind);
  Result total(std::uint32_t self);
  Result size(std::uint32_t self);
  void ask(std::uint32_t self, Rule::Input input);

  // Types: check_types.cpp. The types of the children are known.
  Result unary(const Expr& node);
  Result binary(const Expr& node);
  Result power(const Expr& node);
  Result comparison(const Expr& node);
  Result call(const Expr& node);
  Result conditional(const Expr& node);
  Result any(std::uint32_t self);
  Result same(const Expr& node, std::uint32_t left, std::uint32_t right, std::string_view action);
  bool known_value(std::uint32_t string, std::uint32_t other);
  Result mismatch(Span span, std::string message, std::uint32_t left, std::uint32_t right);
  Result wrong(std::uint32_t node, std::string_view expected);

  const Names& names_;
  const Kind& kind_;
  RuleSyntax& syntax_;
  Rule& rule_;
  Problems& problems_;
  std::vector<Result> types_;
  std::vector<bool> let_used_;
};

Type type_of(const Key& key);

/// `bytes`, `a plain number`, `a condition`.
std::string describe(const Type& type);

}  // namespace stratlint
