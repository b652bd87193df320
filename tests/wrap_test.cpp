#include "emit/wrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "emit/cells.h"
#include "emit/line_numbers.h"

namespace stratlint {
namespace {

using Lines = std::vector<std::string_view>;

struct WrapCase {
  const char* text;
  std::size_t width;
  Lines lines;
};

TEST(Wrap, BreaksAtSpaces) {
  const WrapCase cases[] = {
      {"", 10, {""}},
      {"one two three", 20, {"one two three"}},
      {"one two three", 13, {"one two three"}},
      {"one two three", 12, {"one two", "three"}},
      {"one two three", 3, {"one", "two", "three"}},
      {"one two three", 1, {"one", "two", "three"}},
      {"  two  spaces  ", 20, {"  two  spaces"}},
      {"two  spaces", 6, {"two", "spaces"}},
      {"incomprehensibilities too", 8, {"incomprehensibilities", "too"}},
      {"总共 64 卡", 7, {"总共", "64 卡"}},
  };
  for (const WrapCase& c : cases) EXPECT_EQ(wrap(c.text, c.width, c.width), c.lines) << c.text;
}

TEST(Wrap, NumbersStayWithTheirUnits) {
  const WrapCase cases[] = {
      {"it idles 27.27 % of the time", 16, {"it idles 27.27 %", "of the time"}},
      {"it idles 27.27 % of the time", 15, {"it idles", "27.27 % of the", "time"}},
      {"reaches 10 tokens/ms per GPU", 12, {"reaches", "10 tokens/ms", "per GPU"}},
      {"takes ~4.5 ms, more", 10, {"takes", "~4.5 ms,", "more"}},
      {"has 1,024 GPUs (64 nodes)", 10, {"has", "1,024 GPUs", "(64 nodes)"}},
      {"all 16 layers: 1.3B parameters", 9, {"all", "16 layers:", "1.3B parameters"}},
      {"is 32, but", 6, {"is 32,", "but"}},
      {"in 400 μs here", 6, {"in", "400 μs", "here"}},
      {"use v2 of it", 7, {"use v2", "of it"}},
  };
  for (const WrapCase& c : cases) EXPECT_EQ(wrap(c.text, c.width, c.width), c.lines) << c.text;
}

TEST(Wrap, OperatorsBeginTheNextLine) {
  const WrapCase cases[] = {
      {"8 × 8 × 2 = 128", 9, {"8 × 8 × 2", "= 128"}},
      {"8 × 8 × 2 = 128", 8, {"8 × 8", "× 2", "= 128"}},
      {"62 ms > 50 ms", 8, {"62 ms", "> 50 ms"}},
  };
  for (const WrapCase& c : cases) EXPECT_EQ(wrap(c.text, c.width, c.width), c.lines) << c.text;
}

TEST(Wrap, FirstLineMayBeShorterOrEmpty) {
  EXPECT_EQ(wrap("one two three", 9, 5), (Lines{"one", "two three"}));
  EXPECT_EQ(wrap("one two three", 9, 2), (Lines{"", "one two", "three"}));
  EXPECT_EQ(wrap("one", 9, 3), (Lines{"one"}));
}

// Nothing but spaces at the breaks is lost, and a line is too wide only if it cannot be broken.
TEST(Wrap, AnyText) {
  const std::string_view words[] = {"the",     "64",
                                    "GPUs",    "27.27",
                                    "%",       "=",
                                    "×",       "tokens/ms",
                                    "(1,024)", "卡",
                                    "✅",       " ",
                                    "~8",      "e\u0301\u20D7",
                                    "4.58,",   "incomprehensible"};
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (auto i = random() % 30; i > 0; --i) text += std::string(words[random() % std::size(words)]) + " ";
    const std::size_t width = random() % 40, first_width = random() % (width + 1);
    std::string rejoined;
    for (const std::string_view line : wrap(text, width, first_width)) {
      rejoined += line;
      if (line.find(' ') == line.npos) continue;
      const Lines again = wrap(line, 1, 1);  // as many breaks as can be
      EXPECT_TRUE(cell_width(line) <= width || again.size() == 1) << text << "\n" << line;
    }
    for (std::string* s : {&text, &rejoined}) s->erase(std::remove(s->begin(), s->end(), ' '), s->end());
    EXPECT_EQ(rejoined, text);
  }
}

TEST(Wrap, FurtherLinesHang) {
  TextStyle style;
  style.width = 24;
  std::string out = "help: ";
  append_hanging(out, style, Tone::plain, 6, 6, "one two three four five\nsix\x1b");
  EXPECT_EQ(out, "help: one two three four five\n      six␛\n");
  style.wrap = true;
  out = "help: ";
  append_hanging(out, style, Tone::plain, 6, 6, "one two three four five\nsix\x1b");
  EXPECT_EQ(out, "help: one two three four\n      five\n      six␛\n");
  out = "incomprehensibilities: ";
  append_hanging(out, style, Tone::plain, 23, 4, "one two three four five");
  EXPECT_EQ(out, "incomprehensibilities:\n    one two three four\n    five\n");
}

TEST(LineNumbers, RunsAndDots) {
  EXPECT_EQ(name_lines({4}), "line 4");
  EXPECT_EQ(name_lines({4, 5}), "lines 4, 5");
  EXPECT_EQ(name_lines({4, 5, 6, 9}), "lines 4–6, 9");
  EXPECT_EQ(name_lines({1, 3, 5, 7, 9, 11, 13, 15}), "lines 1, 3, 5, 7, 9, 11, 13, 15");
  EXPECT_EQ(name_lines({1, 3, 5, 7, 9, 11, 13, 15, 17}), "lines 1, 3, 5, 7, 9, 11, 13, 15, …");
}

}  // namespace
}  // namespace stratlint
