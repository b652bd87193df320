#include "builder.h"
#include "sentence.hpp"

// The one instantiation of the line grammar.
namespace stratlint::extraction {

namespace {

namespace p = tao::pegtl;
namespace g = grammar;
using g::Operands;

constexpr std::uint32_t max_depth = 16;

template <typename Input>
Span span_of(const Input& in, const Builder& b) {
  const char* base = b.source().bytes().data();
  return {static_cast<std::uint32_t>(in.begin() - base), static_cast<std::uint32_t>(in.end() - base)};
}

Span trimmed(Span span, std::string_view bytes) {
  const auto drop = [&](std::uint32_t at) { return bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '(' || bytes[at] == ')'; };
  const std::string_view text = bytes.substr(span.begin, span.size());
  if (text.starts_with("（")) span.begin += 3;
  if (text.ends_with("）") && span.size() >= 3) span.end -= 3;
  while (span.begin < span.end && drop(span.begin)) ++span.begin;
  while (span.begin < span.end && drop(span.end - 1)) --span.end;
  return span;
}

template <typename Rule>
struct action : p::nothing<Rule> {};

/// Undoes what the parts of a rule wrote if the rule as a whole fails.
struct restoring : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    if constexpr (A == p::apply_mode::nothing) {
      return p::match<Rule, A, M, Action, Control>(in, b);
    } else {
      const auto mark = b.mark();
      if (p::match<Rule, A, M, Action, Control>(in, b)) return true;
      b.rollback(mark);
      return false;
    }
  }
};

/// The same for units, which write to the draft's last part only.
struct restoring_unit : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    if constexpr (A == p::apply_mode::nothing) {
      return p::match<Rule, A, M, Action, Control>(in, b);
    } else {
      Draft::Part& part = b.draft.last();
      const Unit unit = part.unit;
      const bool has_unit = part.has_unit;
      if (p::match<Rule, A, M, Action, Control>(in, b)) return true;
      part.unit = unit;
      part.has_unit = has_unit;
      return false;
    }
  }
};

/// The same for the second number of a range.
struct restoring_count : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    const std::uint32_t count = b.draft.count;
    const bool overflow = b.draft.overflow;
    if (p::match<Rule, A, M, Action, Control>(in, b)) return true;
    b.draft.count = count;
    b.draft.overflow = overflow;
    return false;
  }
};

struct nested : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    if (b.depth >= max_depth) return false;
    ++b.depth;
    const bool matched = restoring::match<Rule, A, M, Action, Control>(in, b);
    --b.depth;
    return matched;
  }
};

struct new_draft : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    b.draft.clear();
    return p::match<Rule, A, M, Action, Control>(in, b);
  }
};

template <> struct action<g::number> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.add_number({in.begin(), in.size()}); }
};
template <> struct action<g::suffix_letter> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix({in.begin(), in.size()}); }
};
/// `2 B` are two bytes; with decimals they are billions.
template <> struct action<g::spaced_word> {
  template <typename In> static bool apply(const In& in, Builder& b) { return *in.begin() == 'M' || !b.draft.last().integer; }
};
template <> struct action<g::spaced_suffix> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix({in.end() - 1, 1}); }
};
template <> struct action<g::chinese_suffix> {
  template <typename In> static void apply(const In& in, Builder& b) { b.draft.set_suffix(b.source().text(trimmed(span_of(in, b), b.source().bytes()))); }
};
template <> struct action<g::suffix_word> {
  template <typename In> static void apply(const In& in, Builder& b) {
    const Span word = trimmed(span_of(in, b), b.source().bytes());
    b.draft.set_suffix(b.source().text(word));
  }
};
template <> struct action<g::unit_letters> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const std::string_view word(in.begin(), in.size());
    return b.draft.set_unit(word.front() == '\\' ? word.substr(1) : word);
  }
};
template <> struct action<g::counted_noun> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.set_count_noun(); }
};
template <> struct action<g::rate_word> {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.draft.set_rate({in.begin(), in.size()}); }
};
template <> struct action<g::unit> : restoring_unit {};
template <> struct action<g::rate> : restoring_unit {};
template <> struct action<g::count_rate> : restoring_unit {};
template <> struct action<g::glued_unit> : restoring_unit {};
template <> struct action<g::spaced_unit> : restoring_unit {};
template <> struct action<g::latex_unit> : restoring_unit {};
template <> struct action<g::approx_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.approximate = true; }
};
template <> struct action<g::plus_minus> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.spread = true; }
};
template <> struct action<g::less_equal_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = Bound::less_equal;}
};
template <> struct action<g::greater_equal_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = Bound::greater_equal;}
};
template <> struct action<g::less_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = Bound::less;}
};
template <> struct action<g::greater_sign> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = Bound::greater;}
};
template <> struct action<g::open_end> {
  template <typename In> static void apply(const In&, Builder& b) { b.draft.bound = Bound::greater_equal; }
};
/// Whether the number that ends here is part of a name, as in `Llama-3.1-70B`.
bool ends_name(const char* end, const char* begin) {
  const auto digit = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  while (end > begin && digit(end[-1])) --end;
  return end - begin > 1 && end[-1] == '-' && ((end[-2] | 0x20) >= 'a' && (end[-2] | 0x20) <= 'z');
}

