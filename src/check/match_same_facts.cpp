#include <algorithm>

#include "check/candidate.h"
#include "check/implied.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr std::uint8_t firm = 58;  ///< weaker words do not contradict anything
constexpr std::uint8_t labelled = 80;
constexpr double least_share = 0.6;  ///< a smaller value may speak of a part: `16 of the layers`
constexpr double most_share = 4;

std::size_t times_stated(const FactBase& facts, PlanId plan, KeyId key, const Fact& value) {
  const auto all = facts.all(plan, key);
  return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](FactId id) { return facts.facts[id].quantity.value == value.quantity.value; }));
}

void report(const Scene& scene, const Rule& rule, PlanId plan, FactId firm_fact, FactId stray) {
  const Fact& first = scene.facts().facts[firm_fact];
  const Fact& other = scene.facts().facts[stray];
  const Key& k = scene.vocabulary().key(first.key);
  Variables variables{exact_value(other.quantity.value, k.dimension), exact_value(first.quantity.value, k.dimension), k.title};
  variables.claimed.text = scene.source().text(other.span);
  variables.claimed.count = variables.recomputed.count = k.count;
  if (!scene.evaluator.applies(rule, plan, variables)) return;
  Candidate c = make_candidate(scene, rule, plan, other.span, variables);
  c.blamed = stray;
  c.inputs = {firm_fact};
  c.finding.related.push_back({first.span, first.pinned ? "pinned here" : "stated here"});
  scene.found.add(std::move(c));
}

/// A pin decides the plan: prose that says otherwise contradicts it.
void judge_pin(const Scene& scene, const Rule& rule, PlanId plan, KeyId key, FactId pin) {
  const FactBase& facts = scene.facts();
  for (const FactId id : facts.all(plan, key)) {
    const Fact& other = facts.facts[id];
    if (other.pinned || other.strength < firm || other.plan != plan || other.quantity.bound != Bound::none) continue;
    if (other.quantity.value != facts.facts[pin].quantity.value) report(scene, rule, plan, pin, id);
  }
}

/// Values whose ratio is a degree or a count of the plan: a share (`8 heads` of 64 under TP 8) was mistaken for the whole.
bool differ_by_degree(const Scene& scene, PlanId plan, double a, double b) {
  const double ratio = std::max(a, b) / std::min(a, b);
  const auto& keys = scene.vocabulary().keys();
  for (std::size_t id = 0; id < keys.size(); ++id) {
    const Key& key = keys[id];
    if (!key.exact || !(key.degree || key.name.starts_with("layout.") || key.name.starts_with("cluster."))) continue;
    for (const FactId fact : scene.facts().candidates(plan, static_cast<KeyId>(id)))
      if (scene.facts().facts[fact].quantity.value == ratio) return true;
  }
  return false;
}

bool recaps(const Scene& scene, const Fact& fact) {
  return fact.sentence != no_id && has_mark(scene.reading, scene.vocabulary(), scene.x().sentences[fact.sentence], Mark::recap);
}

/// What a recapitulation says is what the plan is: all of them say one of two values, and everything else the other.
bool recapitulates(const Scene& scene, PlanId plan, const Fact& a, const Fact& b) {
  if (recaps(scene, a) == recaps(scene, b)) return false;
  const double recap = recaps(scene, a) ? a.quantity.value : b.quantity.value;
  for (const FactId id : scene.facts().all(plan, a.key)) {
    const Fact& fact = scene.facts().facts[id];
    if (recaps(scene, fact) != (fact.quantity.value == recap)) return false;
  }
  return true;
}

/// A table of settings; a log may say in a cell what other documents say in a sentence.
bool is_cell(const Scene& scene, const Fact& fact) {
  return fact.sentence != no_id && scene.x().sentences[fact.sentence].kind == Sentence::Kind::cell && !recaps(scene, fact);
}

/// `run-a was run on 384 GPUs`: what text says of the row that it names is said of the same plan.
bool tells_of_row(const Scene& scene, PlanId plan, const Fact& a, const Fact& b) { return plan != 0 && is_cell(scene, a) != is_cell(scene, b); }

