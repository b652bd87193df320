#pragma once

#include <string_view>

#include "quantity.hpp"

/// Numbers in words, `eight`, `thirty-two`, `one hundred and ninety-two`, `seven billion parameters`, `twelve and a half days`. `One` alone is mostly a
/// pronoun, and no number here.
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
/// Starts with three letters that such a word may start with: few others do.
struct count_start {
  using rule_t = p::any::rule_t;
  using subs_t = p::any::subs_t;
  /// By the last bits of the first letter, a bit set of those of the second: a look for readers that have no grammar at hand.
  static constexpr std::array<std::uint32_t, 32> seconds = [] {
    std::array<std::uint32_t, 32> table{};
    for (const std::string_view two : {"tw", "te", "th", "fo", "fi", "si", "se", "ei", "el", "ni", "on", "a "}) table[two[0] & 31] |= 1u << (two[1] & 31);
    return table;
  }();
  static constexpr bool may_start(char first, char second) { return (seconds[first & 31] >> (second & 31) & 1) != 0; }
  static constexpr std::uint32_t three(const char* text) {
    return static_cast<std::uint32_t>((text[0] | 0x20) << 16 | (text[1] | 0x20) << 8 | (text[2] | 0x20));
  }
  template <typename Input>
  static bool match(Input& in) {
    if (in.size() < 3) return false;
    switch (three(in.current())) {
      case three("two"): case three("twe"): case three("ten"): case three("thr"): case three("thi"): case three("fou"): case three("for"):
      case three("fiv"): case three("fif"): case three("six"): case three("sev"): case three("eig"): case three("ele"): case three("nin"): case three("one"):
      case three("a h"): case three("a t"): case three("a d"): case three("a m"): case three("a b"):
        return true;
      default:
        return false;
    }
  }
};
struct below_hundred : p::sor<whole_count<teen_count>, tens_and_units, whole_count<unit_count>> {};
/// `A hundred and twenty`.
struct article : p::seq<p::at<p::istring<'a'>, p::one<' '>>, count_word<1, 'a'>> {};
struct hundreds_count : p::sor<count_word<1, 'o','n','e'>, unit_count, article> {};
struct hundred_word : p::istring<'h', 'u', 'n', 'd', 'r', 'e', 'd'> {};
struct hundreds : p::seq<p::at<hundreds_count, blanks, hundred_word, count_end>, hundreds_count, blanks, hundred_word> {};
struct and_word : p::seq<p::opt<p::istring<'a', 'n', 'd'>, blanks>> {};
struct behind_hundreds : p::seq<p::at<blanks, and_word, below_hundred>, blanks, and_word, below_hundred> {};
/// `seven eighths of which`: no seven of anything.
struct fraction_word : p::seq<p::sor<p::string<'t', 'h', 'i', 'r', 'd'>, p::string<'q', 'u', 'a', 'r', 't', 'e', 'r'>, p::string<'f', 'i', 'f', 't', 'h'>, p::string<'s', 'i', 'x', 't', 'h'>, p::string<'s', 'e', 'v', 'e', 'n', 't', 'h'>, p::string<'e', 'i', 'g', 'h', 't', 'h'>, p::string<'n', 'i', 'n', 't', 'h'>, p::string<'t', 'e', 'n', 't', 'h'>, p::string<'t', 'w', 'e', 'l', 'f', 't', 'h'>, p::string<'s', 'i', 'x', 't', 'e', 'e', 'n', 't', 'h'>>, p::one<'s'>, count_end> {};
struct below_thousand : p::sor<p::seq<hundreds, p::opt<behind_hundreds>>, below_hundred> {};
struct thousand_word : p::istring<'t', 'h', 'o', 'u', 's', 'a', 'n', 'd'> {};
struct behind_thousands : p::seq<p::at<blanks, and_word, below_thousand>, blanks, and_word, below_thousand> {};
struct thousands_in_words : p::seq<p::at<blanks, thousand_word, count_end>, blanks, thousand_word, p::opt<behind_thousands>> {};
struct dozen_word : p::istring<'d', 'o', 'z', 'e', 'n'> {};
struct dozens : p::seq<p::at<blanks, dozen_word, count_end>, blanks, dozen_word> {};
/// `One million`, `one thousand`: with what stands behind it one is a number.
struct one_of_many : p::seq<p::at<p::sor<p::istring<'o', 'n', 'e'>, p::istring<'a'>>, blanks, p::sor<power_word, dozen_word>, count_end>, p::sor<count_word<1, 'o', 'n', 'e'>, article>> {};
struct number_in_words : p::seq<p::at<count_start>, p::sor<below_thousand, one_of_many>, p::opt<p::sor<thousands_in_words, dozens>>, p::not_at<p::one<' ', '-'>, fraction_word>> {};
struct and_a_half : p::seq<blanks, p::istring<'a', 'n', 'd'>, blanks, p::istring<'a'>, blanks, p::istring<'h', 'a', 'l', 'f'>, count_end> {};
struct worded_quantity : p::seq<number_in_words, p::opt<and_a_half>, p::opt<suffix_word>, p::opt<p::at<blanks, p::not_at<p::one<'-'>>>, spaced_unit>> {};

}  // namespace stratlint::grammar
