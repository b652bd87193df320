#include <algorithm>

#include "check/implied.h"
#include "check/words_near.h"

namespace stratlint {

namespace {

constexpr char32_t arrow = 0x2192, double_arrow = 0x21D2;
constexpr std::size_t most_factors = 6, clearly_all = 3;
constexpr double most_factor = 32;  ///< what is further off counts something else
constexpr std::uint32_t farthest = 12;  ///< tokens from the product to what it comes to

bool is_count(const Quantity& q) { return q.integer && !q.has_unit && !q.percent && !q.range && !q.approximate && q.bound == Bound::none && q.value >= 1; }

struct Product {
  double value = 1;
  std::vector<std::uint32_t> factors;
};

bool list_factors(const Extraction& x, std::uint32_t root, Product& out) {
  const Node& node = x.nodes[root];
  if (node.kind == Node::Kind::binary) return node.op == Operator::multiply && out.factors.size() < most_factors && list_factors(x, node.left, out) && list_factors(x, node.right, out);
  if (node.kind != Node::Kind::number || !is_count(node.quantity)) return false;
  out.value *= node.quantity.value;
  out.factors.push_back(root);
  return true;
}

class WorkedMatcher {
 public:
  WorkedMatcher(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part)
      : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence), part_(part), ranks_(scene.vocabulary().find_classes("rank_words")) {}

  void run() const {
    std::uint32_t product = no_id;
    for (std::uint32_t at = part_.first; at < part_.end; ++at) {
      if (token(at).statement == no_id) continue;
      if (product != no_id && at - product <= farthest) judge(product, at);
      product = is_alone(at) && root(at).kind == Node::Kind::binary ? at : no_id;
    }
  }

 private:
  const Token& token(std::uint32_t at) const { return x_.tokens[sentence_.first_token + at]; }
  std::uint32_t side(std::uint32_t at) const { return x_.sides[x_.statements[token(at).statement].first_side].root; }
  const Node& root(std::uint32_t at) const { return x_.nodes[side(at)]; }
  bool is_alone(std::uint32_t at) const { return x_.statements[token(at).statement].side_count == 1 && !x_.statements[token(at).statement].glued; }
  bool says(std::uint32_t first, std::uint32_t end, Mark mark) const { return has_mark_in(scene_, sentence_, {first, std::min(end, part_.end)}, mark); }

  /// `4 × 8 → 32 GPUs` unless it `grew from 4 × 8 → 64 GPUs`; `4 × 8, you get 32 GPUs`; a remark, `4 × 2 × 8 (64 ranks)`, says it of three factors, or of a total.
  bool joined(std::uint32_t from, std::uint32_t at, std::size_t factors) const {
    const char32_t before = token(at - 1).symbol;
    if (before == arrow || before == double_arrow) return !says(part_.first, from, Mark::change) && !says(part_.first, from, Mark::less);
    if (says(from + 1, at, Mark::outcome) || says(from + 1, at, Mark::match)) return !denies(from + 1, at);
    std::uint32_t sign = from + 1;
    while (sign < at && token(sign).kind == Token::Kind::word) ++sign;
    return sign + 1 == at && (before == '(' || before == 0xFF08 || before == ',' || before == 0xFF0C) && (factors >= clearly_all || is_total(at));
  }

  /// The word counts, whatever phrase it is part of.
  bool denies(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t at = first; at < end; ++at)
      if (says(at, at + 1, Mark::negation)) return true;
    return false;
  }

  bool is_total(std::uint32_t at) const { return says(at + 1, at + 3, Mark::total); }

  /// All of them, not those of a node or of a stage.
  bool counts_ranks(std::uint32_t from, std::uint32_t at) const {
    const FactId fact = scene_.facts().fact_of_node[side(at)];
    if (fact != no_id) return matches_pattern(rule_.results, &scene_.vocabulary().key(scene_.facts().facts[fact].key));
    if (is_total(at)) return true;
    const bool named = at + 1 < part_.end && token(at + 1).kind == Token::Kind::word;
    if (!named) return says(from + 1, at, Mark::outcome);
    return words_near(scene_, {side(at), token(at).statement}).has(ranks_) && !says(at + 2, at + 4, Mark::preposition);
  }

  void judge(std::uint32_t from, std::uint32_t at) const {
    Product product;
    if (!list_factors(x_, side(from), product) || !is_alone(at) || root(at).kind != Node::Kind::number || !is_count(root(at).quantity)) return;
    const double claimed = root(at).quantity.value;
    if (claimed == product.value || claimed > product.value * most_factor || product.value > claimed * most_factor) return;
    if (!joined(from, at, product.factors.size()) || !counts_ranks(from, at)) return;
    const std::string text(scene_.source().text(x_.nodes[side(from)].span));
    report_implied(scene_, rule_, {side(at), token(at).statement, product.value, text, text + " = " + format_value(product.value, {}), product.factors});
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
  const SentencePart part_;
  const WordClasses ranks_;
};

}  // namespace

/// `TP 2 × PP 4 × DP 4 (32 ranks)`: a product without an equals sign, and what it is said to come to.
void match_worked(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) { WorkedMatcher(scene, rule, sentence, part).run(); }

}  // namespace stratlint
