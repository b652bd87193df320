#pragma once

#include "text.hpp"

/// Numbers with units as people print them: `~11.4GB`, `1,684 seq/sec`, `<0.1s`, `85–95%`, `±2%`, `30B`, `1.8 TB/s`, `95%+`.
namespace stratlint::grammar {

/// At most eight groups: a longer run is no number, and must not be read again from every group.
struct thousands : p::seq<p::rep_min_max<1, 3, p::digit>, p::one<','>, p::rep<3, p::digit>, p::not_at<p::digit>,
                          p::rep_max<8, p::seq<p::one<','>, p::rep<3, p::digit>, p::not_at<p::digit>>>> {};
/// `64_000` as programs write it, `64{,}000` and `64\,000` of LaTeX, and thin or fixed spaces, which no list of numbers has.
struct other_group : p::seq<p::sor<p::one<'_'>, p::string<'{', ',', '}'>, p::string<'\\', ','>, sign<0xA0, 0x2009, 0x202F>>, p::rep<3, p::digit>, p::not_at<p::digit>> {};
struct grouped_thousands : p::seq<p::rep_min_max<1, 3, p::digit>, other_group, p::rep_max<8, other_group>> {};
/// `10 000`: spaces separate thousands only in front of zeros, or every list of numbers would be one number.
struct spaced_thousands : p::seq<p::rep_min_max<1, 3, p::digit>,
                                 blank, p::string<'0', '0', '0'>, p::not_at<p::digit>,
                                 p::rep_max<5, p::seq<blank, p::string<'0', '0', '0'>, p::not_at<p::digit>>>> {};
/// What the three above have behind their first digits, but not only they.
struct group_ahead : p::seq<p::rep_min_max<1, 3, p::digit>, p::sor<p::one<','>, p::seq<blank, p::one<'0'>>, p::at<other_group>>> {};
struct whole_part : p::sor<p::seq<p::at<group_ahead>, p::sor<thousands, grouped_thousands, spaced_thousands>>, digits> {};
struct fraction_digits : p::seq<p::one<'.'>, digits> {};
struct exponent : p::seq<p::one<'e', 'E'>, p::opt<p::one<'+', '-'>>, digits, p::not_at<p::alnum>> {};
struct number : p::seq<whole_part, p::opt<fraction_digits>, p::opt<exponent>,
                       p::not_at<p::one<'.'>, p::digit>> {};

/// One letter glued to the number, `30B` `400T` `1.72M`, or a word, `30 billion`.
struct suffix_letter : p::seq<p::one<'K', 'k', 'M', 'B', 'T'>, p::not_at<p::sor<p::alnum, p::one<'_'>>>> {};
struct power_word : p::sor<p::istring<'t', 'h', 'o', 'u', 's', 'a', 'n', 'd'>, p::istring<'m', 'i', 'l', 'l', 'i', 'o', 'n'>, p::istring<'b', 'i', 'l', 'l', 'i', 'o', 'n'>,
                           p::istring<'t', 'r', 'i', 'l', 'l', 'i', 'o', 'n'>> {};
struct suffix_word : p::seq<p::at<blanks, p::one<'t', 'm', 'b', 'T', 'M', 'B'>>, blanks, power_word, p::not_at<p::alnum>> {};
/// Thousands (no `千瓦`, `千兆`), ten thousands and hundred millions, `46 千`, `671亿`, `3 万亿`.
struct thousands_sign : p::seq<sign<0x5343>, p::not_at<p::sor<sign<0x74E6>, sign<0x5146>, sign<0x5361>, sign<0x5B57>>>> {};
struct chinese_suffix : p::seq<p::opt<blanks>, p::sor<p::seq<sign<0x4E07>, p::opt<sign<0x4EBF>>>, sign<0x4EBF>, thousands_sign>> {};
/// `122 B parameters`: behind a blank millions and billions are a word, other letters a suffix only before what is counted so.
struct counted_in_billions : p::sor<p::string<'p', 'a', 'r', 'a', 'm'>, p::string<'t', 'o', 'k'>, p::string<'a', 'c', 't', 'i', 'v', 'e'>, p::string<'d', 'e', 'n', 's', 'e'>, p::string<'t', 'o', 't', 'a', 'l'>> {};
/// `103 k tokens/s`, and `120 k` that ends a cell.
struct spaced_thousand : p::seq<p::one<'k'>, p::at<p::sor<p::seq<blank, p::lower, p::lower>, p::eof>>> {};
/// `0.3 T / 56 PFLOPS`.
struct over_blank : p::seq<p::one<'/'>, blank, p::digit> {};
struct spaced_letter : p::sor<p::seq<p::one<'K', 'M', 'B', 'T'>, p::at<p::sor<p::seq<blank, counted_in_billions>, p::seq<p::opt<blank>, p::sor<p::one<'*', 'x'>, sign<0xD7>>>>>>,
                              p::seq<p::one<'M', 'T'>, p::at<p::opt<blank>, over_blank>>> {};
struct spaced_word : p::seq<p::one<'M', 'B'>, p::not_at<p::sor<word_char, p::one<'/', '-'>>>> {};
struct spaced_suffix : p::seq<blank, p::sor<spaced_word, spaced_thousand, spaced_letter>> {};
/// What the last three start with behind a number: most numbers have none, and a look is cheaper than three tries.
struct suffix_ahead : p::at<p::opt<blanks>, p::sor<p::one<'t', 'm', 'b', 'k', 'T', 'M', 'B', 'K'>, beyond_ascii>> {};
/// `$2$T` tokens.
struct math_suffix : p::seq<p::one<'$'>, suffix_letter> {};
struct suffix : p::sor<suffix_letter, math_suffix, p::seq<suffix_ahead, p::sor<suffix_word, spaced_suffix, chinese_suffix>>> {};

/// A word that may be a unit; whether it is one decides the table of units. A lone letter must be glued, save `s`.
/// Seconds, milliseconds, minutes, hours, days and bytes.
struct chinese_unit : p::seq<p::at<ideograph>, p::sor<sign<0x79D2>, p::seq<sign<0x6BEB>, sign<0x79D2>>, p::seq<sign<0x5206>, sign<0x949F>>,
                                                       p::seq<sign<0x5C0F>, sign<0x65F6>>, sign<0x5929>, p::seq<sign<0x5B57>, sign<0x8282>>>> {};
/// `64 % 8 == 0` leaves a remainder, it is no percentage.
struct remainder_sign : p::seq<p::one<'%'>, blank, p::rep_max<6, p::alpha>, p::opt<p::one<' ', '='>>, p::plus<p::digit>, p::opt<blanks>, p::one<'='>, p::opt<p::one<'='>>, p::opt<blanks>, p::one<'0'>, p::not_at<p::sor<p::digit, p::one<'.'>>>> {};
struct unit_letters : p::sor<p::seq<p::not_at<remainder_sign>, p::one<'%'>>, p::string<'p', 'e', 'r', ' ', 'c', 'e', 'n', 't'>, p::string<'\\', '%'>, p::string<'\\', ',', '\\', '%'>, sign<0xFF05>, p::plus<p::sor<letters, sign<0xB5, 0x3BC>>>, chinese_unit> {};
struct unit_word : p::seq<unit_letters, p::not_at<p::sor<p::digit, p::one<'_'>>>> {};
struct glued_unit : unit_word {};
/// `25 h`, and not the hidden size in `12 h²`, `4 h × 4 h` and `12 h d`.
struct lone_hour : p::seq<p::one<'h'>, p::not_at<p::sor<p::alnum, p::one<'_', '(', '^'>, sign<0xB2, 0xB3>, p::seq<p::opt<blanks>, p::sor<p::one<'*', 'x', '/', '='>, sign<0xD7, 0xB7, 0x22C5>, p::seq<p::alpha, p::not_at<p::alpha>>>>>>> {};
struct spaced_unit : p::seq<gap, p::opt<p::one<'-'>>, p::sor<p::at<p::one<'%'>>, p::at<p::one<'s', 'W'>, p::not_at<p::alpha>>, p::at<lone_hour>, p::at<p::rep<2, p::sor<p::alpha, sign<0xB5, 0x3BC>>>>, p::at<ideograph>>, unit_word, p::not_at<p::one<'='>, p::digit>> {};
/// `× 2 B = 328 KB`, `2 B per element`: bytes of one value, or of its state. The action asks for 1 or an even number up to 32.
struct spaced_byte : p::seq<blank, p::one<'B'>, p::at<p::sor<p::seq<blank, p::sor<p::string<'p', 'e', 'r', ' '>, p::string<'e', 'a', 'c', 'h'>>>, p::string<'/', 'e', 'l'>, p::string<'/', 'p', 'a'>, p::seq<p::opt<blank>, p::one<'=', ')'>>, p::seq<blank, p::sor<p::string<'g', 'i', 'v', 'e', 's'>, p::string<'m', 'a', 'k', 'e', 's'>, p::string<'i', 's', ' '>, sign<0x2192>>>>>> {};
/// `2 × 2 B × 128`: bytes of one value in a product. The action asks for 1, 2 or 4 behind another factor.
struct spaced_width : p::seq<blank, p::one<'B'>, p::at<p::opt<blank>, p::sor<p::one<'*', 'x'>, sign<0xD7>>>> {};
/// `163,840 B`: so many billions of anything would be written as trillions. The action asks for as many.
struct spaced_bytes : p::seq<blank, p::one<'B'>, p::not_at<p::sor<word_char, p::one<'_', '-'>, p::seq<p::one<'/'>, p::not_at<p::rep<3, p::lower>>>>>> {};
/// `10^6\ \text{s}`.
struct latex_unit : p::seq<gap, p::one<'\\'>, p::sor<p::string<'t', 'e', 'x', 't'>, p::string<'m', 'a', 't', 'h', 'r', 'm'>>, p::one<'{'>, p::opt<blanks>, unit_word> {};
/// The denominator of a rate. Only times count: `GB/GPU` is a scope, not a unit.
struct rate_word : p::seq<p::sor<p::plus<p::sor<letters, sign<0xB5, 0x3BC>>>, chinese_unit>, p::not_at<p::digit>> {};
struct per_word : p::istring<'p', 'e', 'r'> {};
/// `529,000 tokens a second`: only times follow, `2 GB a node` is no rate.
struct time_word : p::sor<p::istring<'s', 'e', 'c'>, p::istring<'m', 'i', 'n', 'u', 't', 'e'>, p::istring<'h', 'o', 'u', 'r'>, p::istring<'d', 'a', 'y'>> {};
struct per_time : p::seq<p::sor<p::one<'a'>, p::string<'e', 'v', 'e', 'r', 'y'>, p::string<'e', 'a', 'c', 'h'>>, blanks, p::at<time_word>> {};
struct per : p::sor<p::one<'/'>, p::seq<blanks, p::sor<p::seq<per_word, blanks>, per_time>>> {};
struct rate : p::seq<per, rate_word> {};
/// `20 TFLOPs/token`: what a token takes is no rate, however it is written. The word stays where it is.
struct of_one_token : p::at<per, p::string<'t', 'o', 'k'>> {};
/// `98.4 accesses/ms`: a count of anything per time.
struct counted_noun : p::seq<blanks, letters> {};
/// `30,000 generated tokens per second`: which of them stands before what is counted.
struct counted_name : p::sor<p::string<'t', 'o', 'k'>, p::string<'r', 'e', 'q'>, p::string<'s', 'e', 'q'>, p::string<'s', 'a', 'm', 'p', 'l', 'e'>> {};
struct kind_of_them : p::seq<blanks, p::not_at<per_word>, p::rep_min_max<3, 12, p::lower>, p::at<blanks, counted_name>> {};
struct named_rate : p::seq<kind_of_them, blanks, unit_word, rate> {};
struct count_rate : p::seq<p::at<counted_noun, p::one<'/'>>, counted_noun, rate> {};
/// `760 条序列/s`, `5.2 请求/s`: sequences, samples, requests.
struct chinese_sequences : p::seq<p::opt<sign<0x6761, 0x4E2A>>, p::sor<p::seq<sign<0x5E8F>, sign<0x5217>>, p::seq<sign<0x6837>, sign<0x672C>>, p::seq<sign<0x8BF7>, sign<0x6C42>>, p::seq<sign<0x63D0>, sign<0x793A>>>> {};
struct sequence_rate : p::seq<p::opt<blanks>, chinese_sequences, rate> {};
struct unit : p::sor<p::seq<p::sor<glued_unit, spaced_unit>, p::opt<p::sor<rate, of_one_token>>>, p::seq<p::at<kind_of_them>, named_rate>, spaced_byte, spaced_width, spaced_bytes, p::seq<p::at<gap, beyond_ascii>, sequence_rate>, count_rate, p::seq<latex_unit, p::opt<rate>, p::one<'}'>>> {};

struct approx_sign : p::seq<p::sor<p::one<'~'>, sign<0x2248, 0x223C, 0xFF5E>, p::string<'\\', 's', 'i', 'm'>,
                                   p::string<'\\', 'a', 'p', 'p', 'r', 'o', 'x'>>, p::opt<blanks>> {};
struct plus_minus : p::seq<sign<0xB1>, p::opt<blanks>> {};
struct latex_less : p::seq<p::string<'\\', 'l', 'e'>, p::opt<p::one<'q'>>, p::not_at<p::alpha>> {};
struct latex_greater : p::seq<p::string<'\\', 'g', 'e'>, p::opt<p::one<'q'>>, p::not_at<p::alpha>> {};
struct less_equal_sign : p::sor<p::string<'<', '='>, sign<0x2264, 0x2A7D>, latex_less> {};
struct greater_equal_sign : p::sor<p::string<'>', '='>, sign<0x2265, 0x2A7E>, latex_greater> {};
struct less_sign : p::sor<p::one<'<'>, sign<0xFF1C>> {};
struct greater_sign : p::sor<p::one<'>'>, sign<0xFF1E>> {};
struct bound_sign : p::seq<p::sor<less_equal_sign, greater_equal_sign, less_sign, greater_sign>, p::opt<blanks>> {};
struct range_sign : p::sor<p::one<'-', '~'>, sign<0x2013, 0x2014, 0x223C, 0xFF5E>> {};
/// `95%+`, `16+ GPUs`: at least; not the plus of a sum.
struct open_end : p::seq<p::one<'+'>, p::not_at<p::sor<p::alnum, p::seq<p::opt<blanks>, p::digit>>>> {};

/// `2.4 \times 10^{11}`, `6 × 10¹²`: one number, no product.
struct raised_digit : sign<0xB9, 0xB2, 0xB3, 0x2070, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079> {};
struct raised_minus : sign<0x207B> {};
struct power_figures : p::sor<p::seq<p::one<'^'>, p::opt<p::one<'{'>>, p::opt<p::one<'-', '+'>>, p::rep_min_max<1, 3, p::digit>, p::opt<p::one<'}'>>>,
                              p::seq<p::opt<raised_minus>, p::rep_min_max<1, 3, raised_digit>>> {};
struct ten_ahead : p::at<gap, p::sor<p::one<'x', '*', '\\'>, beyond_ascii>> {};
struct power_of_ten : p::seq<ten_ahead, gap, p::sor<sign<0xD7, 0xB7, 0x22C5>, p::one<'x', '*'>, p::string<'\\', 't', 'i', 'm', 'e', 's'>, p::string<'\\', 'c', 'd', 'o', 't'>>, gap,
                             p::one<'1'>, p::one<'0'>, power_figures> {};
struct magnitude : p::seq<number, p::opt<power_of_ten>, p::opt<suffix>, p::opt<unit>> {};
struct range_tail : p::seq<range_sign, magnitude> {};
/// Letters right behind a number make it a word (`1F1B`, `3D`); an `x` may multiply (`8x8`, `16x`).
struct number_end : p::not_at<p::sor<p::seq<p::not_at<p::one<'x', 'X'>, p::not_at<p::alpha>>, word_char>, p::one<'_'>>> {};
struct quantity_signs : p::seq<p::opt<bound_sign>, p::opt<p::sor<approx_sign, plus_minus>>> {};
struct quantity : p::seq<p::sor<p::at<p::digit>, quantity_signs>, magnitude, p::opt<range_tail>, number_end, p::opt<open_end>> {};

}  // namespace stratlint::grammar
