#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// What the words of a line are about, and which of its parts they speak of.
namespace stratlint::facts {

/// The topic that a phrase of two words, which no document writes, gives a name to.
TopicSet SentenceBinder::topic_of(std::string_view first, std::string_view second) const {
  std::uint32_t state = 0;
  for (const std::string_view word : {first, second}) {
    state = vocabulary_.step(state, vocabulary_.written_word(word));
    if (state == 0) return {};
  }
  for (const Meaning& meaning : vocabulary_.meanings(state))
    if (meaning.kind == Meaning::Kind::topic) return TopicSet::of(meaning.id);
  return {};
}

void SentenceBinder::read_part(std::uint32_t at) {
  part_first_ = part_end_;
  last_ = {};
  for (part_end_ = at; part_end_ < sentence_->token_count && !ends_sentence(token(part_end_).symbol);) ++part_end_;
  if (says(Meaning::Kind::role)) read_labels(part_first_, part_end_);
  std::uint32_t first = at;
  while (first > 0 && !ends_sentence(token(first - 1).symbol)) --first;
  elsewhere_ = said_.topics & ~(context_.around | topics_in(matches_from(first, part_end_)));
  said_in_part_ = topics_in(matches_from(part_first_, part_end_));
  said_so_far_ = {};
  said_up_to_ = part_first_;
  last_aside_ = says(Meaning::Kind::role) ? find_aside() : Aside{};
}

/// A paragraph speaks of one thing after another: what one of its sentences is about does not narrow down the next.
TopicSet SentenceBinder::topics_elsewhere() const {
  if (number_at_ == no_id) return {};
  return context_.topics & ~(context_.around | said_in_part_);
}

/// `24 layers and 71B parameters`: what the count before counts says nothing about the next.
TopicSet SentenceBinder::topics_listed() const {
  if (number_at_ == no_id || number_at_ < 3) return {};
  std::uint32_t end = number_at_;
  if (source_.text(token(end - 1).span) == "and") --end;
  else if (token(end - 1).symbol != ',') return {};
  if (token(end - 1).symbol == ',') --end;
  constexpr std::uint32_t longest = 4, far = 48;  // tokens of what is counted, and of what is said before
  for (const PhraseMatch& match : matches_from(end > longest ? end - longest : 0, end))
    if (match.last + 1 == end && match.first > 0 && is_number(match.first - 1)) return topics_in({&match, 1}) & ~topics_in(matches_from(std::max(part_first_, match.first > far ? match.first - far : 0), match.first - 1));
  return {};
}

bool SentenceBinder::says_preposition(std::uint32_t at) const {
  const auto words = matches_from(at, at + 1), before = matches_from(at - 1, at);
  if (std::none_of(before.begin(), before.end(), [&](const PhraseMatch& match) { return match.last + 1 == at && match.has(Meaning::Kind::key); })) return false;
  return std::any_of(words.begin(), words.end(), [](const PhraseMatch& match) { return match.words == 1 && match.has(Mark::preposition); });
}

TopicSet SentenceBinder::topics_later() const {
  if (number_at_ == no_id) return {};
  constexpr std::uint32_t far = 256;  // tokens: a long line must not cost its square
  std::uint32_t end = number_at_, depth = 0;
  for (; end < part_end_ && end - number_at_ < far && !(depth == 0 && ends_clause(token(end).symbol)); ++end) {
    // `71B parameters (24 layers, hidden 7168)`, `71B parameters: 24 layers`: a list of its own.
    if (depth == 0 && (opens(token(end).symbol) || token(end).symbol == ':') && end + 1 < part_end_ && is_number(end + 1)) break;
    // `37B parameters in 40 layers`: what they are in is counted itself.
    if (depth == 0 && end > number_at_ + 1 && end + 1 < part_end_ && is_number(end + 1) && says_preposition(end)) break;
    if (opens(token(end).symbol)) ++depth;
    if (closes(token(end).symbol) && depth > 0) --depth;
  }
  // A part may have many numbers: what was said before the last one is known.
  if (end > said_up_to_) {
    said_so_far_ |= topics_in(matches_from(said_up_to_, end));
    said_up_to_ = end;
  }
  return context_.topics & ~(context_.around | said_so_far_);
}

}  // namespace stratlint::facts
