// Documents made to hurt: each must be read in time and memory that grow with its size and no faster.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>

#include "document_invariants.h"
#include "repeat.h"

namespace stratlint {
namespace {

std::string nested_list(std::size_t depth) {
  std::string text;
  for (std::size_t i = 0; i < depth; ++i) text += repeat(" ", 2 * i) + "- a\n";
  return text + repeat("\n", 10 * depth) + "8\n";
}

struct Hostile {
  const char* name;
  std::string bytes;
  std::size_t limits = 0;  ///< messages about what was left out
};

std::vector<Hostile> hostile_documents() {
  const std::string bullets = repeat("- + ", 5'000), quotes = repeat(">", 10'000);
  return {
      {"Empty", ""},
      {"ByteOrderMark", "\xEF\xBB\xBF"},
      {"Nul", repeat(std::string_view("a\0\n\0b 8\n", 8), 100'000)},
      {"InvalidUtf8", repeat("\xFF 8 \xC3\x28 \xE2\x82\n\n", 100'000)},
      {"NestedQuotes", quotes + " 8\n" + repeat(quotes + "\n", 100), 1},
      {"NestedLists", bullets + "8\n" + repeat("\n", 200'000) + "8\n", 1},
      {"IndentedLists", nested_list(1'000), 1},
      {"DeepListBlankLines", repeat("- + ", 24) + "8\n" + repeat("\n", 900'000)},
      {"MixedMarks", repeat("> 1. ", 10'000) + "8\n", 1},
      {"ManyThematicMarks", repeat("- ", 1'000'000) + "x", 1},
      {"LongLine", repeat("8 GPUs × ", 2'000'000)},
      {"LongBlankLine", repeat(" ", 20'000'000) + "8"},
      {"LongTabs", "- a\n" + repeat("\t", 5'000'000) + "8"},
      {"LongTable", "|a|b|c|\n|-|-|-|\n" + repeat("| 1 | 22 GB | 3 ms |\n", 100'000)},
      {"WideTable", repeat("|a", 100'000) + "\n" + repeat("|-", 100'000) + "\n" + repeat("|1", 100'000) + "\n", 1},
      {"ShortRows", repeat("|a", 200) + "\n" + repeat("|-", 200) + "\n" + repeat("1\n", 900'000), 1},
      {"TaskMarkBeforeTable", "- [X] |\n  -|\n"},
      {"DelimiterRows", repeat("-|-\n-|-|-\n", 200'000)},
      {"LateDelimiterRow", repeat("a\n", 500'000) + "-|-\n"},
      {"ManyPipes", repeat("|", 5'000'000) + "\n" + repeat("|", 5'000'000)},
      {"UnbalancedEmphasis", repeat("**a *b _c __d ", 500'000)},
      {"UnbalancedBrackets", repeat("![[[a](", 500'000)},
      {"UnbalancedCode",
       [] {
         std::string text;
         for (std::size_t i = 1; i < 2'000; ++i) text += "a" + repeat("`", i);
         return text;
       }()},
      {"References", repeat("[a]: b 'c\n", 200'000)},
      {"OpenReference", "[" + repeat("a ", 5'000'000)},
      {"OpenFence", "```\n" + repeat("8\n", 500'000)},
      {"ManyFences", repeat("```\n", 500'000)},
      {"OpenComment", repeat("<!-- 8\n", 500'000)},
      {"Underlines", repeat("a\n===\n", 300'000)},
      {"Headings", repeat("# 8 #\n", 500'000)},
      {"HashMarks", "# " + repeat("#", 5'000'000) + "a"},
      {"LazyLines", repeat("> ", 40) + "a\n" + repeat("8\n", 900'000)},
      {"BlankQuoteLines", repeat(">\n", 300'000)},
      {"CarriageReturns", repeat("8\r", 900'000)},
      {"OpenFrontMatter", "---\na: 8\n" + repeat("--\n", 900'000)},
      {"TooManyLines", repeat("8\n\n", 700'000), 1},
      {"TooManyItems", repeat("- - - - a\n", 300'000), 1},
  };
}

TEST(Hostile, DocumentsAreReadInTime) {
  for (const Hostile& hostile : hostile_documents()) {
    const auto start = std::chrono::steady_clock::now();
    const SourceFile source("hostile.md", hostile.bytes);
    const Document document = parse_markdown(source);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    // Ordinarily each takes well under two seconds; the rest is for sanitizers and busy machines.
    EXPECT_LT(elapsed.count(), 30) << hostile.name;
    EXPECT_EQ(broken_invariant(document), std::nullopt) << hostile.name;
    EXPECT_EQ(document.limits.size(), hostile.limits)
        << hostile.name << ": " << testing::PrintToString(document.limits);
    if (std::getenv("STRATLINT_TIMES") != nullptr) std::printf("%-20s %6.3f s\n", hostile.name, elapsed.count());
  }
}

TEST(Hostile, LimitsSayWhatIsLeftOut) {
  const auto limit = [](std::string bytes) {
    const SourceFile source("hostile.md", std::move(bytes));
    return testing::PrintToString(parse_markdown(source).limits);
  };
  EXPECT_EQ(limit(repeat("8\n", 1'000'001)),
            "{ \"line 1000001 and all after it are not read: the document is too large\" }");
  EXPECT_EQ(limit("a\n\n" + repeat("|a", 257) + "\n" + repeat("|-", 257)),
            "{ \"line 3: the table's columns after the first 256 are not read\" }");
  EXPECT_EQ(limit(repeat("|a", 200) + "\n" + repeat("|-", 200) + "\n" + repeat("1\n", 3'000)),
            "{ \"line 2515: this row of a table and those after it are not read: there are too many empty cells\" }");
}

}  // namespace
}  // namespace stratlint
