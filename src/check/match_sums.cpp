#include <algorithm>
#include <cmath>

#include "check/arithmetic.h"
#include "check/implied.h"
#include "check/pieces.h"

namespace stratlint {

namespace {

constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};
constexpr std::size_t least_parts = 3;
constexpr double least_bytes = 1e3;
constexpr double most_factor = 3;  ///< what is further off sums up something else

/// `12 GB of weights, 12.4 for gradients and 9 GB of activations. Total 33.4 GB.`: all numbers but one are named as parts,
/// all of them by the words in front, or all by the words behind.
class SumMatcher {
 public:
  SumMatcher(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& words)
      : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence), words_(words), part_names_(scene.vocabulary().find_classes("memory_parts").topics | scene.vocabulary().find_classes("part_names").topics) {}

  void judge() {
    if (!collect()) return;
    if (closed_) return judge_closed();
    const std::vector<std::size_t> before = unnamed(true), behind = unnamed(false);
    if (before.empty() || behind.empty()) return;  // parts without a total
    // Where a name stands in front of the first number, names stand in front of all.
    const bool leads = before.front() != 0;
    if (before.size() == 1 && is_total(before.front())) compare(before.front());
    else if (!leads && behind.size() == 1 && is_total(behind.front())) compare(behind.front());
    else if (!leads && has_odd_part(behind) && is_total(behind.back())) compare(behind.back());
  }

 private:
  const Quantity& quantity(std::size_t i) const { return x_.nodes[amounts_[i].node].quantity; }
  std::string text(std::size_t i) const { return std::string(scene_.source().text(x_.nodes[amounts_[i].node].span)); }
  std::uint32_t statement(std::size_t i) const { return x_.tokens[sentence_.first_token + amounts_[i].at].statement; }

  /// `weights 8 GB, grads 16 GB, activations 24 GB, misc 6 GB = 54 GB`: the last part and the sum are an equation; one of the parts may have any name.
  void judge_closed() {
    std::vector<std::size_t> unnamed_parts = unnamed(true);
    std::erase(unnamed_parts, amounts_.size() - 1);
    if (unnamed_parts.size() > 1 || (!unnamed_parts.empty() && unnamed_parts.front() == 0)) return;
    double sum = 0;
    for (std::size_t i = 0; i + 1 < amounts_.size(); ++i) {
      const Quantity part = in_bytes(i);
      const bool subtotal = i > 1 && part.low <= sum && sum <= part.high;  // `weights 8, gradients 8, together 16 GB, activations 20 GB = 36 GB`
      if (subtotal || part.value >= in_bytes(amounts_.size() - 1).value) return;
      sum += part.value;
    }
    compare(amounts_.size() - 1);
  }

  /// Amounts of memory, of which some may leave their unit out; false if there are too few.
  bool collect() {
    // An equation is judged by itself, save one that ends the list.
    std::uint32_t closing = no_id;
    for (std::uint32_t at = words_.first; at < words_.end; ++at) {
      const std::uint32_t id = x_.tokens[sentence_.first_token + at].statement;
      if (closing != no_id && id != no_id) return false;
      if (id == no_id || x_.statements[id].side_count == 1) continue;
      if (x_.statements[id].side_count > 2) return false;
      closing = at;
    }
    for (const SentenceValue& value : words_.values) {
      const Quantity& q = x_.nodes[value.node].quantity;
      const FactId fact = scene_.facts().fact_of_node[value.node];
      const Key* key = fact == no_id ? nullptr : &scene_.vocabulary().key(scene_.facts().facts[fact].key);
      if (key != nullptr && key->dimension != bytes) continue;
      const bool bare = !q.has_unit && !q.percent && q.dimension.none() && (!q.integer || is_part(value));
      if (!bare && q.dimension != bytes) continue;
      if (q.dimension == bytes && q.value < least_bytes) continue;  // `2 bytes per parameter`
      if (q.range || q.bound != Bound::none || q.value <= 0) return false;
      if (!bare && unit_ == nullptr) unit_ = &q;
      amounts_.push_back(value);
    }
    end_at_total();
    if (closing != no_id && !close(closing)) return false;
    if (unit_ == nullptr) find_named_unit();
    return unit_ != nullptr && amounts_.size() > least_parts;
  }

