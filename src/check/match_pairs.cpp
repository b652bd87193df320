#include <algorithm>
#include <iterator>
#include <optional>

#include "check/candidate.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

/// A plan that claims more values than this is asked only where a requirement stands beside one.
constexpr std::size_t most_claims = 64;

class PairMatcher {
 public:
  PairMatcher(const Scene& scene, const Rule& rule) : scene_(scene), rule_(rule) {}

  void run() {
    const FactBase& facts = scene_.facts();
    for (FactId id = 0; id < facts.facts.size(); ++id) {
      const Fact& fact = facts.facts[id];
      if (fact.role != Role::requirement || fact.sentence == no_id) continue;
      const Key& key = scene_.vocabulary().key(fact.key);
      if (key.better == Better::neither || !matches_pattern(rule_.keys, &key)) continue;
      judge(id, key);
    }
  }

 private:
  /// The claims beside the requirement decide, if it is ticked; without any, every claim of the plan must miss it, and one be ticked.
  void judge(FactId requirement, const Key& key) {
    const FactBase& facts = scene_.facts();
    const Fact& asked = facts.facts[requirement];
    if (is_crossed(scene_.reading, scene_.vocabulary(), scene_.x().sentences[asked.sentence])) return;
    // `53ms < 50ms` is a comparison, and judged as one.
    const auto others = [&](std::span<const FactId> from) {
      std::vector<FactId> result;
      std::copy_if(from.begin(), from.end(), std::back_inserter(result), [&](FactId id) { return facts.facts[id].statement != asked.statement; });
      return result;
    };
    const auto all = facts.all(asked.plan, asked.key, Role::claim);
    std::vector<FactId> claims = others(claims_beside(asked, all));
    const bool beside = !claims.empty();
    if (beside && !is_ticked(facts.facts[claims.front()]) && !is_ticked(asked)) return;
    // `at most 59 GB: met (53.2 GB)`
    if (!beside && has_value_beside(asked)) return;
    // Of two requirements nobody knows which one a value elsewhere is meant for.
    if (!beside && facts.candidates(asked.plan, asked.key, Role::requirement).size() > 1) return;
    if (!beside && all.size() <= most_claims) claims = others(all);
    // What stands in a comparison has a yardstick of its own.
    if (!beside) std::erase_if(claims, [&](FactId id) { return is_compared(facts.facts[id]) || is_operand(facts.facts[id]); });
    FactId missed = no_id;
    double converted = 0;
    for (const FactId id : claims) {
      const Fact& claim = facts.facts[id];
      const auto value = in_scope_of(claim, asked);
      if (!value && !beside) continue;
      if (!value || !misses(*value, claim, asked, key)) return;
      if (!beside && !is_ticked(claim) && !(is_ticked(asked) && is_near(*value, asked.quantity.value))) continue;
      missed = id;
      converted = *value;
    }
    if (missed != no_id) report(requirement, missed, converted, key);
  }

  /// `✅ TPOT no more than 20 ms` is judged by a TPOT elsewhere, but not by one of something else.
  static bool is_near(double value, double limit) {
    constexpr double far = 2;
    return value < limit * far && limit < value * far;
  }

  /// Whether the sentence has a value without a name of the same kind.
  bool has_value_beside(const Fact& asked) const {
    const Extraction& x = scene_.x();
    const Sentence& sentence = x.sentences[asked.sentence];
    constexpr std::uint32_t near = 24;  // tokens on each side
    const auto begin = x.tokens.begin() + sentence.first_token, end = begin + sentence.token_count;
    const auto at = std::find_if(begin, end, [&](const Token& token) { return token.statement == asked.statement && token.statement != no_id; });
    const auto first = at - begin > near ? at - near : begin, last = end - at > near ? at + near : end;
    return std::any_of(first, last, [&](const Token& token) {
      if (token.statement == no_id || token.statement == asked.statement || x.statements[token.statement].side_count != 1) return false;
      const std::uint32_t id = x.sides[x.statements[token.statement].first_side].root;
      const Quantity& q = x.nodes[id].quantity;
      return x.nodes[id].kind == Node::Kind::number && q.has_unit && q.dimension == asked.quantity.dimension && q.percent == asked.quantity.percent && q.count == asked.quantity.count &&
             scene_.facts().fact_of_node[id] == no_id && is_near(q.value, asked.quantity.value);
    });
  }

  /// `280 GB of weights / (4 × 4) = 17.5 GB per GPU` reaches what it comes to.
  bool is_operand(const Fact& fact) const {
    if (fact.statement == no_id || fact.node == no_id) return false;
    const Statement& statement = scene_.x().statements[fact.statement];
    for (std::uint32_t side = 0; side < statement.side_count; ++side)
      if (scene_.x().sides[statement.first_side + side].root == fact.node) return false;
    return true;
  }

  bool is_compared(const Fact& fact) const {
    if (fact.statement == no_id) return false;
    const Statement& statement = scene_.x().statements[fact.statement];
    const Relation relation = scene_.x().sides[statement.first_side + statement.side_count - 1].relation;
    return relation != Relation::none && relation != Relation::equal && relation != Relation::approx;
  }

  bool is_ticked(const Fact& fact) const {
    return fact.sentence != no_id && stratlint::is_ticked(scene_.reading, scene_.vocabulary(), scene_.x().sentences[fact.sentence]);
  }

