#include "facts/other_configurations.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "facts/signs.h"

namespace stratlint::facts {

namespace {

class Configurations {
 public:
  Configurations(const Document& document, const Extraction& x, const Vocabulary& vocabulary, const FactBase& base)
      : document_(document), x_(x), source_(*document.source), vocabulary_(vocabulary), base_(base), tells_(vocabulary.keys().size()), degree_(vocabulary.keys().size()) {
    for (std::size_t id = 0; id < tells_.size(); ++id) {
      const Key& key = vocabulary.keys()[id];
      tells_[id] = (key.exact && (key.degree || key.name.starts_with("model.") || key.name.starts_with("batch.") || key.name.starts_with("cluster."))) || key.name == "model.params";
      degree_[id] = key.degree;
    }
    refers_back_ = vocabulary.find_classes("refers_back").topics, families_ = vocabulary.find_classes("model_families").topics;
    gpus_ = vocabulary.find_key("cluster.gpus"), nodes_ = vocabulary.find_key("cluster.nodes"), gpus_per_node_ = vocabulary.find_key("cluster.gpus_per_node");
  }

  std::vector<Span> find() {
    settle();
    if (settled_.empty()) return {};
    std::vector<Span> others;
    for (std::size_t first = 0; first < told_.size();) {
      const Span part = part_of(*told_[first]);
      std::size_t end = first;
      while (end < told_.size() && (end == first || told_[end]->span.begin < part.end)) ++end;
      const bool apart = part.begin < part.end && (contradicts(first, end, part) || is_tried(first, end));
      if (apart) others.push_back(part);
      first = end;
      // `Its global batch is 512 (2 × 32 × 8)`
      while (apart && first < told_.size() && refers_back(part_of(*told_[first])) && goes_on(others.back(), *told_[first])) {
        others.back().end = part_of(*told_[first]).end;
        while (first < told_.size() && told_[first]->span.begin < others.back().end) ++first;
      }
      // `The bubble alone was 36 % with 9 micro-batches`: the next sentence goes on about it, unless it says what the document does.
      if (!apart || first == told_.size() || !follows(part, *told_[first])) continue;
      const Span next = part_of(*told_[first]);
      while (end < told_.size() && told_[end]->span.begin < next.end) ++end;
      if (next.begin >= part.end && !repeats(first, end)) others.back().end = next.end;
      else continue;
      first = end;
    }
    return others;
  }

 private:
  static constexpr std::size_t least_conflicts = 2;

  /// Of each key the value that the document states most firmly, if it says it more than once, or as a label does.
  void settle() {
    std::map<KeyId, std::map<double, int>> weights;
    for (const Fact& fact : base_.facts) {
      const bool turned_down = fact.role == Role::hypothetical || fact.role == Role::foreign;
      if (fact.plan != 0 || (fact.role != Role::claim && !turned_down) || !tells_[static_cast<std::size_t>(fact.key)] || fact.sentence == no_id || fact.quantity.range || fact.quantity.bound != Bound::none) continue;
      told_.push_back(&fact);
      if (!turned_down) weights[fact.key][fact.quantity.value] += fact.pinned ? 100 : fact.strength >= strength::label ? 3 : 2;
    }
    for (const auto& [key, values] : weights) {
      constexpr int once = 2;
      const auto heavier = [](const auto& a, const auto& b) { return a.second < b.second; };
      const auto best = std::max_element(values.begin(), values.end(), heavier);
      int others = -best->second;
      for (const auto& value : values) others += value.second;
      // Where several values are said as often as one, the document compares configurations.
      if (best->second > others && best->second > once) settled_[key] = best->first;
    }
    // `640 GPUs` of nodes with 8
    if (settled_.contains(gpus_) && settled_.contains(gpus_per_node_) && !settled_.contains(nodes_)) settled_[nodes_] = std::ceil(settled_[gpus_] / settled_[gpus_per_node_]);
    std::stable_sort(told_.begin(), told_.end(), [](const Fact* a, const Fact* b) { return a->span.begin < b->span.begin; });
  }

