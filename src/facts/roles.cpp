#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// Why a number stands in the text: claimed, asked for, given up.
namespace stratlint::facts {

namespace {

constexpr std::uint32_t longest_remark = 48;  ///< tokens; every number before it reads it again
constexpr std::uint32_t reach = 12;  ///< tokens that the word of a role may be away from its number

}  // namespace

/// `memory requirement` is no requirement: a longer phrase around a word takes its meaning.
bool SentenceBinder::inside_longer(const PhraseMatch& match, std::uint32_t at) const {
  const std::uint32_t from = match.first > 6 ? match.first - 6 : 0;
  for (const PhraseMatch& other : matches_from(from, match.first + 1)) {
    if (other.last < match.last || other.words <= match.words) continue;
    if (other.has(Mark::plan) || other.has(Mark::part)) return true;
    for (const Meaning& meaning : other.meanings) {
      // What counts in headings only says nothing here: `Alternative considered: TP 16`.
      if (meaning.kind == Meaning::Kind::role && !meaning.heading) return true;
      // A noun names the number before it, a label the one behind.
      if (meaning.kind == Meaning::Kind::key && (meaning.place == Place::noun) == (other.first > at)) return true;
    }
  }
  return false;
}

/// `TTFT SLO 80 ms: prefill takes 64 ms`: behind the colon stands what is reached.
bool SentenceBinder::answered(std::uint32_t word, std::uint32_t at) const {
  std::uint32_t number = word + 1;
  while (number < at && token(number).statement == no_id) ++number;
  for (std::uint32_t between = number + 1; between < at; ++between)
    if (token(between).symbol == ':') return true;
  return false;
}

/// `no risk of running out of memory`: a negation before it, unless that is part of another such phrase.
bool SentenceBinder::is_denied(const PhraseMatch& match) const {
  constexpr std::uint32_t nearest = 5, longest_phrase = 12;
  if (!may_give(match, Role::hypothetical)) return false;
  // `no OOM`: of a single word only the one right before it counts.
  if (match.words == 1) {
    const auto next_to = matches_from(match.first > 0 ? match.first - 1 : 0, match.first);
    return std::any_of(next_to.begin(), next_to.end(), [&](const PhraseMatch& m) { return m.words == 1 && m.last + 1 == match.first && m.has(Mark::negation); });
  }
  const auto part_of_role = [&](const PhraseMatch& word) {
    const auto around = matches_from(word.first > longest_phrase ? word.first - longest_phrase : 0, word.first + 1);
    return std::any_of(around.begin(), around.end(), [&](const PhraseMatch& m) { return m.words > 1 && m.first <= word.first && m.last >= word.last && m.has(Meaning::Kind::role); });
  };
  const auto before = matches_from(match.first > nearest ? match.first - nearest : 0, match.first);
  return std::any_of(before.begin(), before.end(), [&](const PhraseMatch& m) { return m.words == 1 && m.has(Mark::negation) && !part_of_role(m); });
}

bool SentenceBinder::has_unit(std::uint32_t at) const {
  return token(at).statement != no_id && x_.nodes[x_.sides[x_.statements[token(at).statement].first_side].root].quantity.has_unit;
}

/// `The peak of the rehearsal was 61 GB` tells what was measured; `PP was 8` and `61 GB, was 72 GB, now 58 GB` what is no more.
bool SentenceBinder::tells_of_past(const PhraseMatch& match, std::uint32_t at) const {
  if (!match.has(Mark::link) || token(at).statement == no_id || match.first <= clauses_[clause_].first || token(match.first - 1).kind != Token::Kind::word) return false;
  const Statement& statement = x_.statements[token(at).statement];
  if (statement.side_count > 1 || !x_.nodes[x_.sides[statement.first_side].root].quantity.has_unit) return false;
  const auto behind = matches_from(at + 1, sentence_->token_count);
  return std::none_of(behind.begin(), behind.end(), [](const PhraseMatch& m) { return may_give(m, Role::claim); });
}

/// `TP was 4`, and not `TP was 4 last year`: nothing but that word says that it is no more.
bool SentenceBinder::is_only_past(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end > 0 && token(end - 1).kind == Token::Kind::symbol) --end;
  if (end == 0) return false;
  const auto is_was = [](const PhraseMatch& match) { return match.words == 1 && match.has(Mark::link) && may_give(match, Role::superseded); };
  const auto before = matches_from(end - 1, end);
  if (std::none_of(before.begin(), before.end(), is_was)) return false;
  constexpr std::uint32_t far = 48;  // tokens: a long line must not cost its square
  const auto around = matches_from(at > far ? at - far : 0, std::min(sentence_->token_count, at + far));
  return std::none_of(around.begin(), around.end(), [&](const PhraseMatch& match) {
    if (!match.has(Meaning::Kind::role) || (match.words == 1 && match.has(Mark::link))) return false;
    return may_give(match, Role::superseded) || may_give(match, Role::foreign) || may_give(match, Role::hypothetical) || may_give(match, Role::quoted);
  });
}

