#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cmath>

#include "facts/label_unit.h"
#include "facts/sentence_binder.h"
#include "facts/signs.h"

// How a number gets its key from what stands around its clause: captions of tables, the rest of the sentence, its unit.
namespace stratlint::facts {

/// `GPUs 0-31`, or `0-31` under `GPUs`: what is counted, if the words say of what it is a share.
Binding SentenceBinder::range_of(std::uint32_t at, Quantity& quantity) const {
  if (!quantity.range || quantity.has_unit || quantity.low != std::floor(quantity.low) || quantity.high != std::floor(quantity.high)) return {};
  const auto counted = [&](const PhraseMatch& match) {
    for (const Meaning& meaning : match.meanings)
      if (meaning.kind == Meaning::Kind::key && meaning.place == Place::range) return static_cast<KeyId>(meaning.id);
    return no_key;
  };
  KeyId key = no_key;
  for (const PhraseMatch& match : matches_from(at > 4 ? at - 4 : 0, at))
    if (match.last + 1 == at && counted(match) != no_key) key = counted(match);
  for (const OuterLabel& outer : outer_)
    for (const PhraseMatch& match : outer.matches)
      if (key == no_key && !outer_taken_ && counted(match) != no_key) key = counted(match);
  if (key == no_key) return {};
  quantity.value = quantity.low = quantity.high = quantity.high - quantity.low + 1;
  quantity.range = false;
  quantity.integer = true;
  return {key, strength::range, 1, no_id, no_id};
}

Binding SentenceBinder::outer_of(std::uint32_t at, Quantity& quantity) const {
  // In `4 x TP 2` the number is a factor, not what the row is about.
  if (at + 2 < sentence_->token_count && source_.text(token(at + 1).span) == "x") {
    for (const PhraseMatch& match : matches_from(at + 2, at + 3))
      for (const Meaning& meaning : match.meanings)
        if (meaning.kind == Meaning::Kind::key && meaning.place == Place::axis) return {};
  }
  // `ADR-52` is a name.
  const Span span = token(at).span;
  const std::string_view before = source_.bytes().substr(0, span.begin);
  if (before.size() > 2 && before.back() == '-' && before[before.size() - 2] >= 'A' && before[before.size() - 2] <= 'Z') return {};
  Binding best;
  Quantity best_read;
  std::uint32_t best_rest = 0;  // words of the label that the key leaves over
  for (const OuterLabel& outer : outer_) {
    if (!outer.sentence) continue;
    const Quantity read = outer.unit ? read_in(quantity, *outer.unit) : quantity;
    const Binding binding = label_in(*outer.sentence, outer.matches, 0, outer.sentence->token_count, read, context_.topics);
    const std::uint32_t rest = binding ? outer.sentence->token_count - binding.words : 0;
    // `+ overlap of the reduction | 41.4` under `MFU %` is an MFU: the row only tells which.
    if (!binding || (best && !(best_rest > 2 && rest < best_rest))) continue;
    best = binding;
    best.strength = outer.firm ? binding.strength : strength::heading;
    best_read = read;
    best_rest = rest;
  }
  for (const OuterLabel& outer : outer_) {
    if (best || !outer.unit || quantity.has_unit) continue;
    // `output tok/s (all GPUs)`: the unit alone names the key.
    best_read = read_in(quantity, *outer.unit);
    best = unit_key(best_read);
    best.strength = strength::heading;
  }
  if (!best) return {};
  quantity = best_read;
  best.first = best.last = no_id;
  return best;
}

/// `Tensor parallel (TP) 4`, `throughput (tokens/s) 472,700`: an abbreviation or a unit between a name and its number.
Binding SentenceBinder::behind_parenthesis(std::uint32_t at, Quantity& quantity) const {
  constexpr std::uint32_t longest = 6;
  if (at < 3 || !closes(token(at - 1).symbol)) return {};
  std::uint32_t open = at - 2;
  while (open > 0 && !opens(token(open).symbol) && token(open).statement == no_id && at - open < longest) --open;
  if (!opens(token(open).symbol)) return {};
  std::uint32_t first = open;
  while (first > 0 && token(first - 1).kind == Token::Kind::word && open - first < longest) --first;
  const auto unit = quantity.has_unit ? std::nullopt : unit_in_parenthesis(open + 1, at - 1);
  Quantity read = unit ? read_in(quantity, *unit) : quantity;
  Binding label = label_in(*sentence_, matches_from(first, open), first, open, read, context_.topics);
  if (!label && !unit) label = label_in(*sentence_, matches_from(open + 1, at - 1), open + 1, at - 1, read, context_.topics);
  if (!label && unit) label = unit_key(read);
  if (!label) return {};
  quantity = read;
  label.strength = std::min(label.strength, strength::noun);
  return label;
}

/// `GB`, `tokens/s`, `tokens per second`.
std::optional<Unit> SentenceBinder::unit_in_parenthesis(std::uint32_t first, std::uint32_t end) const {
  if (first >= end || token(first).kind != Token::Kind::word) return std::nullopt;
  const auto unit = find_label_unit(source_.text(token(first).span));
  if (!unit || end == first + 1) return unit;
  const auto time = end == first + 3 && token(first + 2).kind == Token::Kind::word ? find_label_unit(source_.text(token(first + 2).span)) : std::nullopt;
  return time && time->dimension == Dimension{.byte = 0, .flop = 0, .second = 1} ? std::optional(divide(*unit, *time)) : std::nullopt;
}

/// Whether a scope stands right behind a number, and no word for a sum before it.
bool SentenceBinder::says_scope(std::uint32_t at) const {
  for (const PhraseMatch& match : matches_from(clauses_[clause_].first, at))
    if (match.has(Mark::total)) return false;
  for (const PhraseMatch& match : matches_from(at + 1, at + 2))
    if (match.has(Meaning::Kind::scope)) return true;
  return false;
}

/// `Shard: 64B parameters over 16 GPUs = 8 GB each`: a number behind a sign, which is what the line comes to.
bool SentenceBinder::is_result(std::uint32_t at) const { return x_.statements[token(at).statement].side_count > 1; }

/// `Hardware per GPU: 64 GB, 400 TFLOPS, 1.8 TB/s`: a label speaks for a whole series; rates tell by their unit what they are.
Binding SentenceBinder::series_of(std::uint32_t at, const Quantity& quantity) const {
  if (clause_ == 0 && !is_result(at)) return {};
  const bool amount = is_result(at) && quantity.dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
  if (clauses_[clause_].inner || quantity.count != CountUnit::none || (quantity.dimension.second != -1 && !amount)) return {};
  const Clause& first = clauses_[0];
  constexpr std::uint32_t longest = 64;  // tokens of a label; a long line must not cost its square
  const std::uint32_t stop = std::min(first.end, first.first + longest);
  std::uint32_t end = first.first;
  while (end < stop && !separates(token(end).symbol)) ++end;
  if (end == stop || at < end) return {};
  Binding label = label_in(*sentence_, matches_from(first.first, end), first.first, end, quantity, context_.topics);
  label.strength = std::min(label.strength, strength::adjacent);
  return label;
}

bool SentenceBinder::is_device(const PhraseMatch& match) const {
  return std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& m) { return m.kind == Meaning::Kind::value && static_cast<KeyId>(m.id) == gpu_name_; });
}

