#include <cmath>
#include <optional>

#include "check/implied.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr Dimension seconds{.byte = 0, .flop = 0, .second = 1};
constexpr double large = 1e6;  ///< `1.1T of 2T`, `2.9 of 4.5 billion`; smaller counts are whole
constexpr std::uint32_t reach = 6;  ///< tokens between the percentage and what it is a share of

class ShareMatcher {
 public:
  ShareMatcher(const Scene& scene, const Rule& rule, const Sentence& sentence)
      : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence), of_words_(scene.vocabulary().find_classes("of_words")), of_which_(scene.vocabulary().find_classes("of_which")), within_words_(scene.vocabulary().find_classes("within_words")), and_words_(scene.vocabulary().find_classes("and_words")), again_words_(scene.vocabulary().find_classes("again_words")) {}

  void judge(const Passage& part) const {
    const auto values = part.values;
    const SentenceValue* percent = nullptr;
    bool judged = false;
    for (std::uint32_t at = part.first; at < part.end; ++at) {
      judge_of_capacity(at);
      judge_equated(at);
      judge_fraction(at, part.end);
    }
    for (const SentenceValue& value : values) {
      if (!quantity(value).percent) continue;
      if (judge_in_parentheses(value)) {
        judged = true;
        continue;
      }
      if (percent != nullptr) return;  // two shares: whose is whose?
      percent = &value;
    }
    if (judged) return;
    if (percent != nullptr && is_plain(*percent)) {
      judge_pair(part, *percent);
      judge_whole_first(part, *percent);
      judge_quotient(part, *percent);
    }
    judge_product(part);
  }

 private:
  const Quantity& quantity(const SentenceValue& value) const { return x_.nodes[value.node].quantity; }
  const Token& token(std::uint32_t at) const { return x_.tokens[sentence_.first_token + at]; }
  bool is_word(std::uint32_t at) const { return token(at).kind == Token::Kind::word; }
  std::uint32_t words_before(std::uint32_t at, const WordClasses& classes) const { return phrase_before(scene_.reading, scene_.vocabulary(), sentence_, at, classes); }
  bool is_of_something(std::uint32_t at) const { return at + 1 < sentence_.token_count && words_before(at + 2, of_words_) == 1; }

  /// No bound, no range, and no name of its own: `MFU 45 %` beside `25 GB of 80 GB` is no share of these.
  bool is_plain(const SentenceValue& value) const {
    const Quantity& q = quantity(value);
    if (q.bound != Bound::none || q.range || q.value <= 0) return false;
    // `57 of 80 GB and 100 % utilisation`
    if (words_before(value.at, and_words_) != 0) return false;
    const FactId fact = scene_.facts().fact_of_node[value.node];
    return fact == no_id || scene_.vocabulary().key(scene_.facts().facts[fact].key).name == "memory.utilization";
  }

  /// `67.4 of 180 GB`: the unit is said once.
  static Quantity in_unit(Quantity bare, const Quantity& unit) {
    // `546 B of 1,400 B tokens`: no bytes.
    constexpr double billion = 1e9;
    if (bare.dimension == Dimension{.byte = 1, .flop = 0, .second = 0} && bare.factor == 1 && unit.dimension.none() && unit.factor == billion) {
      bare.dimension = {};
      bare.has_unit = false;
    }
    if (!bare.has_unit && !bare.percent && bare.factor == 1 && unit.factor >= large && unit.dimension.none() && !unit.percent) {
      for (double* value : {&bare.value, &bare.low, &bare.high}) *value *= unit.factor;
      bare.factor = unit.factor;
      return bare;
    }
    if (bare.has_unit || bare.percent || (unit.dimension != Dimension{.byte = 1, .flop = 0, .second = 0} && unit.dimension != Dimension{.byte = 0, .flop = 0, .second = 1})) return bare;
    for (double* value : {&bare.value, &bare.low, &bare.high}) *value *= unit.factor;
    bare.dimension = unit.dimension;
    bare.count = unit.count;
    bare.factor = unit.factor;
    bare.has_unit = true;
    return bare;
  }

  /// `12 of 34 requests`: what they are is said once.
  static bool count_alike(const Quantity& part, const Quantity& whole) { return part.count == whole.count || (part.count == CountUnit::none && part.dimension.none() && whole.dimension.none()); }

  /// `, or 35 %`, `(35 %)`: what was said before, once more; `, 40 GB` may be something else.
  bool is_apposed(const SentenceValue& value) const {
    if (value.at == 0) return false;
    const auto sign = [&](std::uint32_t at) { return at < sentence_.token_count ? token(at).symbol : U'\0'; };
    const bool alone = (sign(value.at - 1) == '(' && sign(value.at + 1) == ')') || (sign(value.at - 1) == 0xFF08 && sign(value.at + 1) == 0xFF09);
    return alone || words_before(value.at, again_words_) != 0 || (sign(value.at - 1) == '.' && value.at > 2 && sign(value.at - 3) == '.');
  }

  /// `34 requests` are as whole as `34`.
  static bool is_whole(const Quantity& q) { return q.integer || (q.count != CountUnit::none && std::fmod(q.value, 1) == 0); }

  static bool is_amount(const Quantity& q) { return q.has_unit && !q.percent && !q.dimension.none() && q.value > 0 && q.bound == Bound::none && !q.range; }

  /// `307 of 862 jobs, 35.6 %`: nothing else is counted there, and the share is of nothing else.
  bool are_counts(const Passage& passage, const SentenceValue& part, const SentenceValue& whole, const SentenceValue& percent) const {
    // `3 of 8 GPUs (busy at 45 %)`
    if (percent.at > 0 && has_mark_in(scene_, sentence_, {percent.at - 1, percent.at}, Mark::preposition)) return false;
    const bool apposed = is_apposed(percent);
    const auto counted = [&](const SentenceValue& value) {
      const Quantity& q = quantity(value);
      return q.dimension.none() && !q.percent && is_whole(q) && !q.range && q.bound == Bound::none && q.value > 0 && (apposed || scene_.facts().fact_of_node[value.node] == no_id);
    };
    // `2.9 of 4.5 billion documents`, `3.5B of 7.0B`
    const Quantity &a = quantity(part), &b = quantity(whole);
    const auto is_bare = [&](const Quantity& q) { return q.dimension.none() && !q.percent && !q.range && q.bound == Bound::none && q.value > 0; };
    if (passage.values.size() == 3 && whole.at == part.at + 2 && is_bare(a) && is_bare(b) && b.factor >= large && (a.factor == b.factor || (a.factor == 1 && !a.has_unit)) && percent.at > whole.at) return true;
    if (passage.values.size() != 3 || !counted(part) || !counted(whole) || whole.at != part.at + 2) return false;
    if (has_mark_in(scene_, sentence_, passage, Mark::change) || has_mark_in(scene_, sentence_, passage, Mark::less)) return false;
    return percent.at < part.at || !is_of_something(percent.at);
  }

  /// The one number of a token, if it stands alone.
  std::optional<SentenceValue> lone(std::uint32_t at) const {
    const Token& t = token(at);
    if (t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 1) return std::nullopt;
    const SentenceValue value{at, x_.sides[x_.statements[t.statement].first_side].root};
    const Quantity& q = quantity(value);
    if (x_.nodes[value.node].kind != Node::Kind::number || q.range || q.bound != Bound::none || q.percent || q.value <= 0) return std::nullopt;
    return value;
  }

  /// `1.1T of 2T web (55 %)`, `24, of which 19 hardware (79 %)`: true if the parenthesis holds nothing but a share of these.
  bool judge_in_parentheses(const SentenceValue& percent) const {
    constexpr std::uint32_t most_words = 5;
    const auto is_sign = [&](std::uint32_t at, char32_t ascii, char32_t wide) { return at < sentence_.token_count && (token(at).symbol == ascii || token(at).symbol == wide); };
    if (percent.at < 4 || !is_sign(percent.at - 1, '(', 0xFF08) || !is_sign(percent.at + 1, ')', 0xFF09)) return false;
    const auto number_before = [&](std::uint32_t at) -> std::optional<SentenceValue> {
      for (std::uint32_t words = 0; at > 0 && words <= most_words; ++words, --at)
        if (!is_word(at - 1)) return lone(at - 1);
      return std::nullopt;
    };
    const auto last = number_before(percent.at - 1);
    if (!last || last->at < 2) return false;
    std::optional<SentenceValue> part = last, whole;
    if (const std::uint32_t of = words_before(last->at, of_words_); of != 0) {
      whole = last;
      part = last->at > of ? lone(last->at - of - 1) : std::nullopt;
    } else if (const std::uint32_t of_which = words_before(last->at, of_which_); of_which != 0 && last->at > of_which) {
      const std::uint32_t at = last->at - of_which;
      whole = number_before(is_sign(at - 1, ',', ';') ? at - 1 : at);
    } else if (last->at + 2 < percent.at && classes_in(scene_, sentence_.first_token + last->at + 1, sentence_.first_token + last->at + 3).has(of_which_)) {
      whole = number_before(is_sign(last->at - 1, ',', ';') ? last->at - 1 : last->at);  // `128, 59 of them hardware (46 %)`
    } else if (const auto first = number_before(last->at); first && first->at > 0 && words_before(first->at, of_words_) == 1 && (first->at == 1 || !is_word(first->at - 2))) {
      whole = first;  // `Of 56 traces 30 (54 %) were dropped`
    }
    if (!part || !whole) return false;
    const Quantity a = in_unit(quantity(*part), quantity(*whole)), b = quantity(*whole);
    if (a.dimension != b.dimension || !count_alike(a, b) || a.value > b.value) return false;
    if (a.dimension.none() && !(a.integer && is_whole(b)) && a.value < large) return false;
    compare(percent, *part, *whole, a.dimension.none() ? Share::of_part : Share::of_part_or_rest);
    return true;
  }

  /// `4 requests/s = 53 % of capacity (7.56)`.
  void judge_of_capacity(std::uint32_t at) const {
    constexpr std::uint32_t most_words = 3;
    const Token& t = token(at);
    if (t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 2 || at + 4 >= sentence_.token_count || !is_of_something(at)) return;
    const std::uint32_t first = x_.statements[t.statement].first_side;
    const SentenceValue part{at, x_.sides[first].root}, percent{at, x_.sides[first + 1].root};
    if (x_.nodes[part.node].kind != Node::Kind::number || x_.nodes[percent.node].kind != Node::Kind::number || quantity(part).percent || !quantity(percent).percent || !is_plain(percent)) return;
    std::uint32_t open = at + 2;
    while (open + 2 < sentence_.token_count && open <= at + 1 + most_words && is_word(open)) ++open;
    if (open + 2 >= sentence_.token_count || token(open).symbol != '(' || token(open + 2).symbol != ')') return;
    const auto whole = lone(open + 1);
    const bool alike = whole && (!quantity(*whole).has_unit || (quantity(*whole).dimension == quantity(part).dimension && quantity(*whole).count == quantity(part).count));
    const bool same_scale = alike && (quantity(*whole).has_unit || quantity(part).factor == 1);
    if (same_scale && quantity(part).value < quantity(*whole).value) compare(percent, part, *whole);
  }

  /// `2 of 64 = 3.1 %`: what is equated is a share of these, whatever they count.
  void judge_equated(std::uint32_t at) const {
    const Token& t = token(at);
    if (t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 2) return;
    const std::uint32_t first = x_.statements[t.statement].first_side, of = words_before(at, of_words_);
    const SentenceValue whole{at, x_.sides[first].root}, percent{at, x_.sides[first + 1].root};
    if (of == 0 || at < of + 1 || x_.nodes[whole.node].kind != Node::Kind::number || x_.nodes[percent.node].kind != Node::Kind::number) return;
    const auto part = lone(at - of - 1);
    const Quantity &a = quantity(whole), &p = quantity(percent);
    if (!part || !p.percent || p.bound != Bound::none || p.range || a.percent || a.range || is_of_something(at)) return;
    const bool counts = quantity(*part).integer && a.integer && !a.has_unit && !quantity(*part).has_unit;
    if (counts && quantity(*part).value <= a.value) compare(percent, *part, whole, Share::of_part);
  }

  /// `1/16 of the 96 GB of weights, i.e. 6 GB`.
  void judge_fraction(std::uint32_t at, std::uint32_t end) const {
    const Token& t = token(at);
    if (t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 1) return;
    const Node& root = x_.nodes[x_.sides[x_.statements[t.statement].first_side].root];
    if (root.kind != Node::Kind::binary || root.op != Operator::divide || x_.nodes[root.left].kind != Node::Kind::number || x_.nodes[root.right].kind != Node::Kind::number) return;
    const Quantity &numerator = x_.nodes[root.left].quantity, &denominator = x_.nodes[root.right].quantity;
    if (!numerator.integer || !denominator.integer || numerator.has_unit || denominator.has_unit || numerator.value >= denominator.value) return;
    std::uint32_t next = at + 1;
    while (next < end && is_word(next)) ++next;
    if (next >= end || next == at + 1 || words_before(next, of_words_) != next - at - 1) return;
    const auto whole = lone(next);
    for (++next; next < end && token(next).kind != Token::Kind::statement;) ++next;
    const auto part = whole && next < end && next < whole->at + reach + 4 ? lone(next) : std::nullopt;
    if (!part || !is_apposed(*part) || !is_amount(quantity(*whole)) || !is_amount(quantity(*part)) || quantity(*part).dimension != quantity(*whole).dimension) return;
    const double fraction = numerator.value / denominator.value, share = quantity(*whole).value * fraction;
    constexpr double about = 0.04;
    if (std::abs(quantity(*part).value / share - 1) < about || std::abs(quantity(*part).value / (quantity(*whole).value - share) - 1) < about || quantity(*part).value >= quantity(*whole).value) return;
    const std::string text(scene_.source().text({root.span.begin, x_.nodes[whole->node].span.end}));
    report_implied(scene_, rule_, {part->node, token(part->at).statement, share, text, text + " = " + format_value(share, quantity(*whole).dimension, quantity(*whole).count), {root.left, root.right, whole->node}});
  }

  /// `25.8 GB of 80 GB (32.2 %)`, `32.2 % of the card (25.8 GB of 80 GB)`, `117 GB of 180 GB = 65 %`.
  void judge_pair(const Passage& passage, const SentenceValue& percent) const {
    const auto values = passage.values;
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      const SentenceValue &part = values[i], &whole = values[i + 1];
      const Quantity a = in_unit(quantity(part), quantity(whole)), b = quantity(whole);
      if (!((is_amount(a) && is_amount(b)) || are_counts(passage, part, whole, percent)) || a.dimension != b.dimension || !count_alike(a, b) || quantity(part).percent) continue;
      // Of times also `55 h in 648 h`.
      const std::uint32_t words = whole.at > part.at ? whole.at - part.at - 1 : 0;
      const bool within = values.size() == 3 && percent.at > whole.at && b.dimension == seconds && words_before(whole.at, within_words_) == words;
      if (words == 0 || (words_before(whole.at, of_words_) != words && !within)) continue;
      const std::uint32_t gap = percent.at > whole.at ? percent.at - whole.at : percent.at < part.at ? part.at - percent.at : 0;
      if (gap > (values.size() == 3 ? 2 * reach : reach) || a.value > b.value) return;
      compare(percent, part, whole);
      return;
    }
  }

  /// `Of 570 hours 490 were without incident (86 %)`.
  void judge_whole_first(const Passage& passage, const SentenceValue& percent) const {
    const auto values = passage.values;
    if (values.size() != 3 || &percent != &values[2] || values[0].at == passage.first || words_before(values[0].at, of_words_) != values[0].at - passage.first) return;
    const Quantity part = in_unit(quantity(values[1]), quantity(values[0])), whole = quantity(values[0]);
    const bool alike = part.dimension == whole.dimension && (part.count == whole.count || part.count == CountUnit::none) && part.value <= whole.value && part.value > 0;
    if (!part.has_unit && whole.factor != 1) return;  // `Of the 93 billion tokens 30 were code`: 30 billion
    if (alike && !part.percent && !part.range && !whole.range && part.bound == Bound::none && whole.bound == Bound::none) compare(percent, values[1], values[0]);
  }

  /// `memory: 53.1 / 80 GB (66 %)`.
  void judge_quotient(const Passage& passage, const SentenceValue& percent) const {
    for (std::uint32_t at = percent.at > reach ? percent.at - reach : 0; at < percent.at; ++at) {
      const Token& t = token(at);
      if (at < passage.first || t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 1) continue;
      const Node& quotient = x_.nodes[x_.sides[x_.statements[t.statement].first_side].root];
      if (quotient.kind != Node::Kind::binary || quotient.op != Operator::divide) continue;
      const SentenceValue part{at, quotient.left}, whole{at, quotient.right};
      if (x_.nodes[part.node].kind != Node::Kind::number || x_.nodes[whole.node].kind != Node::Kind::number || passage.values.size() != 1) continue;
      const Quantity a = in_unit(quantity(part), quantity(whole));
      if (is_amount(a) && is_amount(quantity(whole)) && a.dimension == quantity(whole).dimension && a.value <= quantity(whole).value) return compare(percent, part, whole);
    }
  }

  /// `51.7 GB per GPU, 64.6 % of 80 GB`: the product stands for the one amount before it.
  void judge_product(const Passage& part) const {
    for (std::uint32_t at = part.first; at < part.end; ++at) {
      const Token& t = token(at);
      if (t.kind != Token::Kind::statement || x_.statements[t.statement].side_count != 1) continue;
      const Node& product = x_.nodes[x_.sides[x_.statements[t.statement].first_side].root];
      if (product.kind != Node::Kind::binary || product.op != Operator::multiply) continue;
      const SentenceValue share{at, product.left}, whole{at, product.right};
      if (x_.nodes[share.node].kind != Node::Kind::number || x_.nodes[whole.node].kind != Node::Kind::number) continue;
      if (!quantity(share).percent || !is_plain(share) || !is_amount(quantity(whole))) continue;
      if (judge_result(share, whole, at, part.values)) return;
      const SentenceValue* before = nullptr;
      for (const SentenceValue& value : part.values) {
        if (value.at >= at || quantity(value).dimension != quantity(whole).dimension || !is_amount(quantity(value))) continue;
        if (before != nullptr) return;
        before = &value;
      }
      if (before == nullptr || at - before->at > reach || quantity(*before).value > quantity(whole).value) return;
      const char32_t sign = token(at - 1).symbol;
      if (sign == ',' || sign == 0xFF0C) compare(share, *before, whole);
      return;
    }
  }

  /// `80 % of 3.35 TB/s, call it 2680 GB/s`: a few words lead to what the product comes to.
  bool judge_result(const SentenceValue& share, const SentenceValue& whole, std::uint32_t at, std::span<const SentenceValue> values) const {
    constexpr std::uint32_t few = 4;
    constexpr double about = 0.05;
    for (const SentenceValue& value : values) {
      const Quantity& q = quantity(value);
      if (value.at <= at || value.at > at + few || q.dimension != quantity(whole).dimension || q.count != quantity(whole).count || !is_amount(q)) continue;
      const char32_t sign = token(at + 1).symbol;
      if (sign != ',' && sign != 0xFF0C) return false;
      if (has_mark_in(scene_, sentence_, {at, value.at}, Mark::negation)) return true;
      const double product = quantity(share).value * quantity(whole).value;
      // `18.8 % of 64 GB, leaving 52 GB free`.
      if (std::abs((quantity(whole).value - product) / q.value - 1) < about) return true;
      if (std::abs(product / q.value - 1) < about || product / q.value > 2 * few) return product / q.value < 2 * few;
      const std::string text(scene_.source().text({x_.nodes[share.node].span.begin, x_.nodes[whole.node].span.end}));
      report_implied(scene_, rule_, {value.node, token(value.at).statement, product, text, text + " = " + format_value(product, q.dimension, q.count), {share.node, whole.node}});
      return true;
    }
    return false;
  }

  enum class Share { of_part, of_part_or_rest };

  void compare(const SentenceValue& percent, const SentenceValue& part, const SentenceValue& whole, Share share = Share::of_part_or_rest) const {
    const Quantity p = quantity(percent), a = in_unit(quantity(part), quantity(whole)), b = quantity(whole);
    const double slack = p.approximate || a.approximate || b.approximate ? 0.03 : 0;
    const double low = a.low / b.high * (1 - slack), high = a.high / b.low * (1 + slack);
    const double last = (p.high - p.low) / 2;  // digits may be cut off
    const auto fits = [&](double from, double to) { return from <= p.high + last && to >= p.low - last; };
    if (fits(low, high) || (share == Share::of_part_or_rest && fits(1 - high, 1 - low))) return;
    const std::string text = std::string(scene_.source().text(x_.nodes[part.node].span)) + " of " + std::string(scene_.source().text(x_.nodes[whole.node].span));
    report_implied(scene_, rule_, {percent.node, token(percent.at).statement, a.value / b.value, text, text + " = " + format_value(a.value / b.value, {}, CountUnit::none, true), {part.node, whole.node}});
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
  const WordClasses of_words_, of_which_, within_words_, and_words_, again_words_;
};

}  // namespace

void match_share(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  ShareMatcher(scene, rule, sentence).judge(part);
}

}  // namespace stratlint
