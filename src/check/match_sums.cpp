#include <algorithm>
#include <set>

#include "check/arithmetic.h"
#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};
constexpr std::size_t least_parts = 3;
constexpr double most_factor = 3;  ///< what is further off sums up something else
constexpr std::uint32_t reach = 3;

/// `in total`, `all told` behind a number.
bool says_total_behind(const Scene& scene, const Sentence& sentence, SentencePart words, std::uint32_t at) {
  return has_mark_in(scene, sentence, {at + 1, std::min(words.end, at + 1 + reach)}, Mark::total);
}

}  // namespace

/// `12 GB of weights, 12 GB of gradients and 9 GB of activations. Total 33 GB.`
void match_sum(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart words) {
  const Extraction& x = scene.x();
  std::vector<SentenceValue> parts;
  const SentenceValue* total = nullptr;
  const auto values = values_in(x, sentence, words);
  const auto amounts = std::count_if(values.begin(), values.end(), [&](const SentenceValue& value) { return x.nodes[value.node].quantity.dimension == bytes; });
  if (static_cast<std::size_t>(amounts) <= least_parts) return;
  std::set<KeyId> keys;
  for (const SentenceValue& value : values) {
    const Quantity& q = x.nodes[value.node].quantity;
    if (q.dimension != bytes || !q.has_unit) continue;
    if (q.range || q.bound != Bound::none) return;
    const FactId id = scene.facts().fact_of_node[value.node];
    const Fact* fact = id == no_id ? nullptr : &scene.facts().facts[id];
    const bool sums = has_mark_before(scene.reading, scene.vocabulary(), sentence, value.at, Mark::total) || says_total_behind(scene, sentence, words, value.at);
    if (fact != nullptr && matches_pattern(rule.operands, &scene.vocabulary().key(fact->key))) {
      if (total != nullptr || !keys.insert(fact->key).second || fact->role != Role::claim) return;
      parts.push_back(value);
    } else if (sums && total == nullptr && (fact == nullptr || matches_pattern(rule.results, &scene.vocabulary().key(fact->key)))) {
      total = &value;
    } else if (total == nullptr) {
      return;  // something that may be a part as well
    }
  }
  if (total == nullptr || parts.size() < least_parts) return;
  const std::uint32_t statement = x.tokens[sentence.first_token + total->at].statement;
  if (x.statements[statement].side_count > 1) return;
  const Quantity& claimed = x.nodes[total->node].quantity;
  double sum = 0;
  Implied implied{total->node, statement, 0, {}, {}, {}};
  for (const bool binary : {false, true}) {
    double low = 0, high = 0;
    for (const SentenceValue& part : parts) {
      const Quantity q = binary ? x.nodes[part.node].quantity.binary_reading() : x.nodes[part.node].quantity;
      if (!binary) sum += q.value;
      low += q.approximate ? q.low * 0.97 : q.low;
      high += q.approximate ? q.high * 1.03 : q.high;
    }
    const Allowed a = allowed(claimed, claimed.approximate, false, {binary, false});
    if (low <= a.high * (1 + 1e-9) && high >= a.low * (1 - 1e-9)) return;
  }
  if (sum > claimed.value * most_factor || claimed.value > sum * most_factor) return;
  for (const SentenceValue& part : parts) {
    implied.inputs.push_back(part.node);
    implied.expression += (implied.expression.empty() ? "" : " + ") + std::string(scene.source().text(x.nodes[part.node].span));
  }
  implied.recomputed = sum;
  implied.derivation = implied.expression + " = " + format_value(sum, bytes);
  report_implied(scene, rule, implied);
}

}  // namespace stratlint