  bool contradicts(std::size_t first, std::size_t end, Span part) {
    std::set<KeyId> other, same;
    std::size_t degrees = 0, turned_down = 0;
    for (std::size_t i = first; i < end; ++i) {
      turned_down += told_[i]->role != Role::claim ? 1 : 0;
      const auto known = settled_.find(told_[i]->key);
      if (known == settled_.end()) continue;
      const bool differs = !repeats(*told_[i], known->second);
      if ((differs ? other : same).insert(told_[i]->key).second && differs && degree_[static_cast<std::size_t>(told_[i]->key)]) ++degrees;
    }
    // `DeepSeek-V3 has 61 layers`
    if (!other.empty() && same.empty() && names_another_model(part)) return true;
    // Degrees are what makes a configuration; the GPUs may be the same.
    return other.size() >= least_conflicts && (other.size() > same.size() || degrees >= least_conflicts || turned_down == end - first);
  }

  /// `We did try 2-way tensor and 2-way pipeline parallelism`: words turned down several degrees.
  bool is_tried(std::size_t first, std::size_t end) const {
    const auto tried = [&](const Fact* fact) { return fact->role == Role::hypothetical && degree_[static_cast<std::size_t>(fact->key)]; };
    const auto begin = told_.begin() + static_cast<std::ptrdiff_t>(first), stop = told_.begin() + static_cast<std::ptrdiff_t>(end);
    return std::all_of(begin, stop, [](const Fact* fact) { return fact->role == Role::hypothetical; }) && std::count_if(begin, stop, tried) >= static_cast<std::ptrdiff_t>(least_conflicts);
  }

  static bool repeats(const Fact& fact, double settled) {
    constexpr double about = 0.2;  // of parameters: `a 70B model` has 70.6 B
    const double value = fact.quantity.value;
    return fact.quantity.integer ? value == settled : std::abs(value - settled) <= about * settled;
  }

  bool repeats(std::size_t first, std::size_t end) const {
    return std::any_of(told_.begin() + static_cast<std::ptrdiff_t>(first), told_.begin() + static_cast<std::ptrdiff_t>(end), [&](const Fact* fact) {
      const auto known = settled_.find(fact->key);
      return known != settled_.end() && repeats(*fact, known->second);
    });
  }

  std::span<const Token> tokens_of(Span part) const {
    const auto before = [](const Token& token, std::uint32_t byte) { return token.span.begin < byte; };
    const auto begin = std::lower_bound(x_.tokens.begin(), x_.tokens.end(), part.begin, before);
    return {begin, std::lower_bound(begin, x_.tokens.end(), part.end, before)};
  }

  bool has_topic(const Token& token, TopicSet topics) const {
    return token.kind == Token::Kind::word && (vocabulary_.sense(vocabulary_.step(0, vocabulary_.written_word(source_.text(token.span)))).topics & topics).any();
  }

  /// Whether a part names a family of models that the document is not about, as it hardly speaks of it.
  bool names_another_model(Span part) {
    constexpr std::ptrdiff_t aside = 2;  // times in the document
    const auto own = tokens_of(part);
    const auto family = std::find_if(own.begin(), own.end(), [&](const Token& token) { return has_topic(token, families_); });
    if (family == own.end()) return false;
    const std::uint32_t name = vocabulary_.written_word(source_.text(family->span));
    const auto [known, is_new] = named_aside_.try_emplace(name, false);
    if (is_new) known->second = std::count_if(x_.tokens.begin(), x_.tokens.end(), [&](const Token& token) { return token.kind == Token::Kind::word && vocabulary_.written_word(source_.text(token.span)) == name; }) <= aside;
    return known->second;
  }

  /// Whether a part starts with a pronoun.
  bool refers_back(Span part) const {
    const auto own = tokens_of(part);
    return !own.empty() && has_topic(own.front(), refers_back_);
  }

