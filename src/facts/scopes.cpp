#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// What a number speaks about: one GPU, a stage, all of them.
namespace stratlint::facts {

namespace {

constexpr char32_t arrow = 0x2192;
constexpr std::uint32_t longest_label = 64;  ///< tokens
constexpr std::uint32_t reach = 12;  ///< tokens that the word of a scope may be away from its number

}  // namespace

/// `Stage 0: 32 GPUs` and `Stage 0 (32 GPUs)` count the GPUs of a stage; only counts that have such a share are asked.
std::optional<Scope> SentenceBinder::numbered_scope(const Key& key, std::uint32_t at, bool nearest_only) const {
  const Clause& clause = clauses_[clause_];
  std::uint32_t from = clause.first, end = at;
  if (clause.inner && clause_ > 0) {
    from = clauses_[clause_ - 1].first;
    end = clause.first - 1;
  }
  if (!nearest_only) {
    // `Stage 0 (GPUs 0-31): layers 0-15`: ranges in a line speak of what it starts with.
    for (const PhraseMatch& match : matches_from(0, 1)) {
      if (match.number == no_id) continue;
      for (const Meaning& meaning : match.meanings)
        if (meaning.kind == Meaning::Kind::scope && vocabulary_.share(vocabulary_.find_key(key.name), static_cast<Scope>(meaning.id)) != no_key) return static_cast<Scope>(meaning.id);
    }
    return std::nullopt;
  }
  // No other number stands between the words and this one.
  std::uint32_t last = at;
  while (last > from && !has_number(last - 1, last)) --last;
  from = std::max(from, last > reach ? last - reach : 0);
  for (const PhraseMatch& match : matches_from(from, end)) {
    if (match.number == no_id || match.last >= end || (clause.inner && match.last + 1 != end)) continue;
    if (has_number(match.last + 1, at)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::scope) continue;
      const auto scope = static_cast<Scope>(meaning.id);
      if (vocabulary_.share(vocabulary_.find_key(key.name), scope) != no_key) return scope;
    }
  }
  // `Stage 0: layers 0-15 (32 GPUs)`
  return clause.inner ? numbered_scope(key, at, false) : std::nullopt;
}

/// `BF16` is no number, though it has digits.
bool SentenceBinder::is_number(std::uint32_t at) const { return token(at).statement != no_id && !x_.statements[token(at).statement].glued; }

/// `One module per GPU`: the words of a scope are part of what says something else.
bool SentenceBinder::inside_value(const PhraseMatch& match) const {
  const auto around = matches_from(match.first > reach ? match.first - reach : 0, match.first + 1);
  return std::any_of(around.begin(), around.end(), [&](const PhraseMatch& m) { return m.last >= match.last && m.words > match.words && m.has(Meaning::Kind::value); });
}

/// `8 per node on 16 nodes`: the words behind another number name that.
bool SentenceBinder::counts_other(const PhraseMatch& match, std::uint32_t at) const {
  constexpr std::uint32_t longest = 4;
  const auto around = matches_from(match.first > longest ? match.first - longest : 0, match.first + 1);
  return std::any_of(around.begin(), around.end(), [&](const PhraseMatch& m) {
    return m.last >= match.last && m.first > 0 && m.first - 1 != at && is_number(m.first - 1) &&
           std::any_of(m.meanings.begin(), m.meanings.end(), [](const Meaning& meaning) { return meaning.kind == Meaning::Kind::key && meaning.place == Place::noun; });
  });
}

/// `One 4096-token sequence takes 2 GB`, `a full sequence (4096 tokens) holds 2 GB`: what the number is of has a number in its words, or this one.
std::optional<Scope> SentenceBinder::scope_around(std::uint32_t from, std::uint32_t at) const {
  for (const PhraseMatch& match : matches_from(from > reach ? from - reach : 0, from)) {
    const bool reaches = match.number != no_id && (match.number == at || (match.number + 1 == from && match.last >= from));
    if (reaches && match.has(Meaning::Kind::scope)) return scope_in({&match, 1}, 0, no_id);
  }
  return std::nullopt;
}

/// `With TP=8 every GPU holds 12 heads`: behind a number the words start what is told next. `12 heads per GPU in all` and `on each GPU` share it.
bool SentenceBinder::tells_next(const PhraseMatch& scope) const {
  const auto is_preposition = [&](std::uint32_t at) {
    const auto words = matches_from(at, at + 1);
    return std::any_of(words.begin(), words.end(), [&](const PhraseMatch& m) { return m.last == at && m.has(Mark::preposition); });
  };
  const std::uint32_t next = scope.last + 1;
  if (next >= clauses_[clause_].end || token(next).kind != Token::Kind::word) return false;
  return !is_preposition(scope.first) && !is_preposition(scope.first - 1) && !is_preposition(next) && source_.text(token(next).span) != "and";
}

