#include <algorithm>
#include <array>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr std::uint32_t reach = 5;  ///< tokens behind the limit that still speak of it

/// `under the 80 GB limit`, but not `40 GB, so it fits, 3 GB are left`, nor `after 3 days, a spare that takes over within 10 min`: an article starts
/// another subject.
bool is_within(const Scene& scene, const Sentence& sentence, std::uint32_t amount, std::uint32_t limit) {
  std::uint32_t first = limit;
  while (first > amount + 1 && scene.x().tokens[sentence.first_token + first - 1].symbol != ',' && scene.x().tokens[sentence.first_token + first - 1].symbol != 0xFF0C) --first;
  if (first > amount + 1 && has_mark_in(scene, sentence, {first, first + 1}, Mark::filler)) return false;
  return has_mark_in(scene, sentence, {first, limit}, Mark::within);
}

bool is_need(const Scene& scene, const Rule& rule, const SentenceValue& amount) {
  const FactId fact = scene.facts().fact_of_node[amount.node];
  return fact != no_id && matches_pattern(rule.operands, &scene.vocabulary().key(scene.facts().facts[fact].key));
}

/// `peak memory 91 GB, the device has 80 GB: fits`. Words behind both do not say which is the limit (`the card has 80 GB, and the 52 GB fit`): the
/// key of the first must.
bool fits_behind(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part, const SentenceValue& amount, std::uint32_t limit) {
  std::uint32_t end = limit + 1;
  while (end < std::min(part.end, limit + reach) && scene.x().tokens[sentence.first_token + end].statement == no_id) ++end;
  // `66.8 GB per GPU under TP4`: the word in front of another number speaks of that.
  if (end < part.end && scene.x().tokens[sentence.first_token + end].statement != no_id) --end;
  return is_need(scene, rule, amount) && has_mark_in(scene, sentence, {limit + 1, std::max(limit + 1, end)}, Mark::within);
}

}  // namespace

/// `peak memory of 121.8 GB, under the 80 GB limit`: two amounts of one kind, the first said to be within the second.
void match_bound(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  std::array<SentenceValue, 2> values;  // those that are measured in something
  std::size_t count = 0;
  for (const SentenceValue& value : part.values) {
    if (x.nodes[value.node].quantity.dimension.none()) continue;
    if (count == values.size()) return;
    values[count++] = value;
  }
  if (count != values.size()) return;
  const Quantity &amount = x.nodes[values[0].node].quantity, &limit = x.nodes[values[1].node].quantity;
  const bool alike = amount.has_unit && limit.has_unit && !amount.dimension.none() && amount.dimension == limit.dimension && amount.count == limit.count;
  if (!alike || amount.range || limit.range || (amount.approximate && amount.low < limit.high * 1.1) || amount.bound != Bound::none || limit.bound != Bound::none) return;
  if (amount.low <= limit.high || amount.binary_reading().low <= limit.high || amount.low <= limit.binary_reading().high) return;
  // `Limit: at most 43 GB, result 40 GB, within the limit`
  for (const Mark mark : {Mark::most, Mark::least})
    if (has_mark_before(scene.reading, scene.vocabulary(), sentence, values[0].at, mark)) return;
  if (!is_within(scene, sentence, values[0].at, values[1].at) && !fits_behind(scene, rule, sentence, part, values[0], values[1].at)) return;
  // `The card has 180 GB, so it fits there (116 GB)`.
  if (x.tokens[sentence.first_token + values[1].at - 1].symbol == '(' && !is_need(scene, rule, values[0])) return;
  SentencePart around{part.first, std::min(part.end, values[1].at + reach)};
  // `We do not need offload: the peak of 49 GB stays below 40 GB`
  for (std::uint32_t at = part.first; at < values[0].at; ++at)
    if (x.tokens[sentence.first_token + at].symbol == ':') around.first = at + 1;
  for (const Mark mark : {Mark::negation, Mark::cross, Mark::less, Mark::change, Mark::least, Mark::divide})
    if (has_mark_in(scene, sentence, around, mark)) return;
  const Role role = scene.facts().role_of_statement[x.tokens[sentence.first_token + values[0].at].statement];
  if (role == Role::hypothetical) return;
  const auto text = [&](std::size_t i) { return std::string(scene.source().text(x.nodes[values[i].node].span)); };
  report_implied(scene, rule, {values[0].node, x.tokens[sentence.first_token + values[0].at].statement, limit.value, text(1), text(0) + " > " + text(1), {values[1].node}});
}

}  // namespace stratlint
