#include "stratlint/check.h"

#include "check/candidate.h"

namespace stratlint {

Verdict check(const Reading& reading, const RuleSet& rules) {
  Verdict verdict;
  verdict.limits = reading.document->limits;
  const auto add_limits = [&](const std::vector<std::string>& limits) {
    verdict.limits.insert(verdict.limits.end(), limits.begin(), limits.end());
  };
  add_limits(reading.extraction->limits);
  add_limits(reading.facts->limits);
  Evaluator evaluator(*reading.facts, rules.vocabulary, *reading.source);
  Found found;
  const Scene scene{reading, rules, evaluator, found};
  match_formulas(scene, verdict.skipped);
  match_equations(scene);
  match_comparisons(scene);
  match_groups(scene);
  match_pairs(scene);
  match_same_facts(scene);
  add_limits(found.limits);
  if (found.count > Found::most)
    verdict.limits.push_back("only the first " + std::to_string(Found::most) + " of " + std::to_string(found.count) + " findings are shown");
  verdict.findings = merge_by_cause(scene, std::move(found.candidates));
  return verdict;
}

}  // namespace stratlint
