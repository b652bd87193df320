#include "emit/line_window.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace stratlint {

// For messages of failed expectations.
void PrintTo(const Columns& c, std::ostream* out) {
  *out << c.begin << "-" << c.end;
}

namespace {

using Parts = std::vector<Columns>;

std::size_t width_of(const Parts& parts, std::size_t total) {
  std::size_t width = parts.size() - 1;
  for (const Columns& part : parts) width += part.end - part.begin;
  return width + (parts.front().begin > 0 ? 1 : 0) + (parts.back().end < total ? 1 : 0);
}

TEST(LineWindow, WholeLineIfItFits) {
  EXPECT_EQ(choose_window(40, {{3, 5}}, {3, 5}, 40), (Parts{{0, 40}}));
  EXPECT_EQ(choose_window(0, {{0, 1}}, {0, 1}, 40), (Parts{{0, 0}}));
}

TEST(LineWindow, MarkInTheMiddle) {
  EXPECT_EQ(choose_window(200, {{100, 110}}, {100, 110}, 40), (Parts{{86, 124}}));
  EXPECT_EQ(choose_window(200, {{5, 10}}, {5, 10}, 40), (Parts{{0, 39}}));
  EXPECT_EQ(choose_window(200, {{190, 195}}, {190, 195}, 40), (Parts{{161, 200}}));
}

TEST(LineWindow, WhatLiesBetweenMarksIsLeftOut) {
  const Parts parts = choose_window(200, {{0, 5}, {100, 105}, {190, 200}}, {100, 105}, 60);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(width_of(parts, 200), 60u);
  EXPECT_EQ(parts.front().begin, 0u);
  EXPECT_LE(parts[1].begin, 97u);
  EXPECT_GE(parts[1].end, 108u);
  EXPECT_EQ(parts.back().end, 200u);
}

TEST(LineWindow, LongMarksKeepTheirEnds) {
  const Parts parts = choose_window(300, {{50, 250}}, {50, 250}, 40);
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_LT(parts.front().begin, 50u);
  EXPECT_GE(parts.front().end, 58u);
  EXPECT_LE(parts.back().begin, 242u);
  EXPECT_GT(parts.back().end, 250u);
}

TEST(LineWindow, FarMarksGiveWayToTheFocus) {
  const Parts parts = choose_window(500, {{0, 8}, {100, 108}, {120, 128}, {400, 408}}, {100, 108}, 36);
  EXPECT_GT(parts.front().begin, 8u);
  EXPECT_LE(parts.front().begin, 97u);
  EXPECT_GE(parts.back().end, 131u);
  EXPECT_LT(parts.back().end, 400u);
}

// Parts are in order, apart from each other, no wider than they may be, and show where the focus begins.
TEST(LineWindow, AnyMarks) {
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  for (int round = 0; round < 20000; ++round) {
    const std::size_t total = below(400), width = 10 + below(150);
    Parts marks(1 + below(6));
    for (Columns& mark : marks) {
      mark.begin = below(total + 1);
      mark.end = mark.begin + std::max<std::size_t>(1, below(total - mark.begin + 1));
    }
    std::sort(marks.begin(), marks.end(), [](const Columns& a, const Columns& b) { return a.begin < b.begin; });
    const Columns focus = marks[below(marks.size())];
    const Parts parts = choose_window(total, marks, focus, width);
    ASSERT_FALSE(parts.empty());
    ASSERT_LE(width_of(parts, total), width);
    ASSERT_LE(parts.back().end, total);
    for (std::size_t i = 1; i < parts.size(); ++i) ASSERT_GT(parts[i].begin, parts[i - 1].end + 1);
    ASSERT_TRUE(std::any_of(parts.begin(), parts.end(),
                            [&](const Columns& part) { return part.begin <= focus.begin && focus.begin <= part.end; }));
  }
}

}  // namespace
}  // namespace stratlint
