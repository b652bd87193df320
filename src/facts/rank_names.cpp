#include "facts/rank_names.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "stratlint/vocabulary.h"

namespace stratlint::facts {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The letters that digits are glued to at this place: `EP` of `EP15`. Empty if there are none, or other than digits behind.
std::string_view letters_at(std::string_view bytes, Span number) {
  constexpr std::uint32_t most = 4;
  std::uint32_t first = number.begin;
  while (first < number.end && is_letter(bytes[first])) ++first;
  std::uint32_t end = first;
  while (end < bytes.size() && is_digit(bytes[end])) ++end;
  std::uint32_t begin = first;
  while (begin > 0 && first - begin <= most && is_letter(bytes[begin - 1])) --begin;
  if (end != number.end || end == first || first - begin > most) return {};
  return bytes.substr(begin, first - begin);
}

std::set<std::string_view> letters_with_zero(const Extraction& x, std::string_view bytes) {
  std::set<std::string_view> found;
  for (const Node& node : x.nodes)
    if (node.kind == Node::Kind::number && node.quantity.integer && node.quantity.value == 0)
      if (const auto letters = letters_at(bytes, node.span); !letters.empty()) found.insert(letters);
  return found;
}

/// `EP1: GPUs 32-63`, `| EP1 | 32-63 |`, but not `TP8-EP1: …`
bool is_name(const Extraction& x, std::string_view bytes, const Fact& fact, std::string_view letters) {
  constexpr std::string_view joins = "-_/+x,.";
  const Span number = x.nodes[fact.node].span;
  const char* first = letters.data();
  if (number.end < bytes.size() && bytes[number.end] == ':') return first == bytes.data() || joins.find(first[-1]) == std::string_view::npos;
  const Sentence& sentence = x.sentences[fact.sentence];
  return sentence.kind == Sentence::Kind::cell && sentence.span.end == number.end && sentence.span.size() <= number.size() + letters.size();
}

}  // namespace

void drop_rank_names(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary, FactBase& base) {
  const std::string_view bytes = source.bytes();
  const auto named = letters_with_zero(extraction, bytes);
  if (named.empty()) return;
  const auto is_rank = [&](const Fact& fact) {
    if (fact.node == no_id || fact.sentence == no_id || fact.pinned || !vocabulary.key(fact.key).degree) return false;
    const auto letters = letters_at(bytes, extraction.nodes[fact.node].span);
    return named.contains(letters) && is_name(extraction, bytes, fact, letters);
  };
  base.facts.erase(std::remove_if(base.facts.begin(), base.facts.end(), is_rank), base.facts.end());
}

}  // namespace stratlint::facts
