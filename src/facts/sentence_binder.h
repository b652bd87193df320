#pragma once

#include <optional>
#include <span>
#include <vector>

#include "facts/context.h"
#include "facts/phrases.h"
#include "stratlint/fact.h"

namespace stratlint::facts {

/// What a number was found to mean, and the phrase that says so.
struct Binding {
  KeyId key = no_key;
  std::uint8_t strength = 0;
  std::uint16_t words = 0;
  std::uint32_t first = no_id;  ///< tokens of the phrase
  std::uint32_t last = no_id;

  explicit operator bool() const { return key != no_key; }
};

/// Whether words of a place stand in front of the number that they name.
constexpr bool labels(Place place) { return place == Place::label || place == Place::axis; }

/// A label that stands outside the sentence of its number: a table header, the first cell of a row, a config section.
struct OuterLabel {
  const Sentence* sentence = nullptr;
  std::span<const PhraseMatch> matches;
  bool firm = false;         ///< the table lists one configuration: its rows are as good as labels
  std::optional<Unit> unit;  ///< `Memory (GB)`: the unit of bare numbers under it
  std::optional<Scope> scope;
};

/// Degrees, nodes and the GPUs of one: what is multiplied to get the GPUs of a job.
inline bool counts_ranks(const Key& key) { return key.degree || key.name == "cluster.nodes" || key.name == "cluster.gpus_per_node"; }

/// Binds the numbers of one sentence to keys. How firmly the words bind orders the facts of a key:
/// pins 250, labels and patterns 80, annotations 70, nouns and names 60, names of several 58, adjacent words 50, outer labels 45.
class SentenceBinder {
 public:
  /// `finder` is one of the document; its words are not looked up again.
  SentenceBinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary, const PhraseFinder& finder);

  /// Appends the facts of a sentence, in order. `outer` labels name its first number if nothing inside does.
  /// `found` has the phrases of the sentence.
  void bind(std::uint32_t sentence, const PhraseFinder& found, const Context& context, std::span<const OuterLabel> outer, FactBase& base);

  /// The statements that only `was` makes those of former values, in order.
  const std::vector<std::uint32_t>& told_as_past() const { return told_as_past_; }

  /// The key that a label gives to a quantity, `no_key` if the words do not fit.
  Binding label_in(const Sentence& sentence, std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t last,
                   const Quantity& quantity, TopicSet topics) const;

