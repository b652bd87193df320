#pragma once

#include <vector>

#include "check/arithmetic.h"
#include "check/evaluate.h"
#include "stratlint/check.h"

namespace stratlint {

/// A finding before causes are merged: what it blames, and what it rests on.
struct Candidate {
  Finding finding;
  const Rule* rule = nullptr;
  PlanId plan = 0;
  FactId blamed = no_id;            ///< the fact that is wrong, if the blamed number is a fact
  std::vector<FactId> inputs;       ///< the facts it was recomputed from
  double claimed = 0, recomputed = 0;
  bool rests = false;               ///< on the result of arithmetic that is wrong
  bool arithmetic = false;          ///< written arithmetic: the same sum elsewhere is the same mistake
};

/// A value as a number was printed: in its unit, with one digit more; `0.37 ms` for a claim of `0.3ms`.
std::string printed_like(double value, const Quantity& printed, std::string_view lexeme);

/// What the matchers found: the first candidates, how many there are, and what was too large to be judged, in words.
struct Found {
  /// More than this in one file are a broken file; the rest is counted, not shown.
  static constexpr std::size_t most = 10'000;

  std::vector<Candidate> candidates;
  std::vector<std::uint32_t> confirmed;  ///< nodes that the numbers of their own sentence bear out
  std::size_t count = 0;
  std::vector<std::string> limits;

  void add(Candidate candidate) {
    if (++count <= most) candidates.push_back(std::move(candidate));
  }
};

/// What all matchers read, and where they put what they find.
struct Scene {
  const Reading& reading;
  const RuleSet& rules;
  Evaluator& evaluator;
  Found& found;
  Stopwatch& watch;
  std::vector<bool> spoken;  ///< by key: whether a fact is about it, as most rules are about keys that a document does not have

  const SourceFile& source() const { return *reading.source; }
  const Extraction& x() const { return *reading.extraction; }
  const FactBase& facts() const { return *reading.facts; }
  const Vocabulary& vocabulary() const { return rules.vocabulary; }
};

/// True if a key's name matches one of the patterns `axis.*`, `perf.mfu`, `any`.
bool matches_pattern(const std::vector<std::string>& patterns, const Key* key);

/// One matcher per kind of rule; each runs every rule of its kind in one pass over the document.
/// `skipped`: where to put the rules that lack a fact; null if nobody asks.
void match_formulas(const Scene& scene, std::vector<Skipped>* skipped);
void match_equations(const Scene& scene, const Arithmetic& arithmetic);
void match_comparisons(const Scene& scene, const Arithmetic& arithmetic);
void match_groups(const Scene& scene);
void match_pairs(const Scene& scene);
void match_same_facts(const Scene& scene);
void match_pins(const Scene& scene);
void match_relations(const Scene& scene);
void match_together(const Scene& scene);

/// The finding of a rule of a kind with variables: texts filled, severity and plan set.
Candidate make_candidate(const Scene& scene, const Rule& rule, PlanId plan, Span primary, const Variables& variables);

/// One cause, one finding: folds repetitions and consequences into labels of the finding that explains them.
std::vector<Finding> merge_by_cause(const Scene& scene, std::vector<Candidate> candidates);

/// Takes away the warnings about claims that the numbers of their own sentence bear out: an estimate of other inputs is no match for them.
void drop_confirmed(const Scene& scene, Found& found);

}  // namespace stratlint
