#include "stratlint/check.h"

#include "check/candidate.h"
#include "check/claim_keys.h"
#include "check/plain_texts.h"
#include "check/propose_fixes.h"

namespace stratlint {

namespace {

/// Before causes are merged: a rule that is off explains no finding of another.
void apply(const Selection& selection, const RuleSet& rules, std::vector<Candidate>& candidates) {
  if (selection.severities.empty()) return;
  std::erase_if(candidates, [&](const Candidate& c) { return !selection.severity(rules, *c.rule); });
  for (Candidate& c : candidates) c.finding.severity = *selection.severity(rules, *c.rule);
}

std::vector<bool> spoken_keys(const FactBase& facts, const Vocabulary& vocabulary) {
  std::vector<bool> spoken(vocabulary.keys().size());
  for (const Fact& fact : facts.facts) spoken[index(fact.key)] = true;
  return spoken;
}

}  // namespace

Verdict check(const Reading& reading, const RuleSet& rules, Timing* timing, const Selection& selection) {
  Stopwatch watch(timing);
  Verdict verdict;
  verdict.limits = reading.document->limits;
  const auto add_limits = [&](const std::vector<std::string>& limits) {
    verdict.limits.insert(verdict.limits.end(), limits.begin(), limits.end());
  };
  add_limits(reading.extraction->limits);
  add_limits(reading.facts->limits);
  Evaluator evaluator(*reading.facts, rules.vocabulary, *reading.source);
  Found found;
  const Scene scene{reading, rules, evaluator, found, watch, spoken_keys(*reading.facts, rules.vocabulary)};
  match_formulas(scene, selection.names_skipped ? &verdict.skipped : nullptr);
  const Arithmetic arithmetic(*reading.extraction);
  match_equations(scene, arithmetic);
  watch.lap("check: ", "equations");
  match_comparisons(scene, arithmetic);
  watch.lap("check: ", "comparisons");
  match_groups(scene);
  watch.lap("check: ", "groups");
  match_pairs(scene);
  watch.lap("check: ", "pairs");
  match_same_facts(scene);
  watch.lap("check: ", "same facts");
  match_pins(scene);
  watch.lap("check: ", "pins");
  match_relations(scene);
  match_together(scene);
  watch.lap("check: ", "relations");
  add_limits(found.limits);
  if (found.count > Found::most)
    verdict.limits.push_back("only the first " + std::to_string(Found::most) + " of " + std::to_string(found.count) + " findings are shown");
  apply(selection, rules, found.candidates);
  drop_confirmed(scene, found);
  verdict.findings = merge_by_cause(scene, std::move(found.candidates));
  name_claims(reading, verdict.findings);
  propose_fixes(reading, rules, verdict.findings);
  make_plain(verdict.findings);
  watch.lap("check: ", "merging");
  return verdict;
}

}  // namespace stratlint
