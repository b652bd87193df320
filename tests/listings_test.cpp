#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "pipeline.h"

// What `facts`, `rules` and `explain` print, from facts and rules made by hand.

namespace stratlint {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class Facts : public testing::Test {
 protected:
  Facts() { base_.plans = {{"main", 0, {}}, {"option B\x1b", 0, {}}}; }

  Fact& add(std::string_view key, double value, std::string_view text) {
    Fact fact;
    fact.key = vocabulary().find_key(key);
    EXPECT_NE(fact.key, no_key) << key;
    fact.scope = vocabulary().key(fact.key).scope;
    fact.quantity.value = fact.quantity.low = fact.quantity.high = value;
    fact.quantity.dimension = vocabulary().key(fact.key).dimension;
    fact.quantity.count = vocabulary().key(fact.key).count;
    if (!text.empty()) {
      const std::size_t at = source_.bytes().find(text);
      EXPECT_NE(at, std::string_view::npos) << text;
      fact.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + text.size())};
    }
    base_.facts.push_back(fact);
    return base_.facts.back();
  }

  static const Vocabulary& vocabulary() { return default_rules().vocabulary; }
  FactsReport report() const { return {&source_, "plan.md", std::nullopt, &base_, &vocabulary()}; }
  Json fact() const { return Json::parse(emit_facts_json_file(report()))["plans"][0]["facts"][0]; }

  SourceFile source_{"plan.md", "TP(8), 64 GPUs ✅, at most 50 ms\nMFU 55-65%, ~11.4 GB, 100 tokens/ms, bf16\n"};
  FactBase base_;
};

TEST_F(Facts, TextHasAlignedColumns) {
  add("axis.tp", 8, "TP(8)");
  Fact& latency = add("perf.latency", 0.05, "50 ms");
  latency.quantity.bound = Bound::less_equal;
  latency.role = Role::requirement;
  Fact& mfu = add("perf.mfu", 0.6, "55-65%");
  mfu.quantity.range = true;
  mfu.quantity.low = 0.55;
  mfu.quantity.high = 0.65;
  Fact& memory = add("memory.total", 11.4e9, "~11.4 GB");
  memory.quantity.approximate = true;
  memory.scope = Scope::node;
  Fact& assumed = add("axis.cp", 1, "");
  assumed.origin = Origin::assumed;
  Fact& other = add("cluster.gpus", 64, "64 GPUs");
  other.plan = 1;
  other.pinned = true;
  EXPECT_EQ(emit_facts_text(report(), {}), R"(plan.md: plan main
  axis.tp       8                          stated   plan.md:1:1
  perf.latency  ≤ 50 ms       requirement  stated   plan.md:1:27
  perf.mfu      55 % to 65 %               stated   plan.md:2:5
  memory.total  ~ 11.4 GB     per node     stated   plan.md:2:13
  axis.cp       1                          assumed

plan.md: plan option B␛
  cluster.gpus  64  pinned  stated  plan.md:1:8

)");
}

TEST_F(Facts, NothingWasRead) {
  EXPECT_EQ(emit_facts_text(report(), {}), "plan.md: no facts\n\n");
  EXPECT_EQ(Json::parse(emit_facts_json_file(report()))["plans"][1]["facts"], Json::array());
}

TEST_F(Facts, JsonIsOneObjectOverAllFiles) {
  add("axis.tp", 8, "TP(8)");
  const std::string file = emit_facts_json_file(report());
  const Json all = Json::parse(emit_facts_json_head() + file + "," + file + emit_facts_json_tail());
  EXPECT_EQ(all["schema_version"], 1);
  EXPECT_EQ(all["files"].size(), 2u);
  EXPECT_EQ(file, R"json({"path":"plan.md","plans":[{"name":"main","facts":[{"key":"axis.tp","value":8,"unit":"1",)json"
                  R"json("scope":"total","role":"claim","origin":"stated","text":"TP(8)",)json"
                  R"json("range":{"start":{"line":1,"column":1},"end":{"line":1,"column":6}}}]},)json"
                  R"json({"name":"option B\u001b","facts":[]}]})json");
}

TEST_F(Facts, JsonOfRanges) {
  Fact& mfu = add("perf.mfu", 0.6, "55-65%");
  mfu.quantity.range = true;
  mfu.quantity.low = 0.55;
  mfu.quantity.high = 0.65;
  EXPECT_EQ(fact()["value"], 0.6);
  EXPECT_EQ(fact()["min"], 0.55);
  EXPECT_EQ(fact()["max"], 0.65);
  EXPECT_EQ(fact()["unit"], "1");
  EXPECT_FALSE(fact().contains("bound"));
  EXPECT_FALSE(fact().contains("approx"));
}

TEST_F(Facts, JsonOfBoundsAndApproximations) {
  const std::pair<Bound, const char*> bounds[] = {
      {Bound::less, "<"}, {Bound::less_equal, "<"}, {Bound::greater, ">"}, {Bound::greater_equal, ">"}};
  Fact& latency = add("perf.latency", 0.05, "50 ms");
  latency.quantity.approximate = true;
  for (const auto& [bound, sign] : bounds) {
    latency.quantity.bound = bound;
    EXPECT_EQ(fact()["bound"], sign);
  }
  EXPECT_EQ(fact()["approx"], true);
  EXPECT_EQ(fact()["unit"], "s");
  EXPECT_EQ(fact()["text"], "50 ms");
}

TEST_F(Facts, JsonOfRatesOfTokens) {
  Fact& rate = add("perf.tokens_per_s", 1e5, "100 tokens/ms");
  rate.scope = Scope::gpu;
  EXPECT_EQ(fact()["unit"], "token/s");
  EXPECT_EQ(fact()["value"], 100000);
  EXPECT_EQ(fact()["scope"], "gpu");
}