/// `4.2-3` is no range, nor is `2025-01`; then the first number stands alone.
template <> struct action<g::range_tail> : restoring_count {
  template <typename In> static bool apply(const In& in, Builder& b) {
    if (ends_name(in.begin(), b.source().bytes().data())) return false;
    const Quantity q = b.draft.valid() && b.draft.count == 2 ? b.draft.quantity() : Quantity{};
    return q.low < q.high;
  }
};
struct push_number : new_draft {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.push_number(span_of(in, b)); }
};
template <> struct action<g::literal> : push_number {};
template <> struct action<g::axis_value> : push_number {};

struct set_axis {
  template <typename In> static void apply(const In& in, Builder& b) { b.axis = span_of(in, b); }
};
template <> struct action<g::axis_name> : set_axis {};
template <> struct action<g::glued_name> : set_axis {};
struct name_axis : restoring {
  template <typename In> static void apply(const In& in, Builder& b) {
    b.widen(span_of(in, b));
    b.annotate(b.axis);
  }
};
template <> struct action<g::marked_axis> : name_axis {};
template <> struct action<g::called_axis> : name_axis {};
template <> struct action<g::glued_axis> : name_axis {};
template <> struct action<g::addend_name> : set_axis {};
template <> struct action<g::named_addend> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) {
    if (!b.top_is_amount()) return false;
    b.widen(span_of(in, b));
    b.annotate(b.axis);
    return true;
  }
};
template <> struct action<g::name_operand> {
  template <typename In> static void apply(const In& in, Builder& b) { b.push_name(span_of(in, b)); }
};
template <> struct action<g::superscript> {
  template <typename In> static void apply(const In& in, Builder& b) {
    b.raise(static_cast<unsigned char>(in.end()[-1]) == 0xB2 ? 2 : 3, span_of(in, b));
  }
};
template <> struct action<g::exponent_value> {
  template <typename In> static void apply(const In& in, Builder& b) {
    double exponent = 0;
    for (char c : std::string_view(in.begin(), in.size()))
      if (c >= '0' && c <= '9' && exponent < 1e4) exponent = exponent * 10 + (c - '0');
    b.raise(exponent, span_of(in, b));
  }
};
template <> struct action<g::note> {
  template <typename In> static void apply(const In& in, Builder& b) { b.annotate(trimmed(span_of(in, b), b.source().bytes())); }
};
template <> struct action<g::operand_words> : action<g::note> {};

template <> struct action<g::unit_of_group> : new_draft {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.scale_to_unit(span_of(in, b)); }
};
template <> struct action<g::whole_in_words> {
  template <typename In> static void apply(const In& in, Builder& b) { b.push_name(span_of(in, b)); }
};

