#pragma once

#include "rule_words.hpp"

/// Expressions of the rule language, from `or` down to literals. All recursion goes through `expression`.
namespace stratlint::rule_grammar {

struct expression;

// clang-format off
struct reserved : p::sor<keyword<'i','f'>, keyword<'t','h','e','n'>, keyword<'e','l','s','e'>, keyword<'a','n','y'>,
                         keyword<'a','n','d'>, keyword<'o','r'>, keyword<'n','o','t'>, keyword<'w','h','e','n'>,
                         keyword<'d','i','v','i','d','e','s'>, keyword<'t','r','u','e'>, keyword<'f','a','l','s','e'>> {};
struct key_function : p::sor<keyword<'s','t','a','t','e','d'>, keyword<'c','l','a','i','m'>, keyword<'s','u','m'>,
                             keyword<'c','o','u','n','t'>, keyword<'d','i','s','t','i','n','c','t'>, keyword<'v','a','r','i','a','n','t','s'>, keyword<'s','i','z','e'>, keyword<'r','e','q','u','i','r','e','m','e','n','t'>> {};
struct number_function : p::sor<keyword<'m','i','n'>, keyword<'m','a','x'>, keyword<'f','l','o','o','r'>,
                                keyword<'c','e','i','l'>> {};
struct boolean : p::sor<keyword<'t','r','u','e'>, keyword<'f','a','l','s','e'>> {};
struct compare_sign : p::sor<p::string<'=','='>, p::string<'!','='>, p::string<'<','='>, p::string<'>','='>, p::one<'<','>'>,
                             keyword<'d','i','v','i','d','e','s'>> {};
// clang-format on

/// `80GB`, `1.8 TB/s`, `95 %`. The actions of `rate_unit` and `lone_unit` fail for words that are no units.
struct unit_letters : p::plus<p::sor<p::alpha, p::utf8::one<0xB5, 0x3BC>>> {};
struct rate_unit : p::seq<unit_letters, p::one<'/'>, unit_letters, p::not_at<word_char>> {};
struct lone_unit : p::seq<unit_letters, p::not_at<word_char>> {};
struct unit : p::sor<rate_unit, lone_unit> {};
struct glued_unit : unit {};
struct glued_percent : p::one<'%'> {};
struct operand_start : p::seq<p::not_at<reserved>, p::sor<word_char, p::one<'(', '"'>>> {};
/// `7 % 2` is a remainder, `95 % and` and `margin 95 %` are not.
struct spaced_percent : p::seq<p::one<'%'>, p::not_at<p::plus<p::blank>, operand_start>> {};
struct spaced_unit : p::seq<p::not_at<unit_letters, p::one<'.', '(', '_'>>, unit> {};
struct unit_of_number : p::sor<glued_percent, p::if_must<p::at<unit_letters>, glued_unit>,
                               p::seq<p::plus<p::blank>, p::sor<spaced_percent, spaced_unit>>> {};
struct number_literal : p::seq<number, p::opt<unit_of_number>> {};

struct string_text : p::star<p::not_one<'"', '\n'>> {};
struct string_literal : p::if_must<quote, string_text, close_quote> {};

struct close_paren : p::one<')'> {};
struct parenthesised : p::if_must<p::one<'('>, gap, expression, close_paren> {};

struct then_word : keyword<'t', 'h', 'e', 'n'> {};
struct else_word : keyword<'e', 'l', 's', 'e'> {};
struct conditional
    : p::if_must<keyword<'i', 'f'>, gap, expression, then_word, gap, expression, else_word, gap, expression> {};

/// `any { product: a * b; folded: a when c; }`
struct arm_name : p::seq<p::alpha, p::star<p::not_one<':', ';', '{', '}', '"', '\n', '#'>>> {};
struct arm_colon : p::one<':'> {};
struct arm_value;
struct arm_when;
struct arm : p::seq<arm_name, p::must<arm_colon, gap, arm_value>,
                    p::opt<p::if_must<keyword<'w', 'h', 'e', 'n'>, gap, arm_when>>> {};
struct first_arm : arm {};
struct any_open : keyword<'a', 'n', 'y'> {};
struct any_brace : p::one<'{'> {};
struct any_close : p::one<'}'> {};
struct any_of : p::if_must<any_open, gap, any_brace, gap, first_arm,
                           p::star<p::one<';'>, gap, p::opt<arm>>, any_close> {};

struct key_argument : dotted_name {};
struct per_word : keyword<'p', 'e', 'r'> {};
struct per_scope : word {};
struct key_call : p::if_must<p::seq<key_function, blanks, p::one<'('>>, gap, key_argument, gap,
                             p::opt<p::if_must<p::one<','>, gap, per_word, gap, per_scope, gap>>, close_paren> {};

struct call_open : p::seq<number_function, blanks, p::one<'('>> {};
struct next_argument : p::if_must<p::one<','>, gap, expression> {};
struct number_call : p::if_must<call_open, gap, expression, p::star<next_argument>, close_paren> {};

struct unknown_function : p::failure {};
struct unknown_call : p::seq<p::at<dotted_name, blanks, p::one<'('>>, p::must<unknown_function>> {};

struct reference : p::seq<p::not_at<reserved>, dotted_name, p::not_at<blanks, p::one<'('>>> {};

struct primary : p::sor<number_literal, reference, string_literal, parenthesised, conditional, any_of, boolean, key_call,
                        number_call, unknown_call> {};
struct operand : p::seq<primary, gap> {};

struct negative_exponent : p::if_must<p::one<'-'>, gap, operand> {};
struct exponent : p::sor<negative_exponent, operand> {};
struct power_tail : p::if_must<p::one<'^'>, gap, exponent> {};
struct power : p::seq<operand, p::opt<power_tail>> {};

struct negated : p::if_must<p::one<'-'>, gap, power> {};
struct factor : p::sor<negated, power> {};

struct product_sign : p::sor<p::one<'*', '/'>, p::seq<p::one<'%'>, p::at<p::space>>> {};
struct product_tail : p::if_must<product_sign, gap, factor> {};
struct product : p::seq<factor, p::star<product_tail>> {};

struct sum_sign : p::one<'+', '-'> {};
struct sum_tail : p::if_must<sum_sign, gap, product> {};
struct sum : p::seq<product, p::star<sum_tail>> {};

struct unchained : p::not_at<compare_sign> {};
struct compare_tail : p::if_must<compare_sign, gap, sum, unchained> {};
struct lone_equal : p::failure {};
struct comparison : p::seq<sum, p::opt<p::sor<compare_tail, p::if_must<p::at<p::one<'='>>, lone_equal>>>> {};

struct inverted : p::if_must<keyword<'n', 'o', 't'>, gap, comparison> {};
struct truth : p::sor<inverted, comparison> {};

struct and_tail : p::if_must<keyword<'a', 'n', 'd'>, gap, truth> {};
struct conjunction : p::seq<truth, p::star<and_tail>> {};
struct or_tail : p::if_must<keyword<'o', 'r'>, gap, conjunction> {};
struct expression : p::seq<conjunction, p::star<or_tail>> {};

struct arm_value : p::seq<expression> {};
struct arm_when : p::seq<expression> {};

}  // namespace stratlint::rule_grammar
