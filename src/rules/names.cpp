#include "rules/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"

namespace stratlint {

namespace {

constexpr std::array<const char*, scope_count> scopes = {"total",      "gpu",    "node", "replica", "stage",
                                                         "layer",      "expert", "head", "token",   "sequence",
                                                         "microbatch", "batch",  "step"};
constexpr std::array<const char*, role_count> roles = {"claim",        "requirement", "superseded",
                                                       "hypothetical", "foreign",     "quoted"};
constexpr std::array<const char*, mark_count> marks = {"total",  "subset", "tick",     "cross",
                                                       "approx", "plan",   "match", "filler", "sum", "link", "preposition", "negation", "part",
                                                       "review", "values", "transfer", "less", "change", "recap", "whole", "most", "least", "objection", "divide", "within", "repeat", "layered", "pending", "even", "instead", "outcome", "partial"};

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<const char*, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

template <class Enum, std::size_t N>
Enum known(const std::array<const char*, N>& names, Word word, std::string_view what) {
  if (const auto found = find<Enum>(names, word.text)) return *found;
  throw SyntaxError{word, fmt::format("unknown {} `{}`", what, word.text),
                    suggest(word.text, {names.begin(), names.end()})};
}

constexpr std::array<const char*, 14> amounts = {"count", "parameters", "share", "bytes", "bandwidth", "bit_rate", "byte_rate", "time", "flops", "flop", "tokens", "token_rate", "sequence_rate", "measure"};

}  // namespace

const char* name(Scope scope) {
  return scopes[static_cast<std::size_t>(scope)];
}
const char* name(Role role) {
  return roles[static_cast<std::size_t>(role)];
}
std::optional<Scope> find_scope(std::string_view name) {
  return find<Scope>(scopes, name);
}
std::optional<Role> find_role(std::string_view name) {
  return find<Role>(roles, name);
}
std::optional<Mark> find_mark(std::string_view name) {
  return find<Mark>(marks, name);
}

Scope known_scope(Word word) {
  return known<Scope>(scopes, word, "scope");
}
Role known_role(Word word) {
  return known<Role>(roles, word, "role");
}
Mark known_mark(Word word) {
  return known<Mark>(marks, word, "mark");
}
Rule::Amount::Kind known_amount(Word word) {
  return known<Rule::Amount::Kind>(amounts, word, "amount");
}

}  // namespace stratlint