  /// Facts stand in the order of the document, so those beside the requirement stand together.
  std::span<const FactId> claims_beside(const Fact& asked, std::span<const FactId> all) const {
    const auto fact = [&](FactId id) -> const Fact& { return scene_.facts().facts[id]; };
    auto begin = std::lower_bound(all.begin(), all.end(), asked.sentence, [&](FactId id, std::uint32_t sentence) { return fact(id).sentence < sentence; });
    auto end = begin;
    while (begin != all.begin() && is_beside(fact(*std::prev(begin)), asked)) --begin;
    while (end != all.end() && is_beside(fact(*end), asked)) ++end;
    return {begin, end};
  }

  /// In one sentence, or in one row of a table.
  bool is_beside(const Fact& claim, const Fact& asked) const {
    if (claim.sentence == asked.sentence) return true;
    const Sentence& a = scene_.x().sentences[claim.sentence];
    const Sentence& b = scene_.x().sentences[asked.sentence];
    if (a.kind != Sentence::Kind::cell || b.kind != Sentence::Kind::cell) return false;
    const Block& x = scene_.reading.document->blocks[a.block];
    const Block& y = scene_.reading.document->blocks[b.block];
    return x.table == y.table && x.row == y.row;
  }

  std::optional<double> in_scope_of(const Fact& claim, const Fact& asked) const {
    const auto factor = [&](Scope scope) -> std::optional<double> {
      if (scope == Scope::total) return 1;
      if (scope != Scope::gpu) return std::nullopt;
      const KeyId gpus = scene_.vocabulary().find_key("cluster.gpus");
      const auto counts = scene_.facts().candidates(asked.plan, gpus);
      if (counts.size() != 1) return std::nullopt;
      return scene_.facts().facts[counts.front()].quantity.value;
    };
    // A claim that names no scope is meant as the requirement is.
    if (claim.scope == asked.scope || !claim.scope_stated) return claim.quantity.value;
    const auto from = factor(claim.scope), to = factor(asked.scope);
    if (!from || !to) return std::nullopt;
    return claim.quantity.value * *from / *to;
  }

  bool misses(double value, const Fact& claim, const Fact& asked, const Key& key) const {
    const double scale = claim.quantity.value == 0 ? 1 : value / claim.quantity.value;
    const double slack = claim.quantity.approximate ? 0.03 : 0;
    const Quantity& q = claim.quantity;
    // Bounds and ranges count by their better end: `<6s` may be anything below.
    const double best = key.better == Better::higher ? (q.bound == Bound::greater || q.bound == Bound::greater_equal ? 1e300 : q.high)
                                                     : (q.bound == Bound::less || q.bound == Bound::less_equal ? 0 : q.low);
    // What is asked for is no measurement that was rounded.
    const bool loose = asked.quantity.range || asked.quantity.approximate;
    if (key.better == Better::higher) return best * scale * (1 + slack) < (loose ? asked.quantity.low : asked.quantity.value);
    return best * scale * (1 - slack) > (loose ? asked.quantity.high : asked.quantity.value);
  }

  void report(FactId requirement, FactId claim, double converted, const Key& key) {
    const FactBase& facts = scene_.facts();
    const Fact& asked = facts.facts[requirement];
    const Fact& stated = facts.facts[claim];
    Variables variables;
    variables.claimed = exact_value(asked.quantity.value, key.dimension);
    variables.claimed.text = scene_.source().text(asked.span);
    variables.recomputed = exact_value(converted, key.dimension);
    const std::string reached = printed_like(converted, asked.quantity, variables.claimed.text);
    variables.recomputed.text = reached;
    variables.claimed.count = variables.recomputed.count = key.count;
    variables.claimed.percent = variables.recomputed.percent = key.type == ValueType::fraction;
    variables.expression = key.title;
    if (!scene_.evaluator.applies(rule_, asked.plan, variables)) return;
    // What is ticked is told.
    const bool ticked = is_ticked(stated) || !is_ticked(asked);
    Candidate c = make_candidate(scene_, rule_, asked.plan, ticked ? stated.span : asked.span, variables);
    c.blamed = claim;
    c.inputs = {requirement};
    c.finding.claimed = Amount{std::string(scene_.source().text(stated.span)), stated.quantity.value, unit_name(key.dimension, key.count)};
    if (ticked) c.finding.related.push_back({asked.span, "required, and ticked as met"});
    else c.finding.related.push_back({stated.span, "reached"});
    if (converted != stated.quantity.value) {
      const auto counts = facts.candidates(asked.plan, scene_.vocabulary().find_key("cluster.gpus"));
      c.finding.derivation.push_back(std::string(scene_.source().text(stated.span)) + " / " + format_value(facts.facts[counts.front()].quantity.value, {}) +
                                     " GPUs = " + c.finding.recomputed->text);
      c.finding.related.push_back({facts.facts[counts.front()].span, "GPUs"});
      c.inputs.push_back(counts.front());
    } else {
      c.finding.derivation.push_back(c.finding.recomputed->text + (key.better == Better::higher ? " < " : " > ") + to_text(variables.claimed));
    }
    scene_.found.add(std::move(c));
  }

  const Scene& scene_;
  const Rule& rule_;
};

}  // namespace

void match_pairs(const Scene& scene) {
  for (const Rule* rule : scene.rules.of(RuleKind::pair)) PairMatcher(scene, *rule).run();
}

}  // namespace stratlint
