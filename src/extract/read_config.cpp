#include "builder.h"
#include "config.hpp"

// The one instantiation of the grammar of configuration lines.
namespace stratlint::extraction {

namespace {

namespace p = tao::pegtl;
namespace c = grammar::config;

struct State {
  const char* base;
  std::vector<ConfigItem>& items;
  Span name;
  Span value;
  std::vector<Span> names, values;  ///< of a tuple
};

template <typename In>
Span span_of(const In& in, const State& s) {
  return {static_cast<std::uint32_t>(in.begin() - s.base), static_cast<std::uint32_t>(in.end() - s.base)};
}

template <typename Rule> struct action : p::nothing<Rule> {};

struct set_name {
  template <typename In> static void apply(const In& in, State& s) { s.name = span_of(in, s); }
};
struct set_value {
  template <typename In> static void apply(const In& in, State& s) { s.value = span_of(in, s); }
};
template <> struct action<c::entry_name> : set_name {};
template <> struct action<c::flag_name> : set_name {};
template <> struct action<c::number_literal> : set_value {};
template <> struct action<c::string_text> : set_value {};
template <> struct action<c::name_literal> : set_value {};
template <> struct action<c::phrase_literal> : set_value {};
template <> struct action<c::flag_number> : set_value {};
template <> struct action<c::shell_number> : set_value {};
template <> struct action<c::flag_word> : set_value {};
struct add_entry {
  template <typename In> static void apply(const In&, State& s) {
    s.items.push_back({ConfigItem::Kind::entry, s.name, s.value});
  }
};
template <> struct action<c::entry> : add_entry {};
template <> struct action<c::phrase_entry> : add_entry {};
template <> struct action<c::flag> : add_entry {};
template <> struct action<c::first_of_names> {
  template <typename In> static void apply(const In& in, State& s) {
    s.names.assign(1, span_of(in, s));
    s.values.clear();
  }
};
template <> struct action<c::next_of_names> {
  template <typename In> static void apply(const In& in, State& s) { s.names.push_back(span_of(in, s)); }
};
template <> struct action<c::one_of_values> {
  template <typename In> static void apply(const In& in, State& s) { s.values.push_back(span_of(in, s)); }
};
template <> struct action<c::tuple> {
  template <typename In> static bool apply(const In&, State& s) {
    if (s.names.size() != s.values.size()) return false;
    for (std::size_t i = 0; i < s.names.size(); ++i) s.items.push_back({ConfigItem::Kind::entry, s.names[i], s.values[i]});
    return true;
  }
};
template <> struct action<c::section> {
  template <typename In> static void apply(const In&, State& s) {
    s.items.push_back({ConfigItem::Kind::section, s.name, {}});
  }
};
template <> struct action<c::flow_map> : action<c::section> {};
template <> struct action<c::switch_flag> {
  template <typename In> static void apply(const In&, State& s) {
    s.items.push_back({ConfigItem::Kind::entry, s.name, {s.name.end, s.name.end}});
  }
};
template <> struct action<c::table_name> : set_name {};
template <> struct action<c::table_header> {
  template <typename In> static void apply(const In&, State& s) {
    s.items.push_back({ConfigItem::Kind::table, s.name, {}});
  }
};
template <> struct action<c::command_name> : set_name {};
template <> struct action<c::script_name> : set_name {};
template <> struct action<c::command> {
  template <typename In> static void apply(const In&, State& s) {
    s.items.push_back({ConfigItem::Kind::command, {}, s.name});
  }
};
template <> struct action<c::comment_text> {
  template <typename In> static void apply(const In& in, State& s) {
    s.items.push_back({ConfigItem::Kind::comment, {}, span_of(in, s)});
  }
};

}  // namespace

void read_config_line(const SourceFile& source, Span line, bool pins, std::vector<ConfigItem>& items) {
  const char* base = source.bytes().data();
  p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*> in(base + line.begin, base + line.end, "");
  State state{base, items, {}, {}, {}, {}};
  if (pins) p::parse<c::pin_line, action>(in, state);
  else p::parse<c::line, action>(in, state);
  for (ConfigItem& item : items) {  // quotes belong to the syntax, not to the name
    while (!item.name.empty() && (source.bytes()[item.name.begin] == '"' || source.bytes()[item.name.begin] == '\'')) ++item.name.begin;
    while (!item.name.empty() && (source.bytes()[item.name.end - 1] == '"' || source.bytes()[item.name.end - 1] == '\'')) --item.name.end;
  }
}

}  // namespace stratlint::extraction
