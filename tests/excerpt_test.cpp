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

TEST(Excerpt, SeveralLabelsOnOneLine) {
  Example example("TP(8) × EP(8) × PP(2) = 64 GPUs");
  example.primary("64", "should be 128").label("8", "TP").label("8", "EP", 10).label("2", "PP");
  EXPECT_EQ(example.excerpt(), R"(
1 | TP(8) × EP(8) × PP(2) = 64 GPUs
  |    -       -       -    ^^ should be 128
  |    TP      EP      PP
)");
}

TEST(Excerpt, LabelsWithoutRoomWaitBelow) {
  Example example("TP(8) × EP(8) × PP(2) = 64 GPUs");
  example.primary("64", "should be 128");
  example.label("8", "tensor").label("8", "expert parallelism", 10).label("2", "stages");
  EXPECT_EQ(example.excerpt(), R"(
1 | TP(8) × EP(8) × PP(2) = 64 GPUs
  |    -       -       -    ^^ should be 128
  |    tensor  |       stages
  |            expert parallelism
)");
}

TEST(Excerpt, PrimaryLeftOfItsLabels) {
  Example example("total 90 GB of 40 GB each");
  example.primary("90 GB", "too much").label("40 GB", "device");
  EXPECT_EQ(example.excerpt(), R"(
1 | total 90 GB of 40 GB each
  |       ^^^^^    ----- device
  |       too much
)");
}

TEST(Excerpt, LabelsInsideEachOther) {
  Example example("a = 4 + 5 = 10 ms");
  example.primary("5", "inner").label("4 + 5 = 10", "outer").label("4 + 5", "sum");
  EXPECT_EQ(example.excerpt(), R"(
1 | a = 4 + 5 = 10 ms
  |     ----^----- outer
  |     |   inner
  |     sum
)");
}

TEST(Excerpt, OnePlaceSaysTwoThings) {
  Example example("batch 512");
  example.primary("512", "claimed").label("512", "also the micro-batch").label("512", "");
  EXPECT_EQ(example.excerpt(), R"(
1 | batch 512
  |       ^^^ claimed
  |       also the micro-batch
)");
}

TEST(Excerpt, RepeatedLabelsAreFolded) {
  Example example("GPUs: 64\n\n\n64 GPUs\n\n\n\nGPUs = 64\n\n\n64 64");
  example.primary("64", "stated here");
  example.label("64", "stated here", 8).label("64", "stated here", 20).label("64", "stated here", 32);
  EXPECT_EQ(example.excerpt(), R"(
1 | GPUs: 64
  |       ^^ stated here, also on lines 4, 8, 11
)");
  example.finding.related.resize(1);
  EXPECT_THAT(example.excerpt(), HasSubstr("stated here, also on line 4\n"));
}

TEST(Excerpt, WideLettersAndEmojiFillTwoCells) {
  Example example("总共 ✅ 64 卡, ok");
  example.primary("64", "here").label("总共", "total").label("卡", "cards");
  EXPECT_EQ(example.excerpt(), R"(
1 | 总共 ✅ 64 卡, ok
  | ----    ^^ -- cards
  | total   here
)");
}

TEST(Excerpt, CombiningMarksAndJoinersFillNone) {
  Example example("cafe\u0301 \u2714\uFE0F a\u200Db 64 GPUs");
  example.primary("64", "here").label("e\u0301", "accent");
  EXPECT_EQ(example.excerpt(),
            "\n1 | cafe\u0301 \u2714\uFE0F a\u200Db 64 GPUs\n"
            "  |    -      ^^ here\n"
            "  |    accent\n");
}

TEST(Excerpt, TabsGoToFourColumnStops) {
  Example example("\t64\tGPUs ab\tc");
  example.primary("64", "x").label("GPUs", "y").label("c", "z");
  EXPECT_EQ(example.excerpt(), R"(
1 |     64  GPUs ab c
  |     ^^  ----    - z
  |     x   y
)");
}

TEST(Excerpt, InvalidUtf8IsOneReplacementPerByte) {
  Example example("\xff\xc3 \xe2\x82 64");
  example.primary("64", "\xfe");
  EXPECT_EQ(example.excerpt(), R"(
1 | �� �� 64
  |       ^^ �
)");
}

TEST(Excerpt, EmptySpanStillHasACaret) {
  Example example("");
  EXPECT_EQ(example.primary("", "missing").excerpt(), R"(
1 |
  | ^ missing
)");
}

TEST(Excerpt, CrlfAndByteOrderMarkDoNotShow) {
  Example example(
      "\xEF\xBB\xBF"
      "64 GPUs\r\n72 GPUs\r\n");
  example.primary("64 GPUs", "a").label("72 GPUs", "b");
  EXPECT_EQ(example.excerpt(), R"(
1 | 64 GPUs
  | ^^^^^^^ a
2 | 72 GPUs
  | ------- b
)");
}

