#pragma once

#include <optional>

#include "rules/problems.h"
#include "stratlint/rule.h"

namespace stratlint {

/// A rule as its file writes it: names are not looked up yet, texts are views of the file.
/// In `nodes`, a name of any sort (key, computed key, `let`, variable) is an Expr of kind `key`; the index of names
/// and strings is into `names`.
struct RuleSyntax {
  Word id, kind, severity, subject, judge;
  bool each_candidate = false, unless_worked = false;
  std::optional<Scope> judged_scope;
  std::string doc;

  std::vector<Expr> nodes;
  std::vector<Word> names;
  std::vector<Rule::Arm> arms;
  struct Let {
    Word name;
    std::uint32_t node = 0;
  };
  std::vector<Let> lets;
  std::vector<std::uint32_t> when;
  std::uint32_t require = no_node, recomputed = no_node, margin = no_node;
  std::vector<Word> operands, results, keys, given, beside, between, without;
  std::vector<std::vector<Word>> amounts, words;

  Template message, primary, help;
  std::vector<Template> derivation, notes;
  struct KeyLabel {
    Word key;
    Template text;
  };
  std::vector<KeyLabel> labels;

  std::vector<Word> fields;   ///< the word of every field, in order
  std::vector<Span> formula;  ///< of lets and require, in order
};

/// Parses one rule file. Nothing if the syntax is wrong; what is wrong went to `problems`.
std::optional<RuleSyntax> parse_rule(std::string_view bytes, Problems& problems);

}  // namespace stratlint
