#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// Values that are names (`1F1B`, `BF16`).
namespace stratlint::facts {

namespace {

// `H100 PCIe` names one device, `H100` several.
constexpr std::uint8_t exact_name = 60, open_name = 58;
// What the tools in use imply gives way to what the document says.
constexpr std::uint8_t implied_name = 40;
constexpr std::uint32_t longest_name = 8;  ///< tokens in front of a value that may name its key

}  // namespace

bool SentenceBinder::negated(const PhraseMatch& match) const {
  if (match.first == 0) return false;
  const auto before = matches_from(match.first - 1, match.first);
  return std::any_of(before.begin(), before.end(), [](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::negation); });
}

/// `No GPU holds a shard of all layers.`, `Does it scale linearly?`, `Offloading to the CPU is not used`.
bool SentenceBinder::denied(const PhraseMatch& match) const {
  const auto ends = [](char32_t sign) { return sign == '.' || sign == ';' || sign == '?' || sign == 0x3002 || sign == 0xff1f; };
  constexpr std::uint32_t far = 64;  // tokens
  std::uint32_t first = match.first, end = match.last + 1;
  while (first > 0 && match.first - first < far && !ends(token(first - 1).symbol)) --first;
  while (end < sentence_->token_count && end - match.last < far && !ends(token(end).symbol)) ++end;
  if (end < sentence_->token_count && (token(end).symbol == '?' || token(end).symbol == 0xff1f)) return true;
  constexpr std::uint32_t near = 6;
  std::uint32_t clause = match.last + 1;
  while (clause < end && clause - match.last < near && !ends_clause(token(clause).symbol)) ++clause;
  const auto denies = [&](std::uint32_t from, std::uint32_t to) {
    const auto words = matches_from(from, to);
    return std::any_of(words.begin(), words.end(), [](const PhraseMatch& m) { return m.has(Mark::negation); });
  };
  return denies(first, match.first) || denies(match.last + 1, clause);
}

/// `H100 PCIe` says more than the `H100` in it.
bool SentenceBinder::inside_longer_name(const PhraseMatch& match, KeyId key) const {
  const std::uint32_t from = match.first > longest_name ? match.first - longest_name : 0;
  for (const PhraseMatch& other : matches_from(from, match.first + 1)) {
    if (other.last < match.last || other.words <= match.words) continue;
    for (const Meaning& meaning : other.meanings)
      if (meaning.kind == Meaning::Kind::value && static_cast<KeyId>(meaning.id) == key) return true;
  }
  return false;
}

/// The longest of the words that name a key which has the values of another one.
std::optional<KeyId> SentenceBinder::named_like(std::span<const PhraseMatch> matches, Place place, KeyId model) const {
  std::optional<KeyId> best;
  std::uint16_t words = 0;
  for (const PhraseMatch& match : matches) {
    if (!match.has(Meaning::Kind::key) || match.words <= words) continue;
    for (const Meaning& meaning : match.meanings) {
      const auto id = static_cast<KeyId>(meaning.id);
      if (meaning.kind != Meaning::Kind::key || meaning.place != place || vocabulary_.key(id).like != model || !holds(meaning, context_.topics)) continue;
      best = id;
      words = match.words;
    }
  }
  return best;
}

/// `KV cache dtype: fp8` and `FP8 KV cache` name another type than `FP8` alone.
KeyId SentenceBinder::key_of_name(const PhraseMatch& match, KeyId key) const {
  std::uint32_t next = match.last + 1;
  if (next < sentence_->token_count && token(next).symbol == '-') ++next;
  if (const auto behind = named_like(matches_from(next, next + 1), Place::noun, key)) return *behind;
  std::uint32_t first = match.first;
  while (first > 0 && first + 2 > match.first && token(first - 1).symbol == '-') --first;
  std::uint32_t begin = first > longest_name ? first - longest_name : 0, end = first;
  if (const auto region = label_region(clauses_[clause_], clause_, match.first)) {
    begin = region->first;
    end = region->end;
  }
  // Only words that reach up to the value name it: `KV cache of the draft in FP8` may be anything.
  auto before = matches_from(begin, end);
  std::vector<PhraseMatch> adjacent;
  for (const PhraseMatch& label : before)
    if (label.last + 1 == end) adjacent.push_back(label);
  if (const auto label = named_like(adjacent, Place::label, key)) return *label;
  for (const OuterLabel& outer : outer_)
    if (const auto label = named_like(outer.matches, Place::label, key)) return *label;
  return key;
}