std::optional<Role> SentenceBinder::own_role(std::uint32_t at) const {
  if (!says(Meaning::Kind::role)) return std::nullopt;
  const Clause& clause = clauses_[clause_];
  const std::uint32_t from = std::max(clause.first, at > reach ? at - reach : 0);
  std::uint32_t end = clause.end;
  // `85% (operating limit)`: words in a parenthesis without a number of its own speak of the number before it.
  if (clause_ + 1 < clauses_.size() && clauses_[clause_ + 1].inner && !clause.inner && clauses_[clause_ + 1].end - clauses_[clause_ + 1].first <= longest_remark) {
    const Clause& remark = clauses_[clause_ + 1];
    // `(meets requirement)` and `(within the limit)` compare the number with something, they do not make it that.
    bool compares = false;
    for (const PhraseMatch& match : matches_from(remark.first, remark.end)) {
      compares = compares || match.has(Meaning::Kind::mark);
      for (const Meaning& m : match.meanings) compares = compares || (m.kind == Meaning::Kind::role && m.before);
    }
    if (!has_number(remark.first, remark.end) && !compares) end = remark.end;
  }
  const std::uint32_t to = std::min(end, at + reach);
  std::optional<Role> role;
  for (const PhraseMatch& match : matches_from(from, to)) {
    if (!match.has(Meaning::Kind::role)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::role || meaning.heading || !holds(meaning, said_.topics) || inside_longer(match, at)) continue;
      if (meaning.before) {
        if (match.last >= at || tells_of_past(match, at)) continue;
        bool adjacent = true;
        for (std::uint32_t between = match.last + 1; between < at; ++between) adjacent = adjacent && token(between).kind == Token::Kind::symbol;
        if (adjacent) return static_cast<Role>(meaning.id);
      } else {
        if (is_denied(match)) continue;
        // The words of another number behind this one are that number's.
        if (static_cast<Role>(meaning.id) == Role::requirement && match.last < at && answered(match.last, at)) {
          role = Role::claim;
          continue;
        }
        // `takes 42 days and so meets the requirement` is what is reached, not what is asked for.
        const auto met = matches_from(std::min(at + 1, match.first), match.first);
        bool own = !has_number(at + 1, match.first) && std::none_of(met.begin(), met.end(), [](const PhraseMatch& m) { return m.has(Mark::tick); });
        for (std::uint32_t between = at + 1; between < match.first; ++between) own = own && !separates(token(between).symbol);
        if (own) role = static_cast<Role>(meaning.id);
      }
    }
  }
  return role;
}

/// `The earlier draft (TP 8 × PP 2)`: a parenthesis stands there for the reason of the words right before it.
std::optional<Role> SentenceBinder::role_before_parenthesis() const {
  const Clause& clause = clauses_[clause_];
  if (!clause.inner || clause.first < 2) return std::nullopt;
  const std::uint32_t end = clause.first - 1;
  for (const PhraseMatch& match : matches_from(end > reach ? end - reach : 0, end)) {
    if (!match.has(Meaning::Kind::role) || match.last + 1 != end) continue;
    for (const Meaning& meaning : match.meanings)
      if (is_role(meaning) && static_cast<Role>(meaning.id) != Role::claim)
        return static_cast<Role>(meaning.id);
  }
  return std::nullopt;
}

