#include <gtest/gtest.h>

#include "extract/builder.h"
#include "sentence.hpp"

// A lone number is read by a rule of its own, which must find what the rules of dates and expressions would.
namespace stratlint {
namespace {

namespace p = tao::pegtl;
constexpr std::size_t no_match = std::string::npos;

template <typename Rule>
std::size_t length(const std::string& text) {
  p::memory_input<p::tracking_mode::lazy, p::eol::lf_crlf, const char*> in(text.data(), text.data() + text.size(), "");
  return p::parse<Rule>(in) ? static_cast<std::size_t>(in.current() - text.data()) : no_match;
}

/// Calls `check` with every text of up to `most` characters behind `begin`.
template <typename Check>
void for_all(const std::string& begin, std::string_view characters, std::size_t most, Check check) {
  check(begin);
  if (most == 0) return;
  for (const char c : characters) for_all(begin + c, characters, most - 1, check);
}

TEST(LoneNumber, EndsWhereAChainWould) {
  std::size_t lone = 0;
  for_all("1", "10.,;) xk-%=", 5, [&](const std::string& text) {
    const std::size_t end = length<grammar::lone_number>(text);
    if (end == no_match) return;
    ++lone;
    EXPECT_EQ(end, length<grammar::chain>(text)) << text;
    EXPECT_EQ(no_match, length<grammar::date>(text)) << text;
    EXPECT_EQ(no_match, length<grammar::version>(text)) << text;
    EXPECT_EQ(no_match, length<grammar::clock>(text)) << text;
    EXPECT_EQ(no_match, length<grammar::symbolic_start>(text)) << text;
  });
  EXPECT_GT(lone, 1000u);
}

Extraction read(const SourceFile& source, std::uint32_t size) {
  Extraction out;
  extraction::Builder builder(source, out);
  extraction::read_line(builder, {0, size});
  return out;
}

TEST(LoneNumber, HasTheValueThatAChainReads) {
  for (const std::string number : {"8", "64", "0", "007", "3.75", "0.5", "128000", "999999999", "1.000001"}) {
    const auto size = static_cast<std::uint32_t>(number.size());
    const SourceFile source("x.md", number + " ");
    ASSERT_EQ(length<grammar::lone_number>(number), size);
    ASSERT_EQ(length<grammar::lone_number>(number + " "), no_match);  // this one is a chain
    const Extraction lone = read(source, size), chain = read(source, size + 1);
    ASSERT_EQ(lone.statements.size(), 1u) << number;
    ASSERT_EQ(chain.statements.size(), 1u) << number;
    EXPECT_EQ(lone.nodes.at(0).quantity, chain.nodes.at(0).quantity) << number;
    EXPECT_EQ(lone.nodes.at(0).span, chain.nodes.at(0).span) << number;
    EXPECT_EQ(lone.statements.at(0).span, chain.statements.at(0).span) << number;
    EXPECT_EQ(lone.tokens.at(0).span, chain.tokens.at(0).span) << number;
  }
}

}  // namespace
}  // namespace stratlint