std::optional<Scope> SentenceBinder::scope_of(const Key& key, std::uint32_t at, const Binding& binding) const {
  if (key.type != ValueType::number) return std::nullopt;
  // `experts per GPU` is a key of its own, the scope is in its name.
  if (!says(Meaning::Kind::scope) && !context_.scope) return std::nullopt;
  const std::size_t per = key.name.rfind("_per_");
  const bool per_key = per != std::string::npos && find_scope(key.name.substr(per + 5));
  if (per_key && key.exact) return std::nullopt;
  if (!says(Meaning::Kind::scope)) return context_.scope == Scope::total && key.scope != Scope::total ? std::nullopt : context_.scope;
  const Clause& clause = clauses_[clause_];
  const auto find = [&](std::uint32_t first, std::uint32_t end) {
    std::optional<Scope> found;
    for (const PhraseMatch& match : matches_from(first, end)) {
      if (!match.has(Meaning::Kind::scope) || (key.exact && first > at && tells_next(match))) continue;
      const bool inside = binding.first != no_id && match.first >= binding.first && match.last <= binding.last;
      if (per_key && inside) continue;
      // `One module per GPU gives 64 modules`: the words say something of their own.
      if (inside_value(match)) continue;
      if (key.exact && counts_other(match, at)) continue;
      for (const Meaning& meaning : match.meanings) {
        if (meaning.kind != Meaning::Kind::scope) continue;
        const auto named = static_cast<Scope>(meaning.id);
        // `32 ms/token = 8,000 tokens/s`: tokens are not counted per token.
        if (named == Scope::token && key.count == CountUnit::token) continue;
        // `active parameters: 13B per token` are those that one token uses, whether it is said or not.
        if (named == Scope::token && key.name == "model.active_params") continue;
        // Times of all GPUs are not added up: a total is that of the parts.
        if (named == Scope::total && key.dimension == Dimension{.byte = 0, .flop = 0, .second = 1}) continue;
        // `time per step` and `latency per token` are named after what they take.
        const bool of_bytes = key.dimension.byte != 0;
        if (inside && (((named == Scope::step || named == Scope::token) && !of_bytes) || (key.exact && named != Scope::total))) continue;
        const bool share = key.exact && found && vocabulary_.share(binding.key, named) != no_key && vocabulary_.share(binding.key, *found) == no_key;
        if (!found || *found == Scope::total || share) found = named;
      }
    }
    return found;
  };
  // `all 16 layers` are all of them, whatever holds them.
  for (const PhraseMatch& match : matches_from(at > 0 ? at - 1 : at, at))
    if (match.last > at && scope_in({&match, 1}, 0, no_id) == Scope::total) return std::nullopt;
  // `of BF16 KV cache per token`: digits in the noun are none of another number.
  std::uint32_t next = binding.first != no_id && binding.first > at ? std::max(at, binding.last) + 1 : at + 1;
  while (next < clause.end && next < at + reach && !is_number(next) && token(next).symbol != arrow) ++next;
  // `a node reaches 14,900 tokens/s and one GPU 3,725`: words right before the next number are its own.
  std::uint32_t own_end = next;
  std::uint32_t named = next;  // `nodes: 16 | GPUs per node: 8`
  while (named > at + 1 && separates(token(named - 1).symbol)) --named;
  for (const PhraseMatch& match : matches_from(at + 1, named))
    if (match.last + 1 == named && match.has(Meaning::Kind::scope) && next < clause.end && is_number(next)) own_end = std::min(own_end, match.first);
  std::optional<Scope> scope = find(at + 1, own_end);
  // `Sequences per GPU: 32 per iteration`: a step says when, the label what.
  if (scope && *scope != Scope::step) return *scope;
  const std::optional<Scope> behind = scope;
  std::uint32_t from = at;
  while (from > clause.first && at - from < reach && !is_number(from - 1) && token(from - 1).symbol != arrow) --from;
  scope = find(from, at);
  if (!scope) scope = scope_around(from, at);
  const Clause& first = clauses_[0];
  // A label speaks for all clauses behind it, other words only for their own.
  bool labels = false;
  std::uint32_t label_end = first.first;
  for (; label_end < std::min(first.end, first.first + longest_label) && !labels; ++label_end) labels = separates(token(label_end).symbol);
  // `Experts per GPU: 8; experts: 64`: what has a label of its own is another thing.
  bool own_label = false;
  for (std::uint32_t word = std::max(clause.first, at > longest_label ? at - longest_label : 0); word < at; ++word) own_label = own_label || separates(token(word).symbol);
  if ((!scope || *scope == Scope::total) && clause_ > 0 && !clause.inner && labels && !(own_label && key.exact)) {
    const auto label = find(first.first, std::min(label_end, first.first + reach));
    // `32 ms/token, TTFT 320 ms`: a step and a token are those of their number.
    const bool own = label == Scope::token || label == Scope::step;
    if (label && !own && (!scope || *label != Scope::total)) scope = label;
  }
  if (scope && *scope != Scope::total) return *scope;
  // `Total: 12 GB` in a list of memory per GPU is per GPU; a total latency below times per layer is not per layer.
  const bool spans = context_.scope && (*context_.scope == Scope::gpu || *context_.scope == Scope::node);
  if (behind && !scope) return behind;
  if (context_.scope && *context_.scope != Scope::total && (!scope || spans)) return *context_.scope;
  return scope ? scope : numbered_scope(key, at, binding.strength != strength::range);
}

}  // namespace stratlint::facts