/// `85% (safe operating limit)`, `4 (old)`.
std::optional<Role> SentenceBinder::annotation_role(const Node& node) {
  std::optional<Role> role;
  // `65% (target 70%)` has a second number, which the word belongs to.
  if (source_.text(node.annotation).find_first_of("0123456789") != std::string_view::npos) return role;
  for (const PhraseMatch& match : annotation_finder_.find_in(node.annotation))
    for (const Meaning& meaning : match.meanings) {
      // `(meets the requirement)` compares.
      if (meaning.kind == Meaning::Kind::mark && (static_cast<Mark>(meaning.id) == Mark::tick || static_cast<Mark>(meaning.id) == Mark::approx)) return std::nullopt;
      if (meaning.kind != Meaning::Kind::role) continue;
      if (meaning.before && match.words == annotation_finder_.text_words()) return static_cast<Role>(meaning.id);
      if (meaning.before) return std::nullopt;
      role = static_cast<Role>(meaning.id);
    }
  return role;
}

/// `The earlier draft used TP 8, PP 4 and 64 GPUs`: why a sentence tells something holds for all that it tells.
std::optional<Role> SentenceBinder::role_of_sentence(std::uint32_t at) const {
  // Words of its own clause are told apart one by one, as far as they reach; beyond, they speak of counts. A measure has words of its own, but stays somebody else's.
  const std::uint32_t end = std::max(clauses_[clause_].first, at > reach ? at - reach : 0);
  if (end == 0) return aside();
  constexpr std::uint32_t longest = 48;
  std::uint32_t first = clauses_[clause_].first;
  const std::uint32_t least = first > longest ? first - longest : 0;
  while (first > least && !ends_sentence(token(first - 1).symbol)) --first;
  constexpr std::uint32_t far = 256;  // of one clause
  bool supposed = false;              // it starts with `if`
  std::optional<Role> role;
  for (const PhraseMatch& match : matches_from(std::max(first, end - std::min(end, far)), end)) {
    if (!match.has(Meaning::Kind::role) || inside_longer(match, at)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (!is_role(meaning) || is_denied(match)) continue;
      if (match.first >= clauses_[clause_].first && has_unit(at) && static_cast<Role>(meaning.id) != Role::foreign) continue;
      // `若微批改为 8，总计 100.7 GB`: what is changed to is part of what is supposed.
      if (supposed && static_cast<Role>(meaning.id) == Role::claim) continue;
      role = static_cast<Role>(meaning.id);
      supposed = supposed || (role == Role::hypothetical && match.first == first);
    }
  }
  if (!role || role == Role::claim || role == Role::requirement) role = aside();
  return role;
}

/// `For the export job, TP=4 is chosen`: what a sentence starts with, before its first number, says where all of it holds.
std::optional<Role> SentenceBinder::role_of_place() const {
  constexpr std::size_t far = 16;  // clauses
  std::size_t head = clause_;
  while (head > 0 && clause_ - head < far && !ends_sentence(token(clauses_[head].first - 1).symbol)) --head;
  const Clause& clause = clauses_[head];
  if (head == clause_ || clause.inner || has_number(clause.first, clause.end)) return std::nullopt;
  for (const PhraseMatch& match : matches_from(clause.first, clause.end)) {
    if (match.last + 1 != clause.end || !match.has(Meaning::Kind::role) || is_denied(match)) continue;
    for (const Meaning& meaning : match.meanings)
      if (const auto role = static_cast<Role>(meaning.id); is_role(meaning) && (role == Role::hypothetical || role == Role::foreign)) return role;
  }
  return std::nullopt;
}

/// `TP 8, PP 4, DP 2 would need as many GPUs`: what is said behind the last entry of a list holds for all.
std::optional<Role> SentenceBinder::role_of_list(std::uint32_t at) const {
  constexpr std::uint32_t longest_entry = 3;  ///< tokens
  constexpr std::size_t longest_list = 12;    ///< entries, or a long line would cost its square
  if (clauses_[clause_].end != at + 1) return std::nullopt;
  const std::size_t end = std::min(clauses_.size(), clause_ + 1 + longest_list);
  for (std::size_t i = clause_ + 1; i < end && clauses_[i].first < part_end_; ++i) {
    const Clause& clause = clauses_[i];
    if (clause.inner || token(clause.first - 1).symbol != ',') return std::nullopt;
    if (clause.end - clause.first <= longest_entry && has_number(clause.first, clause.end)) continue;
    std::uint32_t number = clause.first;
    while (number < clause.end && !is_number(number)) ++number;
    if (number - clause.first > longest_entry) return std::nullopt;
    for (const PhraseMatch& match : matches_from(number + 1, std::min(number + 3, clause.end)))
      if (may_give(match, Role::hypothetical) && !is_denied(match)) return Role::hypothetical;
    return std::nullopt;
  }
  return std::nullopt;
}

