#pragma once

#include "rule_words.hpp"

/// What one accelerator can do: `device "H100 PCIe 80GB" { memory 80 GB peak bf16 756 TFLOP/s … }`.
namespace stratlint::rule_grammar {

// clang-format off
struct device_name   : p::seq<plain_string> {};
struct device_phrase : p::seq<plain_string> {};
struct device_phrases : p::plus<device_phrase> {};
struct figure        : p::seq<amount> {};
struct called_field    : p::if_must<keyword<'c','a','l','l','e','d'>, gap, device_phrases> {};
struct memory_field    : p::if_must<keyword<'m','e','m','o','r','y'>, gap, figure, gap> {};
struct bandwidth_field : p::if_must<keyword<'b','a','n','d','w','i','d','t','h'>, gap, figure, gap> {};
struct nic_field       : p::if_must<keyword<'n','i','c'>, gap, figure, gap> {};

/// `peak bf16 989 TFLOP/s  fp8 1979 TFLOP/s`, on one line.
struct peak_type   : word {};
struct peak_figure : p::seq<amount> {};
struct peak        : p::seq<peak_type, p::must<blanks, peak_figure, blanks>> {};
struct peaks       : p::plus<peak> {};
struct peak_field  : p::if_must<keyword<'p','e','a','k'>, blanks, peaks, gap> {};

struct link_name    : p::seq<plain_string> {};
struct link_field   : p::if_must<keyword<'l','i','n','k'>, gap, figure, gap, p::opt<link_name>> {};
struct domain_size  : p::plus<p::digit> {};
struct domain_field : p::if_must<keyword<'d','o','m','a','i','n'>, gap, domain_size, gap> {};
struct source_text  : p::seq<plain_string> {};
struct source_field : p::if_must<keyword<'s','o','u','r','c','e'>, gap, source_text> {};
struct remark_text  : p::seq<plain_string> {};
struct remark_field : p::if_must<keyword<'n','o','t','e'>, gap, remark_text> {};
struct unsure_field : p::seq<keyword<'u','n','s','u','r','e'>, gap> {};

struct unknown_device_field : word {};
struct device_field : p::sor<called_field, memory_field, bandwidth_field, peak_field, link_field, domain_field, nic_field,
                             source_field, remark_field, unsure_field, unknown_device_field> {};
struct device_open  : p::one<'{'> {};
struct device_fields : p::until<p::one<'}'>, p::must<device_field>> {};
struct device_declaration : p::if_must<keyword<'d','e','v','i','c','e'>, gap, device_name, device_open, gap, device_fields, gap> {};
// clang-format on

}  // namespace stratlint::rule_grammar
