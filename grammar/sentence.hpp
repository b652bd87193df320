#pragma once

#include "arithmetic.hpp"
#include "number_words.hpp"

/// A line of prose, a heading or a table cell: words, statements and the punctuation that carries meaning.
namespace stratlint::grammar {

/// What is never a number of the plan: link targets, addresses, tags, dates, versions, `#123`.
struct link_target : p::seq<p::string<']', '('>, p::rep_max<400, p::not_one<')', '\n'>>, p::one<')'>> {};
struct address : p::seq<p::string<'h', 't', 't', 'p'>, p::opt<p::one<'s'>>, p::string<':', '/', '/'>,
                        p::star<p::not_one<' ', '\t', ')', '>', '\n'>>> {};
struct tag : p::seq<p::one<'<'>, p::opt<p::one<'/'>>, p::alpha, p::rep_max<200, p::not_one<'>', '<', '\n'>>, p::one<'>'>> {};
struct date : p::seq<p::rep<4, p::digit>, p::one<'-', '/'>, p::rep_min_max<1, 2, p::digit>, p::one<'-', '/'>,
                     p::rep_min_max<1, 2, p::digit>, p::not_at<p::alnum>> {};
struct version : p::seq<p::plus<p::digit>, p::rep_min<2, p::one<'.'>, p::plus<p::digit>>> {};
/// `12:05:31`, but not `DP=32:4 × 32 = 128`.
struct clock : p::seq<p::plus<p::digit>, p::plus<p::one<':'>, p::rep<2, p::digit>, p::not_at<p::digit>>> {};
struct reference : p::seq<p::sor<p::one<'#'>, sign<0xA7>>, p::digit, p::star<p::sor<p::alnum, p::one<'.'>>>> {};

/// Letters and digits glued together, once or more: `TP8`, `TP1EP8PP4`, `H100`. The vocabulary knows which are degrees.
struct degree_name : p::rep_min_max<1, 6, p::alpha> {};
struct degree_value : p::rep_min_max<1, 7, p::digit> {};
struct degree : p::seq<degree_name, degree_value> {};
struct degrees : p::seq<p::plus<degree>, p::not_at<p::sor<word_char, p::seq<p::one<'.', '_'>, p::digit>>>> {};

/// `->` points somewhere, it neither subtracts nor bounds.
struct ascii_arrow : p::seq<p::one<'-', '='>, p::one<'>'>> {};
/// Signs that nothing but a symbol starts with.
struct lone_sign : sign<0xD7, 0x2192, 0x21D2, 0x2190, 0x2191, 0x2193, 0x2013, 0x2014, 0x2713, 0x2714, 0x2705, 0x2717, 0x2718, 0x274C, 0x2611, 0x26A0,
                        0xFF1A, 0xFF0C, 0x3001, 0xFF1B, 0x3002, 0xFF09, 0xFF1D> {};
/// `├──` of a tree is nothing.
struct drawing : p::seq<p::at<beyond_ascii>, p::utf8::range<0x2500, 0x257F>> {};
struct symbol : p::sor<ascii_arrow, p::one<':', '=', ',', '(', ')', ';', '.', '/', '-', '+', '[', ']', '!', '?', '<', '>', '~', '#', '@'>,
                       lone_sign, sign<0x2248, 0x2264, 0x2265, 0xFF08>> {};

struct number_start : p::sor<p::digit, p::one<'<', '>', '~'>, sign<0x2248, 0x223C, 0x2264, 0x2265, 0xB1, 0xFF5E>,
                             p::seq<p::one<'\\'>, p::one<'s', 'a', 'l', 'g'>>> {};
/// A word that an expression may start with: `TP(8) ×`, `TP8 ×`, `EP-16 ×`, `TP 8 ×`.
/// `MI300X 192GB` multiplies nothing.
struct product_name : p::seq<p::plus<p::alpha>, p::plus<p::digit>, p::one<'X'>, p::not_at<p::alnum>> {};
struct worded_start : p::seq<p::not_at<product_name>, axis_name, p::sor<p::seq<p::opt<p::one<' ', '-', '='>>, p::digit>,
                                               p::seq<p::opt<blank>, open_paren, p::opt<p::one<'='>>, p::sor<blank, p::digit>>>> {};
/// Operands in words: `TP × PP =`, `h/n = 16/4`.
struct relation_to_come : p::success {};  // where a reader knows that none stands in the rest of the line, it says so
struct symbolic_start : p::seq<p::sor<name, number>, tail_ahead, gap, p::sor<times, over>, gap, p::sor<p::alpha, p::one<'('>>> {};
struct symbolic : p::seq<relation_to_come, p::at<symbolic_start>, symbolic_chain> {};

/// A parenthesis belongs to an expression only if the expression goes on behind it: `(380 / 1200) × 100`.
struct paren_start : p::seq<paren<Operands::numeric>, p::opt<power>, p::opt<p::sor<note, operand_words>>, expression_sign> {};
/// `d_{\mathrm{model}}`: how letters look says nothing.
struct latex_font : p::seq<p::one<'\\'>, p::sor<p::string<'m', 'a', 't', 'h', 'r', 'm'>, p::string<'m', 'a', 't', 'h', 'i', 't'>, p::string<'m', 'a', 't', 'h', 'b', 'f'>, p::string<'t', 'e', 'x', 't'>>, p::at<p::one<'{'>>> {};
/// `h^2 = 8.4e6`: an exponent is no value.
struct lone_exponent : p::seq<p::one<'^'>, p::opt<p::one<'{'>>, p::plus<p::digit>, p::opt<p::one<'}'>>> {};
struct skipped_markup : p::plus<p::sor<latex_font, lone_exponent, p::one<'*', '`', '|', '"', '\'', '_', '{', '}', '$', '^', '&'>>> {};

/// A run of letters with nothing behind it that could make it more than a word: no sign of an expression, no digit, no
/// address, none of the letters that words of several parts go on with. Most words are like this, and are read at once.
struct harmless : p::sor<p::eof, p::one<',', ';', ')', '[', ']', '{', '}', '"', '\'', '?', '!', '<', '>', '+', '|', '&', '%', '#', '@', '~'>,
                         p::seq<p::one<'('>, p::alpha>, p::seq<p::one<'.'>, p::not_at<p::alnum>>, p::seq<p::one<'-', '='>, p::not_at<p::digit>>,
                         p::seq<p::one<':'>, p::not_at<p::one<'/'>>>> {};
struct next_word : p::seq<p::not_at<p::one<'x', 'X'>>, p::alpha> {};
struct lone_word : p::seq<letters, p::at<p::sor<p::seq<blanks, next_word>, p::seq<gap, harmless>>>> {};

struct word_token : p::sor<worded_quantity, lone_word, address, symbolic, p::seq<p::at<worded_start>, word_chain>, degrees, word> {};
struct paren_token : p::sor<p::seq<p::at<paren_start>, chain>, symbol> {};
/// Most numbers are none of date, version and clock: a look tells.
struct number_token : p::sor<p::seq<p::at<digits, p::one<'-', '/', '.', ':'>, p::digit>, p::sor<date, version, clock>>, symbolic, chain, tag, word, symbol> {};
struct token : p::sor<p::seq<p::at<p::alpha>, word_token>,
                      p::seq<p::at<open_paren>, paren_token>,
                      p::seq<p::at<frac_start>, chain>,
                      p::seq<p::at<number_start>, number_token>,
                      link_target, reference, word, symbol> {};
struct line_space : p::sor<blanks, skipped_markup> {};
/// The value of an assignment may be an expression of names: `tp * pp * dp`.
struct computed_value : p::seq<p::at<p::alpha>, first_side<Operands::symbolic>, gap, p::eof> {};
struct piece : p::sor<line_space, token, p::any> {};
struct line : p::until<p::eof, piece> {};

}  // namespace stratlint::grammar
