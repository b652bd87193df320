#include <fmt/format.h>

#include <tao/pegtl/contrib/limit_depth.hpp>

#include "base/suggest.h"
#include "rules/kinds.h"
#include "rules/names.h"
#include "rules/rule_builder.h"
#include "rules/syntax_error.h"
#include "rules/syntax_messages.h"

namespace stratlint {

namespace {

struct Parser {
  std::string_view bytes;
  RuleBuilder build;

  template <class Input>
  Word word(const Input& in) const {
    const auto begin = static_cast<std::uint32_t>(in.begin() - bytes.data());
    const auto size = static_cast<std::uint32_t>(in.end() - in.begin());
    return {std::string_view(in.begin(), size), {begin, begin + size}};
  }
};

template <class Rule>
struct Action {};

/// Hands the matched text to the builder.
template <void (RuleBuilder::*member)(Word)>
struct TakesWord {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    (parser.build.*member)(parser.word(in));
  }
};
template <void (RuleBuilder::*member)(Span)>
struct TakesSpan {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    (parser.build.*member)(parser.word(in).span);
  }
};
template <void (RuleBuilder::*member)()>
struct Takes {
  static void apply0(Parser& parser) { (parser.build.*member)(); }
};
template <Expr::Op op>
struct Pairs {
  static void apply0(Parser& parser) { parser.build.pair(Expr::Kind::binary, op); }
};
template <Expr::Op op>
struct Inverts {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.build.unary(op, parser.word(in).span);
  }
};

constexpr std::size_t deepest = 40;
template <>
struct Action<g::expression> : tao::pegtl::limit_depth<deepest> {};

/// Fails where the word is no unit: `80 and` is a number and a word.
struct TakesUnit {
  template <class Input>
  static bool apply(const Input& in, Parser& parser) {
    const auto unit = find_written_unit(parser.word(in).text);
    if (unit) parser.build.unit(*unit);
    return unit.has_value();
  }
};
template <>
struct Action<g::per_scope> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.build.per_scope(known_scope(parser.word(in)));
  }
};
template <>
struct Action<g::judged_scope> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.build.judged_scope(known_scope(parser.word(in)));
  }
};

// clang-format off
template <> struct Action<g::rate_unit> : TakesUnit {};
template <> struct Action<g::lone_unit> : TakesUnit {};
template <> struct Action<g::glued_percent> : Takes<&RuleBuilder::percent> {};
template <> struct Action<g::spaced_percent> : Takes<&RuleBuilder::percent> {};
template <> struct Action<g::number> : TakesWord<&RuleBuilder::number> {};
template <> struct Action<g::string_text> : TakesWord<&RuleBuilder::string> {};
template <> struct Action<g::boolean> : TakesWord<&RuleBuilder::boolean> {};
template <> struct Action<g::reference> : TakesWord<&RuleBuilder::name> {};
template <> struct Action<g::parenthesised> : TakesSpan<&RuleBuilder::parenthesised> {};
template <> struct Action<g::conditional> : TakesSpan<&RuleBuilder::conditional> {};
template <> struct Action<g::any_open> : Takes<&RuleBuilder::open_any> {};
template <> struct Action<g::arm_name> : TakesWord<&RuleBuilder::arm> {};
template <> struct Action<g::arm_value> : Takes<&RuleBuilder::arm_value> {};
template <> struct Action<g::arm_when> : Takes<&RuleBuilder::arm_when> {};
template <> struct Action<g::any_of> : TakesSpan<&RuleBuilder::any> {};
template <> struct Action<g::key_function> : TakesWord<&RuleBuilder::key_function> {};
template <> struct Action<g::key_argument> : TakesWord<&RuleBuilder::key_argument> {};
template <> struct Action<g::key_call> : TakesSpan<&RuleBuilder::key_call> {};
template <> struct Action<g::call_open> : TakesWord<&RuleBuilder::open_call> {};
template <> struct Action<g::next_argument> : Takes<&RuleBuilder::next_argument> {};
template <> struct Action<g::number_call> : TakesSpan<&RuleBuilder::call> {};
template <> struct Action<g::product_sign> : TakesWord<&RuleBuilder::sign> {};
template <> struct Action<g::sum_sign> : TakesWord<&RuleBuilder::sign> {};
template <> struct Action<g::compare_sign> : TakesWord<&RuleBuilder::sign> {};
template <> struct Action<g::product_tail> : Takes<&RuleBuilder::signed_pair> {};
template <> struct Action<g::sum_tail> : Takes<&RuleBuilder::signed_pair> {};
template <> struct Action<g::compare_tail> : Takes<&RuleBuilder::signed_pair> {};
template <> struct Action<g::power_tail> : Pairs<Expr::Op::power> {};
template <> struct Action<g::and_tail> : Pairs<Expr::Op::logical_and> {};
template <> struct Action<g::or_tail> : Pairs<Expr::Op::logical_or> {};
template <> struct Action<g::negated> : Inverts<Expr::Op::negate> {};
template <> struct Action<g::negative_exponent> : Inverts<Expr::Op::negate> {};
template <> struct Action<g::inverted> : Inverts<Expr::Op::logical_not> {};

template <> struct Action<g::literal_text> : TakesWord<&RuleBuilder::literal> {};
template <> struct Action<g::template_escape> : TakesWord<&RuleBuilder::escape> {};
template <> struct Action<g::hole_unit> : TakesWord<&RuleBuilder::hole_unit> {};
template <> struct Action<g::hole> : Takes<&RuleBuilder::hole> {};
template <> struct Action<g::long_text> : TakesWord<&RuleBuilder::long_doc> {};
template <> struct Action<g::plain_text> : TakesWord<&RuleBuilder::short_doc> {};
template <> struct Action<g::rule_id> : TakesWord<&RuleBuilder::id> {};
template <> struct Action<g::setting> : TakesWord<&RuleBuilder::word> {};
template <> struct Action<g::key_field_name> : TakesWord<&RuleBuilder::word> {};
template <> struct Action<g::each_candidate> : Takes<&RuleBuilder::each_candidate> {};
template <> struct Action<g::unless_worked> : Takes<&RuleBuilder::unless_worked> {};
template <> struct Action<g::let_name> : TakesWord<&RuleBuilder::word> {};
template <> struct Action<g::pattern> : TakesWord<&RuleBuilder::pattern> {};
// clang-format on

template <>
struct Action<g::field> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.build.end_field(token_at(parser.bytes, parser.word(in).span.begin));
  }
};
template <>
struct Action<g::unknown_field> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    const Word word = parser.word(in);
    throw SyntaxError{word, fmt::format("unknown field `{}`", word.text), suggest(word.text, field_names())};
  }
};

}  // namespace

std::optional<RuleSyntax> parse_rule(std::string_view bytes, Problems& problems) {
  RuleSyntax syntax;
  Parser parser{bytes, RuleBuilder(syntax)};
  if (!parse_file<g::rule_file, Action, SyntaxControl>(bytes, problems, parser)) return std::nullopt;
  return syntax;
}

}  // namespace stratlint
