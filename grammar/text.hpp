#pragma once

#include <tao/pegtl.hpp>

/// What all document grammars share: blanks, marks, words. Document text never throws: there is no `must` here.
namespace stratlint::grammar {

namespace p = tao::pegtl;

/// Space, tab, no-break and thin spaces, ideographic space.
struct blank : p::sor<p::one<' ', '\t'>, p::utf8::one<0xA0, 0x2009, 0x202F, 0x3000>> {};

/// Markup between the parts of an expression that does not change it: `**8** × **4**`, `` `TP=8` ``, `$8 \times 4$`.
struct markup : p::sor<p::string<'*', '*'>, p::one<'`', '$'>> {};
struct gap : p::star<p::sor<blank, markup>> {};
struct blanks : p::plus<blank> {};

struct open_paren : p::sor<p::one<'('>, p::utf8::one<0xFF08>> {};
struct close_paren : p::sor<p::one<')'>, p::utf8::one<0xFF09>> {};

/// Letters and digits; other scripts' letters count as letters. Underscores and hyphens separate words.
struct word_char : p::sor<p::alnum, p::utf8::range<0xC0, 0xD6>, p::utf8::range<0xD8, 0xF6>, p::utf8::range<0xF8, 0x24F>,
                          p::utf8::range<0x370, 0x1FFF>, p::utf8::range<0x3040, 0x9FFF>, p::utf8::range<0xAC00, 0xD7A3>> {};
/// `Qwen2.5` and `node_0` are one word: their digits are no numbers.
struct word : p::seq<p::plus<word_char>, p::star<p::one<'.', '_'>, p::at<p::digit>, p::plus<word_char>>> {};

/// An identifier as one operand: `tensor_parallel_size`, `self.hidden`.
struct name : p::seq<p::sor<p::alpha, p::one<'_'>>, p::star<p::sor<p::alnum, p::one<'_'>, p::seq<p::one<'.'>, p::at<p::alpha>>>>> {};

}  // namespace stratlint::grammar
