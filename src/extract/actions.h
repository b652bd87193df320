#pragma once

#include "builder.h"
#include "sentence.hpp"

// How actions are attached to the line grammar. All that write to the builder are undone where the rule around them fails.
namespace stratlint::extraction {

namespace p = tao::pegtl;
namespace g = grammar;
using g::Operands;

template <typename Rule>
struct action : p::nothing<Rule> {};

template <typename Input>
Span span_of(const Input& in, const Builder& b) {
  const char* base = b.source().bytes().data();
  return {static_cast<std::uint32_t>(in.begin() - base), static_cast<std::uint32_t>(in.end() - base)};
}

/// Without blanks and parentheses around it.
inline Span trimmed(Span span, std::string_view bytes) {
  const auto drop = [&](std::uint32_t at) { return bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '(' || bytes[at] == ')'; };
  const std::string_view text = bytes.substr(span.begin, span.size());
  if (text.starts_with("（")) span.begin += 3;
  if (text.ends_with("）") && span.size() >= 3) span.end -= 3;
  while (span.begin < span.end && drop(span.begin)) ++span.begin;
  while (span.begin < span.end && drop(span.end - 1)) --span.end;
  return span;
}

/// Puts back what `Saved` keeps if a rule fails. Where a rule only looks ahead, nothing is written.
template <typename Saved>
struct restoring_saved : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    if constexpr (A == p::apply_mode::nothing) {
      return p::match<Rule, A, M, Action, Control>(in, b);
    } else {
      const Saved saved(b);
      if (p::match<Rule, A, M, Action, Control>(in, b)) return true;
      saved.restore(b);
      return false;
    }
  }
};

/// All that the parts of a rule append.
struct SavedSizes {
  explicit SavedSizes(const Builder& b) : mark(b.mark()) {}
  void restore(Builder& b) const { b.rollback(mark); }
  Builder::Mark mark;
};
struct restoring : restoring_saved<SavedSizes> {};

/// Calls `prepare` before a rule is tried.
template <void (*prepare)(Builder&)>
struct prepared : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    prepare(b);
    return p::match<Rule, A, M, Action, Control>(in, b);
  }
};
inline void clear_draft(Builder& b) { b.draft.clear(); }
struct new_draft : prepared<clear_draft> {};

}  // namespace stratlint::extraction