/// A label says what the model has, and words behind it say nearly as much, or more: those do not count a part of it.
bool speaks_of_whole(const Fact& a, const Fact& b) {
  if (std::max(a.strength, b.strength) < labelled) return false;
  const double ratio = (a.strength < b.strength ? a : b).quantity.value / (a.strength < b.strength ? b : a).quantity.value;
  return ratio >= least_share && ratio <= most_share;
}

/// `Data is at hand for the full budget of 2T tokens`: a value of all that the plan does, or reckons with.
bool speaks_of_all(const Scene& scene, const Fact& fact) {
  if (fact.sentence == no_id) return false;
  const Extraction& x = scene.x();
  const Sentence& sentence = x.sentences[fact.sentence];
  std::uint32_t at = 0;
  while (at + 1 < sentence.token_count && x.tokens[sentence.first_token + at].span.begin < fact.span.begin) ++at;
  const SentencePart part = part_around(x, sentence, at, sentence.token_count);
  const WordClasses said = classes_in(scene, sentence.first_token + part.first, sentence.first_token + part.end), whole = scene.vocabulary().find_classes("said_of_whole"), some = scene.vocabulary().find_classes("said_of_some");
  return (said.topics & whole.topics).any() && (said.topics & some.topics).none();
}

/// Whether the second value is said once more, and of all, of what the first has settled.
bool tells_again(const Scene& scene, PlanId plan, const Fact& settled, const Fact& again) {
  const FactBase& facts = scene.facts();
  const std::size_t times = times_stated(facts, plan, settled.key, settled);
  return settled.span.begin < again.span.begin && times_stated(facts, plan, again.key, again) == 1 && (settled.strength >= firm || times > 1) && speaks_of_all(scene, again) &&
         (times > 1 || settled.strength >= labelled || !speaks_of_all(scene, settled));
}

/// Two values that are both said in so many words, once or more.
bool contradict(const Scene& scene, PlanId plan, const Fact& a, const Fact& b) {
  if (recapitulates(scene, plan, a, b) || tells_of_row(scene, plan, a, b)) return true;
  // Degrees are said anew for every configuration that a document compares.
  const Key& key = scene.vocabulary().key(a.key);
  if (key.degree) return false;
  if (tells_again(scene, plan, a, b) || tells_again(scene, plan, b, a)) return true;
  if (std::min(a.strength, b.strength) < labelled && !(key.name.starts_with("model.") && speaks_of_whole(a, b))) return false;
  return !differ_by_degree(scene, plan, a.quantity.value, b.quantity.value);
}

/// A value that the document calls old or rejected once may be spoken of again without saying so.
bool said_of_others(const Scene& scene, KeyId key, const Fact& value) {
  const auto& facts = scene.facts().facts;
  return std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
    return fact.key == key && fact.role != Role::claim && fact.role != Role::requirement && fact.quantity.value == value.quantity.value;
  });
}

/// `elastic check: PP=2 valid, 78 layers divisible by 2`: what would divide is no plan.
bool tries_degree(const Scene& scene, const Fact& fact) {
  if (fact.sentence == no_id) return false;
  const Sentence& sentence = scene.x().sentences[fact.sentence];
  return (classes_in(scene, sentence.first_token, sentence.first_token + sentence.token_count).marks & bit(Mark::even)) != 0;
}

/// `prefill 4 instances × TP 8, decode 8 instances × TP 2`: pools have degrees of their own.
bool tells_of_pools(const Scene& scene, const Fact& fact) {
  if (fact.sentence == no_id || !scene.vocabulary().key(fact.key).degree) return false;
  const Sentence& sentence = scene.x().sentences[fact.sentence];
  return classes_in(scene, sentence.first_token, sentence.first_token + sentence.token_count).has(scene.vocabulary().find_classes("pool_words"));
}

/// `3 experts × 58 layers × 44M`: a product may be about some of them; products of degrees are the plan.
bool is_factor(const Scene& scene, const Fact& fact) {
  if (fact.statement == no_id || fact.node == no_id || scene.vocabulary().key(fact.key).degree) return false;
  const Statement& statement = scene.x().statements[fact.statement];
  for (std::uint32_t side = 0; side < statement.side_count; ++side)
    if (scene.x().sides[statement.first_side + side].root == fact.node) return false;
  return true;
}

