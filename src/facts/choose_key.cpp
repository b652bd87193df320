#include <algorithm>
#include <cmath>

#include "facts/label_unit.h"
#include "facts/sentence_binder.h"
#include "facts/signs.h"

// How a number gets its key from the words right before it, behind it, around it, or glued to it.
namespace stratlint::facts {

namespace {

constexpr std::size_t longest_abbreviation = 3;

}  // namespace

bool SentenceBinder::holds(const Meaning& meaning, TopicSet topics) const {
  if (meaning.under.none() && (meaning.without & topics).none()) return true;
  // `Hidden size 6144, Experts per MoE layer 128`: what is listed behind a dimension of the model does not narrow it down.
  const bool dimension = meaning.kind == Meaning::Kind::key && meaning.place == Place::label && vocabulary_.key(static_cast<KeyId>(meaning.id)).name.starts_with("model.");
  if (meaning.under.any() && (meaning.under & topics & ~(dimension ? topics_later() : TopicSet{})).none()) return false;
  // `A file system. One NIC for each of the 8 GPUs`: what another sentence is about does not say of what these are all.
  const bool counted = number_at_ != no_id && meaning.kind == Meaning::Kind::key && meaning.place == Place::noun && vocabulary_.key(static_cast<KeyId>(meaning.id)).name.starts_with("cluster.");
  if (counted && meaning.under.any() && (meaning.under & topics & ~elsewhere_).none()) return false;
  const TopicSet against = meaning.without & topics;
  if (against.none()) return true;
  // `27.1B parameters, 56 layers`: what is listed behind a count says nothing about it.
  const bool count = meaning.kind == Meaning::Kind::key && meaning.place == Place::noun && vocabulary_.key(static_cast<KeyId>(meaning.id)).dimension.none();
  return (against & ~(topics_elsewhere() | (count ? topics_later() | topics_listed() : TopicSet{}))).none();
}

bool SentenceBinder::fits(const Key& key, const Quantity& q) const {
  if (key.type == ValueType::name || key.type == ValueType::boolean) return false;
  if (key.type == ValueType::fraction) {
    if (q.percent) return q.low >= 0;
    // What is more than all of it is wrong, but may be said: `MFU 1.2`.
    const bool limited = key.most < Key{}.most;
    return !q.has_unit && q.value >= 0 && q.value <= (limited ? key.most : 1) && !q.integer;
  }
  if (q.percent || q.value < key.least) return false;
  if (key.dimension.none()) {
    if (!q.dimension.none()) return false;
    if (q.count != CountUnit::none && q.count != key.count) return false;
    // `kv=9.0` counts nothing.
    if (key.exact) return !q.range && (q.integer || q.has_unit || q.factor != 1 || q.high == q.low) && q.value >= 1 && q.value == std::floor(q.value) && q.value <= key.most;
    return q.value > 0;
  }
  if (!q.has_unit || (key.most != Key{}.most && q.value > key.most)) return false;
  if (key.count != q.count && key.count != CountUnit::none) return false;
  if (q.dimension == key.dimension) return true;
  const Dimension flop{.byte = 0, .flop = 1, .second = 0};
  const Dimension flops{.byte = 0, .flop = 1, .second = -1};
  return (q.dimension == flop && key.dimension == flops) || (q.dimension == flops && key.dimension == flop);
}

/// `24 of the 48 layers on each stage`: between a share and the whole that it is of.
std::uint32_t SentenceBinder::joins_share(std::uint32_t first) const {
  const auto has = [&](std::uint32_t at, Mark mark) {
    const auto around = matches_from(at, at + 1);
    return std::any_of(around.begin(), around.end(), [&](const PhraseMatch& m) { return m.words == 1 && m.has(mark); });
  };
  if (first == 0 || first + 1 >= sentence_->token_count || token(first - 1).kind != Token::Kind::statement) return 0;
  if (token(first + 1).kind == Token::Kind::statement) return source_.text(token(first).span) == "of" ? first + 1 : 0;
  // `6 out of 96 experts`
  if (first + 2 < sentence_->token_count && source_.text(token(first).span) == "out" && source_.text(token(first + 1).span) == "of" && token(first + 2).kind == Token::Kind::statement) return first + 2;
  const bool article = first + 2 < sentence_->token_count && token(first + 2).kind == Token::Kind::statement && has(first, Mark::preposition) && has(first + 1, Mark::filler);
  return article ? first + 2 : 0;
}

bool SentenceBinder::is_whole(std::uint32_t at) const { return (at >= 3 && joins_share(at - 2) == at) || (at >= 2 && joins_share(at - 1) == at); }

Binding SentenceBinder::share_of(std::uint32_t at, const Quantity& quantity, TopicSet topics) const {
  const std::uint32_t whole = says(Meaning::Kind::key) ? joins_share(at + 1) : 0;
  return whole == 0 ? Binding{} : noun_among(whole, quantity, topics, Nouns::of_shares);
}

Binding SentenceBinder::noun_of(std::uint32_t at, const Quantity& quantity, TopicSet topics) const {
  if (!says(Meaning::Kind::key)) return {};
  const Binding noun = noun_among(at, quantity, topics, Nouns::all);
  // `the last two stages` are some of them.
  const bool some = noun && at > 0 && vocabulary_.key(noun.key).degree && says_among(at - 1, at, few_words_);
  return some ? Binding{} : noun;
}

/// `stages 4   micro-batches 8`, `KV heads: 8 | Sequence length: 4096`, `gpus=96 nodes=12`: behind a name and its value room, a bar or the next name start.
bool SentenceBinder::ends_column(std::uint32_t at) const {
  if (at == 0 || at + 1 >= sentence_->token_count || token(at).span.end > token(at + 1).span.begin) return false;
  constexpr std::uint32_t longest_name = 4;  // tokens
  if (token(at - 1).symbol == '=') {
    std::uint32_t name = at + 1;
    while (name < sentence_->token_count && name <= at + longest_name && token(name).kind == Token::Kind::word) ++name;
    if (name > at + 1 && name < sentence_->token_count && token(name).symbol == '=') return true;
  }
  constexpr char32_t middle_dot = 0xB7;
  const std::string_view room = source_.text({token(at).span.end, token(at + 1).span.begin});
  if (room.find('|') != std::string_view::npos || room.find("·") != std::string_view::npos || token(at + 1).symbol == middle_dot) return true;
  return token(at - 1).kind == Token::Kind::word && room.size() > 1 && room.find_first_not_of(" \t") == std::string_view::npos;
}

/// `2048 expert columns`: several of what the next word names.
bool SentenceBinder::qualifies_next(const PhraseMatch& match, const Quantity& quantity) const {
  constexpr std::size_t shortest = 5;  // letters: `8 GPU is` has another word behind it
  if (match.words != 1 || quantity.value <= 1 || match.last + 1 >= clauses_[clause_].end || token(match.last + 1).kind != Token::Kind::word) return false;
  const std::string_view own = source_.text(token(match.last).span), next = source_.text(token(match.last + 1).span);
  return !own.ends_with('s') && static_cast<unsigned char>(own.front()) < 0x80 && next.size() >= shortest && next.ends_with('s') && !next.ends_with("ss");
}

/// The noun behind a number; with `shares` the key of a share only, without it that of no share if a share stands before.
/// `53,760 GPU-hours` and `48k GPU 小时` count hours.
bool SentenceBinder::counts_time(const PhraseMatch& match) const {
  const std::uint32_t next = match.last + 1, end = clauses_[clause_].end;
  if (next + 1 < end && token(next).symbol == '-' && token(next + 1).kind == Token::Kind::word && token(match.last).span.end + 1 == token(next + 1).span.begin) return true;
  if (next >= end || token(next).kind != Token::Kind::word) return false;
  auto unit = find_unit(source_.text(token(next).span));
  // `4096 GPU 小时`: each character is a word.
  if (!unit && next + 1 < end && !token(next + 1).spaced) unit = find_unit(source_.text({token(next).span.begin, token(next + 1).span.end}));
  return unit && unit->dimension == Dimension{.byte = 0, .flop = 0, .second = 1};
}

/// `experts for each token`
bool SentenceBinder::says_for_whom(const PhraseMatch& noun) const {
  const auto inside = matches_from(noun.first, noun.last + 1);
  return std::any_of(inside.begin(), inside.end(), [&](const PhraseMatch& m) { return m.has(Meaning::Kind::scope) && m.first > noun.first && m.last <= noun.last; });
}

Binding SentenceBinder::noun_among(std::uint32_t at, const Quantity& quantity, TopicSet topics, Nouns nouns) const {
  if (ends_column(at)) return {};
  const bool shares = nouns == Nouns::of_shares;
  const bool whole = !shares && is_whole(at);
  const Clause& clause = clauses_[clause_];
  Binding best;
  std::uint32_t start = at;
  bool multiplies = false;
  for (std::uint32_t skipped = 0; start < clause.end && skipped < 4; ++start) {
    for (const PhraseMatch& match : matches_from(start, start + 1)) {
      if (!match.has(Meaning::Kind::key) || match.number != no_id || match.last >= clause.end) continue;
      if (match.words <= best.words) continue;
      if (counts_time(match)) continue;
      // `32 x dim 128`: the name of the other factor.
      if (multiplies && match.last + 1 < sentence_->token_count && is_number(match.last + 1)) continue;
      // `8 per node`, but not `a 64-Core CPU per node`.
      if (start > at + 1 && match.has(Meaning::Kind::scope)) continue;
      // `3-layer lookahead` is no model of three layers: a lone hyphenated noun qualifies something else.
      if (match.words == 1 && start > at + 1 && token(start - 1).symbol == '-' && !source_.text(token(start).span).ends_with('s')) continue;
      for (const Meaning& meaning : match.meanings) {
        if (meaning.kind != Meaning::Kind::key || meaning.place != Place::noun || !holds(meaning, topics)) continue;
        const auto id = static_cast<KeyId>(meaning.id);
        // `16 GPU resources` are 16 GPUs.
        if (start == at + 1 && vocabulary_.key(id).name != "cluster.gpus" && qualifies_next(match, quantity)) continue;
        if ((shares || whole) && (vocabulary_.key(id).name.find("_per_") != std::string::npos || says_for_whom(match)) != shares) continue;
        // In `1024 token dim` the token is part of the noun, not a unit.
        Quantity counted = quantity;
        if (match.first == at && match.words > 1 && vocabulary_.key(id).count == CountUnit::none) {
          counted.count = CountUnit::none;
          counted.has_unit = false;
        }
        if (fits(vocabulary_.key(id), counted)) best = {id, strength::noun, match.words, match.first, match.last};
      }
    }
    if (best) return best;
    if (start == at) continue;
    const Token& t = token(start);
    if (t.kind == Token::Kind::symbol) {
      if (t.symbol != '-' && t.symbol != 0xD7) return {};
      // `-N 4 --gpus-per-node=8`: a flag has a number of its own.
      if (t.symbol == '-' && start + 1 < clause.end && token(start + 1).symbol == '-') return {};
      multiplies = multiplies || t.symbol == times_sign;
      continue;
    }
    // Proper names may stand between: `16 NVIDIA H100 GPUs`, and the `x` of `8x H100 GPUs`. `6** A node` starts anew.
    const std::string_view word = source_.text(t.span);
    const auto around = matches_from(start, start + 1);
    const bool capitals = word.size() > 1 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!capitals && std::any_of(around.begin(), around.end(), [](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::filler); })) return {};
    const bool name = (word[0] >= 'A' && word[0] <= 'Z') || word == "x" || t.statement != no_id;
    if (t.kind != Token::Kind::word || !name) return {};
    multiplies = multiplies || word == "x";
    ++skipped;
  }
  return best;
}

