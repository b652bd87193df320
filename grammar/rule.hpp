#pragma once

#include "expression.hpp"

/// `rule group/name { field … }`, one per file.
namespace stratlint::rule_grammar {

// clang-format off
struct rule_word : keyword<'r','u','l','e'> {};
struct rule_id : p::plus<p::sor<p::alnum, p::one<'_', '-', '/', '.'>>> {};

/// Free text between triple quotes, or one plain string.
struct long_quote : p::string<'"','"','"'> {};
struct long_close : p::string<'"','"','"'> {};
struct long_text : p::star<p::sor<p::plus<p::not_one<'"'>>, p::seq<p::not_at<long_close>, p::one<'"'>>>> {};
struct long_string : p::if_must<long_quote, long_text, long_close, gap> {};
struct doc_text : p::sor<long_string, plain_string> {};

/// A string with holes: `"needs {x:GB}"`. Strings that follow each other are one.
struct literal_text : p::plus<p::not_one<'"', '\n', '\\', '{'>> {};
struct template_escape : escape {};
struct hole_unit : p::plus<p::not_one<'}', '"', '\n', ' '>> {};
struct hole_close : p::one<'}'> {};
struct hole : p::if_must<p::one<'{'>, gap, expression, p::opt<p::if_must<p::one<':'>, gap, hole_unit, gap>>, hole_close> {};
struct template_string : p::if_must<quote, p::star<p::sor<literal_text, hole, template_escape>>, close_quote, gap> {};
struct template_text : p::plus<template_string> {};

struct setting : hyphened_word {};
struct kind_field     : p::if_must<keyword<'k','i','n','d'>, gap, setting, gap> {};
struct severity_field : p::if_must<keyword<'s','e','v','e','r','i','t','y'>, gap, setting, gap> {};
struct subject_field  : p::if_must<keyword<'s','u','b','j','e','c','t'>, gap, setting, gap> {};
struct doc_field      : p::if_must<keyword<'d','o','c'>, gap, doc_text> {};

struct key_field_name : dotted_name {};
struct each_candidate : p::seq<keyword<'e','a','c','h'>, gap, keyword<'c','a','n','d','i','d','a','t','e'>, gap, keyword<'o','f'>, gap> {};
struct judged_scope   : word {};
struct unless_worked  : p::seq<keyword<'u','n','l','e','s','s'>, gap, keyword<'w','o','r','k','e','d'>, gap> {};
struct judge_field    : p::if_must<keyword<'j','u','d','g','e'>, gap, p::opt<each_candidate>, key_field_name, gap,
                                   p::opt<p::if_must<per_word, gap, judged_scope, gap>>, p::opt<unless_worked>> {};
struct margin_value   : number_literal {};
struct margin_field   : p::if_must<keyword<'m','a','r','g','i','n'>, gap, margin_value, gap> {};

struct let_word : keyword<'l','e','t'> {};
struct let_name : word {};
struct let_equal : p::seq<p::one<'='>, p::not_at<p::one<'='>>> {};
struct let_field        : p::if_must<let_word, gap, let_name, gap, let_equal, gap, expression> {};
struct when_field       : p::if_must<keyword<'w','h','e','n'>, gap, expression> {};
struct require_field    : p::if_must<keyword<'r','e','q','u','i','r','e'>, gap, expression> {};
struct recomputed_field : p::if_must<keyword<'r','e','c','o','m','p','u','t','e','d'>, gap, expression> {};

struct message_field : p::if_must<keyword<'m','e','s','s','a','g','e'>, gap, template_text> {};
struct primary_field : p::if_must<keyword<'p','r','i','m','a','r','y'>, gap, template_text> {};
struct help_field    : p::if_must<keyword<'h','e','l','p'>, gap, template_text> {};
struct derive_field  : p::if_must<keyword<'d','e','r','i','v','e'>, gap, template_text> {};
struct note_field    : p::if_must<keyword<'n','o','t','e'>, gap, template_text> {};
struct label_field   : p::if_must<keyword<'l','a','b','e','l'>, gap, key_field_name, gap, template_text> {};

/// `axis.*`, `perf.bubble`, `any`: on the line of their field, up to the next field.
struct field_word : p::sor<keyword<'k','i','n','d'>, keyword<'s','e','v','e','r','i','t','y'>, keyword<'d','o','c'>,
                           keyword<'s','u','b','j','e','c','t'>, keyword<'o','p','e','r','a','n','d','s'>,
                           keyword<'r','e','s','u','l','t'>, keyword<'k','e','y','s'>, keyword<'g','i','v','e','n'>, keyword<'b','e','s','i','d','e'>, keyword<'a','m','o','u','n','t'>, keyword<'w','o','r','d','s'>, keyword<'b','e','t','w','e','e','n'>, keyword<'w','i','t','h','o','u','t'>, keyword<'m','a','r','g','i','n'>,
                           keyword<'l','e','t'>, keyword<'w','h','e','n'>, keyword<'m','e','s','s','a','g','e'>,
                           keyword<'p','r','i','m','a','r','y'>, keyword<'l','a','b','e','l'>,
                           keyword<'d','e','r','i','v','e'>, keyword<'n','o','t','e'>, keyword<'h','e','l','p'>> {};
struct pattern : p::seq<p::not_at<field_word>, dotted_name, p::opt<p::string<'.','*'>>> {};
struct patterns : p::plus<pattern, blanks> {};
struct operands_field : p::if_must<keyword<'o','p','e','r','a','n','d','s'>, blanks, patterns, gap> {};
struct result_field   : p::if_must<keyword<'r','e','s','u','l','t'>, blanks, patterns, gap> {};
struct keys_field     : p::if_must<keyword<'k','e','y','s'>, blanks, patterns, gap> {};
struct given_field    : p::if_must<keyword<'g','i','v','e','n'>, blanks, patterns, gap> {};
struct beside_field   : p::if_must<keyword<'b','e','s','i','d','e'>, blanks, patterns, gap> {};

/// `amount whole bytes of memory.weights`: its name, what it is, and the keys that it may have.
struct amount_field   : p::if_must<keyword<'a','m','o','u','n','t'>, blanks, patterns, gap> {};
/// Topics and marks of the vocabulary.
struct words_field    : p::if_must<keyword<'w','o','r','d','s'>, blanks, patterns, gap> {};
struct between_field  : p::if_must<keyword<'b','e','t','w','e','e','n'>, blanks, patterns, gap> {};
struct without_field  : p::if_must<keyword<'w','i','t','h','o','u','t'>, blanks, patterns, gap> {};

struct unknown_field : word {};
struct field : p::sor<let_field, note_field, derive_field, label_field, message_field, primary_field, when_field, require_field,
                      recomputed_field, help_field, doc_field, kind_field, severity_field, judge_field, margin_field,
                      subject_field, operands_field, result_field, keys_field, given_field, beside_field, amount_field, words_field, between_field, without_field, unknown_field> {};

struct rule_open : open_brace {};
struct rule_close : p::one<'}'> {};
struct rule_file : p::seq<p::opt<p::utf8::bom>, gap, p::must<rule_word, gap, rule_id, gap, rule_open, gap>,
                          p::until<rule_close, p::must<field>>, gap, p::must<end_of_file>> {};
// clang-format on

}  // namespace stratlint::rule_grammar
