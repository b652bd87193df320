#include "facts/sentence_binder.h"

#include <algorithm>
#include <cmath>

#include "facts/label_unit.h"
#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::size_t usual_clauses = 32;  ///< of a sentence; growing would move what is there

/// `11.4 < 80 GB`: a bare number in the unit of what it is compared with. In `38,000 > 20K tokens/s` the K is the other number's.
Quantity in_unit_of(const Quantity& bare, const Quantity& other) {
  const auto distance = [&](double factor) { return std::abs(std::log(bare.value * factor / other.value)); };
  const double factor = other.count != CountUnit::none && distance(1) < distance(other.factor) ? 1 : other.factor;
  return read_in(bare, {factor, other.dimension, other.count, 0, other.percent});
}

}  // namespace

SentenceBinder::SentenceBinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary, const PhraseFinder& finder)
    : x_(extraction), source_(source), vocabulary_(vocabulary), annotation_finder_(finder) {
  axis_product_ = topic_of("axis", "product");
  mlp_chain_ = topic_of("mlp", "chain");
  sequence_product_ = topic_of("sequence", "product");
  part_sum_ = topic_of("addend", "sum");
  node_product_ = topic_of("node", "product");
  head_product_ = topic_of("head", "product");
  when_words_ = vocabulary.find_classes("when_words").topics;
  few_words_ = vocabulary.find_classes("few_of_them").topics;
  or_words_ = vocabulary.find_classes("or_words").topics;
  versus_words_ = vocabulary.find_classes("versus_words").topics;
  told_by_ = when_words_ | versus_words_;
  of_them_ = vocabulary.find_classes("of_them").topics;
  difference_words_ = vocabulary.find_classes("difference_words").topics;
  margin_words_ = vocabulary.find_classes("margin_words").topics;
  nodes_ = vocabulary.find_key("cluster.nodes");
  gpus_ = vocabulary.find_key("cluster.gpus");
  params_ = vocabulary.find_key("model.params");
  modules_ = vocabulary.find_key("layout.modules");
  module_match_ = vocabulary.find_key("layout.module_match");
  gpu_name_ = vocabulary.find_key("gpu.name");
  block_width_ = vocabulary.find_key("model.block_width");
  block_inner_ = vocabulary.find_key("model.block_inner");
  clauses_.reserve(usual_clauses);
}

void SentenceBinder::split_clauses() {
  clauses_.clear();
  Clause clause;
  std::uint32_t depth = 0;
  for (std::uint32_t at = 0; at < sentence_->token_count; ++at) {
    const char32_t c = token(at).symbol;
    if (c == 0 || (!ends_clause(c) && !opens(c) && !closes(c))) continue;
    clause.end = at;
    clauses_.push_back(clause);
    if (opens(c)) ++depth;
    if (closes(c) && depth > 0) --depth;
    clause = {at + 1, at + 1, depth > 0};
  }
  clause.end = sentence_->token_count;
  clauses_.push_back(clause);
}