Binding SentenceBinder::pattern_of(std::uint32_t at, const Quantity& quantity) const {
  Binding best;
  const bool last = ends_column(at);
  for (const PhraseMatch& match : matches_from(at > 8 ? at - 8 : 0, at + 1)) {
    if (match.number != at || (last && match.last > at) || match.words <= best.words || !match.has(Meaning::Kind::key) || counts_time(match)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::key || meaning.place == Place::range || meaning.place == Place::factor || !holds(meaning, context_.topics)) continue;
      const auto id = static_cast<KeyId>(meaning.id);
      if (fits(vocabulary_.key(id), quantity)) best = {id, strength::pattern, match.words, match.first, match.last};
    }
  }
  return best;
}

/// Where the words start that bound or round the number behind them: `at least`, `about`; `end` if there are none.
std::uint32_t SentenceBinder::vague_words_before(std::uint32_t end, std::uint32_t first) const {
  std::uint32_t start = end;
  for (const PhraseMatch& match : matches_from(std::max(first, end > 4 ? end - 4 : 0), end)) {
    if (match.last + 1 != end || match.first >= start) continue;
    const bool bounds = std::any_of(match.meanings.begin(), match.meanings.end(),
                                    [](const Meaning& m) { return m.kind == Meaning::Kind::role && m.before && static_cast<Role>(m.id) == Role::requirement; });
    if (bounds || match.has(Mark::approx)) start = match.first;
  }
  return start;
}

