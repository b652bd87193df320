#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "extract/builder.h"

// Most words, numbers and signs are read at a look: what the grammar reads must be the same, whatever stands beside them.
namespace stratlint {
namespace {

using ReadLine = void (*)(extraction::Builder&, Span);

std::string print(const Extraction& x) {
  std::ostringstream out;
  const auto span = [](Span s) { return std::to_string(s.begin) + "-" + std::to_string(s.end); };
  for (const Token& t : x.tokens)
    out << "token " << static_cast<int>(t.kind) << ' ' << span(t.span) << ' ' << t.statement << ' ' << static_cast<std::uint32_t>(t.symbol) << ' ' << t.spaced << '\n';
  for (const Statement& s : x.statements)
    out << "statement " << span(s.span) << ' ' << s.first_side << ' ' << s.side_count << ' ' << s.gloss << s.glued << '\n';
  for (const Side& s : x.sides) out << "side " << static_cast<int>(s.relation) << ' ' << s.root << '\n';
  for (const Node& n : x.nodes) {
    const Quantity& q = n.quantity;
    out << "node " << static_cast<int>(n.kind) << ' ' << static_cast<int>(n.op) << ' ' << n.left << ' ' << n.right << ' ' << span(n.span) << ' ' << span(n.annotation)
        << ' ' << q.value << ' ' << q.low << ' ' << q.high << ' ' << q.factor << ' ' << unit_name(q.dimension, q.count) << ' ' << static_cast<int>(q.bound)
        << static_cast<int>(q.binary_steps) << q.has_unit << q.percent << q.approximate << q.range << q.integer << '\n';
  }
  return out.str();
}

std::string read(const std::string& text, ReadLine read_line) {
  const SourceFile source("x.md", text);
  Extraction out;
  extraction::Builder builder(source, out);
  read_line(builder, {0, static_cast<std::uint32_t>(text.size())});
  return print(out);
}

std::string difference(const std::string& text) {
  const std::string quick = read(text, extraction::read_line), whole = read(text, extraction::read_line_by_grammar);
  return quick == whole ? "" : text + "\nat a look:\n" + quick + "by the grammar:\n" + whole;
}

/// Calls `check` with every text of up to `most` pieces behind `begin`.
template <typename Check>
void for_all(const std::string& begin, const std::vector<std::string>& pieces, std::size_t most, Check check) {
  check(begin);
  if (most == 0) return;
  for (const std::string& piece : pieces) for_all(begin + piece, pieces, most - 1, check);
}

TEST(PlainTokens, NumbersAreThoseOfTheGrammar) {
  const std::vector<std::string> pieces = {"1", "0", ".", ",", ";", ")", ":", "?", "!", " ", "x", "k", "-", "%", "="};
  for_all("1", pieces, 4, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
  const std::vector<std::string> behind = {" ", "GPUs", "ms", "B", "per", "of", "x", "-", "way", ")", ",", ".", "=", "(", "/", "%", "8", "**", "\xC2\xB5", "_"};
  for_all("8", behind, 4, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
  for (const std::string number : {"8", "64", "0", "007", "3.75", "0.5", "128000", "999999999", "9999999999", "1.000001", "1.0000001"})
    for (const std::string end : {"", " ", ",", ". ", ": 8", ".5", ", which is 3"}) EXPECT_EQ(difference(number + end), "");
}

TEST(PlainTokens, ListsAndThousandsAreThoseOfTheGrammar) {
  const std::vector<std::string> pieces = {"1", "23", "456", "7890", ",", ", ", "]", " ]", ".5", "GB", "%", " x 2", "=", "(", ")"};
  for_all("[12,", pieces, 4, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
  for (const std::string number : {"32,768", "1,234,567", "123,456,789", "1,234,567,890", "1234,567", "12,3456", "12,34", "1,000.5", "1,000e3", "1,000,", "1,000x8", "~1,000"})
    for (const std::string end : {"", " GPUs", "GB", " GB of 2", " x 8 = 1", ",5", ",500", "]", "](a)", ")"}) EXPECT_EQ(difference(number + end), "");
}

TEST(PlainTokens, SignsBeyondAsciiAreThoseOfTheGrammar) {
  const std::vector<std::string> pieces = {"8", "a", " ", "=", "\u00D7", "\u2192", "\u2713", "\u2014", "\u3002", "\uFF08", "\uFF09", "\uFF1A", "\u2264", "\u2248", "\u00A0", "\u2500", "\u257F", "\u2580", "\u4E2D", "\xE2", "\xE2\x94", "\xC3"};
  for_all("", pieces, 4, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
}

TEST(PlainTokens, WordsAreThoseOfTheGrammar) {
  const std::vector<std::string> behind = {" ", "\t", "8", "x", "t", "a", "_", "-", "=", ".", ":", "/", "(", ")", "*", "**", "`", "$", "\\", ",", "%", "\xC3\x97", "\xC2\xA0", "times"};
  for (const std::string word : {"a", "TP", "GPU", "TPPPPP", "heads", "ten", "thirty", "http", "tensor_parallel"})
    for_all(word, behind, 3, [](const std::string& text) {
      ASSERT_EQ(difference(text), "");
      ASSERT_EQ(difference(text + "b = 8"), "");
    });
}

TEST(PlainTokens, ParenthesesAreThoseOfTheGrammar) {
  const std::vector<std::string> inside = {" ", "8", "TP", "x_y", "(", ")", "=", "~", "<", "-", "**", "`", "\xEF\xBC\x88", "\xC2\xB1", "\xC3\x97", "2", "\\frac{", "}"};
  for_all("(", inside, 4, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
}

TEST(PlainTokens, WordsBehindNumbersAreThoseOfTheGrammar) {
  const std::vector<std::string> words = {"a", "of", "x", "GPUs", "ten", "tokens/s", "per", "two-way", "times", "B", "ms", "cent", "second", "million"};
  std::vector<std::string> apart;
  for (const std::string& word : words) apart.push_back(' ' + word);
  for (const std::string begin : {"8", "TP8", "TP=8", "EP-8", "EP 8", "size(8)", "size (8", "(8", "4 ms", "75%"})
    for (const std::string end : {"", ")", "),", ") = 8", " = 8", " + 8", " x 8", ",", ". 8", "-", " - 8", " times 8", " of 8", ") x 8", " (8)"})
      for_all("", apart, 3, [&](const std::string& joined) { ASSERT_EQ(difference(begin + joined + end), ""); });
  std::mt19937 random(5);
  std::uniform_int_distribution<std::size_t> any(0, words.size() - 1), length(0, 7);
  for (int round = 0; round < 50'000; ++round) {
    std::string text = round % 2 == 0 ? "8" : "(8";
    for (std::size_t left = length(random); left > 0; --left) text += ' ' + words[any(random)];
    for (const std::string end : {"", ")", " = 8", ") / 2", " times 8", " x 8", " - 8"}) ASSERT_EQ(difference(text + end), "");
  }
}

TEST(PlainTokens, DegreesAreThoseOfTheGrammar) {
  const std::vector<std::string> behind = {" ", "8", "TP", "x", "-", "_", ".", ",", ")", "=", "(", "/", "\xC3\x97", "GPUs", "ms", "ten"};
  for (const std::string begin : {"H100", "TP8", "FP16", "TENSOR8", "a12345678", "ten8", "l0"})
    for_all(begin, behind, 3, [](const std::string& text) { ASSERT_EQ(difference(text), ""); });
}

TEST(PlainTokens, SignsAreThoseOfTheGrammar) {
  std::vector<std::string> pieces;
  for (char c = 1; c > 0; ++c)
    if ((c < 'b' || c > 'w') && c != '\n') pieces.emplace_back(1, c);
  for_all("", pieces, 2, [](const std::string& text) {
    ASSERT_EQ(difference(text), "");
    ASSERT_EQ(difference("a" + text + "8"), "");
  });
  EXPECT_EQ(difference(std::string("a\0b 8\0 c", 8)), "");
}

/// Whether a line has an equation, a comparison or the like.
bool relates(const std::string& text) {
  const SourceFile source("x.md", text);
  Extraction x;
  extraction::Builder builder(source, x);
  extraction::read_line(builder, {0, static_cast<std::uint32_t>(text.size())});
  return std::any_of(x.statements.begin(), x.statements.end(), [](const Statement& statement) { return statement.side_count > 1; });
}

// Expressions of names are looked for only in front of a sign that may relate them to something.
TEST(PlainTokens, NamesRelateByEverySign) {
  for (const std::string sign : {"=", "==", "<", ">", "<=", ">=", "~=", "\xE2\x89\x88", "\xE2\x89\xA4", "\xE2\x89\xA5", "\xE2\x89\x83", "\xEF\xBC\x9D", "\\approx"})
    EXPECT_TRUE(relates("width * heads " + sign + " 8")) << sign;
  EXPECT_TRUE(relates("a/b and width * heads = 8"));
  EXPECT_FALSE(relates("8 = width and width * heads 8"));
}

TEST(PlainTokens, LinesAreThoseOfTheGrammar) {
  const std::vector<std::string> pieces = {
      "8", "64", "11.4", "GB", "ms", "tokens", "x", "\xC3\x97", "/", "(", ")", "=", "<", ">=", "~", "%", "-", "+", ".", ",", ":", ";", "TP", "EP8", "PP=2", "TP(8)", "expert", "times",
      "of", "per", "which is", "gives", "heads", "two", "thirty-two", "tensor_parallel_size", "**", "*", "`", "$", "\\times", "[a](b)", "#3", "http://a", "->", "=>", " ", " ", " ", " ", " ", "\t"};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> any(0, pieces.size() - 1), length(1, 16);
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += pieces[any(random)];
    ASSERT_EQ(difference(text), "");
  }
}

}  // namespace
}  // namespace stratlint
