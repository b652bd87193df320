#include "check/candidate.h"

#include <algorithm>

namespace stratlint {

bool matches_pattern(const std::vector<std::string>& patterns, const Key* key) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    if (pattern == "any") return true;
    if (key == nullptr) return false;
    if (pattern.ends_with("*")) return key->name.starts_with(pattern.substr(0, pattern.size() - 1));
    return key->name == pattern;
  });
}

Candidate make_candidate(const Scene& scene, const Rule& rule, PlanId plan, Span primary, const Variables& variables) {
  Candidate c;
  c.rule = &rule;
  c.plan = plan;
  const Texts texts = scene.evaluator.texts(rule, plan, variables);
  Finding& f = c.finding;
  f.rule = rule.id;
  f.severity = rule.severity;
  f.plan = scene.facts().plans[plan].name;
  f.message = texts.message;
  f.primary = primary;
  f.primary_label = texts.primary;
  f.help = texts.help;
  f.derivation = texts.derivation;
  f.notes = texts.notes;
  for (const auto& label : texts.labels) f.related.push_back({scene.facts().facts[label.fact].span, label.text});
  f.claimed = Amount{std::string(scene.source().text(primary)), variables.claimed.value, unit_name(variables.claimed.dimension, variables.claimed.count)};
  f.recomputed = Amount{to_text(variables.recomputed), variables.recomputed.value, unit_name(variables.recomputed.dimension, variables.recomputed.count)};
  c.claimed = variables.claimed.value;
  c.recomputed = variables.recomputed.value;
  return c;
}

}  // namespace stratlint