/// `DP=4（32 卡）时需要 22.9 天`: what is said right behind a parenthesis holds for what stands before it.
std::optional<Role> SentenceBinder::role_behind_parenthesis() const {
  constexpr std::size_t most = 8;  // clauses of a parenthesis
  std::size_t behind = clause_ + 1;
  while (behind < clauses_.size() && behind <= clause_ + most && clauses_[behind].inner) ++behind;
  if (behind >= clauses_.size() || behind == clause_ + 1 || clauses_[clause_].inner || clauses_[behind].inner) return std::nullopt;
  const std::uint32_t first = clauses_[behind].first;
  if (first == 0 || !closes(token(first - 1).symbol)) return std::nullopt;
  for (const PhraseMatch& match : matches_from(first, std::min(first + 1, clauses_[behind].end)))
    if ((may_give(match, Role::hypothetical) && !is_denied(match)) || (match.topics & when_words_).any()) return Role::hypothetical;
  // `the figure from the chat (1,050 tok/s) is from another cluster`
  constexpr std::uint32_t far = 4;
  const std::uint32_t stop = std::min(first + far, clauses_[behind].end);
  if (clauses_[clause_].inner || has_number(first, stop)) return std::nullopt;
  for (const PhraseMatch& match : matches_from(first, stop))
    if (may_give(match, Role::foreign)) return Role::foreign;
  return std::nullopt;
}

/// `4 × H100, TP=4, last year's measurement: 7 requests/s`: what a colon closes tells why all before it stands there.
std::optional<Role> SentenceBinder::role_of_label(std::uint32_t at) const {
  constexpr std::uint32_t longest = 32;  // tokens
  if (part_first_ != 0 || clauses_[clause_].inner) return std::nullopt;
  std::uint32_t end = at + 1;
  while (end < part_end_ && end < longest && !separates(token(end).symbol)) ++end;
  if (end >= part_end_ || end >= longest || token(end).symbol == '=') return std::nullopt;
  for (const PhraseMatch& match : matches_from(at + 1, end)) {
    if (match.last >= end || has_number(match.first, end)) continue;
    for (const Meaning& meaning : match.meanings)
      if (const auto role = static_cast<Role>(meaning.id); is_role(meaning) && (role == Role::superseded || role == Role::foreign)) return role;
  }
  return std::nullopt;
}

/// `With 4 stages and 12 micro-batches, for example, a pipeline idles`, `GPT-3 had 96 layers, for scale`: an aside between commas speaks of all of its part.
std::optional<Role> SentenceBinder::aside() const {
  return last_aside_.role && clauses_[clause_].first <= last_aside_.first ? last_aside_.role : std::nullopt;
}

/// The last aside of the part at hand.
SentenceBinder::Aside SentenceBinder::find_aside() const {
  Aside last;
  for (std::size_t i = clause_; i < clauses_.size() && clauses_[i].first < part_end_; ++i) {
    const Clause& clause = clauses_[i];
    for (const PhraseMatch& match : matches_from(clause.first, std::min(clause.first + 1, clause.end))) {
      if (match.last + 1 != clause.end || !match.has(Meaning::Kind::role)) continue;
      for (const Meaning& meaning : match.meanings)
        if (const auto role = static_cast<Role>(meaning.id); is_role(meaning) && (role == Role::hypothetical || role == Role::foreign)) last = {clause.first, role};
    }
  }
  return last;
}

/// `TP1EP8PP4, 32x H100, dropped (OOM)`, `TP 8 × PP 2 → 16 GPUs (what we had in Q2)`: a verdict that ends a line speaks of all of it.
std::optional<Role> SentenceBinder::verdict() const {
  std::size_t last = clauses_.size();
  while (last > 0 && clauses_[last - 1].first >= clauses_[last - 1].end) --last;
  if (last < 2) return std::nullopt;
  const Clause& clause = clauses_[last - 1];
  if (clause.end - clause.first > longest_remark) return std::nullopt;
  bool counts = false;
  for (std::uint32_t word = clause.first; word < clause.end; ++word) counts = counts || is_number(word);
  for (const PhraseMatch& match : matches_from(clause.first, clause.first + 1)) {
    if ((match.last + 1 != clause.end && !(clause.inner && !counts)) || !match.has(Meaning::Kind::role)) continue;
    for (const Meaning& meaning : match.meanings) {
      const auto role = static_cast<Role>(meaning.id);
      if (is_role(meaning) && role != Role::claim && role != Role::requirement) return role;
    }
  }
  return std::nullopt;
}

