#include <algorithm>
#include <cmath>

#include "facts/sentence_binder.h"

// From a number and its key to a fact: scope, role, span, and what is no fact after all.
namespace stratlint::facts {

namespace {

/// What a count may be split over: `tokens per GPU` are fewer, `tokens per sequence` are what is counted.
bool shares(Scope scope) { return scope == Scope::gpu || scope == Scope::node || scope == Scope::replica || scope == Scope::stage || scope == Scope::microbatch; }

/// `8K` tokens of context are 8192; 8000 may be meant, too.
Quantity in_binary_thousands(Quantity written) {
  constexpr double thousand = 1000, most = 1024;
  const double thousands = written.value / thousand;
  if (written.factor != thousand || written.range || thousands < 1 || thousands > most || std::exp2(std::round(std::log2(thousands))) != thousands) return written;
  written.low = std::min(written.low, written.value);
  written.value = written.high = thousands * 1024;
  written.binary_steps = 0;
  return written;
}

}  // namespace

/// A count of the whole model or cluster is not what `per GPU` or `Stage 0` speaks of.
bool SentenceBinder::narrower(const Key& key, Scope scope) const {
  // Micro-batches are counted per replica anyway; a global batch is that of all replicas.
  if (key.name.starts_with("batch.") && key.name != "batch.global") return false;
  // The groups of a stage have as many GPUs as those of all.
  if (key.name.starts_with("layout.tp_group")) return false;
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
bool SentenceBinder::told_anew(const Key& key, std::uint32_t number) const {
  constexpr std::uint32_t far = 256;  // tokens: a long line must not cost its square
  constexpr Dimension rate{.byte = 0, .flop = 0, .second = -1};
  if (key.count == CountUnit::none || key.dimension != rate) return false;
  for (std::uint32_t at = number > far ? number - far : 0; at < std::min(sentence_->token_count, number + far); ++at) {
    if (token(at).statement == no_id) continue;
    const Quantity& q = x_.nodes[x_.sides[x_.statements[token(at).statement].first_side].root].quantity;
    if (q.dimension == rate && q.count != CountUnit::none && q.count != key.count) return true;
  }
  return false;
}

/// `56 prompts/s of 6,144 tokens each`, `20 条提示/秒，每条 1536 token`: what one of so many a second has may be shorter than the longest.
bool SentenceBinder::is_of_a_rate(std::uint32_t at) const {
  constexpr std::uint32_t near = 4, far = 12;  // tokens
  for (std::uint32_t before = at, reach = near; before > 0 && at - before < reach;) {
    if (token(--before).statement == no_id) continue;
    const Quantity& q = x_.nodes[x_.sides[x_.statements[token(before).statement].first_side].root].quantity;
    if (q.dimension != Dimension{.byte = 0, .flop = 0, .second = -1}) return false;
    // `12 prompts/s, or 19,500 tokens/s at 1,625 tokens each`
    if (q.count != CountUnit::token) return true;
    reach = far;
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
  if (binding.strength == strength::unit && !is_rate(at, node) && !stands_alone() && !told_anew(key, at) && !scope_of(key, at, binding)) return nullptr;
  if (key.type == ValueType::fraction && !quantity.percent && quantity.value > 1 && tells_change(at)) return nullptr;
  if (is_margin(at, binding)) return nullptr;
  if (key.count == CountUnit::token && key.dimension.none() && is_of_a_rate(at)) return nullptr;
  if (key.exact && is_difference(at, binding)) return nullptr;
  // `A layer has 128 of them`: of what was said before; `8 of them KV heads` says of what.
  if (key.exact && binding.first < at && key.name.starts_with("model.") && (said_.topics & of_them_).any() && says_among(at + 1, at + 2, of_them_)) return nullptr;
  degrees_ = counts_ranks(key) ? degrees_ + 1 : 0;
  Fact fact;
  fact.key = binding.key;
  fact.quantity = quantity;
  // Memory bandwidths and speeds are rates; `400 TFLOP` of a card means FLOP/s.
  if (key.dimension != quantity.dimension) fact.quantity.dimension = key.dimension;
  if (key.binary) fact.quantity = in_binary_thousands(fact.quantity);
  // Words behind an expression speak of its result, not of its operands.
  const Statement& statement = x_.statements[token(at).statement];
  bool result = x_.nodes[node].span.end == token(at).span.end;
  bool side = false, computes = false;
  for (std::uint32_t i = 0; i < statement.side_count; ++i) {
    const std::uint32_t root = x_.sides[statement.first_side + i].root;
    side = side || root == node;
    computes = computes || x_.nodes[root].kind == Node::Kind::binary;
  }
  result = result || side;
  fact.worked = side && computes && x_.nodes[node].kind == Node::Kind::number && statement.side_count > 1;
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
  // Under `Goals` the dimensions of a model are those that it has, and so are degrees.
  if (fact.role == Role::requirement && context_.role == Role::requirement && key.exact && key.better == Better::neither && !own_role(at)) fact.role = Role::claim;
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

/// `Latency: 80 ms margin`, `a margin of 80 ms` say how far it is from its limit.
bool SentenceBinder::is_margin(std::uint32_t at, const Binding& binding) const {
  if ((said_.topics & margin_words_).none() || (binding.first != no_id && binding.first > at)) return false;
  constexpr std::uint32_t near = 2;  // tokens
  const Clause& clause = clauses_[clause_];  // `38 ms, margin 2 ms`: behind the comma stands another number's
  return says_among(std::max(clause.first, at - std::min(at, near)), at, margin_words_) || says_among(at + 1, std::min(clause.end, at + 1 + near), margin_words_);
}

/// `with eight cards fewer`, `2 nodes more`: how many more or less there are.
bool SentenceBinder::is_difference(std::uint32_t at, const Binding& binding) const {
  return (said_.topics & difference_words_).any() && binding.first == at + 1 && says_among(binding.last + 1, binding.last + 2, difference_words_);
}

bool SentenceBinder::says_among(std::uint32_t first, std::uint32_t end, const TopicSet& topics) const {
  return (topics_in(matches_from(first, end)) & topics).any();
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
  // `100 tokens/ms per GPU`: what it is counted for belongs to it, nouns of what it cannot be and other numbers do not.
  for (const PhraseMatch& match : matches_from(at, at + 2)) {
    if (!match.has(Meaning::Kind::key) || (match.number != no_id && match.number != at) || (match.first == at + 1 && token(match.first).symbol != 0)) continue;
    if (std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& m) { return m.kind == Meaning::Kind::key && m.place == Place::noun && (match.has(Meaning::Kind::scope) || fits(vocabulary_.key(static_cast<KeyId>(m.id)), node.quantity)); }))
      last = std::max(last, match.last);
  }
  if (last > at) span.end = token(last).span.end;
  return span;
}

}  // namespace stratlint::facts
