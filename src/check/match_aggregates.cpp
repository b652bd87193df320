#include <cmath>
#include <cmath>
#include <optional>
#include <utility>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr Dimension flops{.byte = 0, .flop = 1, .second = -1};
constexpr double rounding = 0.03;
constexpr double most_factor = 50;  ///< what is further off counts something else

/// `At an MFU of 42.7 % a device sustains 961 of its 2250 TFLOP/s`: a share, a peak and what is reached.
void match_one(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part, SentenceValue a, SentenceValue b, SentenceValue share) {
  const Extraction& x = scene.x();
  if (x.nodes[a.node].quantity.value > x.nodes[b.node].quantity.value) std::swap(a, b);
  const Quantity &reached = x.nodes[a.node].quantity, &peak = x.nodes[b.node].quantity;
  const double p = x.nodes[share.node].quantity.value, need = peak.value * p;
  if (p >= 1 || !has_mark_in(scene, sentence, part, Mark::restate)) return;
  if (reached.low <= need * (1 + rounding) && reached.high >= need * (1 - rounding)) return;
  constexpr double near = 4;  ///< two GPUs differ by more
  if (need > reached.value * near || reached.value > need * near) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string expression = text(share) + " of " + text(b);
  report_implied(scene, rule, {a.node, x.tokens[sentence.first_token + a.at].statement, need, expression, text(b) + " × " + text(share) + " = " + format_value(need, flops), {b.node, share.node}});
}

}  // namespace

/// `At 48 % of peak, 256 GPUs of 989 TFLOPS sustain 122 PFLOPS`.
void match_aggregate(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part) {
  const Extraction& x = scene.x();
  std::optional<SentenceValue> one, all, count, share;
  for (const SentenceValue& value : values_in(x, sentence, part)) {
    const Quantity& q = x.nodes[value.node].quantity;
    if (q.range || q.bound != Bound::none || q.value <= 0) return;
    std::optional<SentenceValue>* place = nullptr;
    if (q.percent) place = &share;
    else if (q.dimension == flops || q.dimension == Dimension{.byte = 0, .flop = 1, .second = 0}) place = one ? &all : &one;
    else if (q.integer && q.value > 1) place = &count;
    if (place == nullptr || *place) return;
    *place = value;
  }
  if (one && all && share && !count) return match_one(scene, rule, sentence, part, *one, *all, *share);
  if (!one || !all || !count || !share) return;
  // Three numbers in a row and their result: an equation says it better.
  const Statement& said = x.statements[x.tokens[sentence.first_token + all->at].statement];
  if (said.side_count > 1 || all->at < count->at || count->at > one->at) return;
  const double peak = x.nodes[one->node].quantity.value, n = x.nodes[count->node].quantity.value, p = x.nodes[share->node].quantity.value;
  const Quantity& total = x.nodes[all->node].quantity;
  for (const double readings : {n * p, n, p, 1.0})
    if (total.low <= peak * readings * (1 + rounding) && total.high >= peak * readings * (1 - rounding)) return;
  // `18: 316 TF of 989 TF, 32 %`: the count may be of something else, and the larger the peak.
  if (std::abs(total.value * p / peak - 1) < rounding) return;
  const double need = peak * n * p;
  if (need > total.value * most_factor || total.value > need * most_factor) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string expression = text(*share) + " of " + text(*count) + " × " + text(*one);
  report_implied(scene, rule, {all->node, x.tokens[sentence.first_token + all->at].statement, need, expression, text(*count) + " × " + text(*one) + " × " + text(*share) + " = " + format_value(need, flops), {count->node, one->node, share->node}});
}

}  // namespace stratlint