/// `Rejected alternative: TP 2 (8 micro-batches). It takes the same cards`: a label speaks for the sentences behind it, up to the next; what it asks for
/// ends at the full stop.
void SentenceBinder::read_labels(std::uint32_t first, std::uint32_t end) {
  const auto stops = [](char32_t sign) { return ends_sentence(sign) && sign != ';' && sign != 0xFF1B; };
  while (first < end) {
    if (first > 0 && label_role_ == Role::requirement && stops(token(first - 1).symbol)) label_role_.reset();
    std::uint32_t sign = first, stop = first;
    while (sign < end && sign < first + reach && !separates(token(sign).symbol) && !ends_clause(token(sign).symbol) && !opens(token(sign).symbol)) ++sign;
    if (sign > first && sign < end && separates(token(sign).symbol) && (first == 0 || token(sign).symbol != '=')) read_label(first, sign);
    while (stop < end && !ends_sentence(token(stop).symbol)) ++stop;
    first = stop + 1;
  }
}

void SentenceBinder::read_label(std::uint32_t first, std::uint32_t end) {
  for (const PhraseMatch& match : matches_from(first, end)) {
    if (match.last + 1 != end) continue;
    for (const Meaning& meaning : match.meanings) {
      // What counts in headings only does so here if the label says nothing else.
      if (meaning.kind != Meaning::Kind::role || meaning.before || (meaning.heading && match.first != first)) continue;
      const auto role = static_cast<Role>(meaning.id);
      if (meaning.heading && role != Role::hypothetical && role != Role::foreign) continue;
      label_role_ = role == Role::claim ? std::nullopt : std::optional(role);
      label_end_ = end;
      return;
    }
  }
}

Role SentenceBinder::role_of(std::uint32_t at) const {
  if (!says(Meaning::Kind::role) && (said_.topics & told_by_).none()) return context_.role.value_or(Role::claim);
  if (says_among(at + 1, at + 2, when_words_)) return Role::hypothetical;  // `DP=2 时每卡 8 GB`
  if (const auto role = own_role(at)) {
    // `achieved` and `target` in a rejected section are still rejected.
    const bool judged = *role == Role::claim || *role == Role::requirement;
    if (*role == Role::claim)
      if (const auto place = role_of_place()) return *place;
    const bool outvoted = judged && context_.role && *context_.role != Role::requirement && *context_.role != Role::claim;
    return outvoted ? *context_.role : *role;
  }
  if (const auto role = role_before_parenthesis()) return *role;
  if (const auto role = role_of_sentence(at)) return *role;
  if (const auto role = role_of_list(at)) return *role;
  if (const auto role = role_behind_parenthesis()) return *role;
  if (const auto role = role_of_label(at)) return *role;
  if (const auto role = verdict(); role && part_first_ == 0 && part_end_ == sentence_->token_count) return *role;
  // `Target: 3 s (TP 8)`: what is asked for or given up has remarks of its own.
  const bool aside = label_role_ == Role::hypothetical || label_role_ == Role::foreign;
  if (label_role_ && label_end_ <= at && (aside || !clauses_[clause_].inner)) return *label_role_;
  return context_.role.value_or(compares(at) ? Role::superseded : Role::claim);
}

/// `914 vs. 827 tok/s per GPU`: of two numbers with one unit the other is what it was.
bool SentenceBinder::compares(std::uint32_t at) const {
  if (at < 2 || token(at).statement == no_id || (said_.topics & versus_words_).none()) return false;
  const std::uint32_t word = token(at - 1).symbol == '.' && !token(at - 1).spaced ? at - 2 : at - 1;
  if (word == 0 || token(word - 1).statement == no_id || !says_among(word, word + 1, versus_words_)) return false;
  const auto quantity = [&](std::uint32_t number) {
    const Node& node = x_.nodes[x_.sides[x_.statements[token(number).statement].first_side].root];
    return node.kind == Node::Kind::number ? &node.quantity : nullptr;
  };
  const Quantity *now = quantity(word - 1), *then = quantity(at);
  return now && then && !now->has_unit && then->has_unit;
}

}  // namespace stratlint::facts