 private:
  enum class Nouns { all, of_shares };
  std::uint32_t end_of_name(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const;
  bool behind_colon(const Sentence& sentence, std::uint32_t end) const;
  struct Clause {
    std::uint32_t first = 0, end = 0;  ///< tokens, half open
    bool inner = false;                ///< stands in parentheses
  };
  const Token& token(std::uint32_t at) const { return x_.tokens[sentence_->first_token + at]; }
  /// Whether any of the tokens is a number, or has digits glued to its letters.
  bool has_number(std::uint32_t first, std::uint32_t end) const {
    while (first < end && token(first).statement == no_id) ++first;
    return first < end;
  }
  /// The phrases that start at the tokens from `first` to before `last`.
  std::span<const PhraseMatch> matches_from(std::uint32_t first, std::uint32_t last) const {
    const std::uint32_t begin = starts_[std::min(first, sentence_->token_count)];
    const std::uint32_t end = starts_[std::min(last, sentence_->token_count)];
    return matches_.subspan(begin, std::max(begin, end) - begin);
  }
  /// Whether any phrase of the sentence has such a meaning: most readers can stop here.
  bool says(Meaning::Kind kind) const { return said_.has(kind); }

  TopicSet topic_of(std::string_view first, std::string_view second) const;
  void split_clauses();
  void read_part(std::uint32_t at);
  /// Topics that only other parts of the line speak of, and those that only what follows the clause at hand does.
  TopicSet topics_elsewhere() const;
  TopicSet topics_listed() const;
  TopicSet topics_later() const;
  bool fits(const Key& key, const Quantity& quantity) const;
  bool holds(const Meaning& meaning, TopicSet topics) const;
  bool points_from_name(std::uint32_t at) const;
  bool names_key(const Clause& stretch) const;
  /// Tokens that label a number: before its `:` or `=`, or before its parenthesis.
  std::optional<Clause> label_region(const Clause& clause, std::size_t clause_index, std::uint32_t at) const;

  std::uint32_t glued_name(std::uint32_t sign) const;

  /// The unit that the label of a bare number names.
  std::optional<Unit> label_unit(std::uint32_t at) const;
  std::optional<Unit> name_unit(std::uint32_t end) const;
  bool counts_with(std::uint32_t word, KeyId key) const;
  Binding label_of(std::uint32_t at, const Quantity& quantity) const;
  Binding noun_of(std::uint32_t at, const Quantity& quantity, TopicSet topics) const;
  Binding share_of(std::uint32_t at, const Quantity& quantity, TopicSet topics) const;
  bool ends_column(std::uint32_t at) const;
  bool counts_time(const PhraseMatch& match) const;
  bool says_for_whom(const PhraseMatch& noun) const;
  Binding noun_among(std::uint32_t at, const Quantity& quantity, TopicSet topics, Nouns nouns) const;
  std::uint32_t joins_share(std::uint32_t first) const;
  bool is_whole(std::uint32_t at) const;
  bool names_parts(const Binding& label) const;
  Binding pattern_of(std::uint32_t at, const Quantity& quantity) const;
  std::uint32_t vague_words_before(std::uint32_t end, std::uint32_t first) const;
  bool is_line(std::uint32_t first, std::uint32_t at) const;
  std::uint32_t link_before(std::uint32_t end, std::uint32_t first) const;
  Binding adjacent_of(std::uint32_t at, const Quantity& quantity) const;
  std::optional<Unit> unit_in_parenthesis(std::uint32_t first, std::uint32_t end) const;
  Binding behind_parenthesis(std::uint32_t at, Quantity& quantity) const;
  Binding range_of(std::uint32_t at, Quantity& quantity) const;
  Binding outer_of(std::uint32_t at, Quantity& quantity) const;
  Binding unit_key(const Quantity& quantity) const;
  bool says_scope(std::uint32_t at) const;
  Binding series_of(std::uint32_t at, const Quantity& quantity) const;
  Binding specification_of(std::uint32_t at, const Quantity& quantity) const;
  bool is_device(const PhraseMatch& match) const;
  Binding fleet_of(std::uint32_t at, const Quantity& quantity) const;
  Binding size_of_name(std::uint32_t at, const Quantity& quantity) const;
  std::optional<double> computed(std::uint32_t id, std::span<const Fact> facts);
  bool bind_computed(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  bool bind_labelled_nodes(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  bool counts_tokens(std::uint32_t root) const;
  bool counts_nodes(std::uint32_t root);
  /// Where a walk over an expression starts: nodes that it has still to look at. One walk a time.
  std::vector<std::uint32_t>& open_nodes(std::uint32_t root) {
    open_.assign(1, root);
    return open_;
  }
  bool lists_two(std::uint32_t root) const;
  bool bind_factors(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  KeyId factor_beside(std::span<const PhraseMatch> matches, const Quantity& quantity) const;
  Binding inherited_of(std::uint32_t at, const Quantity& quantity) const;
  Binding annotation_of(const Node& node);
  Binding unit_noun_of(const Node& node);
  void bind_sequences(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  bool is_share(KeyId whole, KeyId part) const;
  Binding choose(std::uint32_t at, Quantity& quantity, const Node& node, TopicSet topics);

  bool leads_to_ideograph(std::uint32_t end) const;
  bool qualifies_next(const PhraseMatch& match, const Quantity& quantity) const;
  void bind_value(std::uint32_t at, std::uint32_t node, Role least, TopicSet topics, std::vector<Fact>& facts);
  std::vector<KeyId> listed_keys(const Sentence& sentence, std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t end) const;
  std::vector<KeyId> factor_keys(std::uint32_t root);
  std::vector<std::uint32_t> bare_operands(std::uint32_t root);
  /// True if names and numbers were paired.
  bool bind_listed(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts);
  std::optional<Role> annotation_role(const Node& node);
  void bind_arrows(std::vector<Fact>& facts, std::size_t before);
  Binding label_of_sum(std::uint32_t at, const Quantity& quantity) const;
  bool bind_first_addend(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  void bind_chain(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts);
  void bind_sides(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts);
  const Quantity* sum_of_parts(const Statement& statement) const;
  Quantity in_unit_of_sum(const Quantity& addend) const;
  /// A product with EP among its factors that comes to the GPUs: the plan multiplies all its axes.
  void bind_convention(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts, std::size_t before);
  bool equates_modules(const std::vector<Fact>& facts, std::size_t before, std::uint32_t first) const;
  void bind_module_match(std::uint32_t at, std::vector<Fact>& facts);
  bool tells_twice(std::uint32_t first, std::uint32_t last) const;
  Binding label_before(std::uint32_t end, const Quantity& quantity) const;
  bool bind_named_product(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts);
  bool is_bare_product(const Quantity& degree, const Quantity& all) const;
  Binding maker_of(std::uint32_t at, std::uint32_t first, std::uint32_t last) const;
  bool multiplies_ep(std::uint32_t root);
  /// Binds annotated operands; true if it multiplies degrees or nodes.
  bool bind_operands(std::uint32_t at, std::uint32_t root, bool related, std::vector<Fact>& facts);
  void drop_share(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const;
  void undo_share(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const;
  void drop_factor(std::uint32_t root, std::vector<Fact>& facts, std::size_t before) const;
  void bind_last_operand(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts);
  bool negated(const PhraseMatch& match) const;
  bool denied(const PhraseMatch& match) const;
  std::optional<KeyId> named_like(std::span<const PhraseMatch> matches, Place place, KeyId model) const;
  KeyId key_of_name(const PhraseMatch& match, KeyId key) const;
  Quantity size_of(KeyId key, std::uint16_t value) const;
  bool names_setting(const PhraseMatch& match) const;
  bool inside_longer_name(const PhraseMatch& match, KeyId key) const;
  void bind_name_of_unit(const Node& node, std::vector<Fact>& facts);
  void bind_names(std::vector<Fact>& facts);
  std::vector<std::uint16_t> pinned_values(KeyId key, Span text);
  bool bind_pinned_words(const Key& key, Span text, Fact fact, std::vector<Fact>& facts);
  bool fits_pin(const Key& key, const Quantity& quantity) const;
  void bind_pin(std::vector<Fact>& facts);
  void bind_dividend(std::uint32_t at, std::uint32_t root, std::vector<Fact>& facts, KeyId result);
  bool stands_alone() const;
  bool lists_settings(std::uint32_t at) const;
  KeyId degree_before(std::uint32_t at) const;
  bool lists_degrees(std::uint32_t at) const;
  bool totals_counts(const std::vector<Fact>& facts) const;
  Binding axis_behind(std::uint32_t at, const Quantity& quantity) const;
  bool is_tied_to_degrees(std::uint32_t at) const;
  Binding end_of_degrees(std::uint32_t at, const Quantity& quantity, TopicSet topics) const;
  Binding formula_of(std::uint32_t at, const Quantity& quantity) const;
  bool is_of_a_rate(std::uint32_t at) const;
  bool told_anew(const Key& key, std::uint32_t number) const;
  bool counts_all(std::uint32_t at) const;
  bool tells_change(std::uint32_t at) const;
  bool is_difference(std::uint32_t at, const Binding& binding) const;
  bool says_preposition(std::uint32_t at) const;
  bool says_among(std::uint32_t first, std::uint32_t end, const TopicSet& topics) const;
  bool is_margin(std::uint32_t at, const Binding& binding) const;
  bool is_ratio(std::uint32_t at) const;
  bool answered(std::uint32_t word, std::uint32_t at) const;
  bool is_rate(std::uint32_t at, std::uint32_t node) const;
  bool narrower(const Key& key, Scope scope) const;
  bool inside_longer(const PhraseMatch& match, std::uint32_t at) const;
  Fact* add(std::vector<Fact>& facts, const Binding& binding, std::uint32_t at, std::uint32_t node, const Quantity& quantity);
  Role role_of(std::uint32_t at) const;
  std::optional<Role> role_before_parenthesis() const;
  std::optional<Role> verdict() const;
  bool compares(std::uint32_t at) const;
  bool is_bare_count(std::uint32_t at) const;
  bool is_choice(std::uint32_t at) const;
  bool is_only_past(std::uint32_t at) const;
  std::optional<Role> role_of_place() const;
  std::optional<Role> role_of_sentence(std::uint32_t at) const;
  std::optional<Role> aside() const;
  struct Aside {
    std::uint32_t first = 0;   ///< token
    std::optional<Role> role;  ///< none: there is no aside
  };
  Aside find_aside() const;
  void read_labels(std::uint32_t first, std::uint32_t end);
  void read_label(std::uint32_t first, std::uint32_t end);
  std::optional<Role> role_of_list(std::uint32_t at) const;
  std::optional<Role> role_behind_parenthesis() const;
  std::optional<Role> role_of_label(std::uint32_t at) const;
  std::optional<Role> own_role(std::uint32_t at) const;
  std::optional<Scope> scope_around(std::uint32_t from, std::uint32_t at) const;
  bool tells_of_past(const PhraseMatch& match, std::uint32_t at) const;
  Binding named_in_unit(std::uint32_t at, Quantity& quantity) const;
  bool is_number(std::uint32_t at) const;
  bool has_unit(std::uint32_t at) const;
  bool is_result(std::uint32_t at) const;
  bool is_denied(const PhraseMatch& match) const;
  bool inside_value(const PhraseMatch& match) const;
  bool tells_next(const PhraseMatch& scope) const;
  bool counts_other(const PhraseMatch& match, std::uint32_t at) const;
  std::optional<Scope> scope_of(const Key& key, std::uint32_t at, const Binding& binding) const;
  std::optional<Scope> numbered_scope(const Key& key, std::uint32_t at, bool nearest_only) const;
  Span span_of(std::uint32_t at, const Node& node) const;

  const Extraction& x_;
  const SourceFile& source_;
  const Vocabulary& vocabulary_;
  PhraseFinder annotation_finder_;
  TopicSet axis_product_;  ///< bit of the topic `axis_product`
  TopicSet mlp_chain_;     ///< bit of the topic `mlp_chain`
  TopicSet sequence_product_;  ///< bit of the topic `sequence_product`
  TopicSet when_words_;  ///< bit of the topic `when_words`
  TopicSet few_words_;   ///< bit of the topic `few_of_them`
  std::vector<std::uint32_t> told_as_past_;
  TopicSet versus_words_;
  TopicSet or_words_;
  TopicSet told_by_;     ///< the topics that give roles
  TopicSet of_them_;  ///< bit of the topic `of_them`: `a layer has 128 of them`
  TopicSet difference_words_;  ///< bit of the topic `difference_words`
  TopicSet margin_words_;  ///< bit of the topic `margin_words`
  TopicSet head_product_;  ///< bit of the topic `head_product`
  TopicSet part_sum_;      ///< bit of the topic `part_sum`
  const Quantity* sum_ = nullptr;  ///< what the addends of the chain at hand come to
  TopicSet node_product_;  ///< bit of the topic `node_product`
  KeyId nodes_ = no_key, gpus_ = no_key, params_ = no_key, gpu_name_ = no_key, modules_ = no_key, module_match_ = no_key;
  KeyId block_width_ = no_key, block_inner_ = no_key;

  // The sentence at hand.
  const Sentence* sentence_ = nullptr;
  std::uint32_t sentence_id_ = no_id;
  std::span<const PhraseMatch> matches_;
  std::span<const std::uint32_t> starts_;  ///< by token: how many matches start before it
  Sense said_;                             ///< what all of its words may mean
  Context context_;
  std::span<const OuterLabel> outer_;
  std::vector<std::uint32_t> open_;
  std::vector<Clause> clauses_;
  std::size_t clause_ = 0;      ///< of the token at hand
  std::uint32_t role_at_ = no_id;  ///< the number whose role is known, as all of its facts ask for it
  Role role_ = Role::claim;
  Binding main_;                ///< the first key of the sentence: `(target: 100)` inherits it
  Binding last_;                ///< of the number before the parenthesis at hand
  std::uint32_t degrees_ = 0;   ///< numbers in a row, up to the one before, that are degrees or count nodes
  KeyId previous_ = no_key;     ///< of the number before, wherever it stands
  std::uint32_t main_at_ = 0;   ///< its token
  Aside last_aside_;                              ///< of the part
  std::optional<Role> label_role_;                ///< of the last label that gives one
  std::uint32_t label_end_ = 0;                   ///< the sign behind it
  std::uint32_t part_first_ = 0, part_end_ = 0;  ///< of the line, up to its full stops
  TopicSet said_in_part_;          ///< of those between two full stops
  mutable TopicSet said_so_far_;   ///< of those up to the clause of the last number that asked, kept for the next
  mutable std::uint32_t said_up_to_ = 0;    ///< the token behind them
  TopicSet elsewhere_;  ///< topics that only other parts of the line have words for
  std::uint32_t number_at_ = no_id;  ///< the number at hand, none outside the line
  bool outer_taken_ = false;
  const Quantity* yardstick_ = nullptr;  ///< the other side of the comparison at hand
  std::span<const Fact> taken_;  ///< what the operands of the equation at hand were bound to
};

}  // namespace stratlint::facts
