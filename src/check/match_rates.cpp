#include <cmath>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr double rounding = 0.02;

bool is_rate(const Quantity& q) {
  return q.has_unit && q.dimension.second == -1 && (q.dimension.byte == 1 || q.dimension.flop == 1) && q.value > 0 && q.bound == Bound::none && !q.range;
}

/// `GB/ms`: per less than a second.
bool is_per_moment(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash == std::string_view::npos) return false;
  const auto unit = find_unit(text.substr(slash + 1));
  return unit && unit->dimension.second == 1 && unit->factor < 1;
}

/// The numbers of a statement: its sides, and the two that a side is made of.
std::vector<SentenceValue> operands_in(const Extraction& x, const Sentence& sentence, SentencePart part) {
  std::vector<SentenceValue> values;
  const auto take = [&](std::uint32_t at, std::uint32_t node) {
    if (x.nodes[node].kind == Node::Kind::number) values.push_back({at, node});
  };
  for (std::uint32_t at = part.first; at < part.end; ++at) {
    const Token& token = x.tokens[sentence.first_token + at];
    if (token.kind != Token::Kind::statement) continue;
    const Statement& statement = x.statements[token.statement];
    for (std::uint32_t side = 0; side < statement.side_count; ++side) {
      const Node& root = x.nodes[x.sides[statement.first_side + side].root];
      take(at, x.sides[statement.first_side + side].root);
      if (root.kind != Node::Kind::binary || root.op != Operator::multiply) continue;
      take(at, root.left);
      take(at, root.right);
    }
  }
  return values;
}

/// `reach 2,680 GB/ms of the 3.35 TB/s`
bool is_part(const Extraction& x, const Sentence& sentence, const SourceFile& source, const SentenceValue& part, const SentenceValue& whole) {
  constexpr std::uint32_t few = 4;
  if (whole.at <= part.at + 1 || whole.at > part.at + few) return false;
  return source.text(x.tokens[sentence.first_token + part.at + 1].span) == "of";
}

/// `a 400 Gb/s port, in other words 50 GB/s`
class Restatement {
 public:
  Restatement(const Scene& scene, const Rule& rule, const Sentence& sentence, const std::vector<SentenceValue>& values)
      : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence), values_(values) {}

  void judge() const {
    constexpr std::size_t most = 64;  // numbers of a sentence that anybody compares
    if (values_.size() > most) return;
    const SentenceValue* before = nullptr;
    for (const SentenceValue& value : values_) {
      if (!is_rate(quantity(value))) continue;
      if (before != nullptr && value.at > before->at) compare(*before, value);
      before = &value;
    }
  }

 private:
  const Quantity& quantity(const SentenceValue& value) const { return x_.nodes[value.node].quantity; }
  std::string text(const SentenceValue& value) const { return std::string(scene_.source().text(x_.nodes[value.node].span)); }

  /// `12.9 PFLOPS (that is 96 × 362 TFLOPS)`
  bool is_operand(const SentenceValue& value) const {
    const Statement& statement = x_.statements[x_.tokens[sentence_.first_token + value.at].statement];
    for (std::uint32_t side = 0; side < statement.side_count; ++side)
      if (x_.sides[statement.first_side + side].root == value.node) return false;
    return true;
  }

  const Token& token(std::uint32_t at) const { return x_.tokens[sentence_.first_token + at]; }

  /// `8 × 400 Gb/s = 3.2 Tb/s (400 GB/s)`: in parentheses right behind it, once in bits and once in bytes.
  bool is_converted(const SentenceValue& first, const SentenceValue& again) const {
    const std::uint32_t behind = again.at + 1;
    if (again.at != first.at + 2 || (token(first.at + 1).symbol != '(' && token(first.at + 1).symbol != 0xFF08) || quantity(first).in_bits() == quantity(again).in_bits()) return false;
    return behind < sentence_.token_count && (token(behind).symbol == ')' || token(behind).symbol == 0xFF09);
  }

  /// What stands behind `per`, nothing if it does not.
  std::string_view per(const SentenceValue& value) const {
    if (value.at + 2 >= sentence_.token_count || scene_.source().text(token(value.at + 1).span) != "per") return {};
    return scene_.source().text(token(value.at + 2).span);
  }

  /// `800 Gb/s per node, i.e. 12.5 GB/s per GCD`
  bool is_per_other(const SentenceValue& first, const SentenceValue& again) const {
    return !per(first).empty() && !per(again).empty() && per(first) != per(again);
  }

  void compare(const SentenceValue& first, const SentenceValue& again) const {
    constexpr std::uint32_t farthest = 12;
    const double most_factor = is_converted(first, again) ? 200 : 20;  // what is further off is another rate
    if (quantity(first).dimension != quantity(again).dimension || again.at - first.at > farthest) return;
    if (is_operand(again) || is_per_other(first, again)) return;
    if (!has_mark_before(scene_.reading, scene_.vocabulary(), sentence_, again.at, Mark::match) && !is_converted(first, again)) return;
    std::vector<double> factors{1, 2, 0.5};
    const SentenceValue* share = nullptr;
    for (const SentenceValue& value : values_) {
      const Quantity& q = quantity(value);
      if (q.percent && share != nullptr) return;  // two shares: whose is whose?
      if (q.percent) share = &value;
      else if (q.dimension.none() && q.integer && q.value > 1) factors.insert(factors.end(), {q.value, 1 / q.value});
      else if (!is_rate(q)) return;
    }
    // `1,600 GB/s, i.e. 80 % of 2 TB/s`: the share is that of what stands behind it.
    if (share != nullptr && share->at == again.at) return;
    const double need = quantity(first).value * (share ? quantity(*share).value : 1);
    for (const double factor : factors)
      if (std::abs(quantity(again).value / (need * factor) - 1) < rounding) return;
    if (need > quantity(again).value * most_factor || quantity(again).value > need * most_factor) return;
    const std::string expression = (share ? text(*share) + " of " : "") + text(first);
    report_implied(scene_, rule_, {again.node, x_.tokens[sentence_.first_token + again.at].statement, need, expression, expression + " = " + format_value(need, quantity(again).dimension), {first.node}});
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
  const std::vector<SentenceValue>& values_;
};

}  // namespace

