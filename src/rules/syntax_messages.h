#pragma once

#include "rule.hpp"
#include "vocabulary.hpp"

namespace stratlint {

/// What is said when a rule that must match does not. The texts of rules that cannot fail are empty.
struct SyntaxMessages {
  template <class Rule>
  static constexpr bool raise_on_failure = false;
  template <class Rule>
  static constexpr const char* message = nullptr;
};

namespace g = rule_grammar;

// clang-format off
template <class... Rules> inline constexpr const char* SyntaxMessages::message<tao::pegtl::star<Rules...>> = "";
template <class... Rules> inline constexpr const char* SyntaxMessages::message<tao::pegtl::opt<Rules...>> = "";
template <> inline constexpr auto SyntaxMessages::message<g::gap> = "";
template <> inline constexpr auto SyntaxMessages::message<g::blanks> = "";
template <> inline constexpr auto SyntaxMessages::message<g::plain_text> = "";
template <> inline constexpr auto SyntaxMessages::message<g::long_text> = "";
template <> inline constexpr auto SyntaxMessages::message<g::string_text> = "";
template <> inline constexpr auto SyntaxMessages::message<g::key_lines> = "";
template <> inline constexpr auto SyntaxMessages::message<g::escaped> = "expected `\"`, `\\`, `n`, `{` or `}` after the backslash";
template <> inline constexpr auto SyntaxMessages::message<g::close_quote> = "expected `\"` at the end of the text, on the same line";

template <> inline constexpr auto SyntaxMessages::message<g::expression> = "expected an expression";
template <> inline constexpr auto SyntaxMessages::message<g::conjunction> = "expected a condition after `or`";
template <> inline constexpr auto SyntaxMessages::message<g::truth> = "expected a condition after `and`";
template <> inline constexpr auto SyntaxMessages::message<g::comparison> = "expected a condition after `not`";
template <> inline constexpr auto SyntaxMessages::message<g::sum> = "expected a value to compare with";
template <> inline constexpr auto SyntaxMessages::message<g::product> = "expected a value after the sign";
template <> inline constexpr auto SyntaxMessages::message<g::factor> = "expected a value after the sign";
template <> inline constexpr auto SyntaxMessages::message<g::power> = "expected a value after `-`";
template <> inline constexpr auto SyntaxMessages::message<g::exponent> = "expected an exponent after `^`";
template <> inline constexpr auto SyntaxMessages::message<g::operand> = "expected an exponent after `^-`";
template <> inline constexpr auto SyntaxMessages::message<g::unchained> = "comparisons do not chain, join two of them with `and`";
template <> inline constexpr auto SyntaxMessages::message<g::lone_equal> = "equality is written `==`";
template <> inline constexpr auto SyntaxMessages::message<g::glued_unit> = "unknown unit after the number";
template <> inline constexpr auto SyntaxMessages::message<g::close_paren> = "expected `)`";
template <> inline constexpr auto SyntaxMessages::message<g::then_word> = "expected `then`";
template <> inline constexpr auto SyntaxMessages::message<g::else_word> = "expected `else`: an `if` needs both values";
template <> inline constexpr auto SyntaxMessages::message<g::any_brace> = "expected `{` after `any`";
template <> inline constexpr auto SyntaxMessages::message<g::first_arm> = "expected the name of a reading";
template <> inline constexpr auto SyntaxMessages::message<g::arm_colon> = "expected `:` after the name of the reading";
template <> inline constexpr auto SyntaxMessages::message<g::arm_value> = "expected an expression";
template <> inline constexpr auto SyntaxMessages::message<g::arm_when> = "expected a condition after `when`";
template <> inline constexpr auto SyntaxMessages::message<g::any_close> = "expected `;` and another reading, or `}`";
template <> inline constexpr auto SyntaxMessages::message<g::key_argument> = "expected the name of a key";
template <> inline constexpr auto SyntaxMessages::message<g::per_word> = "expected `per` and a scope";
template <> inline constexpr auto SyntaxMessages::message<g::per_scope> = "expected a scope after `per`";
template <> inline constexpr auto SyntaxMessages::message<g::judged_scope> = "expected a scope after `per`";
template <> inline constexpr auto SyntaxMessages::message<g::unknown_function> =
    "unknown function; there are min, max, floor, ceil, sum, count, distinct, variants, size, stated, claim and requirement";

template <> inline constexpr auto SyntaxMessages::message<g::rule_word> = "expected `rule` and its id";
template <> inline constexpr auto SyntaxMessages::message<g::rule_id> = "expected the id of the rule";
template <> inline constexpr auto SyntaxMessages::message<g::rule_open> = "expected `{`";
template <> inline constexpr auto SyntaxMessages::message<g::field> = "expected a field or `}`";
template <> inline constexpr auto SyntaxMessages::message<g::end_of_file> = "expected the end of the file: one rule per file";
template <> inline constexpr auto SyntaxMessages::message<g::setting> = "expected a word";
template <> inline constexpr auto SyntaxMessages::message<g::doc_text> = "expected text in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::long_close> = "expected `\"\"\"` at the end of the text";
template <> inline constexpr auto SyntaxMessages::message<g::key_field_name> = "expected the name of a key";
template <> inline constexpr auto SyntaxMessages::message<g::margin_value> = "expected a number, as in `margin 10%`";
template <> inline constexpr auto SyntaxMessages::message<g::let_name> = "expected a name after `let`";
template <> inline constexpr auto SyntaxMessages::message<g::let_equal> = "expected `=`";
template <> inline constexpr auto SyntaxMessages::message<g::template_text> = "expected text in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::hole_unit> = "expected a unit, as in `{x:GB}`";
template <> inline constexpr auto SyntaxMessages::message<g::hole_close> = "expected `}` after the expression";
template <> inline constexpr auto SyntaxMessages::message<g::patterns> = "expected keys, as in `axis.tp`, `axis.*` or `any`";

template <> inline constexpr auto SyntaxMessages::message<g::declaration> = "expected `key`, `topic`, `scope`, `role`, `mark`, `same` or `device`";
template <> inline constexpr auto SyntaxMessages::message<g::key_name> = "expected the name of a key";
template <> inline constexpr auto SyntaxMessages::message<g::key_open> = "expected `{`";
template <> inline constexpr auto SyntaxMessages::message<g::key_line> = "expected `title`, `means`, `label`, `noun`, `axis`, `value` or `}`";
template <> inline constexpr auto SyntaxMessages::message<g::value_name> = "expected a value in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::value_size> = "expected a size, as in `2 B`";
template <> inline constexpr auto SyntaxMessages::message<g::like_key> = "expected the name of a key";
template <> inline constexpr auto SyntaxMessages::message<g::type_name> = "expected a type, as in `count` or `byte/s`";
template <> inline constexpr auto SyntaxMessages::message<g::assumed_value> = "expected a number";
template <> inline constexpr auto SyntaxMessages::message<g::most_value> = "expected a number";
template <> inline constexpr auto SyntaxMessages::message<g::least_value> = "expected a number";
template <> inline constexpr auto SyntaxMessages::message<g::modifier_word> = "expected a word";
template <> inline constexpr auto SyntaxMessages::message<g::title_text> = "expected text in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::means_text> = "expected text in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::phrase_line> = "expected phrases in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::class_name> = "expected a name";
template <> inline constexpr auto SyntaxMessages::message<g::class_phrases> = "expected phrases in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::condition_topics> = "expected a topic";

template <> inline constexpr auto SyntaxMessages::message<g::device_name> = "expected the name of the device in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::device_open> = "expected `{`";
template <> inline constexpr auto SyntaxMessages::message<g::device_fields> = "";
template <> inline constexpr auto SyntaxMessages::message<g::device_field> = "expected a field or `}`";
template <> inline constexpr auto SyntaxMessages::message<g::device_phrases> = "expected phrases in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::figure> = "expected a number with its unit, as in `80 GB`";
template <> inline constexpr auto SyntaxMessages::message<g::peaks> = "expected a data type and its peak, as in `bf16 989 TFLOP/s`";
template <> inline constexpr auto SyntaxMessages::message<g::peak_figure> = "expected a peak with its unit, as in `989 TFLOP/s`";
template <> inline constexpr auto SyntaxMessages::message<g::domain_size> = "expected a number of devices";
template <> inline constexpr auto SyntaxMessages::message<g::source_text> = "expected text in quotes";
template <> inline constexpr auto SyntaxMessages::message<g::remark_text> = "expected text in quotes";
// clang-format on

template <class Rule>
using SyntaxControl = typename tao::pegtl::must_if<SyntaxMessages>::template control<Rule>;

}  // namespace stratlint