/// `512 × H100 80GB`, `256 张 H100`: so many of a named accelerator, more than a node has.
Binding SentenceBinder::fleet_of(std::uint32_t at, const Quantity& quantity) const {
  constexpr double most_in_node = 16;
  if (!says(Meaning::Kind::value) || !quantity.integer || quantity.value <= most_in_node || quantity.has_unit || quantity.percent || quantity.count != CountUnit::none) return {};
  const std::uint32_t end = std::min(clauses_[clause_].end, at + 3);
  for (std::uint32_t next = at + 1; next < end; ++next) {
    for (const PhraseMatch& match : matches_from(next, next + 1))
      if (is_device(match) && fits(vocabulary_.key(gpus_), quantity)) return {gpus_, strength::noun, match.words, match.first, match.last};
    // A sign, or the measure word of Chinese, stands between them.
    const std::string_view between = source_.text(token(next).span);
    if (token(next).symbol != 0xD7 && between != "x" && static_cast<unsigned char>(between.front()) < 0x80) break;
  }
  return {};
}

/// `Osprey-28B (28.4 B)`: behind the name of a model that says its size.
Binding SentenceBinder::size_of_name(std::uint32_t at, const Quantity& quantity) const {
  constexpr double least = 1e8, billion = 1e9, slack = 0.2;
  const Clause& clause = clauses_[clause_];
  if (!clause.inner || at != clause.first || clause.first < 2 || quantity.has_unit || quantity.percent || quantity.value < least || !quantity.dimension.none()) return {};
  const std::string_view name = source_.text(token(clause.first - 2).span);
  const std::string_view bytes = source_.bytes().substr(0, token(clause.first - 2).span.end);
  if (name.empty() || bytes.empty() || bytes.back() != 'B') return {};
  std::size_t first = bytes.size() - 1;
  while (first > 0 && (std::isdigit(static_cast<unsigned char>(bytes[first - 1])) != 0 || bytes[first - 1] == '.')) --first;
  double size = 0;
  std::from_chars(bytes.data() + first, bytes.data() + bytes.size() - 1, size);
  const bool named = first > 0 && (bytes[first - 1] == '-' || bytes[first - 1] == ' ');
  return named && std::abs(size * billion - quantity.value) <= slack * quantity.value ? Binding{params_, strength::adjacent, 1, no_id, no_id} : Binding{};
}

