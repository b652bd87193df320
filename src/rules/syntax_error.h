#pragma once

#include <fmt/format.h>

#include <string>
#include <tao/pegtl.hpp>

#include "rules/problems.h"

namespace stratlint {

/// The word, sign or end of file that starts at a byte.
Word token_at(std::string_view bytes, std::size_t byte);

/// Runs a grammar over a file; a syntax error becomes a problem.
template <class Grammar, template <class...> class Action, template <class...> class Control, class State>
bool parse_file(std::string_view bytes, Problems& problems, State& state) {
  namespace p = tao::pegtl;
  p::memory_input<p::tracking_mode::lazy> in(bytes.data(), bytes.data() + bytes.size(), "");
  try {
    return p::parse<Grammar, Action, Control>(in, state);
  } catch (const p::parse_error& error) {
    const Word found = token_at(bytes, error.positions().front().byte);
    problems.error(found.span, std::string(error.message()),
                   found ? fmt::format("found `{}`", found.text) : "found the end of the file");
  } catch (const SyntaxError& error) {
    problems.error(error.word.span, error.message, fmt::format("`{}` is not known here", error.word.text), error.help);
  }
  return false;
}

}  // namespace stratlint
