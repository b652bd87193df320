#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// How a number gets its key from a label: the words in front of its colon, its equals sign or its parenthesis.
namespace stratlint::facts {

namespace {

constexpr unsigned explaining = bit(Mark::total) | bit(Mark::tick) | bit(Mark::cross) | bit(Mark::approx) | bit(Mark::plan) | bit(Mark::match) | bit(Mark::filler) | bit(Mark::part) | bit(Mark::review) |
                                bit(Mark::values) | bit(Mark::transfer) | bit(Mark::recap) | bit(Mark::whole);

/// Words that may stand beside a label without changing what it names.
bool is_transparent(const PhraseMatch& match) {
  return match.has(Meaning::Kind::scope) || match.has(Meaning::Kind::role) || match.has(Meaning::Kind::value) || (match.marks & explaining) != 0;
}

constexpr std::uint32_t longest_label = 24;

/// The tokens from `first` to `end` that words beside a key leave no question about, as a bit set.
std::uint64_t explained_tokens(std::span<const PhraseMatch> matches, KeyId key, std::uint32_t first, std::uint32_t end) {
  const auto below = [&](std::uint32_t token) { return (std::uint64_t{1} << (token - first)) - 1; };
  std::uint64_t tokens = 0;
  for (const PhraseMatch& match : matches) {
    if (match.last < first || match.last >= end) continue;
    const bool explains = is_transparent(match) || std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& meaning) {
      return meaning.kind == Meaning::Kind::key && static_cast<KeyId>(meaning.id) == key && (labels(meaning.place) || meaning.place == Place::noun);
    });
    if (explains) tokens |= below(match.last + 1) & ~below(std::max(match.first, first));
  }
  return tokens;
}

}  // namespace

/// `inside DP: 16 ÷ 8` speaks of something inside; `we use TP=8` of TP.
bool SentenceBinder::behind_colon(const Sentence& sentence, std::uint32_t end) const {
  if (end >= sentence.token_count || end == 0) return false;
  const char32_t sign = x_.tokens[sentence.first_token + end].symbol;
  return sign == ':' || sign == 0xFF1A;
}

/// `GPUs (TP × EP × PP)`, `Head dimension (hidden / heads)`: what is worked out in parentheses says how the number comes about, not what it is.
std::uint32_t SentenceBinder::end_of_name(const Sentence& sentence, std::uint32_t first, std::uint32_t end) const {
  std::uint32_t open = end;
  for (std::uint32_t at = first; at < end; ++at) {
    const char32_t sign = x_.tokens[sentence.first_token + at].symbol;
    if (open == end && at > first && opens(sign)) open = at;
    if (open < end && (sign == 0xD7 || sign == '/') && at > open + 1) return open;
  }
  return end;
}

