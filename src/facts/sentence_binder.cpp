#include "facts/sentence_binder.h"

#include <algorithm>
#include <cmath>

#include "facts/label_unit.h"
#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::size_t usual_clauses = 32;  ///< of a sentence; growing would move what is there

/// Degrees, nodes and the GPUs of one: what is multiplied to get the GPUs of a job.
bool counts_ranks(const Key& key) { return key.degree || key.name == "cluster.nodes" || key.name == "cluster.gpus_per_node"; }

/// What a count may be split over: `tokens per GPU` are fewer, `tokens per sequence` are what is counted.
bool shares(Scope scope) { return scope == Scope::gpu || scope == Scope::node || scope == Scope::replica || scope == Scope::stage || scope == Scope::microbatch; }

bool is_abbreviation(std::string_view word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

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
  node_product_ = topic_of("node", "product");
  head_product_ = topic_of("head", "product");
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
  if (sentence_->kind == Sentence::Kind::pin) return bind_pin(facts);
  if (totals_counts(facts)) context_.topics |= axis_product_;
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
    base.role_of_statement[t.statement] = role_ = role_of(at);
    base.plan_of_statement[t.statement] = context_.plan;
    if (statement.glued) {
      const std::uint32_t node = x_.sides[statement.first_side].root;
      const Binding axis = annotation_of(x_.nodes[node]);
      if (axis && axis.strength == strength::axis) add(facts, axis, at, node, x_.nodes[node].quantity);
    } else {
      bind_chain(at, statement, facts);
    }
    outer_taken_ = true;  // headers name the first number of a cell
  }
  bind_chains(facts, before);
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

/// `Replica = 8 × 4 = 32 GPUs`: what is counted as well (`4 replicas`) names the GPUs of one, or of all of them.
bool SentenceBinder::names_parts(const Binding& label) const {
  if (label.first == no_id || label.words != 1 || !vocabulary_.key(label.key).degree) return false;
  const auto words = matches_from(label.first, label.first + 1);
  return std::any_of(words.begin(), words.end(), [&](const PhraseMatch& match) {
    return match.words == 1 && std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& meaning) {
      return meaning.kind == Meaning::Kind::key && meaning.place == Place::noun && static_cast<KeyId>(meaning.id) == label.key;
    });
  });
}

Binding SentenceBinder::choose(std::uint32_t at, Quantity& quantity, const Node& node, TopicSet topics) {
  if (const Binding range = range_of(at, quantity)) return range;
  if (const Binding pattern = pattern_of(at, quantity)) {
    // In `with 8 GPUs each` the words behind say more than those around.
    const Binding noun = noun_of(at, quantity, topics);
    return noun && noun.words > 1 && noun.words + 2 > pattern.words && noun.key != pattern.key ? noun : pattern;
  }
  if (const Binding share = share_of(at, quantity, topics)) return share;
  if (const auto unit = quantity.has_unit ? std::nullopt : label_unit(at)) {
    const Quantity read = read_in(quantity, *unit);
    if (const Binding label = label_of(at, read)) {
      quantity = read;
      return label;
    }
    // `Tokens per GPU per second: 500`: words stand between the parts of the unit, which names the key alone.
    if (const Binding rate = unit_key(read)) {
      quantity = read;
      return rate;
    }
  }
  if (const Binding named = named_in_unit(at, quantity)) return named;
  const Binding noun = noun_of(at, quantity, topics);
  // A count in words is prose: only what it counts names it.
  const char first = source_.bytes()[node.span.begin];
  if ((first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z')) return noun;
  const Binding label = label_of(at, quantity);
  if (label && !node.annotation.empty()) {
    // `Hidden size: 16384 (MLP hidden dimension)`: the remark knows better.
    const Binding remark = annotation_of(node);
    if (remark && remark.key != label.key && remark.words > 1) return remark;
  }
  if (label && !noun && node.annotation.empty() && !ends_column(at)) {
    // `Nodes: 4 × 8 GPUs = 32 GPUs`: what is counted stands behind the number.
    const auto counted = matches_from(at + 1, at + 2);
    const bool other = std::any_of(counted.begin(), counted.end(), [&](const PhraseMatch& match) {
      return match.has(Meaning::Kind::key) && std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& m) {
        return m.kind == Meaning::Kind::key && m.place == Place::noun && vocabulary_.key(static_cast<KeyId>(m.id)).name == "cluster.gpus";
      });
    });
    if (other && (vocabulary_.key(label.key).name == "cluster.nodes" || names_parts(label))) return {};
  }
  // `Latency: 2.2 ms TPOT`: an abbreviation right behind the number says which.
  if (label && noun && noun.key != label.key && label.words == 1 && noun.first == at + 1 && is_abbreviation(source_.text(token(at + 1).span))) return noun;
  if (label && noun && noun.first == at + 1 && vocabulary_.key(noun.key).name == "cluster.gpus" && names_parts(label)) return noun;
  // `Cluster: 12 machines`: what machines and GPUs are counted, the noun says.
  const auto counts_hardware = [&](const Binding& binding) { return vocabulary_.key(binding.key).name.starts_with("cluster."); };
  if (label && noun && noun.key != label.key && noun.first == at + 1 && counts_hardware(label) && counts_hardware(noun)) return noun;
  // `pipeline: 40 layers over 5 stages`: what is counted is no degree.
  const auto counts_dimension = [&](const Binding& binding) { return !vocabulary_.key(binding.key).degree && !counts_hardware(binding); };
  if (label && noun && noun.first == at + 1 && vocabulary_.key(label.key).degree && counts_dimension(noun) && source_.text(node.span).find(',') == std::string_view::npos) return noun;
  if (label && noun && noun.key != label.key) return noun.words > label.words ? noun : label;
  if (label) return label;
  if (noun) return noun;
  // `5 of 160 experts per GPU`: what names the part names it alone.
  if (is_whole(at)) return {};
  if (!node.annotation.empty()) {
    if (const Binding annotation = annotation_of(node)) return annotation;
  }
  if (const Binding fleet = fleet_of(at, quantity)) return fleet;
  if (const Binding size = size_of_name(at, quantity)) return size;
  if (const Binding named = behind_parenthesis(at, quantity)) return named;
  if (const Binding adjacent = adjacent_of(at, quantity)) return adjacent;
  if (const Binding axis = axis_behind(at, quantity)) return axis;
  if (const Binding all = end_of_degrees(at, quantity, topics)) return all;
  if (!outer_taken_) {
    if (const Binding outer = outer_of(at, quantity)) return outer;
  }
  if (const Binding formula = formula_of(at, quantity)) return formula;
  if (const Binding inherited = inherited_of(at, quantity)) return inherited;
  if (const Binding series = series_of(at, quantity)) return series;
  if (const Binding listed = specification_of(at, quantity)) return listed;
  return unit_key(quantity);
}