TEST_F(Facts, JsonOfNamesAndTruthValues) {
  const auto& values = vocabulary().values();
  Fact& dtype = add("dtype.weights", 0, "bf16");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == "bf16") dtype.value_name = static_cast<std::uint16_t>(i);
  }
  EXPECT_EQ(fact()["value"], "bf16");
  EXPECT_EQ(fact()["unit"], "1");
  base_.facts.clear();
  Fact& unnamed = add("dtype.optimizer", 12, "");
  unnamed.quantity.dimension = {.byte = 1, .flop = 0, .second = 0};
  EXPECT_EQ(fact()["value"], 12);
  EXPECT_EQ(fact()["unit"], "B");
  base_.facts.clear();
  Fact& gated = add("model.gated", 1, "");
  EXPECT_EQ(fact()["value"], true);
  EXPECT_EQ(fact()["range"], nullptr);
  EXPECT_EQ(fact()["text"], "");
  gated.quantity.value = 0;
  EXPECT_EQ(fact()["value"], false);
}

TEST_F(Facts, UnreadableFile) {
  const FactsReport gone{nullptr, "gone.md", "no such file", nullptr, &vocabulary()};
  EXPECT_EQ(emit_facts_json_file(gone), R"({"path":"gone.md","error":"no such file","plans":[]})");
  EXPECT_EQ(emit_facts_text(gone, {}), "error: cannot read gone.md: no such file\n\n");
}

Rule example_rule() {
  Rule rule;
  rule.id = "gpu/axis-product";
  rule.severity = Severity::warning;
  rule.doc = "\n  The axes multiply to the GPUs.  \nSecond line.\n";
  rule.formula = "let need = axis.tp * axis.pp\nrequire cluster.gpus == need";
  rule.bad = "\n# Plan\n\nTP 4 × PP 2 = 16 GPUs\n";
  rule.bad_expected = "warning[gpu/axis-product]: is 8\n --> bad.md:3:1\n\n";
  rule.good = "TP 4 × PP 2 = 8 GPUs\n";
  return rule;
}

TEST(Rules, TableOfIdSeverityAndFirstSentence) {
  RuleSet rules;
  rules.rules.push_back(example_rule());
  rules.rules.push_back(example_rule());
  rules.rules.back().id = "a/b";
  rules.rules.back().severity = Severity::error;
  rules.rules.back().doc = "\nOne sentence, e.g. this,\n  goes on. Another\none.";
  EXPECT_EQ(emit_rules(rules, {}),
            "gpu/axis-product  warning  The axes multiply to the GPUs.\n"
            "a/b               error    One sentence, e.g. this, goes on.\n");
  EXPECT_EQ(emit_rules({}, {}), "");
}

TEST(Rules, TableOnATerminal) {
  RuleSet rules;
  rules.rules.push_back(example_rule());
  rules.rules.back().doc = "Whatever the layout is, the axes multiply to the number of the GPUs.";
  TextStyle style;
  style.wrap = true;
  style.width = 70;
  EXPECT_EQ(emit_rules(rules, style),
            "gpu/axis-product  warning  Whatever the layout is, the axes multiply\n"
            "                           to the number of the GPUs.\n");
  style.width = 50;
  EXPECT_EQ(emit_rules(rules, style),
            "gpu/axis-product  warning\n"
            "    Whatever the layout is, the axes multiply to\n"
            "    the number of the GPUs.\n");
}

TEST(Rules, ExplainFillsTheWidthOfATerminal) {
  Rule rule = example_rule();
  rule.doc = "\n  One line\n  and another.\n\n  A paragraph of its own.\n";
  TextStyle style;
  style.wrap = true;
  EXPECT_THAT(emit_explain(rule, style),
              HasSubstr("\n\nOne line and another.\n\nA paragraph of its own.\n\nFormula\n"));
  style.width = 20;
  EXPECT_THAT(emit_explain(rule, style),
              HasSubstr("\n\nOne line and\nanother.\n\nA paragraph of its\nown.\n\nFormula\n"));
}

TEST(Rules, ExplainNamesTheRelationOfEveryKind) {
  Rule rule = example_rule();
  rule.kind = RuleKind::equation;
  rule.formula = "";
  rule.operands = {"axis.*", "any"};
  rule.margin = 0.05;
  EXPECT_THAT(emit_explain(rule, {}), HasSubstr("\nFormula\n"
                                                "    the two sides of a written equation are equal\n"
                                                "    operands: axis.*, any\n"
                                                "    margin = 5%\n"));
  for (const RuleKind kind : {RuleKind::group, RuleKind::check, RuleKind::pair, RuleKind::same_fact}) {
    rule.kind = kind;
    EXPECT_THAT(emit_explain(rule, {}), ::testing::ContainsRegex("\nFormula\n    [a-z]"));
  }
}

TEST(Rules, Explain) {
  EXPECT_EQ(emit_explain(example_rule(), {}), R"(gpu/axis-product: warning, formula rule

The axes multiply to the GPUs.
Second line.

Formula
    let need = axis.tp * axis.pp
    require cluster.gpus == need

Wrong
    # Plan

    TP 4 × PP 2 = 16 GPUs

What stratlint says
    warning[gpu/axis-product]: is 8
     --> bad.md:3:1

Right
    TP 4 × PP 2 = 8 GPUs

Where it is right after all, say so above the line
    <!-- stratlint-disable-next-line gpu/axis-product -- why this is right -->
)");
}

}  // namespace
}  // namespace stratlint
