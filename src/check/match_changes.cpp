#include <algorithm>
#include <cmath>
#include <optional>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr char32_t arrow = 0x2192;
constexpr std::uint32_t reach = 8;  ///< tokens between the new value and its change

/// An arrow behind a value, or `from` before it and `to` behind it.
bool leads(const Scene& scene, const Sentence& sentence, std::uint32_t at, std::uint32_t next) {
  constexpr std::uint32_t few = 5;  // characters of `提升到`
  const auto token = [&](std::uint32_t i) -> const Token& { return scene.x().tokens[sentence.first_token + i]; };
  const auto word = [&](std::uint32_t i) { return scene.source().text(token(i).span); };
  if (next == at + 2 && token(at + 1).symbol == arrow) return true;
  if (at == 0 || next > at + few) return false;
  return (next == at + 2 && word(at - 1) == "from" && word(at + 1) == "to") || (word(at - 1) == "\u4ECE" && word(next - 1) == "\u5230");
}

/// `369 → 561 MB/s`: the unit is said once.
Quantity in_unit_of(Quantity bare, const Quantity& unit) {
  if (bare.has_unit || bare.percent || !unit.has_unit || unit.percent) return bare;
  if (bare.factor == 1)  // `from 3.3M to 3.8M tokens/s` says its millions itself
    for (double* value : {&bare.value, &bare.low, &bare.high}) *value *= unit.factor;
  bare.dimension = unit.dimension;
  bare.count = unit.count;
  return bare;
}

/// `25 % faster than before: 100,000 instead of 80,000 tokens/s`: two values of one kind and nothing else but their change.
void match_pair(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  std::vector<SentenceValue> pair;
  std::optional<SentenceValue> change;
  for (const SentenceValue& value : part.values) {
    const Quantity& q = x.nodes[value.node].quantity;
    if (q.range || q.bound != Bound::none || q.approximate || q.value <= 0) return;
    if (q.percent && !change) change = value;
    else if (!q.percent) pair.push_back(value);
    else return;
  }
  if (!change || pair.size() != 2 || leads(scene, sentence, pair[0].at, pair[1].at)) return;
  const Quantity &a = x.nodes[pair[0].node].quantity, &b = x.nodes[pair[1].node].quantity, &p = x.nodes[change->node].quantity;
  const bool alike = (a.dimension == b.dimension && a.count == b.count && a.has_unit) || (!a.has_unit && b.has_unit && b.factor == 1);
  if (!alike || a.value == b.value || b.dimension.second == 0) return;
  if (!has_mark_in(scene, sentence, part, Mark::change) || !has_mark_in(scene, sentence, part, Mark::instead)) return;
  const double slack = 1.5 * (p.high - p.low) / 2, low = std::min(a.value, b.value), high = std::max(a.value, b.value);
  for (const double told : {high / low - 1, 1 - low / high, high / low})
    if (told <= p.high + slack + 0.01 * told && told >= p.low - slack - 0.01 * told) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string both = text(pair[0]) + " and " + text(pair[1]);
  report_implied(scene, rule, {change->node, x.tokens[sentence.first_token + change->at].statement, high / low - 1, both, text(pair[0]) + " to " + text(pair[1]) + " is " + format_value(high / low - 1, {}, CountUnit::none, true), {pair[0].node, pair[1].node}});
}

}  // namespace

/// `step time 24.6 s → 18.2 s, a 26 % reduction`, `from 693,000 to 782,900 tokens/s, a 13 % gain`.
void match_change(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  const auto values = part.values;
  if (values.size() == 3) match_pair(scene, rule, sentence, part);
  const auto quantity = [&](std::size_t i) -> const Quantity& { return x.nodes[values[i].node].quantity; };
  for (std::size_t i = 0; i + 2 < values.size(); ++i) {
    const Quantity &is = quantity(i + 1), &change = quantity(i + 2), was = in_unit_of(quantity(i), is);
    if (!leads(scene, sentence, values[i].at, values[i + 1].at)) continue;
    const bool alike = was.dimension == is.dimension && was.count == is.count;
    if (was.percent || !alike || was.value <= 0 || is.value <= 0 || was.value == is.value) continue;
    if (was.range || is.range || was.bound != Bound::none || is.bound != Bound::none || was.approximate || is.approximate) continue;
    if (!change.percent || change.range || change.bound != Bound::none || change.approximate || values[i + 2].at - values[i + 1].at > reach) continue;
    // The next change has values of its own.
    if (i + 3 < values.size() && quantity(i + 3).percent) continue;
    const SentencePart around{values[i + 1].at + 1, std::min(part.end, values[i + 2].at + reach)};
    const char32_t sign = x.tokens[sentence.first_token + values[i + 2].at - 1].symbol;
    const bool less = sign == '-' || has_mark_in(scene, sentence, around, Mark::less), any = sign == '+' || has_mark_in(scene, sentence, around, Mark::change);
    if (!less && !any) continue;
    const double slack = 1.5 * (change.high - change.low) / 2;
    const auto fits = [&](double low, double high) { return std::min(low, high) <= change.high + slack && std::max(low, high) >= change.low - slack; };
    const auto of_old = [](double a, double b) { return std::abs(a - b) / a; };
    const double fall = of_old(was.value, is.value);
    if (fits(of_old(was.low, is.high), of_old(was.high, is.low))) continue;
    // A gain may be told as speed, of a time that fell, or of the new value.
    if (any && !less && (fits(std::abs(was.low / is.high - 1), std::abs(was.high / is.low - 1)) || fits(is.low / was.high, is.high / was.low))) continue;
    const std::string text = std::string(scene.source().text(x.nodes[values[i].node].span)) + " to " + std::string(scene.source().text(x.nodes[values[i + 1].node].span));
    report_implied(scene, rule, {values[i + 2].node, x.tokens[sentence.first_token + values[i + 2].at].statement, fall, text, text + " is " + format_value(fall, {}, CountUnit::none, true), {values[i].node, values[i + 1].node}});
  }
}

}  // namespace stratlint
