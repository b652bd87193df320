#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "finding_lines.h"

namespace stratlint {
namespace {

const std::string wrong = "8 × 8 = 65\n";

struct Row {
  std::string text, findings;
  std::size_t suppressed;
};

void expect(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(finding_lines(row.text), row.findings) << row.text;
    EXPECT_EQ(Checked("x.md", row.text).verdict.suppressed.size(), row.suppressed) << row.text;
  }
}

const std::string found = " arithmetic/equation: 8 × 8 is 64, but 65 is written";

TEST(Suppress, LinesBlocksAndFiles) {
  expect({{wrong, "1" + found, 0},
          {"8 × 8 = 65 <!-- stratlint-disable-line arithmetic/equation -- x -->\n", "", 1},
          {"<!-- stratlint-disable-next-line arithmetic/equation -- x -->\n" + wrong, "", 1},
          {"<!-- stratlint-disable-next-line arithmetic/equation -- x -->\n\n \t\n" + wrong, "", 1},
          {"<!-- stratlint-disable-next-line arithmetic/equation -- x -->\n" + wrong + "\n9 × 9 = 82\n", "4 arithmetic/equation: 9 × 9 is 81, but 82 is written", 1},
          {wrong + "\n<!-- stratlint-disable-file arithmetic/equation -- x -->\n", "", 1},
          {"<!-- stratlint-disable arithmetic -- x -->\n\n" + wrong + "\n<!-- stratlint-enable arithmetic -->\n\n9 × 9 = 82\n", "7 arithmetic/equation: 9 × 9 is 81, but 82 is written", 1},
          {"<!-- stratlint-disable -- x -->\n\n" + wrong + "\n<!-- stratlint-enable -->\n\n9 × 9 = 82\n", "7 arithmetic/equation: 9 × 9 is 81, but 82 is written", 1},
          {"<!--stratlint-disable-next-line gpu/nodes,arithmetic/equation\n-- a reason\nover lines-->\n" + wrong,
           "1 suppression/unused: nothing here trips `gpu/nodes`, which is silenced", 1}});
}

TEST(Suppress, ReasonIsKept) {
  const Checked document("x.md", "8 × 8 = 65 <!-- stratlint-disable-line arithmetic/equation --  measured -- twice  -->\n");
  ASSERT_EQ(document.verdict.suppressed.size(), 1u);
  EXPECT_EQ(document.verdict.suppressed[0].reason, "measured -- twice");
  EXPECT_EQ(document.verdict.suppressed[0].by, Suppressed::By::comment);
  EXPECT_EQ(document.verdict.suppressed[0].finding.rule, "arithmetic/equation");
}

TEST(Suppress, CodeIsText) {
  const std::string comment = "<!-- stratlint-disable-file -- x -->";
  expect({{"```html\n" + comment + "\n```\n\n" + wrong, "5" + found, 0},
          {"    " + comment + "\n\n" + wrong, "3" + found, 0},
          {"Write `" + comment + "`\n\n" + wrong, "3" + found, 0},
          {"Say stratlint-disable-file, not <!-- more -->\n\n" + wrong, "3" + found, 0},
          {"<!-- stratlint-disable-file", "", 0}});
}

TEST(Suppress, WhatSilencesNothingIsReported) {
  expect({{"<!-- stratlint-disable-line arithmetic/equation -- x -->\n", "1 suppression/unused: nothing here trips `arithmetic/equation`, which is silenced", 0},
          {"<!-- stratlint-disable-file -- x -->\n", "1 suppression/unused: nothing here trips `any rule`, which is silenced", 0},
          {"<!-- stratlint-disable-file arithmetic/equatoin -- x -->\n", "1 suppression/unknown: `arithmetic/equatoin` is not known", 0},
          {"<!-- stratlint-disable-nextline gpu -- x -->\n", "1 suppression/unknown: `stratlint-disable-nextline` is not known", 0},
          {"<!-- stratlint-disable-line gpu/nodes -->\n",
           "1 suppression/reason: `stratlint-disable-line` gives no reason\n1 suppression/unused: nothing here trips `gpu/nodes`, which is silenced", 0}});
  const Checked typo("x.md", "<!-- stratlint-disable-file arithmetic/equatoin -- x -->\n");
  EXPECT_EQ(typo.verdict.findings[0].help, "did you mean `arithmetic/equation`?");
  const Checked verb("x.md", "<!-- stratlint-disable-nextline gpu -- x -->\n");
  EXPECT_EQ(verb.verdict.findings[0].help, "did you mean `stratlint-disable-next-line`?");
}

// A rule that is off could not have found anything.
TEST(Suppress, RulesThatAreOffAreNotUnused) {
  const RuleSet& rules = default_rules();
  Selection selection;
  for (const Rule& rule : rules.rules) selection.severities.push_back(rule.id == "gpu/nodes" ? std::nullopt : std::optional(rule.severity));
  const auto findings = [&](const std::string& names) {
    const Analysis analysis("x.md", "<!-- stratlint-disable-file " + names + " -- x -->\n", rules.vocabulary);
    return suppress(check(analysis.reading(), rules, nullptr, selection), analysis.document, rules, selection).findings.size();
  };
  EXPECT_EQ(findings("gpu/nodes"), 0u);
  EXPECT_EQ(findings("gpu"), 0u);
  EXPECT_EQ(findings(""), 0u);
  EXPECT_EQ(findings("gpu/axis-product"), 1u);
}

TEST(Selection, SeveritiesAndRulesThatAreOff) {
  const RuleSet& rules = default_rules();
  const Analysis analysis("x.md", "TP(4) × EP(8) × PP(4) = 64 GPUs\n", rules.vocabulary);
  Selection selection;
  for (const Rule& rule : rules.rules) selection.severities.push_back(rule.severity);
  const auto set = [&](const char* id, std::optional<Severity> severity) { selection.severities[static_cast<std::size_t>(rules.find(id) - rules.rules.data())] = severity; };
  set("gpu/axis-product", Severity::note);
  const Verdict changed = check(analysis.reading(), rules, nullptr, selection);
  ASSERT_EQ(changed.findings.size(), 1u);
  EXPECT_EQ(changed.findings[0].severity, Severity::note);
  EXPECT_EQ(at_least(changed, Severity::note).findings.size(), 1u);
  EXPECT_EQ(at_least(changed, Severity::warning).findings.size(), 0u);
  EXPECT_EQ(at_least(changed, Severity::warning).below_level, 1u);
  // A rule that is off explains nothing: the next one that sees the mistake reports it.
  set("gpu/axis-product", std::nullopt);
  for (const Finding& finding : check(analysis.reading(), rules, nullptr, selection).findings) EXPECT_NE(finding.rule, "gpu/axis-product");
}

TEST(Suppress, ManyCommentsCostLittle) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "<!-- stratlint-disable-next-line gpu/nodes -- x -->\n" + wrong + "\n";
  const Checked document("x.md", text);
  EXPECT_GE(document.verdict.findings.size(), 1000u);
}

}  // namespace
}  // namespace stratlint
