#pragma once

#include "text.hpp"

/// Counts in words, `eight`, `thirty-two`. `One` is mostly a pronoun, and no number here.
namespace stratlint::grammar {

template <int value, char... letters> struct count_word : p::istring<letters...> {};

// clang-format off
struct unit_count : p::sor<count_word<2, 't','w','o'>, count_word<3, 't','h','r','e','e'>, count_word<4, 'f','o','u','r'>,
                           count_word<5, 'f','i','v','e'>, count_word<6, 's','i','x'>, count_word<7, 's','e','v','e','n'>,
                           count_word<8, 'e','i','g','h','t'>, count_word<9, 'n','i','n','e'>> {};
/// Longer words first: `fourteen` starts with `four`.
struct teen_count : p::sor<count_word<10, 't','e','n'>, count_word<11, 'e','l','e','v','e','n'>, count_word<12, 't','w','e','l','v','e'>,
                           count_word<13, 't','h','i','r','t','e','e','n'>, count_word<14, 'f','o','u','r','t','e','e','n'>,
                           count_word<15, 'f','i','f','t','e','e','n'>, count_word<16, 's','i','x','t','e','e','n'>,
                           count_word<17, 's','e','v','e','n','t','e','e','n'>, count_word<18, 'e','i','g','h','t','e','e','n'>,
                           count_word<19, 'n','i','n','e','t','e','e','n'>> {};
struct tens_count : p::sor<count_word<20, 't','w','e','n','t','y'>, count_word<30, 't','h','i','r','t','y'>, count_word<40, 'f','o','r','t','y'>,
                           count_word<50, 'f','i','f','t','y'>, count_word<60, 's','i','x','t','y'>, count_word<70, 's','e','v','e','n','t','y'>,
                           count_word<80, 'e','i','g','h','t','y'>, count_word<90, 'n','i','n','e','t','y'>> {};
// clang-format on
struct count_end : p::not_at<p::sor<word_char, p::one<'_'>>> {};
/// Looked at before it is read: what is read counts.
template <typename Count> struct whole_count : p::seq<p::at<Count, count_end>, Count> {};
struct joined_units : p::seq<p::one<'-', ' '>, whole_count<unit_count>> {};
struct tens_and_units : p::seq<whole_count<tens_count>, p::opt<joined_units>> {};
struct number_in_words : p::seq<p::at<p::one<'t', 'f', 's', 'e', 'n', 'T', 'F', 'S', 'E', 'N'>>,
                                p::sor<whole_count<teen_count>, tens_and_units, whole_count<unit_count>>> {};

}  // namespace stratlint::grammar
