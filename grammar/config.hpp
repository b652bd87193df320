#pragma once

#include "text.hpp"

/// One line of code or configuration: literal assignments, dict entries, keyword arguments, YAML, JSON, launcher flags,
/// and comments. Only spans are found here; names, values and comments are then read as prose is.
namespace stratlint::grammar::config {

struct ws : p::star<p::one<' ', '\t'>> {};
struct quote : p::one<'"', '\''> {};
struct line_end : p::sor<p::eof, p::one<'\r', '\n'>> {};

struct comment_text : p::until<p::eof> {};
struct comment : p::seq<p::one<'#'>, comment_text> {};
/// `//` divides in Python; it starts a comment at the start of a line only.
struct line_comment : p::seq<p::string<'/', '/'>, comment_text> {};

/// `tensor_parallel_size`, `self.hidden`, `axis.tp`, `pipeline-model-parallel-size`.
struct plain_name : p::seq<p::sor<p::alpha, p::one<'_'>>, p::rep_max<80, p::sor<p::alnum, p::one<'_', '.', '-'>>>> {};
/// JSON and YAML names may hold blanks: `"Total GPUs": 64`.
struct quoted_name : p::seq<p::rep_min_max<1, 80, p::sor<p::alnum, p::one<'_', '.', '-', ' ', '/', '(', ')'>>>> {};
/// `nvidia.com/gpu`, as Kubernetes calls what a container asks for.
struct resource_name : p::seq<p::plus<p::lower>, p::string<'.', 'c', 'o', 'm', '/'>, p::plus<p::sor<p::alnum, p::one<'_', '-'>>>> {};
struct entry_name : p::sor<p::seq<quote, quoted_name, quote>, resource_name, plain_name> {};

struct type_hint : p::seq<p::one<':'>, ws, p::sor<p::string<'i', 'n', 't'>, p::string<'f', 'l', 'o', 'a', 't'>, p::string<'s', 't', 'r'>>, ws, p::at<p::one<'='>>> {};
struct assign : p::seq<ws, p::opt<type_hint>, p::sor<p::seq<p::one<'='>, p::not_at<p::one<'='>>>, p::seq<p::one<':'>, p::not_at<p::one<':', '='>>>>, ws> {};

struct digits : p::seq<p::digit, p::star<p::sor<p::alnum, p::one<'.', '_', '%'>, p::seq<p::one<','>, p::rep<3, p::digit>, p::not_at<p::digit>>, p::seq<p::one<'+', '-'>, p::digit>>>> {};
struct operation : p::seq<ws, p::sor<p::string<'*', '*'>, p::string<'/', '/'>, p::one<'*', '/', '+'>>, ws> {};
struct unit_words : p::seq<p::plus<p::one<' '>>, p::plus<p::sor<p::alpha, p::one<'/'>>>, p::not_at<p::one<'=', '_'>>> {};
/// `export TP=4 PP=4`: glued signs, as shells want them.
struct next_assignment : p::seq<plain_name, p::one<'='>, p::not_at<p::one<'=', ' '>>> {};
struct value_end : p::seq<ws, p::at<p::sor<p::eof, p::one<',', ';', ')', ']', '}', '#', '\\', '"', '\''>, p::string<'/', '/'>, p::seq<p::string<'-', '-'>, p::alpha>, next_assignment>>> {};
/// `TP=4 PP=2 bash run.sh`: a command follows.
struct shell_entry_end : p::at<p::one<' '>, p::alpha> {};
struct number_literal : p::seq<p::list<digits, operation>, p::opt<unit_words>> {};
struct number_value : p::seq<number_literal, value_end> {};
struct string_text : p::star<p::not_one<'"', '\'', '\n'>> {};
struct string_value : p::seq<quote, string_text, quote> {};
/// `total = tp * pp * dp`, `schedule: interleaved`, `True`.
struct name_literal : p::list<plain_name, operation> {};
struct name_value : p::seq<name_literal, value_end> {};
struct entry_value : p::sor<number_value, string_value, name_value> {};
struct shell_number : p::plus<p::digit> {};
struct shell_entry : p::seq<entry_name, p::one<'='>, shell_number, shell_entry_end> {};
struct entry : p::sor<p::seq<p::opt<p::string<'s', 'e', 'l', 'f', '.'>>, entry_name, assign, entry_value>, shell_entry> {};

/// `layers, kv_heads = 88, 8`: a value for each of the names.
struct first_of_names : plain_name {};
struct next_of_names : plain_name {};
struct one_of_values : digits {};
struct tuple : p::seq<first_of_names, p::plus<p::one<','>, ws, next_of_names>, ws, p::one<'='>, ws, one_of_values, p::plus<p::one<','>, ws, one_of_values>, ws, p::sor<p::eof, p::at<p::one<'#'>>>> {};

/// `layers, heads = 88, count()`: what is no list of numbers is no value of the last name. Arguments (`tp, pp=4`) have no blank before the sign.
struct other_tuple : p::seq<plain_name, p::plus<p::one<','>, ws, plain_name>, p::plus<p::one<' '>>, p::one<'='>, p::not_at<p::one<'='>>> {};

struct flag_name : plain_name {};
struct flag_number : p::seq<digits, p::at<p::sor<p::eof, p::one<' ', '\t', '\\', ')', '"', '\'', ';'>>>> {};
struct flag_word : p::seq<plain_name, p::at<p::sor<p::eof, p::one<' ', '\t', '\\', '"', '\''>>>> {};
struct flag : p::seq<p::one<'-'>, p::opt<p::one<'-'>>, flag_name, p::sor<p::one<'='>, p::plus<p::one<' ', '\t'>>>, p::opt<quote>, p::sor<flag_number, flag_word>> {};
/// `--enable-expert-parallel`: it is there or not.
struct switch_flag : p::seq<p::string<'-', '-'>, flag_name, p::at<p::sor<p::eof, p::one<' ', '\t', '\\', '"', '\''>>>> {};
/// `{`, `dict(`, `TransformerConfig(`.
struct opened : p::sor<p::one<'{', '[', '('>, p::seq<plain_name, p::one<'('>>> {};
/// A name whose entries follow, indented: `parallel:`, `'model': {`.
struct section : p::seq<p::opt<p::one<'-'>, ws>, entry_name, ws, p::opt<p::one<':', '='>>, ws, p::opt<opened>, ws, p::sor<p::eof, p::at<p::one<'#'>>>> {};

/// `memory_gb: {weights: 9, total: 43}`: its entries in one line, or those that fit into it.
struct flow_map : p::seq<p::opt<p::one<'-'>, ws>, entry_name, ws, p::one<':'>, ws, p::one<'{'>,
                         p::at<p::star<p::not_one<'{', '}'>>, p::sor<p::eof, p::seq<p::one<'}'>, p::opt<p::one<','>>, ws, p::sor<p::eof, p::one<'#'>>>>>> {};

/// `[model]`, `[[stage]]`: all entries below belong to it.
struct table_name : plain_name {};
struct table_header : p::seq<p::one<'['>, p::opt<p::one<'['>>, ws, table_name, ws, p::one<']'>, p::opt<p::one<']'>>, ws, p::sor<p::eof, p::at<p::one<'#'>>>> {};

/// `deepspeed --num_nodes 4 --num_gpus 8`: what is run says what its flags mean.
struct command_name : plain_name {};
struct first_flag : p::at<p::plus<p::one<' '>>, p::string<'-', '-'>, p::alpha> {};
/// `python tools/export.py --pp 4`: the script is what runs.
struct interpreter : p::seq<p::plus<p::sor<p::alnum, p::one<'_', '.'>>>, p::plus<p::one<' '>>> {};
struct folder : p::seq<p::plus<p::sor<p::alnum, p::one<'_', '-', '.'>>>, p::one<'/'>> {};
struct script_name : p::plus<p::sor<p::alnum, p::one<'_'>>> {};
struct script : p::seq<interpreter, p::star<folder>, script_name, p::string<'.', 'p', 'y'>, first_flag> {};
struct command : p::sor<p::seq<command_name, first_flag>, script> {};

/// `#SBATCH --nodes=4`: a comment for the shell, settings for the scheduler.
struct directive : p::seq<p::one<'#'>, p::plus<p::upper>, p::plus<p::one<' '>>, p::at<p::one<'-'>>> {};
struct word : p::plus<p::sor<p::alnum, p::one<'_', '.'>>> {};
struct line : p::seq<ws, p::opt<p::sor<directive, line_comment, table_header, flow_map, section, tuple, other_tuple, command>>, p::until<p::eof, p::sor<comment, flag, switch_flag, entry, word, p::any>>> {};

/// In a `stratlint` fence a value may be some words without quotes: `gpu.name: A100 PCIe 40GB`.
struct phrase_literal : p::list<p::plus<p::sor<p::alnum, p::one<'_', '.', '-'>>>, p::plus<p::one<' '>>> {};
struct phrase_entry : p::seq<entry_name, assign, phrase_literal, value_end> {};
struct pin_line : p::seq<ws, p::opt<p::sor<line_comment, section>>, p::until<p::eof, p::sor<comment, flag, entry, phrase_entry, word, p::any>>> {};

}  // namespace stratlint::grammar::config
