#pragma once

#include "number_actions.h"

// What operands, expressions and chains write to the builder.
namespace stratlint::extraction {

/// Parentheses in parentheses: a document may have more than a stack.
struct nested : p::maybe_nothing {
  template <typename Rule, p::apply_mode A, p::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input>
  static bool match(Input& in, Builder& b) {
    constexpr std::uint32_t max_depth = 16;
    if (b.depth >= max_depth) return false;
    ++b.depth;
    const bool matched = restoring::match<Rule, A, M, Action, Control>(in, b);
    --b.depth;
    return matched;
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
template <> struct action<g::middle_dot> {
  template <typename In> static bool apply(const In&, Builder& b) { return !b.dots_separate; }
};
template <> struct action<g::named_addend> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) {
    if (!b.top_is_amount() && !b.top_has_decimals()) return false;
    b.widen(span_of(in, b));
    b.annotate(b.axis);
    return true;
  }
};
template <> struct action<g::named_count> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) {
    if (!b.top_is_count()) return false;
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
template <> struct action<g::one_of_them> {
  static bool apply0(Builder& b) { return b.top_has_unit(); }
};
template <> struct action<g::operand_words> : action<g::note> {};
template <> struct action<g::latex_note> : action<g::note> {};

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
template <Operands O> struct action<g::modulo_tail<O>> : reduce<Operator::modulo> {};
template <Operands O> struct action<g::plus_tail<O>> : reduce<Operator::add> {};
template <Operands O> struct action<g::minus_tail<O>> : reduce<Operator::subtract> {};
template <Operands O> struct action<g::glued_minus_tail<O>> : reduce<Operator::subtract> {};
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
template <> struct action<g::said_link> : restoring {
  template <typename In> static void apply(const In&, Builder& b) { b.add_side(Relation::equal); }
};
template <> struct action<g::result_arrow> {
  template <typename In> static bool apply(const In&, Builder& b) { return b.last_side_computes() && !b.last_side_is_fraction(); }
};
template <> struct action<g::arrow_link> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) { return b.add_arrowed(); }
};
template <> struct action<g::apposition> {
  template <typename In> static bool apply(const In&, Builder& b) { return b.last_side_is_formula(); }
};
template <> struct action<g::apposed_link> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) { return b.add_apposed(); }
};
template <> struct action<g::colon_link> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) { return b.add_listed(); }
};
template <> struct action<g::converted_link> : restoring {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const std::string_view text(in.begin(), in.size());
    const auto says = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    const bool about = says("\u7EA6") && !says("\u5373") && !says("\u5408") && !says("\u5C31");
    return b.add_conversion(!says(", or "), about);
  }
};
template <> struct action<g::factor_name> : set_axis {};
template <> struct action<g::named_literal> : name_axis {};
template <> struct action<g::counted_link> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) { return b.add_count(); }
};
template <> struct action<g::latin_name> : set_axis {};
template <> struct action<g::latin_literal> : name_axis {};
template <> struct action<g::share_words> : set_axis {};
template <> struct action<g::share_result> : restoring {
  template <typename In> static bool apply(const In&, Builder& b) {
    if (!b.top_is_amount()) return false;
    b.annotate(b.axis);
    return true;
  }
};
struct name_result {
  template <typename In> static bool apply(const In& in, Builder& b) {
    b.axis = span_of(in, b);
    return b.last_side_computes();
  }
};
template <> struct action<g::result_name> : name_result {};
template <> struct action<g::chinese_result_name> : name_result {};
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

}  // namespace stratlint::extraction