/// `H200 (141 GB, 4.8 TB/s, 989 TFLOPS)`: what is listed behind the name of an accelerator, without a word of its own.
Binding SentenceBinder::specification_of(std::uint32_t at, const Quantity& quantity) const {
  const Clause& clause = clauses_[clause_];
  if (quantity.count != CountUnit::none || clause.end != clause.first + 1 || !says(Meaning::Kind::value)) return {};
  if (previous_ != no_key && !vocabulary_.key(previous_).name.starts_with("gpu.") && !vocabulary_.key(previous_).name.starts_with("cluster.")) return {};
  const auto before = matches_from(part_first_, at);
  if (std::none_of(before.begin(), before.end(), [&](const PhraseMatch& match) { return is_device(match); })) return {};
  for (const char* name : {"gpu.memory", "gpu.mem_bandwidth", "gpu.peak_flops"}) {
    const KeyId key = vocabulary_.find_key(name);
    if (key != no_key && vocabulary_.key(key).dimension == quantity.dimension && fits(vocabulary_.key(key), quantity)) return {key, strength::adjacent, 0, no_id, no_id};
  }
  return {};
}

/// The key of a bare factor beside what the matches name: `16 heads × 64`.
KeyId SentenceBinder::factor_beside(std::span<const PhraseMatch> matches, const Quantity& quantity) const {
  for (const PhraseMatch& match : matches)
    for (const Meaning& meaning : match.meanings)
      if (meaning.kind == Meaning::Kind::key && meaning.place == Place::factor && fits(vocabulary_.key(static_cast<KeyId>(meaning.id)), quantity))
        return static_cast<KeyId>(meaning.id);
  return no_key;
}

/// `(target: 100 tokens/ms)`: a clause that only says why its number stands there speaks of the sentence's first value.
Binding SentenceBinder::inherited_of(std::uint32_t at, const Quantity& quantity) const {
  // `TPOT 25 ms, TTFT 320 ms (SLO 380 ms)`: a parenthesis speaks of what stands right before it.
  const bool remark = clauses_[clause_].inner && last_ && fits(vocabulary_.key(last_.key), quantity);
  if (remark && own_role(at)) return {last_.key, strength::remark, 0, no_id, no_id};
  if (!main_) return {};
  // `Headroom ≥ 20 GB: measured 24 GB. Memory ≤ 60 GB: measured 56 GB.`: what another sentence is about is not meant.
  const Binding& main = main_at_ < part_first_ && last_ ? last_ : main_;
  const Key& key = vocabulary_.key(main.key);
  if (!fits(key, quantity)) return {};
  // `Weights: 104 GB, or 3.25 GB per GPU`.
  const bool again = last_.key == main_.key && main_at_ >= part_first_ && main_at_ < at && key.dimension == Dimension{.byte = 1, .flop = 0, .second = 0} && says_scope(at);
  if (!again && !own_role(at)) return {};
  // `The job has 4 nodes. Experts: 64 (6 chosen)`: a count of another sentence is another count.
  if (key.exact && main_at_ < part_first_) return {};
  return {main.key, strength::remark, 0, no_id, no_id};
}

/// Tokens per second are a throughput, whatever stands around them: where one key alone has the unit, it is enough.
Binding SentenceBinder::unit_key(const Quantity& quantity) const {
  if (quantity.count == CountUnit::none || quantity.dimension.none()) return {};
  Binding only;
  for (std::size_t id = 0; id < vocabulary_.keys().size(); ++id) {
    const Key& key = vocabulary_.keys()[id];
    if (key.count != quantity.count || key.dimension != quantity.dimension) continue;
    if (only) return {};
    only = {static_cast<KeyId>(id), strength::unit, 0, no_id, no_id};
  }
  return only;
}

}  // namespace stratlint::facts
