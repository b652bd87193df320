#pragma once

#include <tao/pegtl.hpp>

#include "rules/problems.h"

namespace stratlint {

/// The word or sign that starts at a byte; empty at the end of a line.
Word token_at(std::string_view bytes, std::size_t byte);

/// Adds a problem at a byte, which tells what stands there instead.
void report(std::string_view message, std::string_view bytes, std::size_t byte, Problems& problems);

/// Runs a grammar over a file; a syntax error becomes a problem.
template <class Grammar, template <class...> class Action, template <class...> class Control, class State>
bool parse_file(std::string_view bytes, Problems& problems, State& state) {
  namespace p = tao::pegtl;
  p::memory_input<p::tracking_mode::lazy> in(bytes.data(), bytes.data() + bytes.size(), "");
  try {
    return p::parse<Grammar, Action, Control>(in, state);
  } catch (const p::parse_error& error) {
    report(error.message(), bytes, error.positions().front().byte, problems);
  } catch (const SyntaxError& error) {
    problems.error(error.word.span, error.message, "", error.help);
  }
  return false;
}

}  // namespace stratlint
