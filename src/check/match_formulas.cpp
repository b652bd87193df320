#include "check/candidate.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace stratlint {

namespace {

/// What is thousands of times off is no slip but something else that was read.
bool is_something_else(const Violation& violation) {
  constexpr double most_factor = 2000;
  if (!violation.recomputed || violation.claimed.value <= 0 || violation.recomputed->value <= 0) return false;
  const double times = violation.recomputed->value / violation.claimed.value;
  return times > most_factor || times * most_factor < 1;
}

/// `3 / 35 = 8.6 %`: a claim that is worked out beside it says what it rests on; an estimate of other inputs is no match for that.
bool is_worked_out(const Scene& scene, std::optional<Arithmetic>& arithmetic, const Fact& claim) {
  const std::size_t least_operands = claim.quantity.percent ? 2 : 3;  // a share is what it is made of, `4 × 20 ms` may leave something out
  if (claim.node == no_id || claim.statement == no_id) return false;
  const Statement& statement = scene.x().statements[claim.statement];
  if (statement.side_count < 2) return false;
  if (!arithmetic) arithmetic.emplace(scene.x());
  for (std::uint32_t i = 0; i < statement.side_count; ++i) {
    const Side& side = scene.x().sides[statement.first_side + i];
    if (side.root == claim.node || arithmetic->operands(side.root).size() < least_operands) continue;
    const Comparison worked = compare(*arithmetic, scene.x(), side.root, claim.quantity, true, false);
    if (worked.comparable && worked.holds) return true;
  }
  return false;
}

/// `320 KiB per token × 32768 tokens = 10 GiB`: the claim is worked out for a count that is not the one that was read elsewhere.
bool is_of_another_count(const Scene& scene, std::optional<Arithmetic>& arithmetic, const Violation& violation) {
  const std::vector<Fact>& facts = scene.facts().facts;
  const Fact& claim = facts[violation.judged];
  if (claim.node == no_id || claim.statement == no_id || scene.x().statements[claim.statement].side_count < 2) return false;
  if (!arithmetic) arithmetic.emplace(scene.x());
  const auto differs = [&](const Quantity& count) {
    const auto same_unit = [&](FactId id) { const Key& key = scene.vocabulary().key(facts[id].key); return key.count == count.count && key.dimension == count.dimension; };
    const auto same_value = [&](FactId id) { return same_unit(id) && facts[id].quantity.value == count.value; };
    return std::any_of(violation.inputs.begin(), violation.inputs.end(), same_unit) && std::none_of(violation.inputs.begin(), violation.inputs.end(), same_value);
  };
  for (const std::uint32_t operand : arithmetic->operands(scene.x().sides[scene.x().statements[claim.statement].first_side].root)) {
    const Quantity& q = scene.x().nodes[operand].quantity;
    if (q.count != CountUnit::none && q.dimension.none() && differs(q)) return true;
  }
  return false;
}

/// A claim that is made several times is blamed where it stands beside what it rests on: `32 nodes × 8 GPUs = 512 GPUs`.
FactId beside_inputs(const Scene& scene, const Violation& violation) {
  const std::vector<Fact>& facts = scene.facts().facts;
  const Fact& judged = facts[violation.judged];
  const auto rests_on = [&](const Fact& mention) {
    return mention.sentence != no_id && std::any_of(violation.inputs.begin(), violation.inputs.end(), [&](FactId input) { return input != violation.judged && facts[input].key != mention.key && facts[input].sentence == mention.sentence; });
  };
  if (rests_on(judged)) return violation.judged;
  for (const FactId id : scene.facts().all(judged.plan, judged.key, judged.role)) {
    const Fact& mention = facts[id];
    if (mention.plan == judged.plan && mention.scope == judged.scope && mention.quantity.value == judged.quantity.value && rests_on(mention)) return id;
  }
  return violation.judged;
}

Candidate to_candidate(const Scene& scene, const Rule& rule, PlanId plan, Violation violation) {
  violation.judged = beside_inputs(scene, violation);
  const Fact& judged = scene.facts().facts[violation.judged];
  const Value recomputed = violation.recomputed.value_or(Value{});
  Candidate c;
  c.rule = &rule;
  c.plan = plan;
  c.blamed = violation.judged;
  c.inputs = violation.inputs;
  std::erase_if(c.inputs, [&](FactId input) { return matches_pattern(rule.given, &scene.vocabulary().key(scene.facts().facts[input].key)); });
  c.claimed = violation.claimed.value;
  c.recomputed = recomputed.value;
  Finding& f = c.finding;
  f.rule = rule.id;
  f.severity = rule.severity;
  f.plan = scene.facts().plans[plan].name;
  f.message = std::move(violation.texts.message);
  f.primary = judged.span;
  f.primary_label = std::move(violation.texts.primary);
  f.help = std::move(violation.texts.help);
  f.convention = std::move(violation.convention);
  f.derivation = std::move(violation.texts.derivation);
  f.derivation.insert(f.derivation.end(), violation.derivation.begin(), violation.derivation.end());
  f.readings = std::move(violation.readings);
  f.notes = std::move(violation.texts.notes);
  f.claimed = Amount{std::string(scene.source().text(judged.span)), judged.quantity.value, unit_name(judged.quantity.dimension, judged.quantity.count)};
  if (violation.recomputed) f.recomputed = Amount{to_text(recomputed), recomputed.value, unit_name(recomputed.dimension, recomputed.count)};
  for (const auto& label : violation.texts.labels) f.related.push_back({scene.facts().facts[label.fact].span, label.text});
  // RuleInputs without a text of their own still show where they were read.
  std::set<std::pair<std::uint32_t, std::uint32_t>> labelled;
  for (const Label& label : f.related) labelled.insert({label.span.begin, label.span.end});
  for (const FactId input : violation.inputs) {
    const Fact& fact = scene.facts().facts[input];
    if (!fact.span.empty() && labelled.insert({fact.span.begin, fact.span.end}).second) f.related.push_back({fact.span, scene.vocabulary().key(fact.key).title});
  }
  return c;
}

}  // namespace

