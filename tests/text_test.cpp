#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <string_view>

#include "emit/cells.h"
#include "stratlint/emit.h"

namespace stratlint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A document and one finding on it; places are named by their text.
struct Example {
  SourceFile source;
  Finding finding;

  explicit Example(std::string text) : source("plan.md", std::move(text)) {
    finding.rule = "gpu/axis-product";
    finding.plan = "main";
    finding.message = "the message";
  }

  Span find(std::string_view words, std::size_t from = 0) const {
    const std::size_t at = source.bytes().find(words, from);
    EXPECT_NE(at, std::string_view::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }
  Example& primary(std::string_view words, std::string label = "") {
    finding.primary = find(words);
    finding.primary_label = std::move(label);
    return *this;
  }
  Example& label(std::string_view words, std::string message, std::size_t from = 0) {
    finding.related.push_back({find(words, from), std::move(message)});
    return *this;
  }
  FileReport report() const { return {&source, source.path(), std::nullopt, {{finding}, {}, {}}}; }
  std::string text(TextStyle style = {}) const { return emit_text(report(), style); }
  // Without title, remarks and the blank line at the end.
  std::string excerpt(TextStyle style = {}) const {
    const std::string all = text(style);
    const std::size_t begin = all.find("|\n") + 2;
    return "\n" + all.substr(begin, all.size() - 1 - begin);
  }
};

TEST(Text, WholeFinding) {
  Example example(
      "# Layout\n\nTensor parallelism: 4\n\nEvery stage is copied.\n\nPipeline: 2 stages\n\n"
      "TP 4 × PP 2 = 16 GPUs\n");
  example.primary("16 GPUs", "stated here")
      .label("TP 4 × PP 2", "is 8")
      .label("4", "TP = 4")
      .label("2 stages", "PP = 2");
  example.finding.message = "TP × PP is 8, but 16 GPUs are stated";
  example.finding.derivation = {"4 (TP) × 2 (PP) = 8", "16 ÷ 8 = 2"};
  example.finding.convention = "product";
  example.finding.readings = {"product: 8", "folded: 8"};
  example.finding.notes = {"DP is stated nowhere"};
  example.finding.plan = "option B";
  example.finding.help = "write 8 GPUs,\nor name DP 2";
  EXPECT_EQ(example.text(), R"(error[gpu/axis-product]: TP × PP is 8, but 16 GPUs are stated
 --> plan.md:9:15
  |
3 | Tensor parallelism: 4
  |                     - TP = 4
...
7 | Pipeline: 2 stages
  |           -------- PP = 2
8 |
9 | TP 4 × PP 2 = 16 GPUs
  | -----------   ^^^^^^^ stated here
  | is 8
  = note: 4 (TP) × 2 (PP) = 8
          16 ÷ 8 = 2
  = note: readings tried: product: 8; folded: 8
  = note: DP is stated nowhere
  = note: plan: option B
  = help: write 8 GPUs,
          or name DP 2

)");
}

TEST(Text, ConventionStandsInForReadings) {
  Example example("64 GPUs");
  example.primary("64").finding.convention = "folded";
  EXPECT_THAT(example.text(), HasSubstr("  = note: read as: folded\n"));
  example.finding.readings = {"product: 8"};
  EXPECT_THAT(example.text(), HasSubstr("  = note: read as: product: 8\n"));
  EXPECT_THAT(example.text(), Not(HasSubstr("folded")));
}

TEST(Text, SeveralLabelsOnOneLine) {
  Example example("TP(8) × EP(8) × PP(2) = 64 GPUs");
  example.primary("64", "should be 128").label("8", "TP").label("8", "EP", 10).label("2", "PP");
  EXPECT_EQ(example.excerpt(), R"(
1 | TP(8) × EP(8) × PP(2) = 64 GPUs
  |    -       -       -    ^^ should be 128
  |    |       |       PP
  |    |       EP
  |    TP
)");
}

TEST(Text, PrimaryLeftOfItsLabels) {
  Example example("total 90 GB of 40 GB each");
  example.primary("90 GB", "too much").label("40 GB", "device");
  EXPECT_EQ(example.excerpt(), R"(
1 | total 90 GB of 40 GB each
  |       ^^^^^    ----- device
  |       too much
)");
}

TEST(Text, LabelsInsideEachOther) {
  Example example("a = 4 + 5 = 10 ms");
  example.primary("5", "inner").label("4 + 5 = 10", "outer").label("4 + 5", "sum");
  EXPECT_EQ(example.excerpt(), R"(
1 | a = 4 + 5 = 10 ms
  |     ----^----- outer
  |     |   inner
  |     sum
)");
}

TEST(Text, OnePlaceSaysTwoThings) {
  Example example("batch 512");
  example.primary("512", "claimed").label("512", "also the micro-batch").label("512", "");
  EXPECT_EQ(example.excerpt(), R"(
1 | batch 512
  |       ^^^ claimed
  |       also the micro-batch
)");
}

TEST(Text, RepeatedLabelsAreFolded) {
  Example example("GPUs: 64\n\n\n64 GPUs\n\n\n\nGPUs = 64\n\n\n64 64");
  example.primary("64", "stated here");
  example.label("64", "stated here", 8).label("64", "stated here", 20).label("64", "stated here", 32);
  EXPECT_EQ(example.excerpt(), R"(
1 | GPUs: 64
  |       ^^ stated here, repeated on lines 4, 8, 11
)");
  example.finding.related.resize(1);
  EXPECT_THAT(example.excerpt(), HasSubstr("stated here, repeated on line 4\n"));
}

TEST(Text, WideLettersAndEmojiFillTwoCells) {
  Example example("总共 ✅ 64 卡, ok");
  example.primary("64", "here").label("总共", "total").label("卡", "cards");
  EXPECT_EQ(example.excerpt(), R"(
1 | 总共 ✅ 64 卡, ok
  | ----    ^^ -- cards
  | |       here
  | total
)");
}

TEST(Text, CombiningMarksAndJoinersFillNone) {
  Example example("cafe\u0301 \u2714\uFE0F a\u200Db 64 GPUs");
  example.primary("64", "here").label("e\u0301", "accent");
  EXPECT_EQ(example.excerpt(),
            "\n1 | cafe\u0301 \u2714\uFE0F a\u200Db 64 GPUs\n"
            "  |    -      ^^ here\n"
            "  |    accent\n");
}

TEST(Text, TabsGoToFourColumnStops) {
  Example example("\t64\tGPUs ab\tc");
  example.primary("64", "x").label("GPUs", "y").label("c", "z");
  EXPECT_EQ(example.excerpt(), R"(
1 |     64  GPUs ab c
  |     ^^  ----    - z
  |     |   y
  |     x
)");
}

TEST(Text, ControlCharactersNeverReachTheTerminal) {
  const std::string hostile =
      "\x1b]0;x\x07\x7f\xc2\x9b"
      "31m" +
      std::string(1, '\0') + "\u202e 64";
  Example example(hostile);
  example.primary("64", "from \x1b[31m here\tand\nthere");
  example.finding.message = hostile;
  example.finding.notes = {hostile};
  example.finding.help = hostile;
  example.finding.plan = hostile;
  const std::string out = emit_text(example.report(), {}) + emit_concise(example.report());
  EXPECT_THAT(out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(out, Not(HasSubstr("\x07")));
  EXPECT_THAT(out, Not(HasSubstr("\xc2\x9b")));
  EXPECT_THAT(out, Not(HasSubstr("\u202e")));
  EXPECT_EQ(out.find('\0'), std::string::npos);
  EXPECT_EQ(example.excerpt().substr(0, example.excerpt().find("  =")), R"(
1 | ?]0;x???31m?? 64
  |               ^^ from ?[31m here and there
)");
}

TEST(Text, InvalidUtf8IsOneReplacementPerByte) {
  Example example("\xff\xc3 \xe2\x82 64");
  example.primary("64", "\xfe");
  EXPECT_EQ(example.excerpt(), R"(
1 | �� �� 64
  |       ^^ �
)");
}

TEST(Text, LongLinesAreCutAroundTheCarets) {
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

TEST(Text, CutKeepsThePrimaryWhenLabelsAreFarAway) {
  TextStyle style;
  style.width = 34;
  Example example("8 is TP, " + std::string(100, '.') + " 64 GPUs " + std::string(100, '.'));
  example.primary("64 GPUs", "here").label("8", "TP");
  EXPECT_EQ(example.excerpt(style), R"(
1 | …......... 64 GPUs ..........…
  | -          ^^^^^^^ here
  | TP
)");
}

TEST(Text, CutNeverSplitsAWideLetter) {
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

TEST(Text, SpansWiderThanTheLineStartAtTheLeft) {
  TextStyle style;
  style.width = 24;
  Example example("x = " + std::string(90, '8') + " GPUs");
  example.primary(std::string(90, '8'), "here");
  EXPECT_EQ(example.excerpt(style), R"(
1 | …888888888888888888…
  |  ^^^^^^^^^^^^^^^^^^^ here
)");
}

TEST(Text, HugeLineIsCheap) {
  std::string line;
  for (int i = 0; i < 200'000; ++i) line += "TP(8) × ";
  Example example(line + "64 GPUs" + line);
  for (int i = 0; i < 1000; ++i) ASSERT_LT(example.primary("64 GPUs", "here").excerpt().size(), 1000u);
}

TEST(Text, SpanOverLinesIsMarkedToTheEndOfTheFirst) {
  Example example("a: 8 ×\n  8 = 60\n");
  EXPECT_EQ(example.primary("8 ×\n  8 = 60", "here").excerpt(), R"(
1 | a: 8 ×
  |    ^^^ here
)");
}

TEST(Text, EmptySpanStillHasACaret) {
  Example example("");
  EXPECT_EQ(example.primary("", "missing").excerpt(), R"(
1 |
  | ^ missing
)");
}

TEST(Text, CrlfAndByteOrderMarkDoNotShow) {
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

TEST(Text, GutterGrowsWithTheLineNumber) {
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

TEST(Text, ColorsOnlyOnDemand) {
  Example example("64 GPUs, 8");
  example.primary("64", "here").label("8", "there");
  example.finding.severity = Severity::warning;
  EXPECT_THAT(example.text(), Not(HasSubstr("\x1b")));
  TextStyle style;
  style.color = true;
  EXPECT_EQ(example.text(style),
            "\x1b[1;33mwarning[gpu/axis-product]\x1b[0m\x1b[1m: the message\x1b[0m\n"
            " \x1b[1;34m--> \x1b[0mplan.md:1:1\n"
            "\x1b[1;34m  |\x1b[0m\n"
            "\x1b[1;34m1 |\x1b[0m 64 GPUs, 8\n"
            "\x1b[1;34m  |\x1b[0m \x1b[1;33m^^\x1b[0m       \x1b[1;34m-\x1b[0m \x1b[1;34mthere\x1b[0m\n"
            "\x1b[1;34m  |\x1b[0m \x1b[1;33mhere\x1b[0m\n\n");
}

TEST(Text, LocationIsALinkOnDemand) {
  Example example("64");
  TextStyle style;
  style.hyperlinks = true;
  example.primary("64");
  FileReport report = example.report();
  report.path = "/tmp/a b\x1b.md";
  EXPECT_THAT(emit_text(report, style),
              HasSubstr("--> \x1b]8;;file:///tmp/a%20b%1B.md\x1b\\/tmp/a b?.md:1:1\x1b]8;;\x1b\\\n"));
}

// Whatever the bytes and the spans: no control characters, and no source line wider than the terminal.
TEST(Text, AnyBytesAndSpans) {
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

TEST(Text, LimitsAndSkippedRules) {
  Example example("64");
  FileReport report = example.report();
  report.verdict.findings.clear();
  report.verdict.skipped = {{"compute/time-floor", "main", {"model.top_k", "model.hidden"}},
                            {"pipeline/bubble", "option B", {"axis.pp"}}};
  EXPECT_EQ(emit_text(report, {}), "");
  report.verdict.limits = {"lists nested deeper than 100 were left out"};
  EXPECT_EQ(emit_text(report, {}), "note: plan.md: lists nested deeper than 100 were left out\n\n");
  TextStyle style;
  style.show_skipped = true;
  EXPECT_EQ(emit_text(report, style), R"(note: plan.md: lists nested deeper than 100 were left out
skipped[compute/time-floor]: plan.md does not state model.top_k, model.hidden
skipped[pipeline/bubble]: plan.md (plan option B) does not state axis.pp

)");
}

TEST(Text, UnreadableFile) {
  const FileReport report{nullptr, "gone.md", "no such file or directory", {}};
  EXPECT_EQ(emit_text(report, {}), "error: cannot read gone.md: no such file or directory\n\n");
  EXPECT_EQ(emit_concise(report), "gone.md: error: cannot read: no such file or directory\n");
}

TEST(Concise, OneLinePerFinding) {
  Example example("总共 64\nof 8");
  example.primary("64");
  FileReport report = example.report();
  report.verdict.findings.push_back(report.verdict.findings.front());
  report.verdict.findings.back().primary = example.find("8");
  report.verdict.findings.back().severity = Severity::note;
  report.verdict.limits = {"only the first part was read"};
  EXPECT_EQ(emit_concise(report), R"(plan.md:1:4: error[gpu/axis-product] the message
plan.md:2:4: note[gpu/axis-product] the message
plan.md: note: only the first part was read
)");
}

struct SummaryCase {
  Summary summary;
  const char* text;
};

TEST(SummaryText, Plurals) {
  const SummaryCase cases[] = {
      {{.files = 412, .affected = 3, .errors = 2, .warnings = 1},
       "Found 3 problems (2 errors, 1 warning) in 3 of 412 files."},
      {{.files = 1, .affected = 1, .errors = 1}, "Found 1 problem (1 error) in 1 file."},
      {{.files = 2, .affected = 1, .warnings = 2, .notes = 1},
       "Found 2 problems (2 warnings) and 1 note in 1 of 2 files."},
      {{.files = 9, .affected = 4, .notes = 4}, "Found 4 notes in 4 of 9 files."},
      {{.files = 12}, "All 12 files are clean."},
      {{.files = 1}, "1 file is clean."},
      {{.files = 0}, "No file was checked."},
      {{.files = 1, .unreadable = 1}, "No file was checked. 1 file could not be read."},
      {{.files = 5, .unreadable = 2}, "3 files are clean. 2 files could not be read."},
      {{.files = 3, .unreadable = 1, .affected = 1, .errors = 1},
       "Found 1 problem (1 error) in 1 of 2 files. 1 file could not be read."},
  };
  for (const SummaryCase& c : cases) EXPECT_EQ(emit_text_summary(c.summary, {}), std::string(c.text) + "\n");
}

TEST(SummaryText, CountsReports) {
  Example example("64");
  FileReport report = example.report();
  for (const Severity severity : {Severity::warning, Severity::note, Severity::note}) {
    Finding finding = example.finding;
    finding.severity = severity;
    report.verdict.findings.push_back(finding);
  }
  Summary summary, part;
  part.add(report);
  part.add({&example.source, "clean.md", std::nullopt, {}});
  summary.add({nullptr, "gone.md", "no such file", {}});
  summary += part;
  EXPECT_EQ(summary.files, 3u);
  EXPECT_EQ(summary.unreadable, 1u);
  EXPECT_EQ(summary.affected, 1u);
  EXPECT_EQ(summary.errors, 1u);
  EXPECT_EQ(summary.warnings, 1u);
  EXPECT_EQ(summary.notes, 2u);
}

}  // namespace
}  // namespace stratlint
