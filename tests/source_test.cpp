#include "stratlint/source.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "base/utf8.h"
#include "stratlint/finding.h"

namespace stratlint {
namespace {

std::string lines_of(std::string bytes) {
  const SourceFile file("f.md", std::move(bytes));
  std::string text;
  for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
    const Span line = file.line(number);
    text += std::to_string(line.begin) + "[" + std::string(file.text(line)) + "]";
  }
  return text;
}

TEST(Source, LineEndings) {
  struct Row {
    const char* bytes;
    const char* lines;
  };
  const Row rows[] = {
      {"", "0[]"},
      {"a", "0[a]"},
      {"a\n", "0[a]"},
      {"a\nb", "0[a]2[b]"},
      {"a\r\nb\r\n", "0[a]3[b]"},
      {"a\rb\r", "0[a]2[b]"},
      {"a\r\rb", "0[a]2[]3[b]"},
      {"a\n\r\nb", "0[a]2[]4[b]"},
      {"\n\n", "0[]1[]"},
      {"\r\n", "0[]"},
      {"\r", "0[]"},
      {"a\rb\nc\r\nd", "0[a]2[b]4[c]7[d]"},
      {"\xEF\xBB\xBF"
       "a\nb",
       "3[a]5[b]"},
      {"\xEF\xBB\xBF", "3[]"},
      {"a\n\xEF\xBB\xBF"
       "b",
       "0[a]2[\xEF\xBB\xBF"
       "b]"},
  };
  for (const Row& row : rows) EXPECT_EQ(lines_of(row.bytes), row.lines) << row.bytes;
}

TEST(Source, ColumnsAreCodePoints) {
  struct Row {
    const char* bytes;
    std::uint32_t byte;
    Position position;
  };
  const Row rows[] = {
      {"", 0, {1, 1}},
      {"abc", 0, {1, 1}},
      {"abc", 3, {1, 4}},
      {"abc\n", 3, {1, 4}},
      {"abc\n", 4, {1, 4}},     // the end of the file is the end of its last line
      {"abc\r\nd", 4, {1, 4}},  // inside a line ending
      {"abc\r\nd", 5, {2, 1}},
      {"a\rb", 2, {2, 1}},
      {"8 × 4", 3, {1, 3}},  // second byte of the sign
      {"8 × 4", 4, {1, 4}},
      {"8 × 4", 5, {1, 5}},
      {"\xF0\x9F\x98\x80x", 4, {1, 2}},
      {"\xEF\xBB\xBFx", 0, {1, 1}},
      {"\xEF\xBB\xBFx", 3, {1, 1}},
      {"\xEF\xBB\xBFx", 4, {1, 2}},
      {"a\xEF\xBB\xBFx", 4, {1, 3}},  // elsewhere a mark is a character
      {"\xFF\xFEx", 2, {1, 3}},       // invalid bytes count one each
      {"\x80\x80x", 2, {1, 3}},
      {"\xE2\x82x", 2, {1, 3}},      // cut off
      {"\xC0\xAFx", 2, {1, 3}},      // overlong
      {"\xED\xA0\x80x", 3, {1, 4}},  // surrogate
      {"\xF5\x80\x80\x80x", 4, {1, 5}},
  };
  for (const Row& row : rows) {
    const SourceFile file("f.md", row.bytes);
    EXPECT_EQ(file.position(row.byte).line, row.position.line) << row.bytes << " @" << row.byte;
    EXPECT_EQ(file.position(row.byte).column, row.position.column) << row.bytes << " @" << row.byte;
  }
}

/// Counts again from the start of the line, without any table.
Position count(const SourceFile& file, std::uint32_t byte) {
  std::uint32_t number = 1;
  while (number < file.line_count() && file.line(number + 1).begin <= byte) ++number;
  const Span line = file.line(number);
  std::uint32_t column = 1;
  for (std::uint32_t at = line.begin; at < std::min(byte, line.end);) {
    const auto length = std::max<std::size_t>(1, code_point_length(file.bytes().substr(at)));
    if (at + length > byte) break;
    at += static_cast<std::uint32_t>(length);
    ++column;
  }
  return {number, column};
}

TEST(Source, LongLinesCountAsShortOnes) {
  const std::string pieces[] = {"abcdefghijkl", "×", "\xF0\x9F\x98\x80", "\xFF", "\xE2\x82", "é", "      "};
  std::mt19937 random(7);
  std::string bytes;
  while (bytes.size() < 60000) bytes += random() % 20000 == 0 ? "\n" : pieces[random() % std::size(pieces)];
  const SourceFile file("f.md", bytes);
  for (int i = 0; i < 2000; ++i) {
    const auto byte = static_cast<std::uint32_t>(random() % (bytes.size() + 1));
    ASSERT_EQ(file.position(byte).column, count(file, byte).column) << byte;
    ASSERT_EQ(file.position(byte).line, count(file, byte).line) << byte;
  }
}

TEST(Source, ManyPositionsInAHugeLine) {
  const SourceFile file("f.md", std::string(100'000'000, 'x'));
  const auto start = std::chrono::steady_clock::now();
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < 100'000; ++i) sum += file.position(i * 1000).column;
  EXPECT_EQ(sum, 100'000ull + 1000ull * (99'999ull * 100'000ull / 2));
  // Counting from the line's start would take hours.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Finding, SeverityNames) {
  EXPECT_STREQ(name(Severity::note), "note");
  EXPECT_STREQ(name(Severity::warning), "warning");
  EXPECT_STREQ(name(Severity::error), "error");
}

}  // namespace
}  // namespace stratlint
