#pragma once

#include "device.hpp"

/// Declarations of keys, of the words that documents use, and of devices.
namespace stratlint::rule_grammar {

// clang-format off
struct phrase : p::if_must<quote, plain_text, close_quote, gap> {};

/// `under hardware environment without model`, on one line.
struct under_word : keyword<'u','n','d','e','r'> {};
struct without_word : keyword<'w','i','t','h','o','u','t'> {};
struct condition_word : p::sor<under_word, without_word> {};
struct condition_topic : p::seq<p::not_at<condition_word>, word> {};
struct condition_topics : p::plus<condition_topic, blanks> {};
struct condition : p::if_must<condition_word, blanks, condition_topics, gap> {};

/// The phrases of one line with their conditions.
struct phrases : p::plus<phrase> {};
struct phrase_line : p::seq<phrases, p::star<condition>> {};

struct label_line : p::if_must<keyword<'l','a','b','e','l'>, gap, phrase_line> {};
struct noun_line  : p::if_must<keyword<'n','o','u','n'>, gap, phrase_line> {};
struct axis_line  : p::if_must<keyword<'a','x','i','s'>, gap, phrase_line> {};
struct factor_line : p::if_must<keyword<'f','a','c','t','o','r'>, gap, phrase_line> {};
struct range_line : p::if_must<keyword<'r','a','n','g','e'>, gap, phrase_line> {};
/// `value "bf16" 2 B "bf16" "bfloat16"`: the value, its size if it has one, the words for it.
struct value_name : p::seq<phrase> {};
struct value_size : p::seq<amount> {};
struct value_line : p::if_must<keyword<'v','a','l','u','e'>, gap, value_name, p::opt<p::if_must<p::at<p::digit>, value_size, gap>>,
                               p::star<phrase>, p::star<condition>> {};
/// `setting "folded" "tensor model parallel size"`: options whose name implies a value of the key.
struct setting_line : p::if_must<keyword<'s','e','t','t','i','n','g'>, gap, value_name, p::star<phrase>, p::star<condition>> {};
struct title_text : plain_string {};
struct means_text : plain_string {};
struct title_line : p::if_must<keyword<'t','i','t','l','e'>, gap, title_text> {};
struct means_line : p::if_must<keyword<'m','e','a','n','s'>, gap, means_text> {};
struct unknown_line : word {};
struct key_line : p::sor<label_line, noun_line, axis_line, range_line, factor_line, value_line, setting_line, title_line, means_line, unknown_line> {};

struct type_name : p::list<word, p::one<'/'>> {};
struct modifier_word : word {};
struct exact_modifier   : keyword<'e','x','a','c','t'> {};
struct shapes_modifier  : keyword<'s','h','a','p','e','s'> {};
struct asserted_modifier : keyword<'a','s','s','e','r','t','e','d'> {};
struct binary_modifier : keyword<'b','i','n','a','r','y'> {};
struct assumed_value    : number {};
struct assumed_modifier : p::if_must<keyword<'a','s','s','u','m','e','d'>, gap, assumed_value> {};
struct most_value       : number {};
struct most_modifier    : p::if_must<keyword<'m','o','s','t'>, gap, most_value> {};
struct least_value      : number {};
struct least_modifier   : p::if_must<keyword<'l','e','a','s','t'>, gap, least_value> {};
struct scope_modifier   : p::if_must<keyword<'s','c','o','p','e'>, gap, modifier_word> {};
struct better_modifier  : p::if_must<keyword<'b','e','t','t','e','r'>, gap, modifier_word> {};
struct like_key         : dotted_name {};
struct like_modifier    : p::if_must<keyword<'l','i','k','e'>, gap, like_key> {};
struct unknown_modifier : word {};
struct modifier : p::sor<exact_modifier, shapes_modifier, asserted_modifier, binary_modifier, like_modifier, assumed_modifier, most_modifier, least_modifier, scope_modifier, better_modifier, unknown_modifier> {};
struct key_type : p::if_must<p::one<':'>, gap, type_name, gap, p::star<modifier, gap>> {};

struct key_name : dotted_name {};
struct key_open : p::one<'{'> {};
struct key_close : p::one<'}'> {};
struct key_lines : p::until<key_close, p::must<key_line>> {};
struct key_declaration : p::if_must<keyword<'k','e','y'>, gap, key_name, gap, p::opt<key_type>, key_open, gap, key_lines, gap> {};

/// `role superseded "previously" before "reduced from"`: the words hold for the phrases behind them.
struct before_word  : p::seq<keyword<'b','e','f','o','r','e'>, gap> {};
struct heading_word : p::seq<keyword<'h','e','a','d','i','n','g'>, gap> {};
struct section_word : p::seq<keyword<'s','e','c','t','i','o','n'>, gap> {};
struct placed_phrases : p::plus<p::sor<phrase, before_word, heading_word, section_word>> {};
struct class_name : word {};
struct class_phrases : p::seq<placed_phrases, p::star<condition>> {};
struct topic_declaration : p::if_must<keyword<'t','o','p','i','c'>, gap, class_name, gap, class_phrases> {};
struct scope_declaration : p::if_must<keyword<'s','c','o','p','e'>, gap, class_name, gap, class_phrases> {};
struct role_declaration  : p::if_must<keyword<'r','o','l','e'>, gap, class_name, gap, class_phrases> {};
struct mark_declaration  : p::if_must<keyword<'m','a','r','k'>, gap, class_name, gap, class_phrases> {};
/// `same "gpu" "accelerator"`: words that phrases need not tell apart.
struct same_declaration  : p::if_must<keyword<'s','a','m','e'>, gap, phrase_line> {};
/// `choice holds "holds" "stores"`: what `{holds}` stands for in phrases.
struct choice_declaration : p::if_must<keyword<'c','h','o','i','c','e'>, gap, class_name, gap, phrase_line> {};

struct unknown_declaration : word {};
struct declaration : p::sor<key_declaration, topic_declaration, scope_declaration, role_declaration, mark_declaration,
                            same_declaration, choice_declaration, device_declaration, unknown_declaration> {};
struct vocabulary_file : p::seq<p::opt<p::utf8::bom>, gap, p::until<p::eof, p::must<declaration>>> {};
// clang-format on

}  // namespace stratlint::rule_grammar