/// `TP=2` and `DP=24` in one script, `TP=1` and `DP=4` in another: each is a configuration of its own.
bool tell_of_scripts(const Scene& scene, PlanId plan, const Fact& a, const Fact& b) {
  const auto script = [&](const Fact& fact) -> std::uint32_t {
    if (fact.sentence == no_id) return no_id;
    const Sentence& sentence = scene.x().sentences[fact.sentence];
    return sentence.kind == Sentence::Kind::entry ? sentence.block : no_id;
  };
  const std::uint32_t first = script(a), second = script(b);
  if (first == no_id || second == no_id || first == second) return false;
  const FactBase& facts = scene.facts();
  for (std::size_t key = 0; key < scene.vocabulary().keys().size(); ++key) {
    const auto id = static_cast<KeyId>(key);
    if (id == a.key || !scene.spoken[key]) continue;
    const auto all = facts.all(plan, id);
    const auto in = [&](std::uint32_t block) { return std::find_if(all.begin(), all.end(), [&](FactId fact) { return script(facts.facts[fact]) == block; }); };
    const auto one = in(first), other = in(second);
    if (one != all.end() && other != all.end() && facts.facts[*one].quantity.value != facts.facts[*other].quantity.value) return true;
  }
  return false;
}

void judge(const Scene& scene, const Rule& rule, PlanId plan, KeyId key) {
  const FactBase& facts = scene.facts();
  const auto values = facts.candidates(plan, key);
  if (!values.empty() && facts.facts[values[0]].pinned) return judge_pin(scene, rule, plan, key, values[0]);
  // Two values contradict each other; more are a document that compares configurations.
  if (values.size() != 2) return;
  const Fact& first = facts.facts[values[0]];
  const Fact& other = facts.facts[values[1]];
  if (other.plan != plan || first.plan != plan) return;
  const auto weak = [&](const Fact& fact) { return (fact.strength < (speaks_of_all(scene, fact) ? strength::adjacent : firm) || is_factor(scene, fact)) && !recaps(scene, fact) && !(plan != 0 && is_cell(scene, fact)); };
  if ((weak(first) || weak(other)) && !recapitulates(scene, plan, first, other)) return;
  // One stray value against one that the document repeats; anything more balanced compares configurations.
  const bool degree = scene.vocabulary().key(key).degree;
  const bool stray = degree && times_stated(facts, plan, key, first) >= 3 && times_stated(facts, plan, key, other) == 1;
  if (!stray && !contradict(scene, plan, first, other)) return;
  // A sentence is told to say what the table of settings says.
  const bool sentence = tells_of_row(scene, plan, first, other) || recaps(scene, first);
  if (is_cell(scene, other) && !sentence) return;
  if (degree && (tries_degree(scene, first) || tries_degree(scene, other))) return;
  if (tell_of_scripts(scene, plan, first, other)) return;
  if (tells_of_pools(scene, first) || tells_of_pools(scene, other)) return;
  if (said_of_others(scene, key, first) || said_of_others(scene, key, other)) return;
  const Quantity& a = first.quantity;
  const Quantity& b = other.quantity;
  if (a.bound != Bound::none || b.bound != Bound::none || (a.low <= b.high && b.low <= a.high)) return;
  if (is_cell(scene, other) || tells_again(scene, plan, other, first)) report(scene, rule, plan, values[1], values[0]);
  else report(scene, rule, plan, values[0], values[1]);
}

}  // namespace

void match_same_facts(const Scene& scene) {
  const std::vector<Key>& keys = scene.vocabulary().keys();
  const FactBase& facts = scene.facts();
  const auto differ = [&](std::size_t key, PlanId plan) {
    const auto values = facts.candidates(plan, static_cast<KeyId>(key));
    return values.size() == 2 || (!values.empty() && facts.facts[values[0]].pinned);
  };
  for (const Rule* rule : scene.rules.of(RuleKind::same_fact)) {
    for (std::size_t key = 0; key < keys.size(); ++key) {
      // Names may have a size, but are not told apart by it.
      if (!scene.spoken[key] || keys[key].type == ValueType::name) continue;
      for (PlanId plan = 0; plan < facts.plans.size(); ++plan)
        if (differ(key, plan) && matches_pattern(rule->keys, &keys[key])) judge(scene, *rule, plan, static_cast<KeyId>(key));
    }
  }
}

}  // namespace stratlint
