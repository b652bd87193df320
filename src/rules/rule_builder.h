#pragma once

#include "rules/rule_syntax.h"

namespace stratlint {

/// Puts a rule together while its file is parsed: a stack of operands, and the text that is being read.
class RuleBuilder {
 public:
  explicit RuleBuilder(RuleSyntax& syntax) : syntax_(syntax) { syntax.nodes.reserve(128); }

  // Expressions: operands are pushed as they are read and popped by the node that they become part of.
  void number(Word text);
  void unit(const Unit& unit);
  void percent() { syntax_.nodes.back().value /= 100; }
  void string(Word text);
  void boolean(Word text);
  void name(Word text);
  void sign(Word text) { signs_.push_back(text); }
  /// The last two operands, joined by the last sign or by a given one.
  void signed_pair();
  void pair(Expr::Kind kind, Expr::Op op);
  void unary(Expr::Op op, Span whole);
  void open_call(Word text);
  /// `min(a, b, c)` is `min(min(a, b), c)`.
  void next_argument();
  void call(Span whole);
  void conditional(Span whole);
  void open_any() { marks_.push_back(arms_.size()); }
  void arm(Word name);
  void arm_value() { arms_.back().value = pop(); }
  void arm_when() { arms_.back().when = pop(); }
  void any(Span whole);
  void key_function(Word text) {
    function_ = text;
    scope_.reset();
  }
  void key_argument(Word key) { argument_ = key; }
  void per_scope(Scope scope) { scope_ = scope; }
  void key_call(Span whole);
  void parenthesised(Span whole) { syntax_.nodes[operands_.back()].span = whole; }

  // Texts.
  void literal(Word text);
  void escape(Word text);
  void hole_unit(Word unit) { unit_ = unit; }
  void hole();
  void long_doc(Word text);
  void short_doc(Word text);

  // Fields: what a field holds is kept until its end tells which one it was.
  void id(Word text) { syntax_.id = text; }
  void each_candidate() { syntax_.each_candidate = true; }
  void unless_worked() { syntax_.unless_worked = true; }
  void judged_scope(Scope scope) { syntax_.judged_scope = scope; }
  void word(Word text) { word_ = text; }
  void pattern(Word text) { patterns_.push_back(text); }
  void end_field(Word name);

 private:
  std::uint32_t pop();
  Template take_template();
  std::vector<Word> take_patterns();
  /// Pops the expression of a field whose text `explain` shows.
  std::uint32_t formula(Word field);
  Expr& push(Expr::Kind kind, Span span);
  Expr& push_name(Expr::Kind kind, Word text);
  /// Gives the node on top the operands below it.
  void adopt(std::size_t count);

  RuleSyntax& syntax_;
  std::vector<std::uint32_t> operands_;
  std::vector<std::size_t> marks_;  ///< how many arguments open calls have, where the arms of open `any` start
  std::vector<Word> signs_;         ///< of operations and calls that are still open
  std::vector<Rule::Arm> arms_;
  Word function_, argument_, word_, unit_;
  std::uint32_t call_end_ = 0;  ///< of the last call of a key
  std::optional<Scope> scope_;
  Template template_;
  std::vector<Word> patterns_;
};

/// The text of a quoted string with its escapes resolved.
std::string unescape(std::string_view text);

}  // namespace stratlint
