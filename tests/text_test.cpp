#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "emit/cells.h"
#include "example.h"

namespace stratlint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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

TEST(Text, ManyReadingsHaveALineEach) {
  Example example("64 GPUs");
  example.primary("64").finding.readings = {"plain MLP (2 matrices), without embeddings: 4.363B",
                                            "gated MLP (3 matrices), without embeddings: 6.511B"};
  EXPECT_THAT(example.text(), HasSubstr("  = note: readings tried:\n"
                                        "          plain MLP (2 matrices), without embeddings: 4.363B\n"
                                        "          gated MLP (3 matrices), without embeddings: 6.511B\n"));
  example.finding.readings = {"product: 128", "folded: 16"};
  TextStyle style;
  style.wrap = true;
  style.width = 52;
  EXPECT_THAT(example.text(style), HasSubstr("  = note: readings tried: product: 128; folded: 16\n"));
  style.width = 48;
  EXPECT_THAT(example.text(style), HasSubstr("  = note: readings tried:\n          product: 128\n"));
}

struct LongFinding : Example {
  LongFinding()
      : Example("# Layout\n\n- **Throughput**: ~640 tokens/ms in total ✓ (requirement: 100 tokens/ms per GPU)\n") {
    primary("~640 tokens/ms", "10 tokens/ms per GPU").label("100 tokens/ms per GPU", "required, and ticked as met");
    finding.message = "100 tokens/ms per GPU is required and ticked as met, but 10 tokens/ms per GPU is reached";
    finding.derivation = {"~640 tokens/ms / 64 GPUs = 10 tokens/ms per GPU"};
    finding.help = "untick the requirement, or correct one of the two values";
  }
};

TEST(Text, TerminalsBreakLongTexts) {
  TextStyle style;
  style.wrap = true;
  style.width = 60;
  EXPECT_EQ(LongFinding().text(style), R"(error[gpu/axis-product]: 100 tokens/ms per GPU is required
    and ticked as met, but 10 tokens/ms per GPU is reached
 --> plan.md:3:19
  |
3 | …**: ~640 tokens/ms in …ent: 100 tokens/ms per GPU)
  |      ^^^^^^^^^^^^^^          ---------------------
  |      10 tokens/ms per GPU    required, and ticked as met
  = note: ~640 tokens/ms / 64 GPUs = 10 tokens/ms per GPU
  = help: untick the requirement, or correct one of the two
          values

)");
}

TEST(Text, PipesGetWholeTexts) {
  TextStyle style;
  style.width = 40;
  for (const std::string_view line :
       {": 100 tokens/ms per GPU is required and ticked as met, but 10 tokens/ms per GPU is reached\n",
        "  = help: untick the requirement, or correct one of the two values\n"}) {
    EXPECT_THAT(LongFinding().text(style), HasSubstr(line));
  }
}

// On a terminal of any usual width no line is wider than it, and no word of a text is lost.
TEST(Text, TerminalsOfAnyWidth) {
  TextStyle style;
  style.wrap = true;
  for (style.width = 40; style.width <= 200; ++style.width) {
    const std::string text = LongFinding().text(style);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(cell_width(line), style.width) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
    for (const char* words : {"100 tokens/ms", "ticked", "reached", "64 GPUs", "untick", "values", "as met"}) {
      EXPECT_THAT(text, HasSubstr(words)) << style.width;
    }
  }
}

TEST(Text, ManyPlacesAreCounted) {
  std::string document = "The total is 64 GPUs.\n";
  for (int i = 0; i < 20; ++i) document += "\nStep " + std::to_string(i + 100) + " takes a part.\n";
  Example example(document);
  example.primary("64 GPUs", "too many");
  for (int i = 19; i >= 0; --i) example.label("Step " + std::to_string(i + 100), "part " + std::to_string(i));
  const std::string text = example.text();
  EXPECT_THAT(text, HasSubstr("   = … and 12 more places (lines 3, 5, 7, 9, 11, 13, 15, 17, …)\n"));
  EXPECT_THAT(text, HasSubstr("too many"));
  for (int i = 0; i < 20; ++i) {  // the rule named the last ones first
    const bool shown = text.find("part " + std::to_string(i) + "\n") != text.npos;
    EXPECT_EQ(shown, i >= 12) << i;
  }
  example.finding.related.resize(9);
  EXPECT_THAT(example.text(), HasSubstr("   = … and 1 more place (line 25)\n"));
  example.finding.related.resize(8);
  EXPECT_THAT(example.text(), Not(HasSubstr("more place")));
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
1 | ␛]0;x␇␡�31m␀� 64
  |               ^^ from ␛[31m here and there
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
            "\x1b[1;33mwarning[gpu/axis-product]\x1b[0m\x1b[1m:\x1b[0m \x1b[1mthe message\x1b[0m\n"
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
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  report.path = folder / "stratlint a b\x1b.md";
  std::ofstream(report.path) << "64";
  EXPECT_THAT(emit_text(report, style),
              HasSubstr("--> \x1b]8;;file://" + (folder / "stratlint%20a%20b%1B.md").string() + "\x1b\\" +
                        (folder / "stratlint a b␛.md").string() + ":1:1\x1b]8;;\x1b\\\n"));
  std::filesystem::remove(report.path);
  EXPECT_THAT(emit_text(report, style), HasSubstr("--> " + (folder / "stratlint a b␛.md:1:1\n").string()));
  report.path = "<stdin>";
  EXPECT_THAT(emit_text(report, style), HasSubstr("--> <stdin>:1:1\n"));
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

TEST(SummaryText, NamesARuleToReadAbout) {
  Summary summary{.files = 1, .affected = 1, .errors = 1, .rule = "gpu/axis-product"};
  EXPECT_EQ(emit_text_summary(summary, {}),
            "Found 1 problem (1 error) in 1 file.\nMore about a rule: stratlint explain gpu/axis-product\n");
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
  EXPECT_EQ(summary.rule, "gpu/axis-product");
}

}  // namespace
}  // namespace stratlint
