#include "check/sentence_marks.h"

#include <algorithm>

namespace stratlint {

bool has_mark(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, Mark mark) {
  const auto word_at = [&](std::uint32_t at) -> std::uint32_t {
    const Token& token = reading.extraction->tokens[sentence.first_token + at];
    const bool ends = token.kind == Token::Kind::statement || (token.kind == Token::Kind::symbol && token.symbol < 0x80);
    return ends ? 0 : vocabulary.written_word(reading.source->text(token.span));
  };
  // The words of a phrase are taken together; one that breaks off hides none that starts in it, `no remainder` behind `with no`.
  for (std::uint32_t first = 0, next = 0; first < sentence.token_count; first = next) {
    next = first + 1;
    std::uint32_t state = 0;
    for (std::uint32_t at = first; at < sentence.token_count; ++at) {
      const std::uint32_t word = word_at(at);
      state = word == 0 ? 0 : vocabulary.step(state, word);
      if (state == 0) break;
      const Sense sense = vocabulary.sense(state);
      if (sense.has(mark)) return true;
      if (sense.kinds != 0) next = at + 1;
    }
  }
  return false;
}

namespace {

/// What the phrase from a token up to before another means.
Sense phrase_in(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, std::uint32_t first, std::uint32_t end) {
  std::uint32_t state = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    const Token& token = reading.extraction->tokens[sentence.first_token + i];
    if (token.symbol == '.' && i > first) continue;  // `i.e.`
    const std::uint32_t word = token.kind == Token::Kind::word ? vocabulary.written_word(reading.source->text(token.span)) : 0;
    state = word == 0 || (state == 0 && i > first) ? 0 : vocabulary.step(state, word);
    if (state == 0) return {};
  }
  return vocabulary.sense(state);
}

constexpr std::uint32_t longest = 12;  ///< tokens of a phrase, a Chinese character is one

}  // namespace

bool has_mark_before(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, std::uint32_t at, Mark mark) {
  // The longest phrase counts: `不低于` is no `低于`.
  for (std::uint32_t first = at > longest ? at - longest : 0; first < at; ++first)
    if (const Sense sense = phrase_in(reading, vocabulary, sentence, first, at); sense.has(Meaning::Kind::mark)) return sense.has(mark);
  return false;
}

std::uint32_t phrase_before(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence, std::uint32_t at, const WordClasses& classes) {
  for (std::uint32_t first = at > longest ? at - longest : 0; first < at; ++first)
    if (phrase_in(reading, vocabulary, sentence, first, at).has(classes)) return at - first;
  return 0;
}

namespace {

/// The mark stands in a cell of its own: `| latency | 42 ms | ✓ |`.
bool has_mark_in_row(const Reading& reading, const Vocabulary& vocabulary, const Sentence& cell, Mark mark) {
  const auto& sentences = reading.extraction->sentences;
  const std::vector<Block>& blocks = reading.document->blocks;
  const Block& own = blocks[cell.block];
  const auto in_row = [&](const Sentence& other) {
    return other.block != no_id && blocks[other.block].table == own.table && blocks[other.block].row == own.row;
  };
  const Sentence* first = &cell;
  while (first != sentences.data() && in_row(first[-1])) --first;
  for (const Sentence* at = first; at != sentences.data() + sentences.size() && in_row(*at); ++at)
    if (has_mark(reading, vocabulary, *at, mark)) return true;
  return false;
}

std::optional<bool> box(const Reading& reading, const Sentence& sentence) {
  if (sentence.block == no_id) return std::nullopt;
  const Block& block = reading.document->blocks[sentence.block];
  return block.item == no_id ? std::nullopt : reading.document->items[block.item].ticked;
}

}  // namespace

bool is_boxed(const Reading& reading, const Sentence& sentence) { return box(reading, sentence) == true; }

bool is_crossed(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence) {
  return has_mark(reading, vocabulary, sentence, Mark::cross) || box(reading, sentence) == false;
}

bool is_ticked(const Reading& reading, const Vocabulary& vocabulary, const Sentence& sentence) {
  if (sentence.kind == Sentence::Kind::cell) {
    return !has_mark_in_row(reading, vocabulary, sentence, Mark::cross) && has_mark_in_row(reading, vocabulary, sentence, Mark::tick);
  }
  if (has_mark(reading, vocabulary, sentence, Mark::cross)) return false;
  if (has_mark(reading, vocabulary, sentence, Mark::tick)) return true;
  return box(reading, sentence) == true;
}

}  // namespace stratlint