/// `weights  7.8` below `Memory per GPU (GB):`.
Binding SentenceBinder::named_in_unit(std::uint32_t at, Quantity& quantity) const {
  if (!context_.unit || quantity.has_unit || quantity.percent) return {};
  const Quantity read = read_in(quantity, *context_.unit);
  Binding named = label_of(at, read);
  if (!named) named = adjacent_of(at, read);
  if (!named || vocabulary_.key(named.key).dimension != read.dimension) return {};
  quantity = read;
  return named;
}

/// `Layers 48, Heads 32, KV heads 8`: in a list of settings a plural is a name.
bool SentenceBinder::lists_settings(std::uint32_t at) const {
  constexpr std::ptrdiff_t least = 3;
  const Clause& own = clauses_[clause_];
  if (own.inner || own.end != at + 1 || own.end != own.first + 2) return false;
  const auto stops = [&](std::uint32_t word) { return token(word).symbol != ';' && token(word).symbol != 0xFF1B && ends_sentence(token(word).symbol); };
  std::uint32_t first = at, end = at;
  while (first > 0 && !stops(first - 1)) --first;
  while (end < sentence_->token_count && !stops(end)) ++end;
  const auto names_number = [&](const Clause& clause) {
    return !clause.inner && clause.first >= first && clause.end <= end && clause.end > clause.first + 1 && token(clause.first).kind == Token::Kind::word && is_number(clause.end - 1);
  };
  // `Nodes 3, 4 and 7` are not three.
  if (clause_ + 1 < clauses_.size() && clauses_[clause_ + 1].first < end && token(clauses_[clause_ + 1].first).kind == Token::Kind::statement) return false;
  return std::count_if(clauses_.begin(), clauses_.end(), names_number) >= least;
}