  /// `…, 3.6 GB for buffers, 58.9 GB altogether. Unsharded, the states alone take 90 GB.`: what a sentence behind the total says is no part.
  void end_at_total() {
    const WordClasses together = scene_.vocabulary().find_classes("together_words");
    for (std::size_t i = least_parts; i + 1 < amounts_.size(); ++i) {
      std::uint32_t stop = amounts_[i].at + 1;
      while (stop < amounts_[i + 1].at && x_.tokens[sentence_.first_token + stop].symbol != '.') ++stop;
      if (stop == amounts_[i + 1].at || !classes_in(scene_, sentence_.first_token + amounts_[i - 1].at + 1, sentence_.first_token + stop).has(together)) continue;
      amounts_.resize(i + 1);
      return;
    }
  }

  /// `misc 6 GB = 54 GB`
  bool close(std::uint32_t at) {
    const Statement& statement = x_.statements[x_.tokens[sentence_.first_token + at].statement];
    for (std::uint32_t side = 0; side < 2; ++side) {
      const Node& node = x_.nodes[x_.sides[statement.first_side + side].root];
      const Quantity& q = node.quantity;
      if (node.kind != Node::Kind::number || q.dimension != bytes) return false;
    }
    const Relation relation = x_.sides[statement.first_side + 1].relation;
    closed_ = (relation == Relation::equal || relation == Relation::approx) && amounts_.size() > least_parts && amounts_.back().at == at && amounts_[amounts_.size() - 2].at == at;
    return closed_;
  }

  /// `The bill in GB (weights 30.4, gradients 30.4, activations 41.2) sums to 102`.
  void find_named_unit() {
    for (std::uint32_t at = words_.first; at < words_.end && unit_ == nullptr; ++at) {
      const Token& token = x_.tokens[sentence_.first_token + at];
      const auto unit = token.kind == Token::Kind::word ? find_unit(scene_.source().text(token.span)) : std::nullopt;
      if (!unit || unit->dimension != bytes) continue;
      named_.factor = unit->factor;
      named_.dimension = bytes;
      named_.binary_steps = unit->binary_steps;
      unit_ = &named_;
    }
  }

  /// `weights 8, gradients 8, Adam 24`: a count has the name of a part right beside it.
  bool is_part(const SentenceValue& value) const {
    const std::uint32_t at = sentence_.first_token + value.at, first = at > sentence_.first_token ? at - 1 : at;
    const auto named = [&](std::uint32_t from, std::uint32_t end) { return (classes_in(scene_, from, end).topics & part_names_).any(); };
    return quantity_of(value).count == CountUnit::none && (named(first, at) || (at + 1 < x_.tokens.size() && x_.tokens[at + 1].kind == Token::Kind::word && named(at + 1, std::min(at + 3, sentence_.first_token + words_.end))));
  }

  const Quantity& quantity_of(const SentenceValue& value) const { return x_.nodes[value.node].quantity; }

  WordClasses words_of(std::size_t i, bool before) const {
    const std::uint32_t first = before ? (i == 0 ? words_.first : amounts_[i - 1].at + 1) : amounts_[i].at + 1;
    const std::uint32_t end = before ? std::max(first, amounts_[i].at) : (i + 1 == amounts_.size() ? words_.end : amounts_[i + 1].at);
    return classes_in(scene_, sentence_.first_token + first, sentence_.first_token + end);
  }