Binding SentenceBinder::label_in(const Sentence& sentence, std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t end,
                                 const Quantity& quantity, TopicSet topics) const {
  if (end - first > longest_label) first = end - longest_label;
  end = end_of_name(sentence, first, end);
  const PhraseMatch* best = nullptr;
  KeyId key = no_key;
  bool axis = false, conditional = false;
  std::uint32_t remark = first;  // `EP (within DP): 8` is that of EP
  while (remark < end && !opens(x_.tokens[sentence.first_token + remark].symbol)) ++remark;
  // In `Per layer: 4` and `Layers in each pipeline stage: 4` the last words say of what, not what.
  const auto says_scope = [&](const PhraseMatch& match) {
    return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& m) { return m.has(Meaning::Kind::scope) && m.first <= match.first && m.last >= match.last && m.words > match.words; });
  };
  for (const PhraseMatch& match : matches) {
    if (!match.has(Meaning::Kind::key) || match.first < first || match.last >= end || match.number != no_id) continue;
    if ((best && best->first < remark && match.first > remark) || says_scope(match)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::key || !labels(meaning.place)) continue;
      const auto id = static_cast<KeyId>(meaning.id);
      if (!holds(meaning, topics) || !fits(vocabulary_.key(id), quantity)) continue;
      // `experts=128` counts what `expert 128` is the degree of.
      const std::string_view word = source_.text(x_.tokens[sentence.first_token + match.first].span);
      if ((meaning.place == Place::axis || (vocabulary_.key(id).degree && meaning.under.any())) && match.words == 1 && word.size() > 4 && word.ends_with('s')) continue;
      // `| 专家 | 128 |` counts them, `8 (专家) × 4 (张量)` are degrees.
      const auto counts = [&](const Meaning& m) { return m.kind == Meaning::Kind::key && m.place == Place::label && m.id != meaning.id; };
      if (meaning.place == Place::axis && &sentence != sentence_ && std::any_of(match.meanings.begin(), match.meanings.end(), counts)) continue;
      // Of two meanings of one phrase that which asks for a topic knows more.
      bool closer = &match == best && meaning.under.any() && !conditional;
      // `256 个专家按 EP=32 切分`: an abbreviation that an equals sign ties to its value is its name, whatever longer words say before.
      closer = closer || (best != nullptr && meaning.place == Place::axis && match.words == 1 && match.last + 1 == end && end < sentence.token_count && x_.tokens[sentence.first_token + end].symbol == '=');
      if (best && !closer && (match.words < best->words || (match.words == best->words && match.first == best->first))) continue;
      best = &match;
      conditional = meaning.under.any();
      key = id;
      axis = meaning.place == Place::axis && match.last + 1 == end;
    }
  }
  if (!best) return {};
  // `Weights + KV cache = 8.75 GB + 42.9 GB`: neither name is that of the sum.
  const auto sign = [&](std::uint32_t at) { return at < sentence.token_count ? x_.tokens[sentence.first_token + at].symbol : U'\0'; };
  if ((best->first > 0 && sign(best->first - 1) == '+') || (best->last + 1 < end && sign(best->last + 1) == '+')) return {};
  // `we use TP=8`: an abbreviation right before its value needs no other words explained.
  const bool product = best->first > 0 && x_.tokens[sentence.first_token + best->first - 1].symbol == 0xD7;
  if (product) return {};
  if (axis && best->words == 1 && !behind_colon(sentence, end) && source_.text(x_.tokens[sentence.first_token + best->last].span).size() <= 4)
    return {key, strength::label, best->words, best->first, best->last};
  // Words that nothing explains make another thing of the label: `MoE GPUs` are not the GPUs of the plan.
  std::uint32_t unknown = 0;
  const Key& found = vocabulary_.key(key);
  // `MFU of the last runs of this team: 45%`: what stands behind a preposition does not make another thing of a measure.
  std::uint32_t head = end;
  if (!found.exact) {
    for (const PhraseMatch& match : matches)
      if (match.first > best->last && match.last < end && match.has(Mark::preposition)) head = std::min(head, match.first);
  }
  // Nor does a remark make another thing of a measure or a degree: `MFU (dense peak): 45%`, `EP (within DP): 8`. Counts may be those of a part: `Layers (dense): 3`.
  if (!found.exact || found.degree)
    for (std::uint32_t at = best->last + 1; at < head; ++at)
      if (opens(sign(at))) head = at;
  std::optional<std::uint64_t> explained;  // by token; few labels have a word beside those of their key
  for (std::uint32_t at = first; at < head; ++at) {
    if (x_.tokens[sentence.first_token + at].kind != Token::Kind::word || (at >= best->first && at <= best->last)) continue;
    if (!explained) explained = explained_tokens(matches, key, first, end);
    if ((*explained >> (at - first) & 1) != 0) continue;
    // `Memory (GB)`: a unit names nothing.
    const auto unit = find_unit(source_.text(x_.tokens[sentence.first_token + at].span));
    if (unit && (unit->dimension == quantity.dimension || unit->count == quantity.count) && quantity.has_unit) continue;
    ++unknown;
  }
  // A unit that few keys have says most of what the words leave open.
  const std::uint32_t needed = found.dimension.flop != 0 ? 1 : 2;
  if (unknown > 0 && (conditional || best->words < needed || unknown > 2 || found.exact)) return {};
  return {key, unknown == 0 ? strength::label : strength::loose_label, best->words, best->first, best->last};
}

