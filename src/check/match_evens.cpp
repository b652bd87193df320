#include <algorithm>
#include <cmath>

#include "check/arithmetic.h"
#include "check/implied.h"

namespace stratlint {

/// `TP = 7, the 64 heads split without remainder`: two counts of which the larger, of one of the rule's keys, is said to divide evenly.
void match_even(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  const auto values = part.values;
  if (values.size() != 2) return;
  const auto quantity = [&](std::size_t i) -> const Quantity& { return x.nodes[values[i].node].quantity; };
  for (std::size_t i = 0; i < 2; ++i)
    if (!quantity(i).integer || quantity(i).range || quantity(i).bound != Bound::none || quantity(i).value < 2) return;
  const std::size_t whole = quantity(0).value >= quantity(1).value ? 0 : 1, parts = 1 - whole;
  if (std::fmod(quantity(whole).value, quantity(parts).value) == 0) return;
  const auto& facts = scene.facts();
  const FactId fact = facts.fact_of_node[values[whole].node], degree = facts.fact_of_node[values[parts].node];
  // Degrees of the plan are judged against its dimensions wherever they stand.
  if (degree != no_id && facts.facts[degree].role == Role::claim && scene.vocabulary().key(facts.facts[degree].key).name.starts_with("axis.")) return;
  if (fact == no_id || !matches_pattern(rule.operands, &scene.vocabulary().key(scene.facts().facts[fact].key))) return;
  if (!has_mark_in(scene, sentence, part, Mark::even) || has_mark_in(scene, sentence, part, Mark::cross)) return;
  // `do not divide evenly`: the word counts, whatever phrase it is part of.
  for (std::uint32_t at = part.first; at < part.end; ++at)
    if (has_mark_in(scene, sentence, {at, at + 1}, Mark::negation) && !has_mark_in(scene, sentence, {at, std::min(at + 2, part.end)}, Mark::even)) return;
  const auto text = [&](std::size_t i) { return std::string(scene.source().text(x.nodes[values[i].node].span)); };
  const double share = quantity(whole).value / quantity(parts).value;
  report_implied(scene, rule, {values[parts].node, x.tokens[sentence.first_token + values[parts].at].statement, share, text(whole), text(whole) + " / " + text(parts) + " = " + format_value(share, {}), {values[whole].node}});
}

}  // namespace stratlint
