#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0}, bandwidth{.byte = 1, .flop = 0, .second = -1}, seconds{.byte = 0, .flop = 0, .second = 1};
constexpr double latency = 1.25;  ///< what a transfer may take beyond its bytes
constexpr double rounding = 0.03;
constexpr double most_count = 4096;

/// An entry that is called the time of a transfer says so itself.
bool is_time(const Scene& scene, FactId entry) { return entry != no_id && scene.vocabulary().key(scene.facts().facts[entry].key).name.starts_with("time."); }

/// `940 MB at 50 GB/s`, `over a 50 GB/s link`; where a time is equated with it, any preposition will do.
bool is_at(const Scene& scene, const Sentence& sentence, const SentenceValue& amount, const SentenceValue& rate, bool equated) {
  const SentencePart between{amount.at + 1, rate.at};
  return rate.at > amount.at + 1 && rate.at <= amount.at + 3 && has_mark_in(scene, sentence, between, Mark::preposition) && (equated || has_mark_in(scene, sentence, between, Mark::link));
}

/// What a ring of ranks sends of its data: 2 (n − 1) / n in an all-reduce.
constexpr double ring_share(double ranks) { return ranks > 1 ? 2 * (ranks - 1) / ranks : 1; }

bool spans_sentences(const Scene& scene, const Sentence& sentence, const Passage& part) {
  std::vector<SentencePart> parts;
  list_parts(scene.x(), sentence, parts);
  return std::any_of(parts.begin(), parts.end(), [&](const SentencePart& own) { return own.first <= part.first && own.end < part.end && own.end > part.first; });
}

}  // namespace

/// `Moving 33.6 MB over a 25 GB/s port takes 1.34 ms`.
void match_transfer(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  std::optional<SentenceValue> amount, rate, time;
  std::vector<double> factors{1};
  const auto take = [](std::optional<SentenceValue>& place, const SentenceValue& value) {
    const bool first = !place;
    place = value;
    return first;
  };
  for (const SentenceValue& value : part.values) {
    const Quantity& q = x.nodes[value.node].quantity;
    if (q.range || q.bound != Bound::none || q.value <= 0) return;
    bool alone = true;
    if (q.dimension == bytes) alone = take(amount, value);
    else if (q.dimension == bandwidth && rate && std::abs(x.nodes[rate->node].quantity.value / q.value - 1) < rounding) continue;  // `a 400 Gb/s port at 50 GB/s`
    else if (q.dimension == bandwidth) alone = take(rate, value);
    else if (q.dimension == seconds) alone = take(time, value);
    else if (!q.dimension.none()) return;
    else if (q.percent) factors.push_back(1 / q.value);
    else if (q.value <= most_count) factors.insert(factors.end(), {q.value, 1 / q.value, ring_share(q.value)});
    if (!alone) return;
  }
  if (!amount || !rate || has_mark_before(scene.reading, scene.vocabulary(), sentence, amount->at, Mark::partial)) return;
  const FactId entry = time ? no_id : explained_fact(scene, sentence, seconds);
  if (!time && entry == no_id) return;
  if (!is_time(scene, entry) && !is_at(scene, sentence, *amount, *rate, time && time->at == rate->at) && !has_mark_in(scene, sentence, part, Mark::transfer)) return;
  const Quantity &a = x.nodes[amount->node].quantity, &r = x.nodes[rate->node].quantity, &t = time ? x.nodes[time->node].quantity : scene.facts().facts[entry].quantity;
  const double need = a.value / r.value;
  const bool colon = time && time->at == rate->at + 2 && x.tokens[sentence.first_token + rate->at + 1].symbol == ':' && part.values.size() == 3;
  const bool equated = colon || (time && time->at == rate->at);
  for (const bool binary : {false, true}) {
    const Quantity size = binary ? a.binary_reading() : a;
    for (const double factor : factors)
      for (const double ways : {0.5, 1.0, 2.0}) {  // both directions of a link, there and back, a ring
        if (ways != 1 && equated) continue;  // `145 GB at 25 GB/s = 5.8 s` says all of it
        const double low = size.low / r.high * factor * ways, high = size.high / r.low * factor * ways;
        if (low * (1 - rounding) <= t.high && high * (ways == 1 ? latency : 1 + rounding) >= t.low) return;
      }
  }
  // `Each writes 1.5 GB. The file system takes 60 GB/s, so a save needs 19 s`: what all of them write, perhaps.
  constexpr double far_off = 50;
  if ((t.value > need * far_off || need > t.value * far_off) && spans_sentences(scene, sentence, part)) return;
  const auto text = [&](const SentenceValue& value) { return std::string(scene.source().text(x.nodes[value.node].span)); };
  const std::string expression = text(*amount) + " at " + text(*rate);
  Implied implied{no_id, no_id, need, expression, text(*amount) + " / " + text(*rate) + " = " + format_value(need, seconds), {amount->node, rate->node}};
  implied.claimed = time ? time->node : scene.facts().facts[entry].node;
  implied.statement = time ? x.tokens[sentence.first_token + time->at].statement : scene.facts().facts[entry].statement;
  report_implied(scene, rule, implied);
}

}  // namespace stratlint
