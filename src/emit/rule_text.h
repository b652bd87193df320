#pragma once

#include <string>
#include <string_view>

#include "stratlint/rule.h"

namespace stratlint {

/// Without blanks and line breaks at its ends.
std::string_view trimmed(std::string_view text);

std::string_view kind_name(RuleKind kind);

/// Lines joined with a space, empty ones and indentation left out.
std::string join_lines(std::string_view text);

/// The first sentence of a rule's text.
std::string rule_title(const Rule& rule);
/// The whole text, a line for each paragraph.
std::string rule_doc(const Rule& rule);
/// What the rule asks, as it is written in the rule file.
std::string rule_formula(const Rule& rule);
/// The comment that silences the rule on the line below it.
std::string suppression_hint(const Rule& rule);
/// Text, formula, examples and hint, as Markdown without a heading.
std::string rule_markdown(const Rule& rule);

}  // namespace stratlint
