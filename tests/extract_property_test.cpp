#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "beside.h"
#include "extraction_invariants.h"

namespace stratlint {
namespace {

namespace fs = std::filesystem;

std::string broken(std::string bytes) {
  const SourceFile source("x.md", std::move(bytes));
  const Document document = parse_markdown(source);
  return broken_invariant(extract(document), document).value_or("");
}

/// Documents that may be kept beside the source tree, in folders `seeds` and `corpus`.
std::vector<fs::path> documents_beside() {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(STRATLINT_SOURCE_DIR).parent_path(), error)) {
    for (const char* name : {"seeds", "corpus"}) {
      for (fs::path& path : documents_below(entry.path() / name)) found.push_back(std::move(path));
    }
  }
  return found;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Extraction, OfTheProjectsDocumentsIsWhole) {
  const auto paths = documents_below(STRATLINT_SOURCE_DIR);
  ASSERT_FALSE(paths.empty());
  for (const fs::path& path : paths) EXPECT_EQ(broken(bytes_of(path)), "") << path;
}

TEST(Extraction, OfOtherDocumentsIsWhole) {
  const auto paths = documents_beside();
  if (paths.empty()) GTEST_SKIP() << "no folders `seeds` or `corpus` beside the source tree";
  for (const fs::path& path : paths) EXPECT_EQ(broken(bytes_of(path)), "") << path;
}

TEST(Extraction, OfBrokenBytesInRemarksIsWhole) {
  for (const char* remark : {"8（k\xE5)", "8（k)", "8（\xE5）", "= 4.2 GB k\xE5", "8 k\xE5\x8D"}) EXPECT_EQ(broken(remark), "") << remark;
}

// Pieces that mean something, in any order, joined or apart.
TEST(Extraction, OfAnyPiecesIsWhole) {
  const std::vector<std::string> pieces = {
      "8",     "4.2",  "GB",    "ms",       "/",    "×",   "÷",   "(",          ")",         "=",         "≈",
      "<",     ">=",   "~",     "±",        "%",    "-",   "–",   "+",          "TP",        "EP8",       "PP=2",
      "TP(8)", "²",    "^",     "**",       "*",    "`",   "$",   "\\times",    "x",         " ",         "  ",
      "\n",    "\n\n", "# ",    "- ",       "| ",   "|\n", "---", "```",        "```yaml\n", "a: ",       "b = 3 # 4",
      "--c 5", "\t",   "1,024", "10 000",   "H100", "1e9", "e",   "2025-01-31", "http://a",  "[a](b)",    "<b>",
      "\xff",  "\xC2", "（",    "）",       "\r\n", "of",  "per", "70%",        "30B",       "stratlint", "{",
      "}",     "“",    "·",     "\xC2\xA0", "{8}"};
  std::mt19937 random(11);
  std::uniform_int_distribution<std::size_t> any(0, pieces.size() - 1), length(1, 40);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += pieces[any(random)];
    ASSERT_EQ(broken(text), "") << text;
  }
}

/// A second if the time grows with the size, minutes if with its square.
TEST(Extraction, OfHostileDocumentsEndsSoon) {
  const auto repeat = [](const std::string& piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
#ifdef NDEBUG
  constexpr std::size_t size = 1'000'000;
#else
  constexpr std::size_t size = 30'000;
#endif
  const struct {
    const char* name;
    std::string text;
  } documents[] = {
      {"open parentheses", std::string(size, '(')},
      {"close parentheses", std::string(size, ')')},
      {"parentheses before a number", repeat("(8 ", size / 3)},
      {"a long product", repeat("8 × ", size / 5) + "8"},
      {"a long sum", repeat("8 + ", size / 5) + "8"},
      {"a long chain", repeat("8 = ", size / 5) + "8"},
      {"degrees", repeat("TP8", size / 3)},
      {"joined degrees", repeat("TP8-", size / 4)},
      {"a word", std::string(size, 'a')},
      {"a word of two bytes a letter", repeat("é", size / 2)},
      {"digits", std::string(size, '1')},
      {"a version", repeat("1.", size / 2)},
      {"short paths", repeat("a/b ", size / 4)},
      {"a clock", repeat("1:", size / 2)},
      {"powers", repeat("2^", size / 2) + "2"},
      {"tildes", std::string(size, '~')},
      {"less signs", std::string(size, '<')},
      {"blanks", "8" + std::string(size, ' ') + "8"},
      {"glosses", repeat("8 (8 × 8) ", size / 10)},
      {"notes", repeat("8 (a", size / 4)},
      {"operand words", "8 " + repeat("a ", size / 2)},
      {"entries", "```yaml\n" + repeat("a: 8, ", size / 6) + "\n```\n"},
      {"sections", "```yaml\n" + repeat("a:\n", size / 3) + "```\n"},
      {"quotes", "```json\n" + std::string(size, '"') + "\n```\n"},
      {"names", "```python\n" + repeat("a_b.", size / 4) + "\n```\n"},
      {"list items", repeat("- a:\n", size / 5)},
  };
  for (const auto& document : documents) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(broken(document.text), "") << document.name;
    const auto spent = std::chrono::steady_clock::now() - start;
    EXPECT_LT(spent, std::chrono::seconds(20)) << document.name;  // also with sanitizers, on a busy machine
  }
}

}  // namespace
}  // namespace stratlint
