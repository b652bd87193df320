#include <fmt/format.h>

#include <utility>

#include "base/suggest.h"
#include "rules/syntax_error.h"
#include "rules/syntax_messages.h"
#include "rules/vocabulary_syntax.h"

namespace stratlint {

namespace {

using Syntax = VocabularySyntax;

struct Parser {
  std::string_view bytes;
  Syntax& syntax;
  Syntax::Declaration declaration;
  Word word;  ///< the last name, string or modifier
  Word value_size;  ///< of the value at hand
  DeviceSyntax device;
  Word figure, peak;
  bool heading = false, section = false, before = false, without = false;

  template <class Input>
  Word text(const Input& in) const {
    const auto begin = static_cast<std::uint32_t>(in.begin() - bytes.data());
    const auto size = static_cast<std::uint32_t>(in.end() - in.begin());
    return {std::string_view(in.begin(), size), {begin, begin + size}};
  }
  template <class List>
  static std::uint32_t size(const List& list) {
    return static_cast<std::uint32_t>(list.size());
  }
  /// Everything since the last line belongs to this one.
  void end_line(Word name) {
    const Syntax::Line* last = syntax.lines.empty() ? nullptr : &syntax.lines.back();
    const Syntax::Range phrases{last ? last->phrases.end : 0, size(syntax.phrases)};
    const Syntax::Range conditions{last ? last->conditions.end : 0, size(syntax.conditions)};
    syntax.lines.push_back({name, phrases, conditions, std::exchange(value_size, {})});
  }
  void end_declaration(Word name) {
    declaration.word = name;
    declaration.lines = {syntax.declarations.empty() ? 0 : syntax.declarations.back().lines.end, size(syntax.lines)};
    syntax.declarations.push_back(declaration);
    declaration = {};
    heading = section = before = false;
  }
  void end_device() {
    const DeviceSyntax last = syntax.devices.empty() ? DeviceSyntax() : syntax.devices.back();
    device.peaks = {last.peaks.end, size(syntax.peaks)};
    device.called = {last.called.end, size(syntax.called)};
    device.notes = {last.notes.end, size(syntax.notes)};
    syntax.devices.push_back(device);
    device = {};
  }
};

template <class Rule>
struct Action {};

template <Word Parser::*member>
struct Keeps {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.*member = parser.text(in);
  }
};
template <Word Syntax::Declaration::*member>
struct Declares {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.declaration.*member = parser.text(in);
  }
};
template <Word Syntax::Declaration::*member>
struct DeclaresLast {
  static void apply0(Parser& parser) { parser.declaration.*member = parser.word; }
};
/// What was read last, into the device at hand.
template <Word DeviceSyntax::*member, Word Parser::*last>
struct Fills {
  static void apply0(Parser& parser) { parser.device.*member = parser.*last; }
};
template <std::vector<Word> Syntax::*list>
struct Collects {
  static void apply0(Parser& parser) { (parser.syntax.*list).push_back(parser.word); }
};
template <bool heading, bool section, bool before>
struct Places {
  static void apply0(Parser& parser) {
    parser.heading = heading;
    parser.section = section;
    parser.before = before;
  }
};
template <bool without>
struct Conditions {
  static void apply0(Parser& parser) { parser.without = without; }
};
struct EndsLine {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.end_line(token_at(parser.bytes, parser.text(in).span.begin));
  }
};
struct EndsClass {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    EndsLine::apply(in, parser);
    parser.end_declaration(token_at(parser.bytes, parser.text(in).span.begin));
  }
};

[[noreturn]] void unknown(Word word, std::string_view what, const std::vector<std::string_view>& known) {
  throw SyntaxError{word, fmt::format("unknown {} `{}`", what, word.text), suggest(word.text, known)};
}