/// Whether words of a stretch label a key.
bool SentenceBinder::names_key(const Clause& stretch) const {
  const auto matches = matches_from(stretch.first, stretch.end);
  return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& m) { return m.first >= stretch.first && m.last < stretch.end && std::any_of(m.meanings.begin(), m.meanings.end(), [](const Meaning& meaning) { return meaning.kind == Meaning::Kind::key && labels(meaning.place); }); });
}

/// `Micro-batch → 2`: an arrow behind words alone stands between a name and its value.
bool SentenceBinder::points_from_name(std::uint32_t at) const {
  constexpr char32_t arrow = 0x2192;
  return at > 0 && token(at).symbol == arrow && !has_number(0, at);
}

std::optional<SentenceBinder::Clause> SentenceBinder::label_region(const Clause& clause, std::size_t index, std::uint32_t at) const {
  // `label: 8`, with nothing but signs and words like `about` and `per GPU` between.
  std::uint32_t before = at;
  while (before > clause.first) {
    const Token& t = token(before - 1);
    if (t.statement != no_id) return std::nullopt;
    if (t.kind == Token::Kind::symbol) {
      if (separates(t.symbol) || points_from_name(before - 1)) break;
    } else {
      const auto around = matches_from(before > 4 ? before - 4 : 0, before);
      const bool vague = std::any_of(around.begin(), around.end(), [&](const PhraseMatch& m) { return m.last + 1 >= before && (m.has(Mark::approx) || m.has(Meaning::Kind::scope)); });
      if (!vague) return std::nullopt;
    }
    --before;
  }
  if (before == clause.first) {
    // `Tensor Parallelism (8-way)`: the words before the parenthesis, if no number stands there.
    if (!clause.inner || index == 0 || clause.first == 0 || !opens(token(clause.first - 1).symbol)) return std::nullopt;
    Clause outer = clauses_[index - 1];
    if (has_number(outer.first, outer.end)) return std::nullopt;
    // `Data: a single replica (5 × 8 = 40)`: what stands behind a colon is a value.
    for (std::uint32_t i = outer.end; i > outer.first; --i)
      if (separates(token(i - 1).symbol)) outer.first = i;
    return outer;
  }
  Clause region{clause.first, before - 1, false};
  // `Tensor Parallelism (TP): 8`: the parenthesis belongs to the label.
  if (region.end == region.first && index >= 2 && region.first > 0 && closes(token(region.first - 1).symbol)) {
    std::size_t outer = index - 2;
    // `KV cache (demo service, BF16): 131 kB`: several remarks name nothing.
    if (clauses_[outer].inner) {
      while (outer > 0 && clauses_[outer].inner) --outer;
      return clauses_[outer];
    }
    region.first = clauses_[outer].first;
  }
  // `Global batch, in sequences: 64`: the name has a part of its own in front.
  if (index > 0 && region.first == clause.first && !clause.inner && sentence_->kind != Sentence::Kind::cell && clause.first > 0 && token(clause.first - 1).symbol == ',' &&
      !clauses_[index - 1].inner && clauses_[index - 1].first == 0 && !has_number(0, clause.first) && !names_key(region))
    region.first = 0;
  for (std::uint32_t i = region.end; i > region.first; --i) {
    // `torchrun --nnodes=4`: a flag has a name of its own.
    if (i > region.first + 1 && token(i - 1).symbol == '-' && token(i - 2).symbol == '-') {
      region.first = i;
      break;
    }
    if (separates(token(i - 1).symbol) || token(i - 1).kind == Token::Kind::statement) {
      region.first = i;
      // In `--gres=gpu:8` the words in the middle are a value, no label.
      if (separates(token(i - 1).symbol) && token(i - 1).symbol == '=' && token(region.end).symbol == ':') return std::nullopt;
      break;
    }
  }
  return region;
}

