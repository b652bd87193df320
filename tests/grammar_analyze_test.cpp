#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "config.hpp"
#include "each_second.hpp"
#include "sentence.hpp"

// Left recursion, and loops that consume nothing.
namespace stratlint::grammar {
namespace {

TEST(SentenceGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<line>(), 0u);
}
TEST(ConfigGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<config::line>(), 0u);
}
TEST(QuantityGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<quantity>(), 0u);
}
TEST(EachSecondGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<told_each_second>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<sequences_behind>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<tokens_behind>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<goes_on_to_each_second>(), 0u);
}
TEST(ChainGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<chain>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<word_chain>(), 0u);
  EXPECT_EQ(tao::pegtl::analyze<symbolic_chain>(), 0u);
}

}  // namespace
}  // namespace stratlint::grammar
