#include <gtest/gtest.h>

#include <tao/pegtl/contrib/analyze.hpp>

#include "rule.hpp"
#include "vocabulary.hpp"

namespace stratlint {
namespace {

// Left recursion, and loops that consume nothing.
TEST(RuleGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<rule_grammar::rule_file>(), 0u);
}
TEST(VocabularyGrammar, Terminates) {
  EXPECT_EQ(tao::pegtl::analyze<rule_grammar::vocabulary_file>(), 0u);
}

}  // namespace
}  // namespace stratlint