template <Operands O> struct action<g::paren<O>> : nested {
  template <typename In> static void apply(const In& in, Builder& b) { b.widen(span_of(in, b)); }
};
template <Operands O> struct action<g::frac<O>> : nested {
  template <typename In> static void apply(const In& in, Builder& b) {
    b.reduce(Operator::divide);
    b.widen(span_of(in, b));
  }
};
template <Operator Op> struct reduce : restoring {
  template <typename In> static void apply(const In&, Builder& b) { b.reduce(Op); }
};
template <Operands O> struct action<g::times_tail<O>> : reduce<Operator::multiply> {};
template <Operands O> struct action<g::share_tail<O>> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) {
    if (!b.left_is_share()) return false;
    b.reduce(Operator::multiply);
    return true;
  }
};
template <Operands O> struct action<g::part_tail<O>> : reduce<Operator::multiply> {};
template <Operands O> struct action<g::over_tail<O>> : reduce<Operator::divide> {};
template <Operands O> struct action<g::plus_tail<O>> : reduce<Operator::add> {};
template <Operands O> struct action<g::minus_tail<O>> : reduce<Operator::subtract> {};
template <Operands O> struct action<g::first_side<O>> {
  template <typename In> static void apply(const In&, Builder& b) { b.add_side(Relation::none); }
};
template <Operands O> struct action<g::link<O>> : restoring {
  template <typename In> static void apply(const In& in, Builder& b) {
    const std::string_view text(in.begin(), in.size());
    b.add_side(relation_at(text));
  }
  static Relation relation_at(std::string_view text) {
    std::size_t at = text.find_first_not_of(" \t*`$(");
    if (at == std::string_view::npos) return Relation::equal;
    text.remove_prefix(at);
    if (text.starts_with("<=") || text.starts_with("≤") || text.starts_with("⩽")) return Relation::less_equal;
    if (text.starts_with(">=") || text.starts_with("≥") || text.starts_with("⩾")) return Relation::greater_equal;
    if (text.starts_with("<") || text.starts_with("＜")) return Relation::less;
    if (text.starts_with(">") || text.starts_with("＞")) return Relation::greater;
    if (text.starts_with("=") || text.starts_with("＝")) return Relation::equal;
    return Relation::approx;
  }
};
template <> struct action<g::said_result> {
  template <typename In> static bool apply(const In&, Builder& b) { return b.last_side_computes(); }
};
template <Operands O> struct action<g::said_link<O>> : restoring {
  template <typename In> static void apply(const In&, Builder& b) { b.add_side(Relation::equal); }
};
template <> struct action<g::apposition> {
  template <typename In> static bool apply(const In&, Builder& b) { return b.last_side_is_formula(); }
};
template <Operands O> struct action<g::apposed_link<O>> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) { return b.add_apposed(); }
};
template <> struct action<g::share_words> : set_axis {};
template <> struct action<g::share_result> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) {
    if (!b.top_is_amount()) return false;
    b.annotate(b.axis);
    return true;
  }
};
template <> struct action<g::result_name> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    b.axis = span_of(in, b);
    return b.last_side_computes();
  }
};
template <> struct action<g::named_result> : restoring {
  template <typename In> static void apply(const In&, Builder& b) { b.annotate(b.axis); }
};
template <> struct action<g::chain> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.finish_chain(span_of(in, b), false); }
};
template <> struct action<g::computed_value> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.finish_chain(span_of(in, b), true); }
};
template <> struct action<g::word_chain> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.finish_chain(span_of(in, b), true); }
};
template <> struct action<g::relation_to_come> : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    return b.relates(in.current());
  }
};
template <> struct action<g::symbolic_chain> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) { return b.finish_chain(span_of(in, b), true); }
};

template <int value, char... letters> struct action<g::count_word<value, letters...>> {
  template <typename In> static void apply(const In&, Builder& b) { b.counted += value; }
};
struct new_count : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    b.counted = 0;
    return p::match<Rule, A, M, Action, Control>(in, b);
  }
};
template <> struct action<g::number_in_words> : new_count {
  template <typename In> static void apply(const In& in, Builder& b) { b.add_count(span_of(in, b), b.counted); }
};

template <> struct action<g::degree_name> {
  template <typename In> static void apply(const In& in, Builder& b) { b.letters = span_of(in, b); }
};
template <> struct action<g::degree> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const Span span = span_of(in, b);
    return b.add_degree(span, b.letters, b.source().text({b.letters.end, span.end}));
  }
};
template <> struct action<g::degrees> : restoring {};
struct add_word {
  template <typename In> static void apply(const In& in, Builder& b) { b.add_word(span_of(in, b)); }
};
template <> struct action<g::word> : add_word {};
template <> struct action<g::lone_word> : add_word {};
template <> struct action<g::symbol> {
  template <typename In> static void apply(const In& in, Builder& b) {
    const auto* s = reinterpret_cast<const unsigned char*>(in.begin());
    char32_t c = s[0];
    if (in.size() == 2 && c < 0x80) c = 0x2192;
    else if (in.size() == 2) c = static_cast<char32_t>((s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu));
    if (in.size() == 3) c = static_cast<char32_t>((s[0] & 0xFu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu));
    b.add_symbol(span_of(in, b), c);
  }
};
struct set_spaced {
  template <typename In> static void apply(const In&, Builder& b) { b.spaced = true; }
};
template <> struct action<g::line_space> : set_spaced {};

using Input = p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*>;

/// The grammar is entered where a look does not tell what stands there.
void read_tokens(Builder& builder, const char* at, const char* end) {
  while ((at = read_plain_tokens(builder, at, end)) != end) {
    Input in(at, end, "");
    p::parse<g::piece, action>(in, builder);
    at = in.current();
  }
}

}  // namespace

void read_line(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  read_tokens(builder, base + text.begin, base + text.end);
}

void read_line_by_grammar(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  Input in(base + text.begin, base + text.end, "");
  p::parse<g::line, action>(in, builder);
}

void read_value(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  Input in(base + text.begin, base + text.end, "");
  if (!p::parse<p::seq<p::at<p::alpha>, g::computed_value>, action>(in, builder)) read_tokens(builder, base + text.begin, base + text.end);
}

}  // namespace stratlint::extraction