/// Whether the number before a word is what the word counts: `128 GPUs`, `128 H800 cards`.
bool SentenceBinder::counts_with(std::uint32_t word, KeyId key) const {
  if (word > 1 && vocabulary_.key(key).name.starts_with("cluster.") && token(word - 1).kind == Token::Kind::word && is_number(word - 2)) return true;
  if (word == 0 || token(word - 1).kind != Token::Kind::statement) return false;
  const Statement& statement = x_.statements[token(word - 1).statement];
  const Node& last = x_.nodes[x_.sides[statement.first_side + statement.side_count - 1].root];
  if (last.kind != Node::Kind::number) return false;
  return noun_of(word - 1, last.quantity, context_.topics).key == key || pattern_of(word - 1, last.quantity).key == key;
}

/// `arch layers=32 kv_heads=8`: where the name starts that an equals sign is glued to; the sign itself if none is.
std::uint32_t SentenceBinder::glued_name(std::uint32_t sign) const {
  std::uint32_t first = sign;
  if (token(sign).symbol != '=') return sign;
  while (first > 0 && token(first - 1).kind == Token::Kind::word) {
    const std::uint32_t end = token(first - 1).span.end, next = token(first).span.begin;
    if (end != next && !(end + 1 == next && source_.bytes()[end] == '_')) break;
    --first;
  }
  constexpr std::uint32_t letter = 1;  // `typically K=2` may be anything
  return first < sign && token(sign - 1).span.end - token(first).span.begin > letter ? first : sign;
}

Binding SentenceBinder::label_of(std::uint32_t at, const Quantity& quantity) const {
  if (!says(Meaning::Kind::key)) return {};
  const auto region = label_region(clauses_[clause_], clause_, at);
  if (!region || region->first >= region->end) return {};
  const std::uint32_t first = region->end - region->first > longest_label ? region->end - longest_label : region->first;
  Binding label = label_in(*sentence_, matches_from(first, region->end), first, region->end, quantity, context_.topics);
  if (!label)
    if (const std::uint32_t name = glued_name(region->end); name > first && name < region->end) label = label_in(*sentence_, matches_from(name, region->end), name, region->end, quantity, context_.topics);
  if (!label && region->first > clauses_[clause_].first && token(region->first - 1).kind == Token::Kind::statement) {
    // `Occupancy of the 80 GB card: 72%`: the label starts before the number in it.
    const std::uint32_t begin = std::max(clauses_[clause_].first, region->first > longest_label ? region->first - longest_label : 0);
    label = label_in(*sentence_, matches_from(begin, region->first), begin, region->first - 1, quantity, context_.topics);
    if (label && vocabulary_.key(label.key).exact) label = {};
  }
  // `4-way TP = 96 GPUs`: the abbreviation is that of the number before it.
  if (label && region->first > 0 && token(region->first - 1).kind == Token::Kind::statement && token(region->first).symbol == '-' && vocabulary_.key(label.key).degree) return {};
  // `12 bytes a parameter: 235B × 12`: what stands right behind a number speaks of that.
  if (label && label.words == 1 && label.first == region->first + 1 && label.last + 1 == region->end && region->first > 0 &&
      token(region->first - 1).kind == Token::Kind::statement && !vocabulary_.key(label.key).exact) {
    const auto article = matches_from(region->first, region->first + 1);
    if (std::any_of(article.begin(), article.end(), [](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::filler); })) return {};
  }
  // `On 6 nodes: 24 replicas`, `Decode node (8 GPUs): 2 instances`: the word counts the number before it.
  if (label && label.last + 1 < sentence_->token_count) {
    const bool closed = closes(token(label.last + 1).symbol);
    const bool counted = label.first > 0 && (closed ? is_number(label.first - 1) : counts_with(label.first, label.key));
    if (counted && behind_colon(*sentence_, label.last + (closed ? 2 : 1))) return {};
  }
  // `Attention heads: 16 heads × 64 = 1024`: the label's value stands among the operands.
  const bool taken = std::any_of(taken_.begin(), taken_.end(), [&](const Fact& fact) { return fact.key == label.key; });
  if (taken) return {};
  // Inside a section a bare name may be that of a part: `moe: gpus: 4`.
  Binding firm = label;
  if (sentence_->kind == Sentence::Kind::entry && sentence_->lead != no_id && label.words < 2) firm.strength = std::min(firm.strength, strength::axis);
  return firm;
}

}  // namespace stratlint::facts