/// `Total: 64 GPUs` below a line that counts those of a node, or a degree.
bool SentenceBinder::totals_counts(const std::vector<Fact>& facts) const {
  if (!says(Meaning::Kind::mark) || facts.empty() || facts.back().sentence + 1 != sentence_id_) return false;
  return counts_ranks(vocabulary_.key(facts.back().key)) && std::any_of(matches_.begin(), matches_.end(), [](const PhraseMatch& m) { return m.has(Mark::total); });
}

/// `TP=4, PP=8, DP=16, 512 GPUs`, `TP4/PP8/DP16 -> 512 ranks`: what ends a list of degrees is all that they make.
Binding SentenceBinder::end_of_degrees(std::uint32_t at, const Quantity& quantity, TopicSet topics) const {
  const Clause& clause = clauses_[clause_];
  const bool starts = clause.first == at || (at > 0 && (token(at - 1).symbol == 0x2192 || token(at - 1).symbol == 0x21D2));
  if (degrees_ < 2 || !starts) return {};
  const Binding all = noun_of(at, quantity, topics | axis_product_);
  return all && all.last + 1 == clause.end ? all : Binding{};
}

/// `bubble = (p-1)/(m+p-1), p = 8, m = 24 → 22.6%`: an arrow leads back to what the line computes.
Binding SentenceBinder::formula_of(std::uint32_t at, const Quantity& quantity) const {
  if (at == 0 || token(at - 1).symbol != 0x2192) return {};
  std::uint32_t end = part_first_;
  while (end < at && token(end).symbol != '=' && token(end).symbol != ':') ++end;
  if (end + 1 >= at) return {};
  // `TP=4, PP=4, DP=24 → 384 ranks`: the name has its value already.
  if (token(end).symbol == '=' && token(end + 1).kind == Token::Kind::statement) {
    const Statement& valued = x_.statements[token(end + 1).statement];
    if (x_.nodes[x_.sides[valued.first_side].root].kind == Node::Kind::number) return {};
  }
  return label_in(*sentence_, matches_from(part_first_, end), part_first_, end, quantity, context_.topics);
}