/// `--tensor-model-parallel-size`, `expert_model_parallel_size`: one written word, which prose does not use in passing.
bool SentenceBinder::names_setting(const PhraseMatch& match) const {
  const std::string_view text = source_.text({token(match.first).span.begin, token(match.last).span.end});
  if (text.find(' ') != std::string_view::npos || text.find_first_of("_-") == std::string_view::npos) return false;
  // `enable_expert_parallel: false`
  const std::string_view value = match.last + 2 < sentence_->token_count && separates(token(match.last + 1).symbol) ? source_.text(token(match.last + 2).span) : "";
  return value != "false" && value != "False" && value != "0";
}

/// The size of a named value as a quantity of its fact.
Quantity SentenceBinder::size_of(KeyId key, std::uint16_t value) const {
  Quantity size;
  size.value = size.low = size.high = vocabulary_.size(key, value);
  size.has_unit = size.value > 0;
  if (size.has_unit) size.dimension = vocabulary_.key(key).dimension;
  return size;
}

/// `12.7 prompts/s`: the unit says what kind of sequences these are.
void SentenceBinder::bind_name_of_unit(const Node& node, std::vector<Fact>& facts) {
  if (node.quantity.count != CountUnit::sequence) return;
  for (const PhraseMatch& match : annotation_finder_.find_in(node.span)) {
    for (const Meaning& meaning : match.meanings) {
      const auto id = static_cast<KeyId>(meaning.id);
      if (meaning.kind != Meaning::Kind::value || vocabulary_.key(id).type != ValueType::boolean) continue;
      Fact fact;
      fact.key = id;
      fact.value_name = meaning.value;
      fact.quantity.value = fact.quantity.low = fact.quantity.high = vocabulary_.values()[meaning.value] == "false" ? 0 : 1;
      fact.scope = vocabulary_.key(id).scope;
      fact.role = role_;
      fact.plan = context_.plan;
      fact.strength = exact_name;
      fact.span = node.span;
      fact.sentence = sentence_id_;
      facts.push_back(fact);
      return;
    }
  }
}

void SentenceBinder::bind_names(std::vector<Fact>& facts) {
  std::size_t first = facts.size();
  clause_ = 0;  // matches stand in order, and so do their clauses
  for (const PhraseMatch& match : matches_) {
    if (!match.has(Meaning::Kind::value)) continue;
    while (clause_ + 1 < clauses_.size() && match.first >= clauses_[clause_ + 1].first) ++clause_;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::value) continue;
      const bool setting = meaning.place == Place::setting;
      if (setting && !names_setting(match)) continue;
      const bool open = std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& other) {
        return other.kind == Meaning::Kind::value && other.id == meaning.id && other.value != meaning.value;
      });
      const KeyId key_id = key_of_name(match, static_cast<KeyId>(meaning.id));
      const bool repeated = std::any_of(facts.begin() + static_cast<std::ptrdiff_t>(first), facts.end(),
                                        [&](const Fact& f) { return f.key == key_id && f.value_name == meaning.value; });
      if (repeated || facts.size() - first > 64 || negated(match) || inside_longer_name(match, static_cast<KeyId>(meaning.id))) continue;
      const Key& key = vocabulary_.key(key_id);
      if (key.asserted && denied(match)) continue;
      Fact fact;
      fact.key = key_id;
      fact.value_name = meaning.value;
      if (key.type == ValueType::boolean) {
        fact.quantity.value = vocabulary_.values()[meaning.value] == "false" ? 0 : 1;
        fact.quantity.low = fact.quantity.high = fact.quantity.value;
      } else {
        fact.quantity = size_of(key_id, meaning.value);
      }
      fact.scope = key.scope;
      // `one hot spare`: words that set numbers apart are themselves meant.
      fact.role = match.has(Meaning::Kind::role) ? Role::claim : role_of(match.first);
      fact.plan = context_.plan;
      fact.strength = setting ? implied_name : open ? open_name : exact_name;
      if (setting) fact.origin = Origin::derived;
      fact.span = {token(match.first).span.begin, token(match.last).span.end};
      fact.sentence = sentence_id_;
      facts.push_back(fact);
    }
  }
}

}  // namespace stratlint::facts
