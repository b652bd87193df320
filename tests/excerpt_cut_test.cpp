// Excerpts of lines and places that are longer than a terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "emit/cells.h"
#include "example.h"

namespace stratlint {
namespace {

using ::testing::HasSubstr;

TEST(Excerpt, LongLinesAreCutAroundTheCarets) {
  const std::string words(300, 'a');
  TextStyle style;
  style.width = 34;
  Example middle(words + " 64 GPUs " + words);
  EXPECT_EQ(middle.primary("64 GPUs", "here").excerpt(style), R"(
1 | …aaaaaaaaa 64 GPUs aaaaaaaaaa…
  |            ^^^^^^^ here
)");
  Example left("64 GPUs " + words);
  EXPECT_EQ(left.primary("64 GPUs", "here").excerpt(style), R"(
1 | 64 GPUs aaaaaaaaaaaaaaaaaaaaa…
  | ^^^^^^^ here
)");
  Example right(words + " 64 GPUs");
  EXPECT_EQ(right.primary("64 GPUs", "here").excerpt(style), R"(
1 | …aaaaaaaaaaaaaaaaaaaaa 64 GPUs
  |                        ^^^^^^^ here
)");
}

TEST(Excerpt, WhatLiesBetweenLabelsIsCutOut) {
  TextStyle style;
  style.width = 40;
  Example example("8 is TP, " + std::string(100, '.') + " 64 GPUs " + std::string(100, '.') + " and PP is 2");
  example.primary("64 GPUs", "here").label("8", "TP").label("2", "PP");
  EXPECT_EQ(example.excerpt(style), R"(
1 | 8 is TP…..... 64 GPUs .....… PP is 2
  | -             ^^^^^^^              - PP
  | TP            here
)");
}

TEST(Excerpt, CutKeepsThePrimaryWhenNotAllFits) {
  TextStyle style;
  style.width = 30;
  Example example("8 heads, " + std::string(100, '.') + " 64 GPUs " + std::string(100, '.') + " EP is 16 ranks");
  example.primary("64 GPUs", "here").label("8 heads", "TP").label("16 ranks", "EP");
  EXPECT_EQ(example.excerpt(style), R"(
1 | 8 heads, .….. 64 GPUs ...…
  | -------       ^^^^^^^    - EP
  | TP            here
)");
}

TEST(Excerpt, LongPlacesKeepBothEnds) {
  TextStyle style;
  style.width = 44;
  Example example("So " + std::string(90, '8') + " = 64 GPUs, and " + std::string(90, '.'));
  example.primary("64 GPUs", "here").label(std::string(90, '8'), "a product");
  EXPECT_EQ(example.excerpt(style), R"(
1 | So 88888888888…88888888888 = 64 GPUs, a…
  |    -----------------------   ^^^^^^^ here
  |    a product
)");
}

TEST(Excerpt, CutNeverSplitsAWideLetter) {
  TextStyle style;
  for (std::size_t width = 24; width < 40; ++width) {
    style.width = width;
    std::string line;
    for (int i = 0; i < 40; ++i) line += "卡";
    Example example(line + "64" + line);
    const std::string out = example.primary("64", "here").excerpt(style);
    const std::size_t caret = out.find("^^"), number = out.find("64");
    ASSERT_NE(number, std::string::npos);
    // Every letter before the number is three bytes and two cells, the ellipsis three bytes and one cell.
    const std::string before = out.substr(5, number - 5);
    std::size_t cells = 0;
    for (std::size_t i = 0; i < before.size();) {
      const bool space = before[i] == ' ', dots = before.substr(i, 3) == "…";
      cells += space || dots ? 1 : 2;
      i += space ? 1 : 3;
    }
    const std::size_t row = out.rfind('\n', caret);
    EXPECT_EQ(caret - row - 1 - 4, cells) << width << out;
  }
}

TEST(Excerpt, SpansWiderThanTheLineStartAtTheLeft) {
  TextStyle style;
  style.width = 24;
  Example example("x = " + std::string(90, '8') + " GPUs");
  example.primary(std::string(90, '8'), "here");
  EXPECT_EQ(example.excerpt(style), R"(
1 | …888888888888888888…
  |  ^^^^^^^^^^^^^^^^^^^ here
)");
}

TEST(Excerpt, HugeLineIsCheap) {
  std::string line;
  for (int i = 0; i < 200'000; ++i) line += "TP(8) × ";
  Example example(line + "64 GPUs" + line);
  for (int i = 0; i < 1000; ++i) ASSERT_LT(example.primary("64 GPUs", "here").excerpt().size(), 1000u);
}

TEST(Excerpt, HugeLineWithMarksFarApart) {
  std::string line;
  for (int i = 0; i < 100'000; ++i) line += "TP(8)\t× ";
  Example example("begin " + line + "64 GPUs " + line + "end");
  TextStyle style;
  style.width = 50;
  const std::string out = example.primary("64 GPUs", "here").label("begin", "a").label("end", "b").excerpt(style);
  EXPECT_THAT(out, HasSubstr("1 | begin"));
  EXPECT_THAT(out, HasSubstr("end\n"));
  EXPECT_THAT(out, HasSubstr("64 GPUs"));
  EXPECT_LT(out.size(), 300u);
}

TEST(Excerpt, SpanOverLinesIsMarkedOnEach) {
  Example example("a: 8 ×\n  8\n\n\t= 60 GPUs\n");
  EXPECT_EQ(example.primary("8 ×\n  8\n\n\t= 60", "here").label("GPUs", "unit").excerpt(), R"(
1 | a: 8 ×
  |    ^^^
2 |   8
  |   ^
3 |
4 |     = 60 GPUs
  |     ^^^^ ---- unit
  |     here
)");
}

TEST(Excerpt, LineEndingsAtTheEndOfASpanDoNotCount) {
  for (const char* ending : {"\n", "\r\n", "\n\n  \n"}) {
    Example example(std::string("a 8 × 8") + ending + "b");
    EXPECT_EQ(example.primary(std::string("8 × 8") + ending, "here").excerpt(), R"(
1 | a 8 × 8
  |   ^^^^^ here
)");
  }
}

TEST(Excerpt, LongSpansShowTheirFirstAndLastLine) {
  Example example("begin\n2\n3\n4\nend\n");
  EXPECT_EQ(example.primary("begin\n2\n3\n4\nend", "here").excerpt(), R"(
1 | begin
  | ^^^^^
...
5 | end
  | ^^^ here
)");
}

TEST(Excerpt, LongMessagesStayOnTheTerminal) {
  TextStyle style;
  style.wrap = true;
  style.width = 40;
  Example example("The plan needs 64 GPUs in all of 8");
  example.primary("64 GPUs", "the axes multiply to 128, or to 16 with EP inside TP");
  EXPECT_EQ(example.excerpt(style), R"(
1 | The plan needs 64 GPUs in all of 8
  |                ^^^^^^^
  |                the axes multiply to
  |                128, or to 16 with EP
  |                inside TP
)");
  example.primary("8", "nodes of eight GPUs");
  EXPECT_EQ(example.excerpt(style), R"(
1 | The plan needs 64 GPUs in all of 8
  |                                  ^
  |                                  |
  |                  nodes of eight GPUs
)");
  example.label("64 GPUs", "all");
  EXPECT_EQ(example.excerpt(style), R"(
1 | The plan needs 64 GPUs in all of 8
  |                -------           ^
  |                |                 |
  |                | nodes of eight GPUs
  |                all
)");
}

}  // namespace
}  // namespace stratlint