/// A count of the whole model or cluster is not what `per GPU` or `Stage 0` speaks of.
bool SentenceBinder::narrower(const Key& key, Scope scope) const {
  // Micro-batches are counted per replica anyway; a global batch is that of all replicas.
  if (key.name.starts_with("batch.") && key.name != "batch.global") return false;
  // Modules are those of a replica wherever there are several; nodes are no part of one.
  if ((scope == Scope::replica && key.name == "layout.modules") || (scope == Scope::node && key.name == "cluster.nodes")) return false;
  return key.exact && scope != key.scope && (scope == Scope::gpu || scope == Scope::node || scope == Scope::replica || scope == Scope::stage || (scope == Scope::layer && key.name.starts_with("cluster.")));
}

/// Whether `per` and another number follow what is counted.
bool SentenceBinder::is_ratio(std::uint32_t at) const {
  for (std::uint32_t word = at + 1; word + 1 < sentence_->token_count && word <= at + 3 && token(word).kind == Token::Kind::word; ++word)
    if (source_.text(token(word).span) == "per") return token(word + 1).kind == Token::Kind::statement;
  return false;
}

/// `step time 1.6 s, 655,400 tokens/s, MFU 46.9%`: in a list of measures a unit is a name.
bool SentenceBinder::stands_alone() const {
  const Clause& clause = clauses_[clause_];
  return main_ && !clause.inner && clause.end == clause.first + 1;
}

/// `461,000 tokens/s, or 113 sequences/s`: a speed beside the same in other terms needs no name.
bool SentenceBinder::told_anew(const Key& key) const {
  constexpr Dimension rate{.byte = 0, .flop = 0, .second = -1};
  if (key.count == CountUnit::none || key.dimension != rate) return false;
  for (std::uint32_t at = 0; at < sentence_->token_count; ++at) {
    if (token(at).statement == no_id) continue;
    const Quantity& q = x_.nodes[x_.sides[x_.statements[token(at).statement].first_side].root].quantity;
    if (q.dimension == rate && q.count != CountUnit::none && q.count != key.count) return true;
  }
  return false;
}

/// `1.05M / 2.21 s = 475k tokens/s`: what is divided by a time comes to a rate of all.
bool SentenceBinder::is_rate(std::uint32_t at, std::uint32_t node) const {
  const Statement& statement = x_.statements[token(at).statement];
  if (statement.side_count < 2 || x_.sides[statement.first_side + statement.side_count - 1].root != node) return false;
  const Node& worked = x_.nodes[x_.sides[statement.first_side + statement.side_count - 2].root];
  return worked.kind == Node::Kind::binary && worked.op == Operator::divide && x_.nodes[worked.right].quantity.dimension == Dimension{.byte = 0, .flop = 0, .second = 1};
}

