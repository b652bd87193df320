#include "stratlint/check.h"

#include <algorithm>

#include "check/candidate.h"

namespace stratlint {

namespace {

/// More findings than this in one file are a broken file; the rest is counted, not shown.
constexpr std::size_t most_candidates = 10'000;

}  // namespace

Verdict check(const Reading& reading, const RuleSet& rules) {
  Verdict verdict;
  verdict.limits = reading.document->limits;
  verdict.limits.insert(verdict.limits.end(), reading.extraction->limits.begin(), reading.extraction->limits.end());
  Evaluator evaluator(*reading.facts, rules.vocabulary, *reading.source);
  std::vector<Candidate> found;
  const Scene scene{reading, rules, evaluator, found};
  match_formulas(scene, verdict.skipped);
  match_equations(scene);
  match_comparisons(scene);
  match_groups(scene);
  match_pairs(scene);
  match_same_facts(scene);
  if (found.size() > most_candidates) {
    verdict.limits.push_back("only the first " + std::to_string(most_candidates) + " of " + std::to_string(found.size()) + " findings are shown");
    found.resize(most_candidates);
  }
  verdict.findings = merge_by_cause(scene, std::move(found));
  return verdict;
}

}  // namespace stratlint