/// `The 400 Gb/s port moves 50 GB/ms`: two rates that a slip in the unit of time keeps apart.
void match_rate(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  const Extraction& x = scene.x();
  const auto values = operands_in(x, sentence, part);
  const auto text = [&](const SentenceValue& value) { return scene.source().text(x.nodes[value.node].span); };
  for (const SentenceValue& fast : values) {
    const Quantity& q = x.nodes[fast.node].quantity;
    if (!is_rate(q) || !is_per_moment(text(fast))) continue;
    for (const SentenceValue& other : values) {
      const Quantity& whole = x.nodes[other.node].quantity;
      if (!is_rate(whole) || whole.dimension != q.dimension || is_per_moment(text(other))) continue;
      const SentenceValue* share = nullptr;
      const auto slipped = [&](double part_of) { return std::abs(q.value / (whole.value * part_of) / 1000 - 1) < rounding; };
      for (const SentenceValue& value : values)
        if (x.nodes[value.node].quantity.percent && x.nodes[value.node].quantity.value > 0 && slipped(x.nodes[value.node].quantity.value)) share = &value;
      const bool part_of = share == nullptr && is_part(x, sentence, scene.source(), fast, other) && q.value > whole.value * 100 && q.value <= whole.value * 1000;
      if (share == nullptr && !part_of && !slipped(1)) continue;
      const double need = part_of ? q.value / 1000 : whole.value * (share ? x.nodes[share->node].quantity.value : 1);
      if (part_of) {
        report_implied(scene, rule, {fast.node, x.tokens[sentence.first_token + fast.at].statement, need, "a part of " + std::string(text(other)), std::string(text(fast)) + " > " + std::string(text(other)), {other.node}});
        return;
      }
      const std::string expression = (share ? std::string(text(*share)) + " of " : "") + std::string(text(other));
      report_implied(scene, rule, {fast.node, x.tokens[sentence.first_token + fast.at].statement, need, expression, expression + " = " + format_value(need, q.dimension), {other.node}});
      return;
    }
  }
  Restatement(scene, rule, sentence, values).judge();
}

}  // namespace stratlint