/// `**Layers** 24`: a name, its value and nothing else.
bool SentenceBinder::is_line(std::uint32_t first, std::uint32_t at) const { return first == 0 && at + 1 == sentence_->token_count; }

/// Where the words start that join a name to what begins at `end`: `of`, `is fixed at`; `end` itself if there are none.
std::uint32_t SentenceBinder::link_before(std::uint32_t end, std::uint32_t first) const {
  constexpr std::uint32_t longest = 3;
  std::uint32_t link = end;
  for (const PhraseMatch& match : matches_from(std::max(first, end - std::min(end, longest)), end))
    if (match.last + 1 == end && match.number == no_id && match.has(Mark::link)) link = std::min(link, match.first);
  return link;
}

/// `batch size 128`, `hidden dimension of 4096`, `top-2`, `TP 8`.
Binding SentenceBinder::adjacent_of(std::uint32_t at, const Quantity& quantity) const {
  if (!says(Meaning::Kind::key)) return {};
  const Clause& clause = clauses_[clause_];
  std::uint32_t end = at;
  std::uint32_t linking = 0;
  while (end > clause.first) {
    const Token& t = token(end - 1);
    const bool joint = t.kind == Token::Kind::symbol && (t.symbol == '-' || t.symbol == '~');
    const std::uint32_t link = linking == 0 ? link_before(end, clause.first) : end;
    if (joint || link < end) {
      if (link < end) ++linking;
      end = joint ? end - 1 : link;
      continue;
    }
    // `an MFU of at least 45%`, `a latency below 50 ms`.
    const std::uint32_t vague = vague_words_before(end, clause.first);
    if (vague == end) break;
    end = vague;
  }
  if (end == clause.first) return {};
  Binding best;
  const std::uint32_t from = end > 8 ? end - 8 : 0;
  for (const PhraseMatch& match : matches_from(std::max(from, clause.first), end)) {
    if (!match.has(Meaning::Kind::key) || match.last + 1 != end || match.number != no_id || match.words <= best.words) continue;
    // `After the weights 124 GB − 6 GB remain`.
    const std::uint32_t before = match.first > clause.first && source_.text(token(match.first - 1).span) == "the" ? match.first - 1 : match.first;
    const auto leading = matches_from(before > clause.first ? before - 1 : before, before);
    if (std::any_of(leading.begin(), leading.end(), [](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::negation); })) continue;
    // In `8 KV heads of 128` and `10 serving replicas of 4` the words are the noun of the number before them.
    const auto counts = [&](std::uint32_t before) { return match.first > clause.first + before && token(match.first - 1 - before).kind == Token::Kind::statement; };
    const auto is_article = [&](std::uint32_t word) {
      const auto around = matches_from(word, word + 1);
      return std::any_of(around.begin(), around.end(), [](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::filler); });
    };
    // `TP × PP × DP is 64`: the last of what is multiplied is not what all of it comes to.
    if (linking > 0 && match.first > clause.first && token(match.first - 1).symbol == times_sign) continue;
    if (linking > 0 && (counts(0) || (counts(1) && token(match.first - 1).kind == Token::Kind::word && !is_article(match.first - 1)))) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::key || !labels(meaning.place) || !holds(meaning, context_.topics)) continue;
      const auto id = static_cast<KeyId>(meaning.id);
      const Key& key = vocabulary_.key(id);
      // One everyday word before a number says little (`memory 8`, `stage 0`); an abbreviation in capitals says all.
      const std::string_view word = source_.text(token(match.first).span);
      const bool capitals = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      // `GPU 3`, `node-42` and `layer-7` are one of them.
      const bool counts_devices = key.name.starts_with("cluster.");
      const bool abbreviation = (capitals && !counts_devices) || (meaning.place == Place::axis && word.size() <= longest_abbreviation);
      const bool counted = key.exact && !word.ends_with('s') && std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& other) { return other.kind == Meaning::Kind::key && other.id == meaning.id && other.place == Place::noun; });
      if (match.words == 1 && end < at && token(end).symbol == '-' && (counts_devices || counted)) continue;
      // `the peak of the card is 989` counts no cards.
      if (linking > 0 && match.words == 1 && key.name.starts_with("cluster.") && !word.ends_with('s')) continue;
      // `the experts hold 928B` is no degree.
      if (linking > 0 && match.words == 1 && meaning.place == Place::axis && !abbreviation && word.ends_with('s')) continue;
      // A share says what it is: `bubble 3.0%`.
      const bool share = key.type == ValueType::fraction && quantity.percent;
      if (match.words == 1 && linking == 0 && end == at && key.dimension.none() && !abbreviation && !share && key.least <= 1 && !(meaning.place == Place::label && word.ends_with('s') && (lists_settings(at) || is_line(match.first, at))) && !(meaning.place == Place::axis && lists_degrees(at))) continue;
      // `a hidden size of 4096` is as good as a label, and so is `- Hidden size 4096` alone in its line.
      const std::uint8_t firm = match.words > 1 && (linking > 0 || is_line(match.first, at)) ? strength::label : strength::adjacent;
      if (fits(key, quantity)) best = {id, firm, match.words, match.first, match.last};
    }
  }
  return best;
}

