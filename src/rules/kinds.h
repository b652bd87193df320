#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "stratlint/rule.h"

namespace stratlint {

/// A name that the matcher of a kind gives to `when`, `let` and texts.
struct Variable {
  std::string_view name;
  Type type;
};

struct Subject {
  std::string_view name;
  Rule::Subject subject;
};

/// One row per rule kind: the place to look for what a kind offers.
struct Kind {
  std::string_view name;  ///< as rule files write it
  RuleKind kind;
  std::span<const Variable> variables;
  std::span<const std::string_view> fields;  ///< beside those that every kind has
  std::span<const Subject> subjects;         ///< what `subject` may say, the usual one first
};

std::span<const Kind> kinds();
const Kind& kind_of(RuleKind kind);
const Kind* find_kind(std::string_view name);

/// Every field of the language, for suggestions.
std::vector<std::string_view> field_names();
/// Whether rules of a kind have a field.
bool belongs(std::string_view field, const Kind& kind);
/// Fields that may be given several times.
bool repeatable(std::string_view field);

}  // namespace stratlint
