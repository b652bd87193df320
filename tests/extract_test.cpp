#include <gtest/gtest.h>

#include <string>

#include "stratlint/statement.h"

namespace stratlint {
namespace {

std::string read(const std::string& text) {
  const SourceFile source("x.md", text);
  const Document document = parse_markdown(source);
  return to_string(extract(document), source);
}

/// Text of a document, and what is read from it, a sentence a line.
struct Row {
  std::string text;
  std::string read;
};

void expect(const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(read(row.text), row.read + "\n") << row.text;
}

/// The same inside a fence.
void expect_in_fence(const std::string& language, const std::vector<Row>& rows) {
  for (const Row& row : rows) EXPECT_EQ(read("```" + language + "\n" + row.text + "\n```\n"), row.read) << row.text;
}

TEST(Quantities, AreReadAsPrinted) {
  expect({
      {"11.4GB", "{11.4 GB}"},
      {"11.4 GB", "{11.4 GB}"},
      {"~11.4GB", "{~11.4 GB}"},
      {"≈ 11.4 GB", "{~11.4 GB}"},
      {"<0.1s", "{<100 ms}"},
      {"≤ 50ms", "{<=50 ms}"},
      {"at >= 100 tokens/s", "at {>=100 tokens/s}"},
      {"85–95%", "{85 %..95 %}"},
      {"85-95%", "{85 %..95 %}"},
      {"5~10ms", "{5 ms..10 ms}"},
      {"±2%", "{-2 %..2 %}"},
      {"95%+", "{>=95 %}"},
      {"16+ GPUs", "{>=16} GPUs"},
      {"1,024", "{1024}"},
      {"1,684 seq/sec", "{1684 sequences/s}"},
      {"10 000", "{10000}"},
      {"10 20", "{10} {20}"},
      {"12,50", "{12} , {50}"},
      {"30B", "{30B}"},
      {"1.72M", "{1.72M}"},
      {"30 billion", "{30B}"},
      {"1.8TBps", "{1.8 TB/s}"},
      {"1.8 TB/s", "{1.8 TB/s}"},
      {"1.8 TB per second", "{1.8 TB/s}"},
      {"5.36e22", "{5.36e22}"},
      {"2^20", "{(2^20)}"},
      {"2**20", "{(2^20)}"},
      {"1024²", "{(1024^2)}"},
      {"0.5 ms", "{500 μs}"},
      {"64GB/GPU", "{64 GB} / GPU"},
      {"1\\,536 GPUs", "{1536} GPUs"},
      {"12\\,288", "{12288}"},
  });
}

TEST(Counts, AreReadInWords) {
  expect({
      {"four servers", "{4} servers"},
      {"Sixteen-way expert parallelism", "{16} - way expert parallelism"},
      {"thirty-two GPUs", "{32} GPUs"},
      {"one hundred and ninety-two GPUs", "{192} GPUs"},
      {"two hundred fifty-six GPUs", "{256} GPUs"},
      {"one GPU of two hundred", "one GPU of {200}"},
      {"ninety nine runs", "{99} runs"},
      {"fourteen, sixty and nineteen", "{14} , {60} and {19}"},
      {"two dozen GPUs", "{24} GPUs"},
      {"a dozen GPUs", "{12} GPUs"},
      {"a hundred and twenty-eight GPUs", "{128} GPUs"},
      {"a million tokens", "{1M tokens}"},
      {"half a million tokens", "half a million tokens"},
      {"two thousand and forty-eight GPUs", "{2048} GPUs"},
      {"forty thousand steps", "{40000} steps"},
      {"one million tokens", "{1M tokens}"},
      {"seven billion parameters", "{7B} parameters"},
      {"twelve and a half days", "{12.5 days}"},
      {"five seconds", "{5 s}"},
      {"a five-second clip", "a {5} - second clip"},
      {"five and a half", "{5.5}"},
      {"three and a car", "{3} and a car"},
      {"one server", "one server"},
      {"often tense, tenth and sixths", "often tense , tenth and sixths"},
      {"seven_heads", "seven heads"},
      {"fortytwo", "fortytwo"},
      {"forty-tworow", "{40} - tworow"},
  });
}

TEST(Products, KeepTheNamesOfTheirOperands) {
  expect({
      {"TP(8) × EP(8)", "{(8[TP] * 8[EP])}"},
      {"TP=8 × EP=8", "{(8[TP] * 8[EP])}"},
      {"TP8 × PP2", "{(8[TP] * 2[PP])}"},
      {"64 layers on TP8 × PP2 = 16 GPUs", "{64} layers on {(8[TP] * 2[PP]) = 16} GPUs"},
      {"8 H100 × 4", "{(8[H100] * 4)}"},
      {"8 (expert) × 4 (tensor)", "{(8[expert] * 4[tensor])}"},
      {"8 experts × 4 tensor × 2 stages = 64", "{((8[experts] * 4[tensor]) * 2[stages]) = 64}"},
      {"4 TP × 2", "{(4[TP] * 2)}"},
      {"8 / (4 TP)", "{(8 / 4[TP])}"},
      {"8[TP] is no note", "{8} [ TP ] is no note"},
      {"EP-16 × TP-4", "{(16[EP] * 4[TP])}"},
      {"8x8", "{(8 * 8)}"},
      {"8 x 8 x 2", "{((8 * 8) * 2)}"},
      {"**8** × **4**", "{(8 * 4)}"},
      {"`TP=8` × `PP=4`", "{(8[TP] * 4[PP])}"},
      {"$8 \\times 4$", "{(8 * 4)}"},
      {"2 + 3 × 4", "{(2 + (3 * 4))}"},
      {"(2 + 3) × 4", "{((2 + 3) * 4)}"},
      {"12 / 4 / 3", "{((12 / 4) / 3)}"},
      {"10 - 2 - 3", "{((10 - 2) - 3)}"},
      {"2 × 3²", "{(2 * (3^2))}"},
      {"70% of 64GB", "{(70 % * 64 GB)}"},
      {"64 ÷ 8", "{(64 / 8)}"},
  });
}

TEST(Chains, RelateTheirSides) {
  expect({
      {"8 × 8 = 64", "{(8 * 8) = 64}"},
      {"8 × 8 = 64 GPUs", "{(8 * 8) = 64} GPUs"},
      {"TP(8) × EP(8) × PP(2) = 64 GPUs", "{((8[TP] * 8[EP]) * 2[PP]) = 64} GPUs"},
      {"7 × 3 ≈ 20", "{(7 * 3) ~= 20}"},
      {"27ms < 50ms", "{27 ms < 50 ms}"},
      {"27ms ≤ 50ms", "{27 ms <= 50 ms}"},
      {"80GB > 64GB", "{80 GB > 64 GB}"},
      {"2 + 2 = 4 = 8 / 2", "{(2 + 2) = 4 = (8 / 2)}"},
      {"64 = 8 × 8", "{64 = (8 * 8)}"},
      {"TP × PP = 8 × 2 = 16", "{(TP * PP) = (8[TP] * 2[PP]) = 16}"},
      {"h/n = 4096/32 = 128", "{(h / n) = (4096[h] / 32[n]) = 128}"},
      {"TP × PP", "TP × PP"},
      {"Total: 8 × 2 = 16.", "Total : {(8 * 2) = 16} ."},
  });
}

TEST(Glosses, RelateAValueToTheParenthesisBehindIt) {
  const auto gloss = [](const std::string& text) {
    const SourceFile source("x.md", text);
    const Document document = parse_markdown(source);
    const Extraction x = extract(document);
    std::string found;
    for (const Statement& statement : x.statements) {
      if (statement.gloss) found += std::string(source.text(statement.span)) + ";";
    }
    return found;
  };
  EXPECT_EQ(gloss("8 (64 ÷ 8)"), "8 (64 ÷ 8);");
  EXPECT_EQ(gloss("uses 64 GPUs (8 expert × 8 tensor) here"), "64 GPUs (8 expert × 8 tensor);");
  EXPECT_EQ(gloss("64 (of 128)"), "");
  EXPECT_EQ(gloss("64 (8)"), "");
  EXPECT_EQ(gloss("64 and (8 × 8)"), "64 and (8 × 8);");  // words between a value and its explanation
  EXPECT_EQ(gloss("plain (8 × 8)"), "");
}

/// Names and values of the degrees that are glued to letters.
std::string degrees(const std::string& text) {
  const SourceFile source("x.md", text);
  const Document document = parse_markdown(source);
  const Extraction x = extract(document);
  std::string found;
  for (const Token& token : x.tokens) {
    if (token.statement == no_id || !x.statements[token.statement].glued) continue;
    const Node& node = x.nodes[x.sides[x.statements[token.statement].first_side].root];
    EXPECT_EQ(token.kind, Token::Kind::word);
    found += std::string(source.text(node.annotation)) + "=" + format_value(node.quantity.value, {}) + " ";
  }
  return found;
}

TEST(Degrees, AreGluedToTheirNames) {
  EXPECT_EQ(degrees("TP8"), "TP=8 ");
  EXPECT_EQ(degrees("TP8-EP8-PP2"), "TP=8 EP=8 PP=2 ");
  EXPECT_EQ(degrees("TP1EP8PP4"), "TP=1 EP=8 PP=4 ");
  EXPECT_EQ(degrees("8 × H100"), "H=100 ");  // whether H is a degree, the vocabulary says
  EXPECT_EQ(degrees("TP8x"), "");
  EXPECT_EQ(degrees("Qwen2.5"), "");
  EXPECT_EQ(degrees("node_0"), "");
}

TEST(Degrees, ListedOnesAreNotDivided) {
  expect({
      {"tp=8/pp=12", "tp = {8} / pp = {12}"},
      {"TP=8/PP=12", "TP = {8} / PP = {12}"},
      {"TP8, PP2", "TP8 , PP2"},
  });
}

TEST(Words, HoldNoNumbers) {
  expect({
      {"an H100 card", "an H100 card"},
      {"the 1F1B schedule", "the 1F1B schedule"},
      {"a 3D layout", "a 3D layout"},
      {"Qwen2.5 on node_0", "Qwen2.5 on node_0"},
      {"on 2025-01-31", "on"},
      {"version 2.5.1", "version"},
      {"at 12:30:05", "at"},
      {"see #123 and §4.2", "see and"},
      {"see [the paper](https://a.b/2104/04473) now", "see [ the paper now"},
      {"<a id=\"7\">x", "x"},
  });
}

TEST(Markup, SeparatesNothing) {
  expect({
      {"# Plan of 64 GPUs", "Plan of {64} GPUs"},
      {"- 8 × 8\n- = 64", "{(8 * 8)}\n= {64}"},
      {"| a | b |\n|---|---|\n| 8 | 4.2GB |", "a\nb\n{8}\n{4.2 GB}"},
  });
}

// The sign behind a name is a token without bytes.
TEST(Config, EntriesAndComments) {
  expect_in_fence("python", {
                                {"tp = 8", "tp  {8}\n"},
                                {"tp = 8  # of 16 GPUs", "tp  {8}\nof {16} GPUs\n"},
                                {"self.hidden = 4096", "hidden  {4096}\n"},
                                {"x: int = 8", "x  {8}\n"},
                                {"model = dict(layers=32, heads=16)", "layers  {32}\nheads  {16}\n"},
                                {"gpus = 8 * 4", "gpus  {(8 * 4)}\n"},
                                {"if tp == 8:", ""},
                            });
  expect_in_fence("yaml", {
                              {"tp: 8", "tp  {8}\n"},
                              {"parallel:\n  tp: 8", "parallel \ntp  {8}\n"},
                              {"schedule: interleaved", "schedule  interleaved\n"},
                              {"memory: 4.2 GB", "memory  {4.2 GB}\n"},
                          });
  expect_in_fence("json", {
                              {R"({"tp": 8, "pp": 2})", "tp  {8}\npp  {2}\n"},
                              {R"("Total GPUs": 64,)", "Total GPUs  {64}\n"},
                          });
  expect_in_fence("bash", {
                              {"run --tensor-model-parallel-size 8 --num-layers=32",
                               "run\ntensor - model - parallel - size  {8}\nnum - layers  {32}\n"},
                          });
  expect_in_fence("cpp", {{"int tp = 8;", ""}});
  expect_in_fence("", {{"TP = 8 × 2", "TP = {(8 * 2)}\n"}});
}

TEST(Config, NestingIsTheLead) {
  const SourceFile source("x.md", "```yaml\nparallel:\n  tp: 8  # eight\nlayers: 4\n```\n");
  const Document document = parse_markdown(source);
  const Extraction x = extract(document);
  ASSERT_EQ(x.sentences.size(), 4u);
  EXPECT_EQ(x.sentences[0].lead, no_id);
  EXPECT_EQ(x.sentences[1].lead, 0u);
  EXPECT_EQ(x.sentences[2].kind, Sentence::Kind::comment);
  EXPECT_EQ(x.sentences[2].lead, 1u);
  EXPECT_EQ(x.sentences[3].lead, no_id);
}

TEST(Pins, StandInFencesAndFrontMatter) {
  const auto pins = [](const std::string& text) {
    const SourceFile source("x.md", text);
    const Document document = parse_markdown(source);
    const Extraction x = extract(document);
    std::string found;
    for (const Sentence& sentence : x.sentences) {
      if (sentence.kind == Sentence::Kind::pin) found += std::string(source.text(sentence.span)) + ";";
    }
    return found;
  };
  EXPECT_EQ(pins("```stratlint\naxis.tp = 8\naxis.pp: 2  # two\n```\n"), "axis.tp = 8;axis.pp: 2;");
  EXPECT_EQ(pins("---\ntitle: 8\nstratlint:\n  axis.tp: 8\nother:\n  axis.pp: 2\n---\ntext\n"), "axis.tp: 8;");
  EXPECT_EQ(pins("---\r\nstratlint:\r\n  axis.tp: 8\r\n---\r\ntext\r\n"), "axis.tp: 8;");
  EXPECT_EQ(pins("```yaml\naxis.tp: 8\n```\n"), "");
}

TEST(Leads, IntroduceListsAndLines) {
  const SourceFile source("x.md", "Memory per GPU:\n\n- weights 4GB\n- cache:\n  - keys 2GB\n\nalone\n");
  const Document document = parse_markdown(source);
  const Extraction x = extract(document);
  ASSERT_EQ(x.sentences.size(), 5u);
  EXPECT_EQ(x.sentences[1].lead, 0u);
  EXPECT_EQ(x.sentences[2].lead, 0u);
  EXPECT_EQ(x.sentences[3].lead, 2u);
  EXPECT_EQ(x.sentences[4].lead, no_id);
}

}  // namespace
}  // namespace stratlint
