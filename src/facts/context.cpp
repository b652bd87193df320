#include "facts/context.h"

#include <algorithm>

namespace stratlint::facts {

Context Context::within(const Context& outer) const {
  Context result = *this;
  result.topics |= outer.topics;
  if (!result.role) result.role = outer.role;
  if (!result.scope || *result.scope == Scope::total) {
    if (outer.scope && (!result.scope || *outer.scope != Scope::total)) result.scope = outer.scope;
  }
  if (result.plan == 0) result.plan = outer.plan;
  return result;
}

TopicSet topics_in(std::span<const PhraseMatch> matches) {
  TopicSet topics;
  for (const PhraseMatch& match : matches) topics |= match.topics;
  return topics;
}

std::optional<Scope> scope_in(std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t last) {
  std::optional<Scope> found;
  for (const PhraseMatch& match : matches) {
    if (!match.has(Meaning::Kind::scope) || match.first < first || match.last > last) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::scope) continue;
      const auto scope = static_cast<Scope>(meaning.id);
      if (!found || *found == Scope::total) found = scope;
    }
  }
  return found;
}

std::optional<Scope> caption_scope(const Sentence& caption, std::span<const Token> tokens, std::span<const PhraseMatch> matches) {
  std::uint32_t end = 0;
  while (end < caption.token_count && tokens[caption.first_token + end].statement == no_id) ++end;
  std::optional<Scope> found;
  // `latency per token` is a name.
  const auto named = [&](const PhraseMatch& match) {
    return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& other) {
      return other.first <= match.first && other.last >= match.last && other.words > match.words && other.has(Meaning::Kind::key);
    });
  };
  for (const PhraseMatch& match : matches)
    if (match.first < end)
      if (const auto scope = scope_in({&match, 1}, 0, no_id); scope && (!found || *found == Scope::total) && !((*scope == Scope::token || *scope == Scope::step) && named(match))) found = scope;
  return found;
}

constexpr std::uint32_t farthest_word = 2;  ///< tokens from the start of a heading, its number among them

Context heading_context(std::span<const PhraseMatch> matches, bool title) {
  Context context;
  context.topics = topics_in(matches);
  context.scope = scope_in(matches, 0, no_id);
  if (context.scope == Scope::total) context.scope.reset();
  // `Option A` names a plan, `Options` are none.
  const auto inside_plan = [&](const PhraseMatch& match) {
    return std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& other) {
      return other.first <= match.first && other.last >= match.last && other.words > match.words && (other.has(Mark::plan) || other.has(Mark::part));
    });
  };
  for (const PhraseMatch& match : matches) {
    if (!match.has(Meaning::Kind::role) || inside_plan(match)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::role || !meaning.heading || (title && meaning.section)) continue;
      // `Link check before the run`: a word in the middle says when.
      const auto role = static_cast<Role>(meaning.id);
      if (role == Role::superseded && match.words == 1 && !meaning.section && match.first > farthest_word) continue;
      context.role = role;
    }
  }
  return context;
}

bool may_give(const PhraseMatch& match, Role role) {
  return std::any_of(match.meanings.begin(), match.meanings.end(), [&](const Meaning& m) { return m.kind == Meaning::Kind::role && static_cast<Role>(m.id) == role; });
}

bool marks_review(std::span<const PhraseMatch> matches) {
  return std::any_of(matches.begin(), matches.end(), [](const PhraseMatch& match) { return match.has(Mark::review); });
}

bool marks_plan(std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t last, bool heading) {
  for (const PhraseMatch& match : matches) {
    if (match.first > last) break;
    if (!(match.has(Mark::plan) || match.has(Mark::part)) || match.first < first || match.last > last) continue;
    for (const Meaning& meaning : match.meanings)
      if (is_plan(meaning) && (heading || !meaning.heading)) return true;
  }
  return false;
}

}  // namespace stratlint::facts