  /// The amounts that no part is named beside.
  std::vector<std::size_t> unnamed(bool named_before) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < amounts_.size(); ++i)
      if ((words_of(i, named_before).topics & part_names_).none()) found.push_back(i);
    return found;
  }

  /// `11 GB gradients, 34 GB activations and 3 GB things nobody knows, which makes 54 GB`: the last part may be called anything.
  bool has_odd_part(const std::vector<std::size_t>& behind) const {
    constexpr std::size_t named = 4;
    const std::size_t last = amounts_.size() - 1;
    if (behind.size() != 2 || behind.back() != last || behind.front() + 1 != last || amounts_.size() < named + 2) return false;
    return words_of(last, true).has(scene_.vocabulary().find_classes("together_words"));
  }

  /// A total stands in front of its parts or behind them, and is larger than each.
  bool is_total(std::size_t total) const {
    if (total != 0 && total + 1 != amounts_.size()) return false;
    const WordClasses together = scene_.vocabulary().find_classes("together_words");
    const bool said = words_of(total, true).has(together) || words_of(total, false).has(together);
    for (std::size_t i = 0; i < amounts_.size(); ++i)
      if (!said && i != total && in_bytes(i).value >= in_bytes(total).value) return false;
    return x_.nodes[x_.sides[x_.statements[statement(total)].first_side].root].kind == Node::Kind::number;
  }

  Quantity in_bytes(std::size_t i) const {
    Quantity q = quantity(i);
    if (q.dimension == bytes) return q;
    for (double* value : {&q.value, &q.low, &q.high}) *value *= unit_->factor;
    q.dimension = bytes;
    q.factor = unit_->factor;
    q.binary_steps = unit_->binary_steps;
    return q;
  }

  /// `7.4 GB + 14.8 GB + 28 GB = 50.2 GB, of 80 GB`: what the parts come to stands there, and the other is no total.
  bool says(double sum) const {
    constexpr double hair = 0.001;
    for (std::size_t i = 0; i < amounts_.size(); ++i)
      if (in_bytes(i).low * (1 - hair) <= sum && sum <= in_bytes(i).high * (1 + hair)) return true;
    return false;
  }

  /// `Taken together, 61.5 GB of weights, 13.3 GB of cache and 6.3 GB of buffers come to 81.1 GB`
  bool another_is_total(std::size_t total) const {
    double all = 0, slack = 0;
    for (std::size_t i = 0; i < amounts_.size(); ++i) {
      all += in_bytes(i).value;
      slack += in_bytes(i).high - in_bytes(i).low;
    }
    for (std::size_t i = 0; i < amounts_.size(); ++i)
      if (i != total && std::abs(all - 2 * in_bytes(i).value) <= slack) return true;
    return false;
  }

  void compare(std::size_t total) const {
    double sum = 0;
    for (const bool binary : {false, true}) {
      double low = 0, high = 0;
      for (std::size_t i = 0; i < amounts_.size(); ++i) {
        if (i == total) continue;
        const Quantity q = binary ? in_bytes(i).binary_reading() : in_bytes(i);
        const double slack = q.approximate ? 0.03 : 0;
        if (!binary) sum += q.value;
        low += q.low * (1 - slack);
        high += q.high * (1 + slack);
      }
      const Quantity claimed = in_bytes(total);
      const Allowed a = allowed(claimed, claimed.approximate, false, {binary, false});
      if (low <= a.high * (1 + 1e-9) && high >= a.low * (1 - 1e-9)) return;
    }
    if (says(sum) || another_is_total(total)) return;
    const double claimed = in_bytes(total).value;
    if (sum > claimed * most_factor || claimed > sum * most_factor) return;
    // `of which`: not all parts need be there.
    if (sum < claimed && has_mark_in(scene_, sentence_, words_, Mark::subset)) return;
    Implied implied{amounts_[total].node, statement(total), sum, {}, {}, {}};
    for (std::size_t i = 0; i < amounts_.size(); ++i) {
      if (i == total) continue;
      implied.inputs.push_back(amounts_[i].node);
      implied.expression += (implied.expression.empty() ? "" : " + ") + text(i);
    }
    if (!quantity(total).has_unit) implied.recomputed /= unit_->factor;  // as it is printed
    implied.derivation = implied.expression + " = " + format_value(implied.recomputed, quantity(total).has_unit ? bytes : Dimension{});
    report_implied(scene_, rule_, implied);
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
  const Passage words_;
  const TopicSet part_names_;
  std::vector<SentenceValue> amounts_;
  bool closed_ = false;             ///< the last two are a part and the sum
  Quantity named_;                  ///< in a unit that a word names
  const Quantity* unit_ = nullptr;  ///< of one that has its own
};

}  // namespace

void match_sum(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& words) {
  if (words.values.size() > least_parts) SumMatcher(scene, rule, sentence, words).judge();
}

}  // namespace stratlint
