#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "facts/phrases.h"
#include "stratlint/fact.h"

namespace stratlint::facts {

/// What the surroundings say about every number under them: headings, the sentence that leads a list, a table row.
struct Context {
  TopicSet topics;           ///< bit set of topic numbers
  TopicSet around;           ///< those that the sentence does not say itself
  std::optional<Role> role;           ///< set by a heading for its section
  std::optional<Scope> scope;         ///< the innermost that is named
  PlanId plan = 0;
  std::optional<Unit> unit;           ///< of the bare numbers below a line like `Memory per GPU (GB):`

  /// The context of something inside: its own words come first.
  Context within(const Context& outer) const;
};

TopicSet topics_in(std::span<const PhraseMatch> matches);
/// The most specific scope that a stretch of tokens names; `total` only if nothing narrower stands there.
std::optional<Scope> scope_in(std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t last);

/// The scope that the caption of a table gives its cells: one behind a number, `EP 16, 1 expert per GPU`, is that number's.
std::optional<Scope> caption_scope(const Sentence& caption, std::span<const Token> tokens, std::span<const PhraseMatch> matches);

/// What a heading sets for its section: roles and plans that count in headings, scopes, topics.
/// The title of a document says nothing that sections only say: a `Scaling study` is what it is about.
Context heading_context(std::span<const PhraseMatch> matches, bool title);
/// True if a heading says that the document judges another one.
bool marks_review(std::span<const PhraseMatch> matches);
/// True if a stretch of tokens names a plan of its own (`Baseline (TP=8, PP=2)`).
bool marks_plan(std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t last, bool heading = false);
/// Whether a word gives a role to all around it, not only in headings or right in front of a number.
inline bool is_role(const Meaning& m) { return m.kind == Meaning::Kind::role && !m.heading && !m.before; }
/// Whether a phrase may give a role, wherever it does so.
bool may_give(const PhraseMatch& match, Role role);
inline bool is_plan(const Meaning& m) { return m.kind == Meaning::Kind::mark && (static_cast<Mark>(m.id) == Mark::plan || static_cast<Mark>(m.id) == Mark::part); }

}  // namespace stratlint::facts
