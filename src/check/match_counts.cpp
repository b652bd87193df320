#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "check/implied.h"
#include "check/pieces.h"

// GPUs that a document counts once more: `all 128 GPUs of the run` of a plan whose degrees and settings make 144.
namespace stratlint {

namespace {

constexpr double farthest = 8;        ///< times more or less: what is further off counts something else
constexpr double fewest = 8;
constexpr std::uint32_t reach = 64;   ///< tokens of a sentence to both sides of a count
constexpr std::size_t most_mentions = 2;  ///< what is said more often is said on purpose

class CountMatcher {
 public:
  CountMatcher(const Scene& scene, const Rule& rule) : scene_(scene), rule_(rule), x_(scene.x()) {
    const Vocabulary& words = scene.vocabulary();
    gpus_ = words.find_key("cluster.gpus");
    counted_ = words.find_classes("counted_gpus"), all_ = words.find_classes("said_of_all"), some_ = words.find_classes("said_of_some");
  }

  void run() {
    const std::optional<double> settled = settled_count();
    if (!settled) return;
    list_parts_of(*settled);
    for (const Fact& fact : scene_.facts().facts)
      if (fact.key == gpus_) ++mentions_[fact.quantity.value];
    for (const Sentence& sentence : x_.sentences)
      for (std::uint32_t at = sentence.first_token; at < sentence.first_token + sentence.token_count; ++at)
        if (x_.tokens[at].statement != no_id && is_stray(sentence, at, *settled)) report_implied(scene_, rule_, told(at, *settled));
  }

 private:
  const Fact* only(std::string_view name) const {
    const auto values = scene_.facts().candidates(0, scene_.vocabulary().find_key(name));
    return values.size() == 1 ? &scene_.facts().facts[values[0]] : nullptr;
  }
  double degree(std::string_view name) const {
    const Fact* fact = only(name);
    return fact == nullptr ? 1 : fact->quantity.value;
  }

  /// The count that the degrees of the plan make, or its nodes, if the document states it too.
  std::optional<double> settled_count() {
    const auto values = scene_.facts().candidates(0, gpus_);
    const double dense = degree("axis.tp") * degree("axis.pp") * degree("axis.cp");
    const double all = only("axis.dp") != nullptr && dense > 1 ? dense * degree("axis.dp") : 0;
    const double nodes = only("cluster.nodes") != nullptr && only("cluster.gpus_per_node") != nullptr ? degree("cluster.nodes") * degree("cluster.gpus_per_node") : 0;
    for (const FactId id : values)
      if (const Fact& fact = scene_.facts().facts[id]; fact.quantity.value == all || fact.quantity.value == nodes) {
        stated_ = &fact;
        return fact.quantity.value;
      }
    return std::nullopt;
  }

  /// What some of the degrees make: the GPUs of a stage, of a replica, of a group; those of a node.
  void list_parts_of(double settled) {
    groups_ = {1};
    for (const Key& key : scene_.vocabulary().keys()) {
      const double factor = key.degree ? degree(key.name) : 1;
      const std::size_t count = groups_.size();
      for (std::size_t i = 0; factor > 1 && i < count; ++i) groups_.push_back(groups_[i] * factor);
    }
    groups_.push_back(degree("cluster.gpus_per_node"));
    std::erase_if(groups_, [&](double group) { return group >= settled; });
  }

  const Quantity* count_at(std::uint32_t at) const {
    const Statement& statement = x_.statements[x_.tokens[at].statement];
    if (statement.side_count != 1 || statement.glued) return nullptr;
    const Node& node = x_.nodes[x_.sides[statement.first_side].root];
    const Quantity& q = node.quantity;
    return node.kind == Node::Kind::number && q.integer && !q.has_unit && !q.percent && !q.range && !q.approximate && q.bound == Bound::none ? &q : nullptr;
  }

  /// `2 pods of 512 GPUs each`: what was read as those of a part.
  bool counts_part(std::uint32_t at) const {
    const FactId fact = scene_.facts().fact_of_node[x_.sides[x_.statements[x_.tokens[at].statement].first_side].root];
    return fact != no_id && scene_.facts().facts[fact].key == scene_.vocabulary().find_key("cluster.part_gpus");
  }

  bool counts_gpus(const Sentence& sentence, std::uint32_t at) const {
    constexpr std::uint32_t near = 3;
    const std::uint32_t end = std::min(at + 1 + near, sentence.first_token + sentence.token_count);
    std::uint32_t last = at + 1;
    while (last < end && x_.tokens[last].kind == Token::Kind::word) ++last;
    return (classes_in(scene_, at + 1, last).topics & counted_.topics).any();
  }

  bool is_stray(const Sentence& sentence, std::uint32_t at, double settled) const {
    const Quantity* count = count_at(at);
    if (count == nullptr || count->value == settled || count->value < fewest || count->value > farthest * settled || settled > farthest * count->value) return false;
    const std::uint32_t statement = x_.tokens[at].statement;
    if (scene_.facts().role_of_statement[statement] != Role::claim || scene_.facts().plan_of_statement[statement] != 0) return false;
    if (std::find(groups_.begin(), groups_.end(), count->value) != groups_.end() || !counts_gpus(sentence, at) || counts_part(at)) return false;
    const SentencePart part = part_around(x_, sentence, at - sentence.first_token, reach);
    const std::uint32_t first = sentence.first_token + part.first, end = sentence.first_token + part.end;
    const TopicSet said = classes_in(scene_, first, end).topics;
    if ((said & all_.topics).none() || (said & some_.topics).any()) return false;
    return !speaks_of_degrees(first, end) && mentions(count->value) <= most_mentions;
  }

  /// `64 GPUs with TP 8` is a configuration, `64 of the 128` a part.
  bool speaks_of_degrees(std::uint32_t first, std::uint32_t end) const {
    for (std::uint32_t at = first; at < end; ++at) {
      const std::uint32_t statement = x_.tokens[at].statement;
      if (statement == no_id) continue;
      const Side& side = x_.sides[x_.statements[statement].first_side];
      const FactId fact = scene_.facts().fact_of_node[side.root];
      if (x_.nodes[side.root].kind != Node::Kind::number || x_.nodes[side.root].quantity.value == stated_->quantity.value) return true;
      if (fact != no_id && scene_.vocabulary().key(scene_.facts().facts[fact].key).degree) return true;
    }
    return false;
  }

  std::size_t mentions(double value) const {
    const auto found = mentions_.find(value);
    return found == mentions_.end() ? 0 : found->second;
  }

  Implied told(std::uint32_t at, double settled) const {
    Implied implied;
    implied.statement = x_.tokens[at].statement;
    implied.claimed = x_.sides[x_.statements[implied.statement].first_side].root;
    implied.recomputed = settled;
    implied.expression = scene_.source().text(stated_->span);
    if (stated_->node != no_id) implied.inputs = {stated_->node};
    return implied;
  }

  const Scene& scene_;
  const Rule& rule_;
  const Extraction& x_;
  KeyId gpus_ = no_key;
  WordClasses counted_, all_, some_;
  const Fact* stated_ = nullptr;   ///< the count of the plan
  std::vector<double> groups_;     ///< GPUs of some of the degrees
  std::map<double, std::size_t> mentions_;
};

}  // namespace

void match_counts(const Scene& scene, const Rule& rule) { CountMatcher(scene, rule).run(); }

}  // namespace stratlint
