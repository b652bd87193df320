#pragma once

#include "quantity.hpp"

/// Arithmetic as documents write it: `8 (expert) × 4 (tensor) = 32`, `TP(8) × EP(8)`, `256 × 1024² × 2 / (400T × 0.6 × 4 TP)`,
/// chains `TP × PP = 8 × 2 = 16`, comparisons `27ms < 50ms`. Operands decide what may stand beside numbers.
namespace stratlint::grammar {

struct equal_sign : p::sor<p::seq<p::one<'='>, p::opt<p::one<'='>>, p::not_at<p::one<'>'>>>, sign<0xFF1D>> {};
struct approx_equal : p::sor<sign<0x2248, 0x2243, 0x2245>, p::string<'~', '='>, p::string<'\\', 'a', 'p', 'p', 'r', 'o', 'x'>> {};
struct relation : p::sor<approx_equal, less_equal_sign, greater_equal_sign, equal_sign, less_sign, greater_sign> {};

struct arrow_sign : p::sor<p::string<'-', '>'>, p::string<'=', '>'>, sign<0x2192, 0x21D2>> {};

struct letter_x : p::seq<p::one<'x', 'X'>, p::not_at<p::alpha>> {};
struct star_sign : p::seq<p::one<'*'>, p::not_at<p::one<'*'>>> {};
/// `64 heads times 128`.
struct times_word : p::seq<p::string<'t', 'i', 'm', 'e', 's'>, p::not_at<p::alpha>> {};
/// `2 · 80 · 8`, but `80 layers · hidden 8192 · 64 heads`: the reader knows whether the dots of the line separate.
struct middle_dot : sign<0xB7> {};
struct times_sign : p::sor<times_word, middle_dot, sign<0xD7, 0x2217, 0x22C5, 0x2715, 0x2A09>, star_sign, letter_x,
                           p::string<'\\', 't', 'i', 'm', 'e', 's'>, p::string<'\\', 'c', 'd', 'o', 't'>> {};
/// `tp=8/pp=12` and `TP8/PP2` list two values, they do not divide.
struct listed_name : p::sor<p::seq<p::opt<blanks>, name, p::one<'='>>, p::seq<p::rep_min_max<2, 5, p::alpha>, p::opt<p::one<'-'>>, p::digit>> {};
struct over_sign : p::seq<p::sor<sign<0xF7>, p::seq<p::one<'/'>, p::opt<p::one<'/'>>>, p::string<'\\', 'd', 'i', 'v'>>, p::not_at<listed_name>> {};
struct times : times_sign {};
struct over : over_sign {};
struct plus_sign : p::one<'+'> {};
/// A hyphen subtracts only with blanks on both sides; without them it joins words and ranges.
struct minus_sign : p::seq<blank, p::sor<p::one<'-'>, sign<0x2212, 0x2013>>, blank> {};
struct true_minus : sign<0x2212> {};

struct expression_sign : p::sor<p::seq<blanks, times_word, blanks, p::digit>, p::seq<gap, p::sor<sign<0xD7, 0xF7, 0xB7, 0x2217, 0x22C5>, star_sign, letter_x, p::one<'/', '+', ')'>, sign<0x2248, 0xFF09>, less_sign, greater_sign>>,
                                // `PP=2 vs EP=16`: an equals sign glued to a word makes it a name, not the word behind a number.
                                p::seq<blanks, gap, p::one<'='>>, p::seq<blanks, p::at<remainder_sign>>, minus_sign> {};

/// Words in parentheses that name the operand before them: `8 (expert)`, `2 bytes (FP16)`.
struct note_char : p::not_one<'(', ')', '=', '<', '>', '\n', '+', '*', '|'> {};
struct note_text : p::seq<p::at<p::sor<word_char, ideograph>>, p::not_at<p::digit>, p::rep_min_max<1, 48, p::seq<p::not_at<times_sign>, p::not_at<p::one<':'>>, note_char>>> {};
/// `65% (target 70%)` has a number of its own; only inside an expression, `8 (EP 8) × 4`, is that still a name.
struct own_number : p::seq<blank, p::opt<p::one<'~', '<', '>'>>, p::digit> {};
struct note_words : p::seq<p::at<p::sor<word_char, ideograph>>, p::not_at<p::digit>, p::star<p::not_at<own_number>, note_char>, close_paren> {};
struct note : p::seq<p::opt<blanks>, open_paren, p::sor<p::at<note_words>, p::at<note_text, close_paren, expression_sign>>, note_text, close_paren> {};
/// `$t=8$ (tensor parallel)`: behind a formula of its own.
struct math_note : p::seq<p::one<'$'>, note> {};
/// `\frac{128 \text{ experts}}{8}`.
struct latex_note : p::rep_min_max<2, 32, p::not_one<'{', '}', '\\', '\n'>> {};
struct latex_words : p::seq<gap, p::one<'\\'>, p::sor<p::string<'t', 'e', 'x', 't'>, p::string<'m', 'a', 't', 'h', 'r', 'm'>>, p::one<'{'>, p::at<p::opt<blanks>, p::alpha>, latex_note, p::one<'}'>> {};
/// Words between an operand and what follows it in the expression: `4 TP ×`, `16 layers ×`, `64 experts per layer ÷`.
struct plain_word : p::seq<letters, p::star<p::sor<alnums, p::seq<p::one<'-', '_', '/'>, p::at<p::alpha>>>>> {};
/// The `TP4` of `64 layers on TP4 × PP2`: a factor of its own, where the next has a name, too.
struct glued_factor : p::seq<p::rep_min_max<2, 3, p::alpha>, p::rep_min_max<1, 4, p::digit>, gap, times_sign, gap, p::rep_min_max<2, 3, p::alpha>, p::opt<p::one<' ', '=', '-'>>, p::digit> {};
struct trailing_words : p::seq<p::not_at<glued_factor>, plain_word, p::rep_max<4, p::seq<blanks, p::not_at<p::sor<letter_x, times_word, glued_factor>>, plain_word>>> {};
/// `4 台 × 8 卡`.
struct chinese_words : p::seq<p::opt<blanks>, p::rep_min_max<1, 6, ideograph>> {};
/// `140 GB of weights /`, and not `70% of 64 GB`.
struct share_of : p::seq<p::string<'o', 'f', ' '>, p::sor<p::one<'~'>, p::digit, p::string<'t', 'h', 'e', ' '>>> {};
struct shared_words : p::seq<p::at<p::string<'o', 'f', ' '>>, p::not_at<share_of>, trailing_words, p::at<gap, p::sor<p::one<'/'>, sign<0xF7>>>> {};
/// `12-way DP × 2-way PP`.
struct way_words : p::seq<p::string<'-', 'w', 'a', 'y'>, p::not_at<p::sor<p::alnum, p::one<'_', '-'>>>, p::opt<blanks, p::not_at<letter_x>, trailing_words>> {};
/// `20 GB/GPU × 8 GPUs`, `2 MB/token × 4096`: what an amount is for. More than one (`/shards`) divide. The action asks for a unit.
struct one_of_them : p::seq<p::one<'/'>, p::sor<p::string<'G', 'P', 'U'>, p::rep_min_max<3, 10, p::lower, p::not_at<p::one<'s'>, p::not_at<p::lower>>>>, p::at<gap, times_sign>> {};
/// `TP = 4 and DP = 6`, `PP = 2 with EP = 8`: what such a word leads to is another name.
struct joining_word : p::seq<p::sor<p::string<'a', 'n', 'd'>, p::string<'w', 'i', 't', 'h'>, p::string<'o', 'r'>, p::string<'p', 'l', 'u', 's'>, p::string<'a', 't'>, p::string<'f', 'o', 'r'>, p::string<'w', 'h', 'i', 'l', 'e'>,
                                    p::string<'w', 'h', 'e', 'r', 'e'>, p::string<'b', 'u', 't'>>, p::one<' '>> {};
/// `128 GPUs / 8 GPUs per node (H800) = 16`: behind words that name the operand.
struct passed_note : p::seq<p::opt<blanks>, open_paren, note_text, close_paren> {};
struct operand_words : p::seq<p::sor<way_words, one_of_them, p::seq<blanks, p::sor<shared_words, p::seq<p::not_at<letter_x>, p::not_at<p::string<'o', 'f', ' '>>, p::not_at<joining_word>, trailing_words>>>, chinese_words>, p::opt<passed_note>, p::at<expression_sign>> {};

/// Which operands an expression admits: `numeric` started with a number, so that `8 × H100` is no product of 8 and 100;
/// `worded` started with `TP8 ×`; `symbolic` has words as operands.
enum class Operands { numeric, worded, symbolic };

struct axis_name : p::seq<p::alpha, p::rep_max<15, p::sor<p::alpha, p::one<'_'>>>> {};
struct axis_value : quantity {};
struct axis_in_paren : p::seq<p::opt<blank>, open_paren, p::opt<p::opt<blank>, p::one<'='>, p::opt<blank>>, axis_value, close_paren> {};
/// `TP(8)`, `TP=8`.
struct marked_axis : p::seq<axis_name, p::sor<axis_in_paren, p::seq<p::one<'='>, axis_value>>> {};
/// Among words `=` relates, `TP × PP = 8`; only parentheses give a value.
struct called_axis : p::seq<axis_name, axis_in_paren> {};
/// `TP8`, `EP-16`, `TP 8`. One letter is a product name (`H100`); behind a blank only capitals are a name.
struct glued_name : p::rep_min_max<2, 12, p::alpha> {};
struct glued_axis : p::seq<p::sor<p::seq<glued_name, p::opt<p::one<'-'>>, p::at<p::digit>>,
                                  p::seq<p::at<p::rep_min_max<2, 5, p::upper>, p::one<' '>>, glued_name, p::one<' '>>>,
                           axis_value> {};

struct superscript : sign<0xB2, 0xB3> {};
struct caret : p::sor<p::one<'^'>, p::seq<p::string<'*', '*'>, p::at<p::digit>>> {};
struct exponent_value : p::seq<p::opt<p::one<'{'>>, p::plus<p::digit>, p::opt<p::one<'}'>>> {};
struct power : p::sor<superscript, p::seq<caret, exponent_value>> {};

template <Operands O> struct sum;
/// `(92 + 184) ms`: one unit for all that is summed.
struct unit_of_group : p::seq<blank, p::at<p::sor<p::one<'m', 's', 'u'>, p::seq<p::one<'K', 'M', 'G', 'T', 'k'>, p::one<'B', 'i'>>, p::seq<p::one<'T', 'P'>, p::one<'F'>>>>, unit_letters, p::opt<rate>,
                              p::not_at<word_char>> {};
template <Operands O> struct enclosed_sum;
template <Operands O> struct paren : p::seq<open_paren, gap, enclosed_sum<O>, gap, close_paren, p::opt<unit_of_group>> {};
struct literal : quantity {};
struct name_operand : p::seq<name, p::not_at<p::one<'('>>> {};
/// `\frac{64}{4}`.
struct frac_start : p::seq<p::one<'\\'>, p::opt<p::one<'d', 't'>>, p::string<'f', 'r', 'a', 'c', '{'>> {};
template <Operands O> struct denominator : p::seq<enclosed_sum<O>> {};
template <Operands O> struct frac : p::seq<frac_start, gap, enclosed_sum<O>, gap, p::one<'}'>, gap, p::one<'{'>, gap, denominator<O>, gap, p::one<'}'>> {};
template <Operands O> struct primary : p::sor<paren<O>, literal, marked_axis, frac<O>> {};
template <> struct primary<Operands::worded> : p::sor<paren<Operands::worded>, literal, marked_axis, glued_axis> {};
template <> struct primary<Operands::symbolic> : p::sor<paren<Operands::symbolic>, literal, called_axis, glued_axis, name_operand> {};
template <Operands O> struct operand : p::seq<primary<O>, p::opt<power>, p::opt<p::sor<note, math_note, latex_words, operand_words>>> {};

/// What the next part of an expression may start with: most operands have none behind them, and a look is cheaper than a try.
template <char... signs> struct sign_ahead : p::at<gap, p::sor<p::one<signs...>, beyond_ascii>> {};
struct tail_ahead : sign_ahead<'*', 'x', 'X', '\\', '/', 'o', 't', '%'> {};
struct term_ahead : sign_ahead<'+', '-'> {};
struct relation_ahead : sign_ahead<'=', '<', '>', '~', '\\', '('> {};

/// `156B × 2 bytes / (TP 4 × PP 8)`: inside parentheses the degrees may have their names before them.
template <Operands O> struct factor : p::sor<operand<O>, paren<Operands::worded>> {};
/// `24 个节点 × 单节点 8 卡`: a factor with its name before it, and no device: `8 × 昇腾 910B`.
struct factor_name : p::rep_min_max<1, 6, ideograph> {};
struct model_number : p::seq<digits, p::one<'A', 'B', 'C'>> {};
struct named_literal : p::seq<factor_name, p::opt<blanks>, p::at<p::digit>, p::not_at<model_number>, literal> {};
struct named_factor : p::seq<p::at<beyond_ascii>, named_literal, p::opt<operand_words>> {};
/// `heads 40 * head_dim 128 = 5120`, `32 experts / EP 2 = 16`: only in what comes to something, or `8 × RTX 4090` were a product and `64 GPUs / TP 8` no list.
struct latin_word : p::seq<letters, p::star<p::one<'_'>, letters>, p::not_at<word_char>> {};
struct latin_name : p::seq<latin_word, p::opt<p::one<' '>, latin_word>> {};
struct latin_literal : p::seq<p::at<p::alpha>, latin_name, p::one<' ', '='>, p::at<p::digit>, literal> {};
struct factor_ahead : p::seq<gap, times_sign, gap, p::opt<latin_name, p::one<' ', '='>>, digits> {};
struct latin_factor : p::seq<latin_literal, p::at<p::rep_max<6, factor_ahead>, gap, p::sor<relation, arrow_sign>>> {};
struct latin_divisor : p::seq<latin_literal, p::at<gap, p::sor<relation, arrow_sign>>> {};
template <Operands O> struct times_tail : p::seq<gap, times, gap, p::sor<factor<O>, named_factor, latin_factor>> {};
template <Operands O> struct over_tail : p::seq<gap, over, gap, p::sor<factor<O>, latin_divisor>> {};
/// `TP 8 / PP 4 / DP 8` lists degrees.
struct listed_degree : p::seq<p::rep_min_max<2, 5, p::upper>, p::opt<p::one<' ', '-', '='>>, p::digit> {};
template <> struct over_tail<Operands::worded> : p::seq<gap, over, gap, p::not_at<listed_degree>, factor<Operands::worded>> {};
struct of : p::string<'o', 'f'> {};
/// `70% of 64GB`: a share of something is a product.
struct of_word : p::seq<blanks, of, blanks, p::opt<p::string<'t', 'h', 'e'>, blanks>, p::opt<p::one<'~'>>, p::at<p::digit>> {};
template <Operands O> struct share_tail : p::seq<of_word, operand<O>> {};
/// `7/8 of it = 7.3 MB`: of what is not said.
struct whole_in_words : p::seq<p::at<p::alpha>, trailing_words> {};
template <Operands O> struct part_tail : p::seq<blanks, of, blanks, whole_in_words, p::at<p::seq<gap, relation>>> {};
/// `62 layers % PP8 = 0`.
template <Operands O> struct modulo_tail : p::seq<gap, p::at<remainder_sign>, p::one<'%'>, blanks, p::sor<factor<Operands::worded>, latin_literal>> {};
template <Operands O> struct tail : p::seq<tail_ahead, p::sor<times_tail<O>, over_tail<O>, share_tail<O>, part_tail<O>, modulo_tail<O>>> {};
template <Operands O> struct product : p::seq<operand<O>, p::star<tail<O>>> {};
/// Words are tried at every word of a path `a/b/c/...`: bounded, or the whole would be quadratic.
template <> struct product<Operands::symbolic> : p::seq<operand<Operands::symbolic>, p::rep_max<16, tail<Operands::symbolic>>> {};
/// `14.6 GB + KV cache 21.0 GB`, `+ FP32 梯度 14.8 GB`: an addend with its name before it. The action takes only amounts that have a dimension.
struct addend_word : p::sor<plain_word, p::rep_min_max<1, 8, ideograph>> {};
struct addend_name : p::seq<addend_word, p::rep_max<3, p::seq<p::opt<blanks>, addend_word>>> {};
struct named_addend : p::seq<p::at<p::sor<p::alpha, beyond_ascii>>, addend_name, p::opt<blanks>, p::at<p::sor<p::digit, p::one<'~'>>>, literal> {};
/// `Prefill 48 + decode 72 = 120 GPUs`: counts, where the sum comes to something.
struct named_count : p::seq<p::at<p::sor<p::alpha, beyond_ascii>>, addend_name, p::opt<blanks>, p::at<p::digit>, literal, p::opt<operand_words>, p::at<gap, p::sor<relation, plus_sign>>> {};
template <Operands O> struct plus_tail : p::seq<gap, plus_sign, gap, p::sor<product<O>, named_addend, named_count>> {};
template <Operands O> struct minus_tail : p::seq<p::sor<minus_sign, p::seq<gap, true_minus>>, gap, product<O>> {};
template <Operands O> struct sum : p::seq<product<O>, p::star<term_ahead, p::sor<plus_tail<O>, minus_tail<O>>>> {};
/// `(8-1)/(32+8-1)`: in parentheses a hyphen behind what is no range subtracts.
template <Operands O> struct glued_minus_tail : p::seq<p::one<'-'>, p::at<p::digit>, product<O>> {};
template <Operands O> struct enclosed_sum : p::seq<product<O>, p::star<term_ahead, p::sor<plus_tail<O>, minus_tail<O>, glued_minus_tail<O>>>> {};

template <Operands O> struct first_side : sum<O> {};
/// `40 × 8 × 128 × 2 bytes, which is 82 kB`, `32 × 312 TFLOPS gives 10 PFLOPS`: words that say what an expression comes to. The action asks for one.
struct comes_to : p::sor<p::string<'w', 'h', 'i', 'c', 'h', ' ', 'i', 's'>, p::string<'t', 'h', 'a', 't', ' ', 'i', 's'>, p::string<'i', '.', 'e', '.'>, p::string<'g', 'i', 'v', 'e', 's'>, p::string<'g', 'i', 'v', 'e', ' '>,
                        p::string<'g', 'i', 'v', 'i', 'n', 'g'>, p::string<'m', 'a', 'k', 'e', 's'>, p::string<'m', 'a', 'k', 'e'>, p::string<'y', 'i', 'e', 'l', 'd', 's'>, p::string<'e', 'q', 'u', 'a', 'l', 's'>,
                        p::string<'c', 'o', 'm', 'e', 's', ' ', 't', 'o'>, p::string<'c', 'o', 'm', 'e', ' ', 't', 'o'>, p::seq<p::opt<p::string<'i', 's', ' '>>, p::sor<p::string<'s', 't', 'a', 't', 'e', 'd', ' ', 'a', 's'>, p::string<'g', 'i', 'v', 'e', 'n', ' ', 'a', 's'>>>> {};
struct said_result : p::seq<gap, p::opt<p::one<','>, blanks>, comes_to, blanks, p::at<p::sor<p::digit, p::one<'~'>>>> {};
/// A result that no expression goes on with.
struct lone_result : p::seq<literal, p::not_at<gap, p::sor<p::one<'*', '+'>, sign<0xD7>, share_of, p::seq<p::sor<p::string<'o', 'u', 't'>, times_word>, blank>>>> {};
struct said_link : p::seq<said_result, lone_result> {};
/// `64 heads times 128 is 8192`: of counts only, `312 TFLOPS × 0.4 is 8 days` leaves out what it computes. The action asks for them.
struct is_word : p::sor<p::string<'i', 's'>, p::string<'a', 'r', 'e'>> {};
/// Between a remark and the result: `9 + 18 GB (weights, gradients) is 27 GB`.
struct said_behind_remark : p::seq<blanks, p::sor<is_word, comes_to>, blanks, p::eof> {};
struct counted_link : p::seq<gap, is_word, blanks, p::at<p::digit>, lone_result> {};
/// `145 GB / 20 GB/s -> 7.3 s`: an arrow behind what computes. The action asks for a product, or a quotient of amounts.
struct arrow_ahead : p::at<gap, p::sor<p::one<'-', '='>, beyond_ascii>> {};
struct result_arrow : p::seq<gap, arrow_sign, gap, p::at<p::sor<p::one<'~'>, p::digit>>> {};
struct arrow_link : p::seq<result_arrow, lone_result, p::not_at<operand_words>, p::not_at<gap, p::sor<times, over>>> {};
/// `40 × 8 × 128 × 2 bytes, 82 kB per token`, `64 × 312 × 0.4 TFLOPS is 8 PFLOPS`: what stands beside a formula. The action asks for three operands and one dimension.
struct amount_ahead : p::at<p::opt<p::one<'~'>>, number, p::opt<blank>, p::one<'K', 'k', 'M', 'G', 'T', 'P'>, p::one<'B', 'b', 'i', 'F'>> {};
struct apposition : p::seq<gap, p::sor<p::one<','>, p::seq<p::string<'i', 's'>, p::at<blank>>>, blanks, amount_ahead> {};
struct apposed_link : p::seq<apposition, lone_result> {};
/// `565,600 s, i.e. 6.5 days`, `3.2 Tb/s, or 400 GB/s`: the same in another unit, and nothing behind it. The action asks for two such units, or for a fraction and a percentage.
struct or_word : p::string<'o', 'r'> {};
struct comma : p::sor<p::one<','>, sign<0xFF0C>> {};
/// `，约 59.5 天`, `，即 12 小时`.
struct again_word : p::seq<p::sor<sign<0x7EA6, 0x5373, 0x5408>, p::seq<sign<0x4E5F>, sign<0x5C31>, sign<0x662F>>>, p::opt<blanks>, p::opt<sign<0x7EA6>>, p::opt<blanks>, p::at<p::digit>> {};
struct again_in_words : p::seq<p::one<','>, blanks, p::sor<p::string<'i', '.', 'e', '.'>, p::string<'t', 'h', 'a', 't', ' ', 'i', 's'>, p::string<'w', 'h', 'i', 'c', 'h', ' ', 'i', 's'>, or_word>, p::opt<p::one<','>>, blanks, p::at<p::sor<p::digit, p::one<'~'>>>> {};
struct same_again : p::sor<again_in_words, p::seq<comma, p::opt<blanks>, again_word>> {};
struct converted_link : p::seq<gap, same_again, literal, p::not_at<gap, p::sor<word_char, p::one<'*', '+', '/', '-'>, ideograph, sign<0xD7, 0xF7>>>> {};
/// `attention, 2 × 8192² + 2 × 8192 × 1024: 151.0M`: behind a colon, and nothing behind it. The action asks for a count in millions, or for two measured operands.
struct colon_link : p::seq<p::one<':'>, blanks, p::at<p::digit>, literal, p::at<p::sor<p::eof, p::one<'\n', '\r', '|', ')', ';'>, p::seq<p::one<'.', ','>, p::sor<p::eof, blank, p::one<'\n', '\r'>>>>>> {};
/// `= 每 token 131 kB`: of what the result is stands before it.
struct share_words : p::seq<sign<0x6BCF>, p::opt<blank>, p::sor<letters, p::rep_min_max<1, 2, ideograph>>> {};
struct share_result : p::seq<p::at<sign<0x6BCF>>, share_words, p::opt<blank>, p::at<p::digit>, literal> {};
/// `72 heads x 128 = hidden 9,216`. The action asks for an expression that it names the value of.
struct result_name : p::seq<p::at<p::rep<2, p::alpha>>, plain_word, p::opt<blanks, plain_word>, p::at<blanks, p::digit>> {};
/// `= 隐藏维度 7,168`
struct chinese_result_name : p::seq<p::not_at<sign<0x6BCF>>, p::rep_min_max<2, 8, ideograph>, p::at<p::opt<blank>, p::digit>> {};
struct result_in_chinese : p::seq<p::at<beyond_ascii>, chinese_result_name, p::opt<blanks>> {};
struct named_result : p::seq<p::sor<p::seq<p::at<p::alpha>, result_name, blanks>, result_in_chinese>, literal, p::not_at<gap, p::sor<times, over>>> {};
/// `400 Gb/s (= 50 GB/s)`: what the parenthesis says behind it stays outside.
struct gloss_open : p::seq<p::one<'('>, p::opt<blanks>, p::at<p::sor<equal_sign, approx_equal>>> {};
template <Operands O> struct link : p::seq<gap, p::opt<gloss_open>, relation, gap, p::sor<share_result, named_result, sum<O>>> {};

/// A chain that starts with a number or a parenthesis: a value, an expression, an equation, a comparison.
struct chain : p::seq<first_side<Operands::numeric>, p::sor<p::plus<relation_ahead, link<Operands::numeric>>, p::seq<arrow_ahead, arrow_link>, p::opt<p::at<gap, p::one<',', ':', 'w', 't', 'i', 'g', 'm', 'y', 'e', 'c', 'a'>>, p::sor<colon_link, said_link, apposed_link, counted_link>>>, p::opt<p::at<gap, comma>, converted_link>> {};
/// A chain that starts with a word: it must compute something.
struct word_chain : p::seq<first_side<Operands::worded>, p::sor<p::seq<arrow_ahead, arrow_link>, p::star<relation_ahead, link<Operands::worded>>>> {};
/// A chain with words as operands: it must be related to something, `TP × PP = 8 × 2`.
struct symbolic_chain : p::seq<first_side<Operands::symbolic>, p::plus<relation_ahead, link<Operands::symbolic>>> {};

}  // namespace stratlint::grammar