// clang-format off
template <> struct Action<g::plain_text> : Keeps<&Parser::word> {};
template <> struct Action<g::modifier_word> : Keeps<&Parser::word> {};
template <> struct Action<g::value_size> : Keeps<&Parser::value_size> {};
template <> struct Action<g::figure> : Keeps<&Parser::figure> {};
template <> struct Action<g::peak_type> : Keeps<&Parser::peak> {};
template <> struct Action<g::domain_size> : Keeps<&Parser::figure> {};
template <> struct Action<g::device_name> : Fills<&DeviceSyntax::name, &Parser::word> {};
template <> struct Action<g::memory_field> : Fills<&DeviceSyntax::memory, &Parser::figure> {};
template <> struct Action<g::bandwidth_field> : Fills<&DeviceSyntax::bandwidth, &Parser::figure> {};
template <> struct Action<g::link_field> : Fills<&DeviceSyntax::link, &Parser::figure> {};
template <> struct Action<g::link_name> : Fills<&DeviceSyntax::link_name, &Parser::word> {};
template <> struct Action<g::domain_field> : Fills<&DeviceSyntax::domain, &Parser::figure> {};
template <> struct Action<g::nic_field> : Fills<&DeviceSyntax::nic, &Parser::figure> {};
template <> struct Action<g::source_text> : Fills<&DeviceSyntax::source, &Parser::word> {};
template <> struct Action<g::device_phrase> : Collects<&Syntax::called> {};
template <> struct Action<g::remark_text> : Collects<&Syntax::notes> {};
template <> struct Action<g::like_key> : Declares<&Syntax::Declaration::like> {};
template <> struct Action<g::title_text> : DeclaresLast<&Syntax::Declaration::title> {};
template <> struct Action<g::means_text> : DeclaresLast<&Syntax::Declaration::means> {};
template <> struct Action<g::scope_modifier> : DeclaresLast<&Syntax::Declaration::scope> {};
template <> struct Action<g::better_modifier> : DeclaresLast<&Syntax::Declaration::better> {};
template <> struct Action<g::type_name> : Declares<&Syntax::Declaration::type> {};
template <> struct Action<g::most_value> : Declares<&Syntax::Declaration::most> {};
template <> struct Action<g::assumed_value> : Declares<&Syntax::Declaration::assumed> {};
template <> struct Action<g::key_name> : Declares<&Syntax::Declaration::name> {};
template <> struct Action<g::class_name> : Declares<&Syntax::Declaration::name> {};
template <> struct Action<g::least_value> : Declares<&Syntax::Declaration::least> {};
template <> struct Action<g::before_word> : Places<false, false, true> {};
template <> struct Action<g::heading_word> : Places<true, false, false> {};
template <> struct Action<g::section_word> : Places<true, true, false> {};
template <> struct Action<g::under_word> : Conditions<false> {};
template <> struct Action<g::without_word> : Conditions<true> {};
template <> struct Action<g::label_line> : EndsLine {};
template <> struct Action<g::noun_line> : EndsLine {};
template <> struct Action<g::axis_line> : EndsLine {};
template <> struct Action<g::range_line> : EndsLine {};
template <> struct Action<g::factor_line> : EndsLine {};
template <> struct Action<g::value_line> : EndsLine {};
template <> struct Action<g::setting_line> : EndsLine {};
template <> struct Action<g::topic_declaration> : EndsClass {};
template <> struct Action<g::scope_declaration> : EndsClass {};
template <> struct Action<g::role_declaration> : EndsClass {};
template <> struct Action<g::mark_declaration> : EndsClass {};
template <> struct Action<g::same_declaration> : EndsClass {};
template <> struct Action<g::choice_declaration> : EndsClass {};
// clang-format on

template <>
struct Action<g::exact_modifier> {
  static void apply0(Parser& parser) { parser.declaration.exact = true; }
};
template <>
struct Action<g::shapes_modifier> {
  static void apply0(Parser& parser) { parser.declaration.shapes = true; }
};
template <>
struct Action<g::binary_modifier> {
  static void apply0(Parser& parser) { parser.declaration.binary = true; }
};
template <>
struct Action<g::asserted_modifier> {
  static void apply0(Parser& parser) { parser.declaration.asserted = true; }
};
template <>
struct Action<g::phrase> {
  static void apply0(Parser& parser) { parser.syntax.phrases.push_back({parser.word, parser.heading, parser.section, parser.before}); }
};
template <>
struct Action<g::condition_topic> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.syntax.conditions.push_back({parser.text(in), parser.without});
  }
};
template <>
struct Action<g::key_declaration> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.end_declaration(token_at(parser.bytes, parser.text(in).span.begin));
  }
};
template <>
struct Action<g::peak_figure> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    parser.syntax.peaks.push_back({parser.peak, parser.text(in)});
  }
};
template <>
struct Action<g::unsure_field> {
  static void apply0(Parser& parser) { parser.device.unsure = true; }
};
template <>
struct Action<g::device_declaration> {
  static void apply0(Parser& parser) { parser.end_device(); }
};
template <>
struct Action<g::unknown_device_field> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    unknown(parser.text(in), "field",
            {"called", "memory", "bandwidth", "peak", "link", "domain", "nic", "source", "note", "unsure"});
  }
};
template <>
struct Action<g::unknown_line> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    unknown(parser.text(in), "line", {"title", "means", "label", "noun", "axis", "range", "factor", "value", "setting"});
  }
};
template <>
struct Action<g::unknown_modifier> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    unknown(parser.text(in), "modifier", {"exact", "shapes", "asserted", "binary", "assumed", "most", "least", "like", "scope", "better"});
  }
};
template <>
struct Action<g::unknown_declaration> {
  template <class Input>
  static void apply(const Input& in, Parser& parser) {
    unknown(parser.text(in), "declaration", {"key", "topic", "scope", "role", "mark", "same", "choice", "device"});
  }
};

}  // namespace

std::optional<VocabularySyntax> parse_vocabulary(std::string_view bytes, Problems& problems) {
  VocabularySyntax syntax;
  syntax.phrases.reserve(bytes.size() / 24);
  syntax.lines.reserve(bytes.size() / 80);
  syntax.declarations.reserve(bytes.size() / 300);
  Parser parser{bytes, syntax, {}, {}};
  if (!parse_file<g::vocabulary_file, Action, SyntaxControl>(bytes, problems, parser)) return std::nullopt;
  return syntax;
}

}  // namespace stratlint