/// `2 TP · 4 PP · 8 DP`, `8 DP, 64 GPUs`: an abbreviation in capitals that ends its clause.
Binding SentenceBinder::axis_behind(std::uint32_t at, const Quantity& quantity) const {
  const Clause& clause = clauses_[clause_];
  if (at + 2 != clause.end) return {};
  const std::string_view word = source_.text(token(at + 1).span);
  if (word.size() > longest_abbreviation || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return {};
  for (const PhraseMatch& match : matches_from(at + 1, at + 2))
    for (const Meaning& meaning : match.meanings) {
      const auto id = static_cast<KeyId>(meaning.id);
      if (meaning.kind == Meaning::Kind::key && meaning.place == Place::axis && match.words == 1 && fits(vocabulary_.key(id), quantity)) return {id, strength::axis, 1, match.first, match.last};
    }
  return {};
}

/// The noun that the unit of an operand is, in a product of sequences and tokens.
Binding SentenceBinder::unit_noun_of(const Node& node) {
  for (const PhraseMatch& match : annotation_finder_.find_in(node.span)) {
    if (match.last + 1 != annotation_finder_.text_words()) continue;
    for (const Meaning& meaning : match.meanings) {
      const auto id = static_cast<KeyId>(meaning.id);
      if (meaning.kind != Meaning::Kind::key || meaning.place != Place::noun || (meaning.under & sequence_product_).none()) continue;
      if (fits(vocabulary_.key(id), node.quantity)) return {id, strength::factor, match.words, no_id, no_id};
    }
  }
  return {};
}

Binding SentenceBinder::annotation_of(const Node& node) {
  Binding best;
  const auto& found = annotation_finder_.find_in(node.annotation);
  if (found.empty()) return best;
  // `8 expert × 4 tensor` names axes, `64 experts` counts experts.
  const bool behind = node.annotation.begin >= node.span.end && source_.bytes()[node.annotation.begin - 1] != '(';
  const bool right_before = node.annotation.end < node.span.begin && source_.text({node.annotation.end, node.span.begin}).find_first_not_of(' ') == std::string_view::npos;
  const bool ahead = right_before || (node.annotation.begin == node.span.begin && node.annotation.end < node.span.end);
  const bool plural = behind && source_.bytes()[node.annotation.end - 1] == 's';
  for (const PhraseMatch& match : found) {
    if (match.first != 0 || match.words < best.words) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::key || !holds(meaning, context_.topics)) continue;
      if (meaning.place != Place::noun && meaning.place != Place::axis && !(ahead && meaning.place == Place::label)) continue;
      const auto id = static_cast<KeyId>(meaning.id);
      if ((meaning.place == Place::axis || !behind) && (plural || match.last + 1 != annotation_finder_.text_words())) continue;
      if (match.words == best.words && best.strength == strength::axis) continue;
      if (fits(vocabulary_.key(id), node.quantity))
        best = {id, meaning.place == Place::axis ? strength::axis : strength::factor, match.words, no_id, no_id};
    }
  }
  return best;
}

}  // namespace stratlint::facts
