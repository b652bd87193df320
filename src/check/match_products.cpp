#include "check/implied.h"

namespace stratlint {

namespace {

/// Facts of the numbers that stand in a part, those of `TP2PP4` among them.
std::vector<FactId> facts_in(const Scene& scene, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  std::vector<FactId> found;
  for (std::uint32_t at = part.first; at < part.end; ++at) {
    const Token& token = x.tokens[sentence.first_token + at];
    if (token.statement == no_id) continue;
    const Statement& statement = x.statements[token.statement];
    for (std::uint32_t side = 0; side < statement.side_count; ++side)
      if (const FactId fact = scene.facts().fact_of_node[x.sides[statement.first_side + side].root]; fact != no_id) found.push_back(fact);
  }
  return found;
}

}  // namespace

/// `20 nodes, 8 GPUs per node, 128 GPUs in total`: what one sentence counts together.
void match_product(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  if (part.values.empty()) return;
  const auto facts = facts_in(scene, sentence, part);
  if (facts.size() <= rule.operands.size() || has_mark_in(scene, sentence, part, Mark::subset)) return;
  const auto fact = [&](FactId id) -> const Fact& { return scene.facts().facts[id]; };
  /// The one fact of a key that the part claims, or asks for.
  const auto only = [&](const std::string& key) {
    FactId found = no_id;
    for (const FactId id : facts) {
      if (scene.vocabulary().key(fact(id).key).name != key) continue;
      if (found != no_id || (fact(id).role != Role::claim && fact(id).role != Role::requirement) || fact(id).quantity.range || fact(id).quantity.bound != Bound::none) return FactId{no_id};
      found = id;
    }
    return found;
  };
  if (rule.results.size() != 1) return;
  const FactId result = only(rule.results.front());
  if (result == no_id) return;
  double product = 1;
  Implied implied;
  for (const std::string& key : rule.operands) {
    const FactId operand = only(key);
    if (operand == no_id || fact(operand).plan != fact(result).plan || fact(operand).statement == fact(result).statement) return;
    product *= fact(operand).quantity.value;
    implied.inputs.push_back(fact(operand).node);
    implied.expression += (implied.expression.empty() ? "" : " × ") + std::string(scene.source().text(scene.x().nodes[fact(operand).node].span));
  }
  if (product == fact(result).quantity.value) return;
  implied.claimed = fact(result).node;
  implied.statement = fact(result).statement;
  implied.recomputed = product;
  implied.derivation = implied.expression + " = " + format_value(product, {});
  report_implied(scene, rule, implied);
}

}  // namespace stratlint
