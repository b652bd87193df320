#include "stratlint/timing.h"

#include <gmock/gmock.h>

#include <thread>

#include "pipeline.h"

namespace stratlint {
namespace {

using namespace std::chrono_literals;
using ::testing::Key;
using ::testing::UnorderedElementsAre;

TEST(Timing, StagesFollowEachOther) {
  Timing timing;
  Stopwatch watch(&timing);
  std::this_thread::sleep_for(2ms);
  watch.lap("slow");
  watch.lap("check: ", "quick");
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(watch.measure("work", [] { return 8; }), 8);
  EXPECT_THAT(timing.stages, UnorderedElementsAre(Key("slow"), Key("check: quick"), Key("work")));
  EXPECT_GE(timing.stages["slow"], 2ms);
  EXPECT_LT(timing.stages["work"], 50ms);
}

TEST(Timing, AddsUp) {
  Timing a{{{"read", 2ms}, {"emit", 1ms}}}, b{{{"read", 3ms}, {"facts", 4ms}}};
  a += b;
  EXPECT_EQ(a.stages, (Timing{{{"read", 5ms}, {"emit", 1ms}, {"facts", 4ms}}}.stages));
}

TEST(Timing, TheLongestStageComesFirst) {
  EXPECT_EQ(emit_timing({{{"read", 2ms}, {"facts", 5500us}, {"markdown", 500us}}}, 3), R"(        ms    share  stage
     5.500   68.8 %  facts
     2.000   25.0 %  read
     0.500    6.2 %  markdown
     8.000  100.0 %  all, 3 files
)");
  EXPECT_EQ(emit_timing({}, 0), "        ms    share  stage\n     0.000    0.0 %  all, 0 files\n");
}

TEST(Timing, EveryKindOfRuleAndEveryFormulaHasALine) {
  const Checked document("x.md", "TP = 8, 8 × 8 = 63\n");
  Timing timing;
  const Verdict verdict = check(document.analysis.reading(), default_rules(), &timing);
  EXPECT_EQ(verdict.findings.size(), document.verdict.findings.size());
  std::size_t formulas = 0;
  for (const Rule& rule : default_rules().rules) {
    if (rule.kind != RuleKind::formula) continue;
    ++formulas;
    EXPECT_TRUE(timing.stages.contains("check: " + rule.id)) << rule.id;
  }
  for (const char* kind : {"equations", "comparisons", "groups", "pairs", "same facts", "pins", "merging"})
    EXPECT_TRUE(timing.stages.contains(std::string("check: ") + kind)) << kind;
  EXPECT_EQ(timing.stages.size(), formulas + 8);
}

}  // namespace
}  // namespace stratlint
