#include "check/sentence_links.h"

namespace stratlint {

SentenceLinks::SentenceLinks(const Scene& scene) : scene_(scene), prepositions_(scene.vocabulary().find_classes("preposition")) {
  for (const char* words : {"result_words", "outcome"}) verbs_ |= scene.vocabulary().find_classes(words);
  for (const char* words : {"outcome", "back_words", "change", "sum"}) links_ |= scene.vocabulary().find_classes(words);
}

bool SentenceLinks::join(const Piece& piece, const Piece& next) const { return !ends_sentence(piece) || leads_back(next); }

bool SentenceLinks::ends_sentence(const Piece& piece) const {
  const Sentence& sentence = scene_.x().sentences[piece.sentence];
  if (sentence.kind != Sentence::Kind::prose || piece.end >= sentence.first_token + sentence.token_count) return false;
  const char32_t sign = scene_.x().tokens[piece.end].symbol;
  return sign == '.' || sign == '!' || sign == '?' || sign == 0x3002;
}

/// Words that lead back, a number or a preposition in front (`On 96 GPUs: 1,280 GPU-hours`), or few words with a verb (`The bubble is 38 %`).
bool SentenceLinks::leads_back(const Piece& piece) const {
  constexpr std::uint32_t few = 8;  // tokens
  if (piece.first == piece.end || scene_.x().tokens[piece.first].statement != no_id) return true;
  if (classes_in(scene_, piece.first, piece.first + 1).has(prepositions_)) return true;
  const WordClasses said = classes_in(scene_, piece.first, piece.end);
  return said.has(links_) || (piece.end - piece.first <= few && said.has(verbs_));
}

}  // namespace stratlint