void SentenceBinder::bind(std::uint32_t sentence, const PhraseFinder& found, const Context& context, std::span<const OuterLabel> outer, FactBase& base) {
  std::vector<Fact>& facts = base.facts;
  sentence_ = &x_.sentences[sentence];
  said_ = found.said();
  // Most sentences have neither a number nor a name.
  if (sentence_->kind != Sentence::Kind::pin && !says(Meaning::Kind::value) && !has_number(0, sentence_->token_count)) return;
  sentence_id_ = sentence;
  matches_ = found.matches();
  starts_ = found.starts();
  context_ = context;
  outer_ = outer;
  main_ = last_ = {};
  previous_ = no_key;
  degrees_ = 0;
  outer_taken_ = false;
  role_at_ = no_id;
  label_role_.reset();
  if (sentence_->kind == Sentence::Kind::pin) return bind_pin(facts);
  if (totals_counts(facts)) {
    context_.topics |= axis_product_;
    context_.scope.reset();
  }
  split_clauses();
  clause_ = 0;
  part_first_ = part_end_ = 0;
  elsewhere_ = {};
  const std::size_t before = facts.size();
  for (std::uint32_t at = 0; at < sentence_->token_count; ++at) {
    while (clause_ + 1 < clauses_.size() && at >= clauses_[clause_ + 1].first) ++clause_;
    const Token& t = token(at);
    if (t.statement == no_id) continue;
    if (at >= part_end_) read_part(at);
    number_at_ = at;
    const Statement& statement = x_.statements[t.statement];
    role_at_ = at;
    role_ = role_of(at);
    if (role_ == Role::claim && is_choice(at)) role_ = Role::hypothetical;
    base.role_of_statement[t.statement] = role_;
    if (role_ == Role::superseded && !context_.role && is_only_past(at)) told_as_past_.push_back(t.statement);
    base.plan_of_statement[t.statement] = context_.plan;
    if (statement.glued) {
      const std::uint32_t node = x_.sides[statement.first_side].root;
      // `FSDP2` is a word of its own.
      const auto words = matches_from(at, at + 1);
      const bool known = std::any_of(words.begin(), words.end(), [](const PhraseMatch& match) { return match.words == 1 && match.number == no_id && match.has(Mark::filler); });
      const Binding axis = known ? Binding{} : annotation_of(x_.nodes[node]);
      if (axis && axis.strength == strength::axis) add(facts, axis, at, node, x_.nodes[node].quantity);
    } else {
      bind_chain(at, statement, facts);
    }
    bind_name_of_unit(x_.nodes[x_.sides[statement.first_side].root], facts);
    outer_taken_ = true;  // headers name the first number of a cell
  }
  bind_arrows(facts, before);
  bind_names(facts);
  number_at_ = no_id;
}

bool SentenceBinder::leads_to_ideograph(std::uint32_t end) const {
  const std::string_view bytes = source_.bytes();
  if (end < bytes.size() && bytes[end] == ' ') ++end;
  constexpr unsigned char first_of_three = 0xE3;  // bytes of a character from U+3000 on
  return end < bytes.size() && static_cast<unsigned char>(bytes[end]) >= first_of_three;
}

void SentenceBinder::bind_value(std::uint32_t at, std::uint32_t id, Role least, TopicSet topics, std::vector<Fact>& facts) {
  const Node& node = x_.nodes[id];
  // `gpu-0932` is a name.
  const std::string_view written = source_.text(node.span);
  if (written.size() > 1 && written[0] == '0' && written[1] >= '0' && written[1] <= '9') return;
  // `weights per GPU = 69.9 GB / (TP × PP)`: what goes on is worth another number.
  const char32_t sign = at + 2 < sentence_->token_count && opens(token(at + 2).symbol) ? token(at + 1).symbol : U'\0';
  if (sign == '/' || sign == 0xF7 || sign == times_sign || sign == '*') return;
  Quantity quantity = node.quantity;
  if (yardstick_ && !quantity.has_unit && yardstick_->has_unit) quantity = in_unit_of(quantity, *yardstick_);
  const Binding binding = choose(at, quantity, node, topics);
  if (!binding) return;
  // `EP=2,128 个专家`: a comma between two clauses.
  if (written.find(',') != std::string_view::npos && vocabulary_.key(binding.key).degree && leads_to_ideograph(node.span.end)) return;
  previous_ = binding.key;
  if (!main_) {
    main_ = binding;
    main_at_ = at;
  }
  if (!clauses_[clause_].inner) last_ = binding;
  Fact* fact = add(facts, binding, at, id, quantity);
  if (fact && fact->role == Role::claim && least != Role::claim) fact->role = least;
  // `2,900 tokens/s per GPU > 2,600 tokens/s`: both sides are of the same.
  if (fact && least == Role::requirement && !fact->scope_stated && facts.size() > 1) {
    const Fact& side = facts[facts.size() - 2];
    if (side.key == fact->key && side.statement == fact->statement && side.scope_stated) fact->scope = side.scope;
  }
}

/// `Total: 64 GPUs` below a line that counts those of a node, or a degree; `--gpus-per-node=8  # -> 64 GPUs`.
bool SentenceBinder::totals_counts(const std::vector<Fact>& facts) const {
  if (facts.empty() || facts.back().sentence + 1 != sentence_id_ || !counts_ranks(vocabulary_.key(facts.back().key))) return false;
  if (sentence_->kind == Sentence::Kind::comment && points(token(0).symbol)) return true;
  return says(Meaning::Kind::mark) && std::any_of(matches_.begin(), matches_.end(), [](const PhraseMatch& m) { return m.has(Mark::total); });
}

}  // namespace stratlint::facts
