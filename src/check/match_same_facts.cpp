#include <algorithm>

#include "check/candidate.h"

namespace stratlint {

namespace {

constexpr std::uint8_t firm = 58;  ///< weaker words do not contradict anything

std::size_t times_stated(const FactBase& facts, PlanId plan, KeyId key, const Fact& value) {
  const auto all = facts.all(plan, key);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](FactId id) { return facts.facts[id].quantity.value == value.quantity.value; }));
}

void judge(const Scene& scene, const Rule& rule, PlanId plan, KeyId key) {
  const FactBase& facts = scene.facts();
  const auto values = facts.candidates(plan, key);
  // Two values contradict each other; more are a document that compares configurations.
  if (values.size() != 2) return;
  const Fact& first = facts.facts[values[0]];
  const Fact& other = facts.facts[values[1]];
  if (first.strength < firm || other.strength < firm || other.plan != plan || first.plan != plan) return;
  // One stray value against one that the document repeats; anything more balanced compares configurations.
  if (times_stated(facts, plan, key, first) < 3 || times_stated(facts, plan, key, other) > 1) return;
  if (scene.x().sentences[other.sentence].kind == Sentence::Kind::cell) return;
  const Quantity& a = first.quantity;
  const Quantity& b = other.quantity;
  if (a.bound != Bound::none || b.bound != Bound::none || (a.low <= b.high && b.low <= a.high)) return;
  const Key& k = scene.vocabulary().key(key);
  Variables variables{exact_value(b.value, k.dimension), exact_value(a.value, k.dimension), k.title};
  variables.claimed.text = scene.source().text(other.span);
  variables.claimed.count = variables.recomputed.count = k.count;
  if (!scene.evaluator.applies(rule, plan, variables)) return;
  Candidate c = make_candidate(scene, rule, plan, other.span, variables);
  c.blamed = values[1];
  c.inputs = {values[0]};
  c.finding.related.push_back({first.span, "stated here"});
  scene.found.push_back(std::move(c));
}

}  // namespace

void match_same_facts(const Scene& scene) {
  for (const Rule& rule : scene.rules.rules) {
    if (rule.kind != RuleKind::same_fact) continue;
    for (std::size_t key = 0; key < scene.vocabulary().keys().size(); ++key) {
      if (!matches_pattern(rule.keys, &scene.vocabulary().keys()[key])) continue;
      for (PlanId plan = 0; plan < scene.facts().plans.size(); ++plan) judge(scene, rule, plan, static_cast<KeyId>(key));
    }
  }
}

}  // namespace stratlint