TEST(Excerpt, LastLineWithoutLineEnding) {
  Example example("8 GPUs\n64 GPUs");
  example.finding.primary = {13, 14};
  example.finding.primary_label = "here";
  EXPECT_EQ(example.excerpt(), R"(
2 | 64 GPUs
  |       ^ here
)");
  example.finding.primary = {14, 14};  // the end of the file
  EXPECT_EQ(example.excerpt(), R"(
2 | 64 GPUs
  |        ^ here
)");
}

TEST(Excerpt, ManyLabelsAreCheap) {
  std::string document;
  for (int i = 0; i < 100'000; ++i) document += "64\n";
  Example example(document);
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    example.finding.related.push_back({{3 * i, 3 * i + 2}, i % 2 == 0 ? "message " + std::to_string(i) : "again"});
  }
  EXPECT_THAT(example.text(), HasSubstr("more places (lines "));
}

TEST(Excerpt, GutterGrowsWithTheLineNumber) {
  Example example("8\n" + std::string(1000, '\n') + "64");
  example.primary("64", "b").label("8", "a");
  EXPECT_EQ(example.text(), R"(error[gpu/axis-product]: the message
    --> plan.md:1002:1
     |
   1 | 8
     | - a
...
1002 | 64
     | ^^ b

)");
}

// Wherever the labels are: each message stands whole, beside its underline or below a mark or bar of its own column.
TEST(Excerpt, AnyLabelsOnOneLine) {
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 3000; ++round) {
    Example example(std::string(120, '.'));
    std::vector<std::pair<std::string, std::uint32_t>> messages;  // and the column where the place begins
    const auto add_place = [&]() -> Label {
      const std::uint32_t begin = below(100), end = begin + 1 + below(20);
      messages.emplace_back(std::string(1 + below(25), static_cast<char>('a' + messages.size())), begin);
      return {{begin, end}, messages.back().first};
    };
    const Label primary = add_place();
    example.finding.primary = primary.span;
    example.finding.primary_label = primary.message;
    for (std::uint32_t i = below(8); i > 0; --i) example.finding.related.push_back(add_place());
    std::vector<std::string> rows;
    std::istringstream lines(example.excerpt());
    for (std::string line; std::getline(lines, line);) {
      if (line.size() > 4) rows.push_back(line.substr(4));
    }
    for (const auto& [message, begin] : messages) {
      const auto row = std::find_if(rows.begin() + 1, rows.end(), [&](const std::string& text) {
        const std::size_t at = text.find(message);
        return at != text.npos &&
               text.find_first_not_of(message.front(), at) == std::min(text.find(' ', at), text.npos);
      });
      ASSERT_NE(row, rows.end()) << message << example.excerpt();
      if (row == rows.begin() + 1) continue;  // beside the carets
      ASSERT_EQ(row->find(message), begin) << example.excerpt();
      // Of places that begin together, one message stands right below the other.
      const char above = (row - 1)->at(begin);
      const bool other = std::any_of(messages.begin(), messages.end(), [&, start = begin](const auto& place) {
        return place.second == start && place.first.front() == above;
      });
      ASSERT_TRUE(other || std::string("^-|").find(above) != std::string::npos) << example.excerpt();
    }
  }
}

TEST(Excerpt, AnyBytesAndSpans) {
  const std::string_view pieces[] = {"a",    "64 GPUs", "\t",   "卡",   "e\u0301", "✅", "\n",
                                     "\r\n", "\r",      "\x1b", "\xff", "\u200D",  " "};
  std::mt19937 random(1);
  const auto below = [&](std::size_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (std::uint32_t i = below(200); i > 0; --i) bytes += pieces[below(std::size(pieces))];
    const auto size = static_cast<std::uint32_t>(bytes.size());
    Example example(std::move(bytes));
    const auto any_span = [&]() -> Span {
      const std::uint32_t begin = below(size + 1);
      return {begin, begin + below(size + 1 - begin)};
    };
    example.finding.primary = any_span();
    example.finding.primary_label = "here";
    for (std::uint32_t i = below(5); i > 0; --i) example.finding.related.push_back({any_span(), i % 2 == 0 ? "" : "x"});
    TextStyle style;
    style.width = 20 + below(60);
    style.wrap = below(2) == 0;
    std::istringstream lines(example.text(style));
    for (std::string line; std::getline(lines, line);) {
      ASSERT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c < 0 || (c >= ' ' && c != 0x7f); }));
      const std::size_t bar = line.find('|');
      if (line.find_first_of("0123456789") < bar) {
        ASSERT_LE(cell_width(line), std::max(style.width, bar + 2 + 20)) << line;  // 20: the least for the source
      }
    }
  }
}

}  // namespace
}  // namespace stratlint