  /// Whether nothing stands between a part and that of a fact but signs and white space.
  bool goes_on(Span part, const Fact& fact) const {
    const Span next = part_of(fact);
    if (next.begin < part.end) return false;
    const std::string_view between = source_.text({part.end, next.begin});
    return std::none_of(between.begin(), between.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
  }

  /// Whether a fact stands in the sentence behind a part, in the same paragraph.
  bool follows(Span part, const Fact& fact) const {
    constexpr std::uint32_t sign = 3;  // bytes of a full stop
    const Sentence& sentence = x_.sentences[fact.sentence];
    if (sentence.kind != Sentence::Kind::prose || sentence.span.begin > part.begin) return false;
    const Span next = sentence_around(sentence, fact.span.begin);
    return next.begin >= part.end && next.begin <= part.end + sign;
  }

  Span part_of(const Fact& fact) const {
    const Sentence& sentence = x_.sentences[fact.sentence];
    switch (sentence.kind) {
      case Sentence::Kind::prose: case Sentence::Kind::comment: return sentence_around(sentence, fact.span.begin);
      case Sentence::Kind::heading: return section_of(sentence);
      case Sentence::Kind::cell: return row_of(sentence);
      default: return {};
    }
  }

  /// Between two full stops.
  Span sentence_around(const Sentence& sentence, std::uint32_t byte) const {
    const auto begin = x_.tokens.begin() + sentence.first_token, end = begin + sentence.token_count;
    const auto at = std::lower_bound(begin, end, byte, [](const Token& token, std::uint32_t to) { return token.span.begin < to; });
    const auto stops = [](const Token& token) { return ends_sentence(token.symbol); };
    const auto before = std::find_if(std::make_reverse_iterator(at), std::make_reverse_iterator(begin), stops);
    const auto stop = std::find_if(at, end, stops);
    return {before == std::make_reverse_iterator(begin) ? sentence.span.begin : before->span.end, stop == end ? sentence.span.end : stop->span.begin};
  }

  Span section_of(const Sentence& sentence) const {
    if (sentence.block == no_id) return {};
    const std::uint32_t heading = document_.blocks[sentence.block].heading;
    // The title of a document speaks of all of it.
    if (heading == 0) return {};
    std::uint32_t end = sentence.span.end;
    for (std::size_t at = sentence.block + 1; at < document_.blocks.size() && document_.blocks[at].heading == heading; ++at)
      if (const Block& block = document_.blocks[at]; block.line_count > 0) end = document_.begin_lines(block)[block.line_count - 1].end;
    return {sentence.span.begin, end};
  }

  Span row_of(const Sentence& sentence) const {
    const Block& cell = document_.blocks[sentence.block];
    const Table& table = document_.tables[cell.table];
    Span row = sentence.span;
    for (std::uint32_t column = 0; column < table.columns; ++column) {
      const Block& other = document_.blocks[table.first_block + cell.row * table.columns + column];
      if (other.line_count == 0) continue;
      row.begin = std::min(row.begin, document_.begin_lines(other)[0].begin);
      row.end = std::max(row.end, document_.begin_lines(other)[0].end);
    }
    return row;
  }

  const Document& document_;
  const Extraction& x_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  const FactBase& base_;
  std::vector<bool> tells_, degree_;   ///< by key: whether its value tells configurations apart, and whether it is a degree
  TopicSet refers_back_, families_;
  std::map<std::uint32_t, bool> named_aside_;  ///< by word of a family
  KeyId gpus_ = no_key, nodes_ = no_key, gpus_per_node_ = no_key;
  std::map<KeyId, double> settled_;
  std::vector<const Fact*> told_;      ///< claims of such keys, in the order of the document
};

}  // namespace

std::vector<Span> other_configurations(const Document& document, const Extraction& x, const Vocabulary& vocabulary, const FactBase& base) {
  return Configurations(document, x, vocabulary, base).find();
}

}  // namespace stratlint::facts
