#pragma once

#include <tao/pegtl.hpp>

/// What the two rule-file grammars share. Rule files are written by us and our users, so errors commit with `must`.
/// Every token takes the gap behind it along; nothing looks over a gap twice.
namespace stratlint::rule_grammar {

namespace p = tao::pegtl;

struct comment : p::seq<p::one<'#'>, p::star<p::not_one<'\n'>>> {};
struct gap : p::star<p::sor<p::plus<p::space>, comment>> {};
struct blanks : p::star<p::blank> {};

struct word_char : p::identifier_other {};
/// Most keywords that are tried are not there: the first letter decides.
template <char first, char... rest>
struct keyword : p::seq<p::at<p::one<first>>, p::at<p::string<first, rest...>, p::not_at<word_char>>,
                        p::bytes<1 + sizeof...(rest)>> {};
struct word : p::identifier {};
/// `axis.tp`
struct dotted_name : p::list<word, p::one<'.'>> {};
/// `same-fact`
struct hyphened_word : p::list<word, p::one<'-'>> {};

struct open_brace : p::one<'{'> {};
struct close_brace : p::one<'}'> {};

struct quote : p::one<'"'> {};
struct close_quote : p::one<'"'> {};
struct escaped : p::one<'"', '\\', 'n', '{', '}'> {};
struct escape : p::if_must<p::one<'\\'>, escaped> {};
struct plain_text : p::star<p::sor<p::plus<p::not_one<'"', '\n', '\\'>>, escape>> {};
/// A string without holes.
struct plain_string : p::if_must<quote, plain_text, close_quote, gap> {};

struct number : p::seq<p::plus<p::digit>, p::opt<p::one<'.'>, p::plus<p::digit>>,
                       p::opt<p::one<'e', 'E'>, p::opt<p::one<'+', '-'>>, p::plus<p::digit>>> {};

/// A number with its unit: `80 GB`, `3.35 TB/s`. Whether the words are a unit decides who reads it.
struct amount_unit : p::seq<p::plus<p::alpha>, p::opt<p::one<'/'>, p::plus<p::alpha>>> {};
struct amount : p::seq<number, blanks, amount_unit> {};

struct end_of_file : p::eof {};

}  // namespace stratlint::rule_grammar
