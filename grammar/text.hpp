#pragma once

#include <tao/pegtl.hpp>

/// What all document grammars share: blanks, marks, words. Document text never throws: there is no `must` here.
namespace stratlint::grammar {

namespace p = tao::pegtl;

/// Nearly every byte is ASCII: what lies beyond is decoded only where its first byte says so.
struct beyond_ascii : p::range<'\x80', '\xFF'> {};
template <char32_t... signs> struct sign : p::seq<p::at<beyond_ascii>, p::utf8::one<signs...>> {};

/// Space, tab, no-break and thin spaces, ideographic space.
struct blank : p::sor<p::one<' ', '\t'>, sign<0xA0, 0x2009, 0x202F, 0x3000>> {};

/// Markup between the parts of an expression that does not change it: `**8** × **4**`, `` `TP=8` ``, `$8 \times 4$`, `4\,s`.
struct latex_space : p::seq<p::one<'\\'>, p::one<',', ';', ' '>> {};
struct markup : p::sor<p::string<'*', '*'>, p::one<'`', '$'>, latex_space> {};
struct gap : p::star<p::sor<blank, markup>> {};
struct blanks : p::plus<blank> {};

struct open_paren : p::sor<p::one<'('>, sign<0xFF08>> {};
struct close_paren : p::sor<p::one<')'>, sign<0xFF09>> {};

/// Chinese has no blanks between words: every character is a word here, and phrases of the vocabulary put them together.
struct ideograph : p::seq<p::at<p::range<'\xE4', '\xE9'>>, p::utf8::range<0x4000, 0x9FFF>> {};
/// Letters and digits; other scripts' letters count as letters. Underscores and hyphens separate words.
struct other_letter : p::seq<p::at<beyond_ascii>, p::utf8::ranges<0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x24F, 0x370, 0x1FFF, 0x3040, 0x3FFF, 0xAC00, 0xD7A3>> {};
struct word_char : p::sor<p::alnum, other_letter> {};
/// `Qwen2.5` and `node_0` are one word: their digits are no numbers.
struct word : p::sor<p::seq<p::plus<word_char>, p::star<p::one<'.', '_'>, p::at<p::digit>, p::plus<word_char>>>, ideograph> {};

/// An identifier as one operand: `tensor_parallel_size`, `self.hidden`.
struct name : p::seq<p::sor<p::alpha, p::one<'_'>>, p::star<p::sor<p::alnum, p::one<'_'>, p::seq<p::one<'.'>, p::at<p::alpha>>>>> {};

}  // namespace stratlint::grammar
