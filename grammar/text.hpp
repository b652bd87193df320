#pragma once

#include <tao/pegtl.hpp>

#include <array>
#include <cstdint>

/// What all document grammars share: blanks, marks, words. Document text never throws: there is no `must` here.
namespace stratlint::grammar {

namespace p = tao::pegtl;

/// Nearly every byte is ASCII: what lies beyond is decoded only where its first byte says so.
struct beyond_ascii : p::range<'\x80', '\xFF'> {};
template <char32_t... signs> struct sign : p::seq<p::at<beyond_ascii>, p::utf8::one<signs...>> {};

/// Space, tab, the end of a line that the next one goes on from, no-break and thin spaces, ideographic space.
struct blank : p::sor<p::one<' ', '\t', '\n', '\r'>, sign<0xA0, 0x2009, 0x202F, 0x3000>> {};

/// Markup between the parts of an expression that does not change it: `**8** × **4**`, `` `TP=8` ``, `$8 \times 4$`, `4\,s`.
struct latex_space : p::seq<p::one<'\\'>, p::one<',', ';', ' '>> {};
struct markup : p::sor<p::string<'*', '*'>, p::one<'`', '$'>, latex_space> {};

/// Sorts of bytes, bits of a table. Words and blanks are most of a text: the runs below read them without a rule a byte.
enum Sort : std::uint8_t { letter = 1, digit = 2, space = 4, gap_sign = 8, beyond = 16 };
inline constexpr std::array<std::uint8_t, 256> sorts = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t c = 0; c < 26; ++c) table['a' + c] = table['A' + c] = letter;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = digit;
  for (std::size_t c = 0x80; c <= 0xFF; ++c) table[c] = beyond;
  table[' '] = table['\t'] = table['\n'] = table['\r'] = space;
  table['*'] = table['`'] = table['$'] = table['\\'] = gap_sign;
  return table;
}();
constexpr bool is(char c, int sort) { return (sorts[static_cast<unsigned char>(c)] & sort) != 0; }

/// Reads what `Rule` reads, one or more bytes of these sorts, and goes on with `Rule` where a byte of sort `other` stops it.
template <typename Rule, int sort, int other = 0, bool may_be_empty = false>
struct run : Rule {
  template <typename Input>
  static bool match(Input& in) {
    const char* const begin = in.current();
    const char* const end = in.end();
    const char* at = begin;
    while (at != end && is(*at, sort)) ++at;
    in.bump(static_cast<std::size_t>(at - begin));
    const bool found = may_be_empty || at != begin;
    return other != 0 && at != end && is(*at, other) ? go_on(in, found) : found;
  }
  template <typename Input>
  [[gnu::noinline]] static bool go_on(Input& in, bool found) {
    return p::parse<Rule>(in) || found;
  }
};
struct letters : run<p::plus<p::alpha>, letter> {};
struct digits : run<p::plus<p::digit>, digit> {};
struct alnums : run<p::plus<p::alnum>, letter | digit> {};
struct blanks : run<p::plus<blank>, space, beyond> {};
struct gap : run<p::star<p::sor<blank, markup>>, space, gap_sign | beyond, true> {};

struct open_paren : p::sor<p::one<'('>, sign<0xFF08>> {};
struct close_paren : p::sor<p::one<')'>, sign<0xFF09>> {};

/// Chinese has no blanks between words: every character is a word here, and phrases of the vocabulary put them together.
struct ideograph : p::seq<p::at<p::range<'\xE4', '\xE9'>>, p::utf8::range<0x4000, 0x9FFF>> {};
/// Letters and digits; other scripts' letters count as letters. Underscores and hyphens separate words.
struct other_letter : p::seq<p::at<beyond_ascii>, p::utf8::ranges<0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x24F, 0x370, 0x1FFF, 0x3040, 0x3FFF, 0xAC00, 0xD7A3>> {};
struct word_char : p::sor<p::alnum, other_letter> {};
/// `Qwen2.5` and `node_0` are one word: their digits are no numbers.
struct word_chars : run<p::plus<word_char>, letter | digit, beyond> {};
struct word : p::sor<p::seq<word_chars, p::star<p::one<'.', '_'>, p::at<p::digit>, word_chars>>, ideograph> {};

/// An identifier as one operand: `tensor_parallel_size`, `self.hidden`.
struct name : p::seq<p::sor<p::alpha, p::one<'_'>>, p::star<p::sor<p::alnum, p::one<'_'>, p::seq<p::one<'.'>, p::at<p::alpha>>>>> {};

}  // namespace stratlint::grammar