Fact* SentenceBinder::add(std::vector<Fact>& facts, const Binding& binding, std::uint32_t at, std::uint32_t node, const Quantity& quantity) {
  const Key& key = vocabulary_.key(binding.key);
  // A unit alone names the key only together with words that name the scope.
  if (binding.strength == strength::unit && !is_rate(at, node) && !stands_alone() && !told_anew(key) && !scope_of(key, at, binding)) return nullptr;
  if (key.type == ValueType::fraction && !quantity.percent && quantity.value > 1 && tells_change(at)) return nullptr;
  degrees_ = counts_ranks(key) ? degrees_ + 1 : 0;
  Fact fact;
  fact.key = binding.key;
  fact.quantity = quantity;
  // Memory bandwidths and speeds are rates; `400 TFLOP` of a card means FLOP/s.
  if (key.dimension != quantity.dimension) fact.quantity.dimension = key.dimension;
  // Words behind an expression speak of its result, not of its operands.
  const Statement& statement = x_.statements[token(at).statement];
  bool result = x_.nodes[node].span.end == token(at).span.end;
  for (std::uint32_t i = 0; i < statement.side_count; ++i) result = result || x_.sides[statement.first_side + i].root == node;
  std::optional<Scope> scope = result ? scope_of(key, at, binding) : std::nullopt;
  // `2,900 tokens/s per GPU > 2,600 tokens/s`: inside a comparison the words belong to their side.
  if (!scope && !key.exact && key.type == ValueType::number && !x_.nodes[node].annotation.empty())
    scope = scope_in(annotation_finder_.find_in(x_.nodes[node].annotation), 0, no_id);
  // `24 of the 48 layers on each stage`: the words behind the whole speak of the share.
  if (key.exact && is_whole(at)) scope.reset();
  // `5,780 tokens/s per GPU, the gate was 5,100 tokens/s`: what is asked for is asked of the same.
  if (!scope && main_.key == binding.key && !facts.empty() && facts.back().key == binding.key && facts.back().sentence == sentence_id_ && facts.back().scope_stated &&
      (at == role_at_ ? role_ : role_of(at)) == Role::requirement)
    scope = facts.back().scope;
  // `EP=2,256 experts`: nobody groups the digits of a degree.
  const Span span = x_.nodes[node].span;
  const bool glued = span.begin > 0 && source_.bytes()[span.begin - 1] == '=' && source_.text(span).find(',') != std::string_view::npos;
  if (glued && (key.degree || (key.exact && binding.first != no_id && binding.first > at))) return nullptr;
  // `1 GPU per 1,024 tokens` is a ratio.
  if (key.exact && is_ratio(at)) return nullptr;
  fact.scope = scope.value_or(key.scope);
  fact.scope_stated = scope.has_value();
  if (narrower(key, fact.scope)) {
    // `Stage 0: 32 GPUs` counts the GPUs of a stage, which is a key of its own.
    const KeyId share = vocabulary_.share(binding.key, fact.scope);
    if (share == no_key || binding.strength == strength::pattern) return nullptr;
    fact.key = share;
    fact.scope_stated = false;
  } else if (binding.strength == strength::range) {
    return nullptr;  // `GPUs 0-31` of nothing in particular
  }
  if (key.exact || (key.count != CountUnit::none && key.dimension.none() && !shares(fact.scope))) fact.scope = vocabulary_.key(fact.key).scope;
  fact.role = at == role_at_ ? role_ : role_of(at);
  if (fact.role == Role::claim && !x_.nodes[node].annotation.empty()) fact.role = annotation_role(x_.nodes[node]).value_or(fact.role);
  // `--gpu-memory-utilization 0.9` sets a limit, it reports nothing.
  const bool setting = sentence_->kind == Sentence::Kind::entry && key.type == ValueType::fraction && key.better == Better::lower && key.scope == Scope::gpu;
  if (fact.role == Role::claim && setting) fact.role = Role::requirement;
  // `≥ 2,700 tokens/s` in a cell says what is wanted.
  const bool wanted = sentence_->kind == Sentence::Kind::cell && ((key.better == Better::higher && quantity.bound == Bound::greater_equal) || (key.better == Better::lower && quantity.bound == Bound::less_equal));
  if (fact.role == Role::claim && wanted) fact.role = Role::requirement;
  // A bound on a count (`EP ≥ 16`) says what is allowed, not what is.
  if (fact.role == Role::claim && key.exact && quantity.bound != Bound::none) fact.role = Role::requirement;
  fact.plan = context_.plan;
  fact.strength = key.exact && counts_all(at) ? std::max(binding.strength, strength::label) : binding.strength;
  fact.span = span_of(at, x_.nodes[node]);
  fact.sentence = sentence_id_;
  fact.statement = token(at).statement;
  fact.node = node;
  facts.push_back(fact);
  return &facts.back();
}

/// `MFU 1.3x better` and `MFU up 1.2 points` say how much more it is, not what it is.
bool SentenceBinder::tells_change(std::uint32_t at) const {
  constexpr char32_t times = 0xD7;
  const bool multiple = at + 1 < sentence_->token_count && (token(at + 1).symbol == times || source_.text(token(at + 1).span) == "x");
  const auto behind = matches_from(at + 1, at + 4);
  return multiple || std::any_of(behind.begin(), behind.end(), [](const PhraseMatch& m) { return m.has(Mark::change) || m.has(Mark::less) || m.has(Mark::instead); });
}

/// `all 64 GPUs of the job` are all of them, as firmly as a label says so.
bool SentenceBinder::counts_all(std::uint32_t at) const {
  for (const PhraseMatch& match : matches_from(at + 1, at + 3))
    if (match.has(Mark::whole)) return true;
  return false;
}

/// The number with its unit and annotation, and the noun right behind it: `64 GPUs`.
Span SentenceBinder::span_of(std::uint32_t at, const Node& node) const {
  Span span = node.span;
  if (!node.annotation.empty() && node.annotation.begin >= span.end) {
    span.end = node.annotation.end;
    if (span.end < source_.bytes().size() && source_.bytes()[span.end] == ')' && source_.bytes()[node.annotation.begin - 1] == '(') ++span.end;
    return span;
  }
  if (token(at).span.end != node.span.end) return span;
  std::uint32_t last = at;
  for (const PhraseMatch& match : matches_from(at, at + 2)) {
    if (!match.has(Meaning::Kind::key) || (match.first == at + 1 && token(match.first).symbol != 0)) continue;
    if (std::any_of(match.meanings.begin(), match.meanings.end(), [](const Meaning& m) { return m.kind == Meaning::Kind::key && m.place == Place::noun; }))
      last = std::max(last, match.last);
  }
  if (last > at) span.end = token(last).span.end;
  return span;
}

}  // namespace stratlint::facts
