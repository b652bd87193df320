#pragma once

#include "quantity.hpp"

/// What stands around a count when its time is said apart from it: `每秒 56 个请求`, `7 sequences of 4,096 tokens every second`.
namespace stratlint::grammar {

// clang-format off
struct every_second_sign : p::seq<sign<0x6BCF>, sign<0x79D2>> {};
/// From `every second` up to the number, with a verb between at most: `每秒可处理`.
struct told_each_second : p::seq<every_second_sign, p::opt<blanks>, p::rep_max<4, ideograph>, p::opt<blanks>, p::eof> {};

/// Behind a number: `个请求`, `条序列`; `个 token`.
struct sequences_behind : p::seq<p::opt<blanks>, chinese_sequences> {};
struct tokens_behind : p::seq<p::opt<blanks>, p::opt<sign<0x4E2A>>, p::opt<blanks>, p::istring<'t', 'o', 'k', 'e', 'n'>> {};

/// Behind `7 sequences`: no more than the tokens of one stand before the time.
struct each_second : p::seq<blank, p::sor<p::string<'e', 'v', 'e', 'r', 'y'>, p::string<'e', 'a', 'c', 'h'>>, blank, p::string<'s', 'e', 'c', 'o', 'n', 'd'>> {};
struct part_end : p::sor<p::one<';', ':', '(', ')'>, p::seq<p::one<',', '.'>, blank>> {};
struct goes_on_to_each_second : p::until<each_second, p::seq<p::not_at<part_end>, p::any>> {};
// clang-format on

}  // namespace stratlint::grammar
