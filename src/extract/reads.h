#pragma once

#include <string_view>
#include <tao/pegtl.hpp>

namespace stratlint::extraction {

/// Whether a text starts as a grammar rule says.
template <class Rule>
bool reads(std::string_view text) {
  tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(text.data(), text.data() + text.size(), "");
  return tao::pegtl::parse<Rule>(in);
}

}  // namespace stratlint::extraction
