#include <algorithm>
#include <optional>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr Dimension bytes{.byte = 1, .flop = 0, .second = 0};
constexpr double least_parameters = 1e8, largest_type = 8, most_ranks = 4096, rounding = 0.03;
constexpr double most_factor = 20;  ///< what is further off counts something else
constexpr std::size_t most_counts = 4;

class ShardMatcher {
 public:
  ShardMatcher(const Scene& scene, const Rule& rule, const Sentence& sentence) : scene_(scene), x_(scene.x()), rule_(rule), sentence_(sentence) {}

  void judge(const Passage& part) {
    if (!collect(part) || !parameters_ || !find_shard() || counts_.empty() || counts_.size() > most_counts) return;
    if (!is_weights(*shard_) && !size_) return;
    const FactId fact = scene_.facts().fact_of_node[*shard_];
    const Quantity& q = fact == no_id ? x_.nodes[*shard_].quantity : scene_.facts().facts[fact].quantity;
    const auto sizes = sizes_of(statement_);
    if (sizes.empty()) return;
    const auto holds = [&](double ranks) {
      return std::any_of(sizes.begin(), sizes.end(), [&](double size) {
        const Quantity& p = quantity(*parameters_);
        const auto within = [&](const Quantity& read) {
          return p.low * size / ranks * (1 - rounding) <= read.high && p.high * size / ranks * (1 + rounding) >= read.low;
        };
        return within(q) || within(q.binary_reading());
      });
    };
    double all = 1;
    for (std::size_t subset = 0; subset < (std::size_t{1} << counts_.size()); ++subset) {
      double ranks = 1;
      for (std::size_t i = 0; i < counts_.size(); ++i)
        if (subset >> i & 1) ranks *= counts_[i];
      if (holds(ranks)) return;
      all = ranks;
    }
    const double need = quantity(*parameters_).value * sizes.front() / all;
    if (all > most_ranks || need > q.value * most_factor || q.value > need * most_factor) return;
    const std::string size = format_value(sizes.front(), bytes), ranks = format_value(all, {});
    const std::string expression = text(*parameters_) + " parameters of " + size + " over " + ranks;
    report_implied(scene_, rule_, {*shard_, statement_, need, expression, text(*parameters_) + " × " + size + " / " + ranks + " = " + format_value(need, bytes), {parameters_->node}});
  }

 private:
  const Quantity& quantity(const SentenceValue& value) const { return x_.nodes[value.node].quantity; }
  std::uint32_t statement(const SentenceValue& value) const { return x_.tokens[sentence_.first_token + value.at].statement; }
  std::string text(const SentenceValue& value) const { return std::string(scene_.source().text(x_.nodes[value.node].span)); }

  const Key* key_of(std::uint32_t node) const {
    const FactId fact = scene_.facts().fact_of_node[node];
    return fact == no_id ? nullptr : &scene_.vocabulary().key(scene_.facts().facts[fact].key);
  }

  bool is_weights(std::uint32_t node) const {
    const Key* key = key_of(node);
    return key != nullptr && key->name == "memory.weights";
  }

  /// One count of parameters, one size, and the counts that divide it; false if something else stands there.
  bool collect(const Passage& part) {
    for (const SentenceValue& value : part.values) {
      const Quantity& q = quantity(value);
      if (q.range || q.bound != Bound::none || q.value <= 0 || q.percent) return false;
      const Key* key = key_of(value.node);
      if ((q.dimension == bytes || counts_bytes(value)) && q.value <= largest_type) {
        size_ = q.value;
      } else if (q.dimension == bytes) {
        if (shard_ || (key != nullptr && key->name != "memory.weights")) return false;
        shard_ = value.node;
        statement_ = statement(value);
      } else if (!q.dimension.none() || q.count != CountUnit::none) {
        return false;
      } else if (q.value >= least_parameters) {
        if (parameters_) return false;
        parameters_ = value;
      } else if (q.integer && q.value <= most_ranks) {
        counts_.push_back(q.value);
      } else {
        return false;
      }
    }
    add_products(part);
    return true;
  }

  /// `two bytes`: a number in words has its unit behind it.
  bool counts_bytes(const SentenceValue& value) const {
    if (quantity(value).has_unit || value.at + 1 >= sentence_.token_count) return false;
    const auto unit = find_unit(scene_.source().text(x_.tokens[sentence_.first_token + value.at + 1].span));
    return unit && unit->dimension == bytes && unit->factor == 1;
  }

  /// `weight_shard_gb: 1.8  # bf16, 57.6B params over 64 GPUs`
  bool find_shard() {
    if (shard_) return true;
    const FactId fact = explained_fact(scene_, sentence_, bytes);
    if (fact == no_id) return false;
    shard_ = scene_.facts().facts[fact].node;
    statement_ = scene_.facts().facts[fact].statement;
    return true;
  }

  /// `TP 4 × PP 4`
  void add_products(SentencePart part) {
    for (std::uint32_t at = part.first; at < part.end; ++at) {
      const Token& token = x_.tokens[sentence_.first_token + at];
      if (token.kind != Token::Kind::statement || x_.statements[token.statement].side_count != 1) continue;
      const Node& root = x_.nodes[x_.sides[x_.statements[token.statement].first_side].root];
      if (root.kind != Node::Kind::binary || root.op != Operator::multiply) continue;
      for (const std::uint32_t factor : {root.left, root.right})
        if (x_.nodes[factor].kind == Node::Kind::number && x_.nodes[factor].quantity.integer) counts_.push_back(x_.nodes[factor].quantity.value);
    }
  }

  /// Bytes of a parameter: said in the sentence, else those of the plan.
  std::vector<double> sizes_of(std::uint32_t id) const {
    if (size_) return {*size_};
    std::vector<double> sizes;
    const KeyId type = scene_.vocabulary().find_key("dtype.weights");
    if (type == no_key) return sizes;
    for (const FactId fact : scene_.facts().candidates(scene_.facts().plan_of_statement[id], type))
      if (const double size = scene_.vocabulary().size(type, scene_.facts().facts[fact].value_name); size > 0) sizes.push_back(size);
    return sizes;
  }

  const Scene& scene_;
  const Extraction& x_;
  const Rule& rule_;
  const Sentence& sentence_;
  std::optional<SentenceValue> parameters_;
  std::optional<std::uint32_t> shard_;      ///< node
  std::uint32_t statement_ = no_id;         ///< that it stands in
  std::optional<double> size_;
  std::vector<double> counts_;
};

}  // namespace

/// `Two bytes per parameter and 16 GPUs turn 98B parameters into 12.2 GB each`.
void match_shard(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  ShardMatcher(scene, rule, sentence).judge(part);
}

}  // namespace stratlint
