#include "facts/retired.h"

#include <algorithm>

#include "facts/signs.h"

namespace stratlint::facts {

RetiredParts::RetiredParts(const Document& document, const Extraction& x, const Vocabulary& vocabulary)
    : document_(document), x_(x), retires_(vocabulary.find_classes("retires").topics), refers_back_(vocabulary.find_classes("refers_back").topics) {}

void RetiredParts::read(std::uint32_t id, const PhraseFinder& found) {
  const Sentence& sentence = x_.sentences[id];
  if ((found.said().topics & retires_).none() || sentence.kind != Sentence::Kind::prose || sentence.block == no_id) return;
  const auto& matches = found.matches();
  const auto is_pronoun = [&](std::uint32_t at) {
    return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& m) { return m.first == at && m.words == 1 && (m.topics & refers_back_).any(); });
  };
  const auto retires = std::find_if(matches.begin(), matches.end(), [&](const PhraseMatch& m) { return (m.topics & retires_).any(); });
  std::uint32_t start = retires->first;
  while (start > 0 && !ends_sentence(x_.tokens[sentence.first_token + start - 1].symbol)) --start;
  if (!is_pronoun(start)) return;
  // The items of a list are blocks of their own.
  std::uint32_t first = id;
  const auto in_list = [&](const Sentence& other) { return other.kind == Sentence::Kind::prose && other.block != no_id && document_.blocks[other.block].item != no_id && document_.blocks[other.block].heading == document_.blocks[sentence.block].heading; };
  if (start == 0 && in_list(sentence))
    while (first > 0 && in_list(x_.sentences[first - 1])) --first;
  const std::uint32_t begin = std::max(x_.sentences[first].span.begin, parts_.empty() ? 0 : parts_.back().end);
  const std::uint32_t end = x_.tokens[sentence.first_token + retires->last].span.end;
  if (begin < end) parts_.push_back({begin, end});
}

}  // namespace stratlint::facts
