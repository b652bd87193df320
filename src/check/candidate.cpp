#include "check/candidate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stratlint {

bool matches_pattern(const std::vector<std::string>& patterns, const Key* key) {
  return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
    if (pattern == "any") return true;
    if (key == nullptr) return false;
    if (pattern.ends_with("*")) return key->name.starts_with(pattern.substr(0, pattern.size() - 1));
    return key->name == pattern;
  });
}

std::string printed_like(double value, const Quantity& printed, std::string_view lexeme) {
  const std::size_t start = lexeme.find_first_of("0123456789");
  std::size_t end = start == std::string_view::npos ? 0 : lexeme.find_first_not_of("0123456789.,", start);
  if (end == std::string_view::npos) end = lexeme.size();
  const double number = value / printed.factor;
  const double half = (printed.high - printed.low) / 2 / printed.factor;
  // Whole numbers and ranges keep the general form; decimals get one digit more than the claim shows.
  int decimals = -1;
  if (!printed.range && printed.bound == Bound::none && half > 0 && std::abs(number) < 1e6)
    for (decimals = 1; decimals < 6 && 0.5 * std::pow(10.0, 1 - decimals) > half * 1.001;) ++decimals;
  const bool vanishes = decimals >= 0 && std::abs(number) < std::pow(10.0, 1 - decimals);
  if (start == std::string_view::npos || vanishes || std::abs(number) >= 1e6)
    return format_value(value, printed.dimension, printed.count, printed.percent);
  std::string digits = decimals >= 0 ? fmt::format("{:.{}f}", number, decimals) : format_value(number, {});
  while (decimals > 0 && digits.find('.') != std::string::npos && (digits.back() == '0' || digits.back() == '.')) {
    const bool point = digits.back() == '.';
    digits.pop_back();
    if (point) break;
  }
  std::string_view unit = lexeme.substr(end);
  while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
  return digits + (unit.empty() ? "" : " " + std::string(unit));
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
