#include <fmt/format.h>

#include <iterator>

#include "emit/json_value.h"
#include "emit/plain_text.h"
#include "emit/rule_text.h"
#include "stratlint/emit.h"

namespace stratlint {

std::string emit_rules_json(const RuleSet& rules) {
  Json out = Json::array();
  for (const Rule& rule : rules.rules) {
    out.push_back({{"id", rule.id},
                   {"group", rule.group()},
                   {"severity", name(rule.severity)},
                   {"kind", kind_name(rule.kind)},
                   {"title", rule_title(rule)},
                   {"doc", rule_doc(rule)},
                   {"formula", rule_formula(rule)},
                   {"bad", rule.bad},
                   {"bad_expected", rule.bad_expected},
                   {"good", rule.good},
                   {"suppression", suppression_hint(rule)},
                   {"url", rule_url(rule.id)}});
  }
  const Json all = {{"schema_version", 1}, {"tool", {{"name", "stratlint"}, {"version", STRATLINT_VERSION}}}, {"rules", std::move(out)}};
  return json_text(all) + "\n";
}

std::string emit_rules_markdown(const RuleSet& rules) {
  std::string out = "# The rules\n\nMade by `stratlint rules --format markdown`. `stratlint explain ID` prints one of them.\n\n| rule | severity | what it finds |\n|---|---|---|\n";
  for (const Rule& rule : rules.rules) {
    std::string anchor = rule.id;
    std::erase(anchor, '/');
    fmt::format_to(std::back_inserter(out), "| [{}](#{}) | {} | {} |\n", rule.id, anchor, name(rule.severity), rule_title(rule));
  }
  for (const Rule& rule : rules.rules) fmt::format_to(std::back_inserter(out), "\n## {}\n\n*{}*\n\n{}", rule.id, name(rule.severity), rule_markdown(rule));
  return out;
}

}  // namespace stratlint
