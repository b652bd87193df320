#include "expression_actions.h"

// The one instantiation of the line grammar.
namespace stratlint::extraction {

template <> struct action<g::degree_name> {
  template <typename In> static void apply(const In& in, Builder& b) { b.letters = span_of(in, b); }
};
template <> struct action<g::degree> {
  template <typename In> static bool apply(const In& in, Builder& b) {
    const Span span = span_of(in, b);
    return b.add_degree(span, b.letters, b.source().text({b.letters.end, span.end}));
  }
};
template <> struct action<g::degrees> : restoring {};
struct add_word {
  template <typename In> static void apply(const In& in, Builder& b) { b.add_word(span_of(in, b)); }
};
template <> struct action<g::word> : add_word {};
template <> struct action<g::lone_word> : add_word {};
template <> struct action<g::symbol> {
  template <typename In> static void apply(const In& in, Builder& b) {
    const bool arrow = in.size() == 2 && static_cast<unsigned char>(*in.begin()) < 0x80;
    b.add_symbol(span_of(in, b), arrow ? U'\u2192' : code_of({in.begin(), in.size()}));
  }
};
struct set_spaced {
  template <typename In> static void apply(const In&, Builder& b) { b.spaced = true; }
};
template <> struct action<g::line_space> : set_spaced {};

namespace {

using Input = p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*>;

/// The grammar is entered where a look does not tell what stands there.
void read_tokens(Builder& builder, const char* at, const char* end) {
  while ((at = read_plain_tokens(builder, at, end)) != end) {
    Input in(at, end, "");
    p::parse<g::piece, action>(in, builder);
    at = in.current();
  }
}

}  // namespace

void read_line(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  read_tokens(builder, base + text.begin, base + text.end);
}

void read_line_by_grammar(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  Input in(base + text.begin, base + text.end, "");
  p::parse<g::line, action>(in, builder);
}

void read_value(Builder& builder, Span text) {
  const char* base = builder.source().bytes().data();
  builder.begin_line(text);
  Input in(base + text.begin, base + text.end, "");
  if (!p::parse<g::computed_value, action>(in, builder)) read_tokens(builder, base + text.begin, base + text.end);
}

}  // namespace stratlint::extraction
