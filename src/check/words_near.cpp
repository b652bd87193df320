#include "check/words_near.h"

#include <algorithm>

namespace stratlint {

namespace {

/// The first token behind a number.
std::uint32_t behind(const Extraction& x, const StatedNumber& number) {
  const auto before = [](const Token& token, std::uint32_t byte) { return token.span.begin < byte; };
  return static_cast<std::uint32_t>(std::lower_bound(x.tokens.begin(), x.tokens.end(), x.nodes[number.node].span.end, before) - x.tokens.begin());
}

}  // namespace

WordClasses words_near(const Scene& scene, const StatedNumber& number) {
  const Extraction& x = scene.x();
  constexpr std::uint32_t few = 3, far = 5;
  const Node& node = x.nodes[number.node];
  WordClasses found = classes_of(scene, scene.source().text(node.annotation));
  const Sentence& sentence = x.sentences[x.statements[number.statement].sentence];
  const std::uint32_t next = behind(x, number), end = std::min(sentence.first_token + sentence.token_count, next + few);
  std::uint32_t last = next;
  while (last < end && (x.tokens[last].kind == Token::Kind::word || (x.tokens[last].symbol == '-' && last > next))) ++last;  // `GPU-hours`
  found |= classes_in(scene, next, last);
  std::uint32_t at = next;
  while (at > sentence.first_token && x.tokens[at - 1].span.end > node.span.begin) --at;
  // `GPUs per replica (8)`
  if (at > sentence.first_token && x.tokens[at - 1].symbol == '(') --at;
  std::uint32_t first = at;
  const auto leads = [&](const Token& token) { return token.kind == Token::Kind::word || token.symbol == ':' || token.symbol == '='; };
  while (first > sentence.first_token && first + far > at && leads(x.tokens[first - 1])) --first;
  // Words between two numbers belong to the one before them.
  if (first == sentence.first_token || x.tokens[first - 1].kind != Token::Kind::statement) found |= classes_in(scene, first, at);
  return found;
}

namespace {

/// A word that joins numbers, or leads from one to the next.
bool leads_on(const Scene& scene, const Token& word) {
  const Sense sense = scene.vocabulary().sense(scene.vocabulary().step(0, scene.vocabulary().written_word(scene.source().text(word.span))));
  return sense.has(Mark::link) || sense.has(Mark::preposition) || sense.has(Mark::change) || sense.has(Mark::approx);
}

}  // namespace

bool counts_something(const Scene& scene, const StatedNumber& number) {
  const Extraction& x = scene.x();
  const auto at = x.tokens.begin() + behind(x, number);
  return at != x.tokens.end() && at->kind == Token::Kind::word && !leads_on(scene, *at);
}

bool is_named(const Scene& scene, const StatedNumber& number) {
  const Extraction& x = scene.x();
  const std::uint32_t next = behind(x, number);
  return next > 1 && x.tokens[next - 2].kind == Token::Kind::word && !leads_on(scene, x.tokens[next - 2]) && x.tokens[next - 2].span.end + 1 == x.nodes[number.node].span.begin;
}

WordClasses words_behind(const Scene& scene, const StatedNumber& number) {
  constexpr std::uint32_t words = 2;
  const std::uint32_t next = behind(scene.x(), number);
  const Sentence& sentence = scene.x().sentences[scene.x().statements[number.statement].sentence];
  return classes_in(scene, next, std::min(next + words, sentence.first_token + sentence.token_count));
}

}  // namespace stratlint