void match_formulas(const Scene& scene, std::vector<Skipped>* skipped) {
  std::optional<Arithmetic> arithmetic;  // worked out once, for documents with a warning
  const auto spoken = [&](KeyId key) { return scene.spoken[index(key)]; };
  for (const Rule* formula : scene.rules.of(RuleKind::formula)) {
    const Rule& rule = *formula;
    const bool idle = !spoken(rule.judge) || (skipped == nullptr && !std::all_of(rule.needed.begin(), rule.needed.end(), spoken));
    for (PlanId plan = 0; !idle && plan < scene.facts().plans.size(); ++plan) {
      // What a plan inherits is judged where it is said.
      const auto said = scene.facts().all(plan, rule.judge);
      if (said.empty() || scene.facts().facts[said.front()].plan != plan) continue;
      const auto claimed = [&](KeyId key) { return !scene.facts().all(plan, key).empty(); };
      if (skipped == nullptr && !std::all_of(rule.needed.begin(), rule.needed.end(), claimed)) continue;
      Judgement judgement = scene.evaluator.judge(rule, plan, skipped != nullptr);
      if (skipped != nullptr && !judgement.missing.empty())
        skipped->push_back({rule.id, scene.facts().plans[plan].name, std::move(judgement.missing)});
      for (Violation& violation : judgement.violations)
        if (!is_something_else(violation) && !(rule.severity == Severity::warning && (is_worked_out(scene, arithmetic, scene.facts().facts[violation.judged]) || is_of_another_count(scene, arithmetic, violation)))) scene.found.add(to_candidate(scene, rule, plan, std::move(violation)));
    }
    scene.watch.lap("check: ", rule.id);
  }
}

}  // namespace stratlint
