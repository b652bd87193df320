#include <algorithm>
#include <optional>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr Dimension seconds{.byte = 0, .flop = 0, .second = 1};
constexpr double least_amount = 1e5;  ///< parameters, not counts of things
constexpr std::uint32_t reach = 3;    ///< tokens between a count and what it counts
constexpr double rounding = 0.03;
constexpr double pauses = 1.25;       ///< what a run may take beyond its steps
constexpr double most_factor = 8;     ///< what is further off counts something else

bool is_amount(const Quantity& q, bool times) { return times ? q.dimension == seconds : !q.has_unit && q.value >= least_amount; }

/// `48 sequences of 16,384 tokens at 49.2 kB each: 38.7 GB`: the bytes of one token and of all.
void match_cache(const Scene& scene, const Rule& rule, const Sentence& sentence, const std::vector<SentenceValue>& values) {
  constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};
  constexpr double least_ratio = 1000;
  const Extraction& x = scene.x();
  std::vector<SentenceValue> amounts, counts;
  bool tokens = false;
  for (const SentenceValue& value : values) {
    const Quantity& q = x.nodes[value.node].quantity;
    if (q.percent || q.range || q.bound != Bound::none || q.value <= 0) return;
    (q.dimension == bytes && q.has_unit ? amounts : counts).push_back(value);
    if (!q.dimension.none() && q.dimension != bytes) return;
    tokens = tokens || q.count == CountUnit::token;
  }
  if (amounts.size() != 2 || counts.size() != 2 || !tokens) return;
  const auto quantity = [&](const SentenceValue& value) -> const Quantity& { return x.nodes[value.node].quantity; };
  if (quantity(amounts[0]).value > quantity(amounts[1]).value) std::swap(amounts[0], amounts[1]);
  if (quantity(amounts[1]).value < quantity(amounts[0]).value * least_ratio) return;
  const double n = quantity(counts[0]).value * quantity(counts[1]).value, need = n * quantity(amounts[0]).value;
  const Quantity& all = quantity(amounts[1]);
  for (const bool binary : {false, true}) {
    const Quantity sum = binary ? all.binary_reading() : all, one = binary ? quantity(amounts[0]).binary_reading() : quantity(amounts[0]);
    // `Four GPUs give 197 GB, or 602k tokens`: one of the counts may say something else.
    for (const double count : {n, quantity(counts[0]).value, quantity(counts[1]).value})
      if (sum.high >= one.low * count * (1 - rounding) && sum.low <= one.high * count * (1 + rounding)) return;
  }
  if (all.value > need * most_factor || need > all.value * most_factor) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string expression = text(counts[0]) + " × " + text(counts[1]) + " × " + text(amounts[0]);
  report_implied(scene, rule, {amounts[1].node, x.tokens[sentence.first_token + amounts[1].at].statement, need, expression, expression + " = " + format_value(need, bytes), {counts[0].node, counts[1].node, amounts[0].node}});
}

}  // namespace

/// `A layer has 629.3 M parameters, so the 32 layers have 20.1 B`, `32.9 days (95,368 steps of 14.92 s)`: an amount of one,
/// their number, and the amount of all.
void match_multiple(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part) {
  const Extraction& x = scene.x();
  const auto values = values_in(x, sentence, part);
  if (values.size() == 4) match_cache(scene, rule, sentence, values);
  if (values.size() != 3) return;
  const auto quantity = [&](const SentenceValue& value) -> const Quantity& { return x.nodes[value.node].quantity; };
  bool times = false;
  for (const SentenceValue& value : values) {
    const Quantity& q = quantity(value);
    if (q.percent || q.range || q.bound != Bound::none || q.value <= 0) return;
    times = times || q.dimension == seconds;
  }
  std::optional<SentenceValue> one, all, count;
  for (const SentenceValue& value : values) {
    const bool amount = is_amount(quantity(value), times) && (times || !count || quantity(value).value > least_amount);
    std::optional<SentenceValue>& place = amount ? (one ? all : one) : count;
    if (place || (!amount && (!quantity(value).integer || quantity(value).has_unit || quantity(value).value < 2))) return;
    place = value;
  }
  if (!one || !all || !count) return;
  if (quantity(*one).value > quantity(*all).value) std::swap(one, all);
  // `steps` stand right behind their number: two people beside a step are none.
  const SentencePart behind{count->at + 1, std::min(part.end, count->at + 1 + reach)};
  if (!has_mark_in(scene, sentence, times ? behind : part, times ? Mark::repeat : Mark::layered)) return;
  const Quantity &each = quantity(*one), &sum = quantity(*all);
  const double n = quantity(*count).value, need = each.value * n;
  if (sum.high >= each.low * n * (1 - rounding) && sum.low <= each.high * n * (times ? pauses : 1 + rounding)) return;
  if (sum.value > need * most_factor || need > sum.value * most_factor) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string expression = text(*count) + " × " + text(*one);
  report_implied(scene, rule, {all->node, x.tokens[sentence.first_token + all->at].statement, need, expression, expression + " = " + format_value(need, sum.dimension), {count->node, one->node}});
}

}  // namespace stratlint
