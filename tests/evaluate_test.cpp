#include "check/evaluate.h"

#include <gtest/gtest.h>

#include "check/printed.h"
#include "evaluate_case.h"

namespace stratlint {
namespace {

TEST(Formula, EveryClaimIsJudgedOnce) {
  const Case one(
      rule("cluster.gpus", "require cluster.gpus == axis.tp * axis.pp message \"is not {axis.tp * axis.pp}\""),
      {{"axis.tp", "8"},
       {"axis.pp", "2"},
       {"cluster.gpus", "16"},
       {"cluster.gpus", "64"},
       {"cluster.gpus", "64"},
       {"cluster.gpus", "32"}});
  EXPECT_EQ(one.verdict(), "64 is not 16; 32 is not 16");
}

TEST(Formula, AnyCandidateMayMakeItTrue) {
  const std::string product = rule("cluster.gpus", "require cluster.gpus == axis.tp * axis.pp");
  EXPECT_EQ(Case(product, {{"cluster.gpus", "64"}, {"axis.tp", "8"}, {"axis.pp", "2"}, {"axis.pp", "8"}}).verdict(),
            "ok");
  EXPECT_EQ(Case(product, {{"cluster.gpus", "64"}, {"axis.tp", "8"}, {"axis.pp", "2"}, {"axis.pp", "4"}}).verdict(),
            "64 is wrong");
  // A pin decides alone.
  EXPECT_EQ(
      Case(product,
           {{"cluster.gpus", "64"}, {"axis.tp", "8"}, {"axis.pp", "2", {}, Role::claim, 0, true}, {"axis.pp", "8"}})
          .verdict(),
      "64 is wrong");
  // What is no claim is not used.
  EXPECT_EQ(Case(product,
                 {{"cluster.gpus", "64"}, {"axis.tp", "8"}, {"axis.pp", "2"}, {"axis.pp", "8", {}, Role::superseded}})
                .verdict(),
            "64 is wrong");
}

TEST(Formula, TooManyCandidatesAccuseNobody) {
  std::vector<Stated> stated = {{"cluster.gpus", "1"}};
  static const char* const numbers[] = {"2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                                        "10", "11", "12", "13", "14", "15", "16", "17"};
  for (const char* number : numbers) {
    for (const char* key : {"axis.tp", "axis.pp", "axis.dp"}) stated.push_back({key, number});
  }
  const std::string three = "require cluster.gpus == axis.tp * axis.pp * axis.dp";
  EXPECT_EQ(Case(rule("cluster.gpus", three), stated).verdict(), "1 is wrong");  // 16^3 = 4096
  stated.push_back({"schedule.kind", "1f1b"});
  stated.push_back({"schedule.kind", "gpipe"});
  EXPECT_EQ(Case(rule("cluster.gpus", three + " and schedule.kind == \"1f1b\""), stated).verdict(), "ok");
}

TEST(Formula, ReadingsOfAny) {
  const std::string text = rule("cluster.gpus",
                                "let n = any { product: axis.tp * axis.pp * axis.dp; folded: axis.tp * axis.pp;"
                                " doubled: 2 * axis.tp when schedule.kind == \"gpipe\" }\n"
                                "require cluster.gpus == n recomputed n message \"is not {n}\"");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "16"}, {"axis.tp", "8"}, {"axis.pp", "2"}, {"axis.dp", "4"}}).verdict(), "ok");
  const Case wrong(text, {{"cluster.gpus", "48"}, {"axis.tp", "8"}, {"axis.pp", "2"}, {"axis.dp", "4"}});
  const Judgement judgement = wrong.judge();
  ASSERT_EQ(judgement.violations.size(), 1u);
  const Violation& violation = judgement.violations[0];
  EXPECT_EQ(violation.texts.message, "is not 64");
  EXPECT_EQ(violation.readings, (std::vector<std::string>{"product: 64", "folded: 16"}));
  EXPECT_EQ(violation.recomputed->value, 64);
  EXPECT_EQ(violation.claimed.value, 48);
  EXPECT_EQ(violation.inputs, (std::vector<FactId>{1, 2, 3}));
  // An arm without its facts is not there.
  EXPECT_EQ(Case(text, {{"cluster.gpus", "48"}, {"axis.tp", "8"}, {"axis.pp", "2"}}).verdict(), "48 is not 16");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "16"}, {"axis.tp", "8"}, {"schedule.kind", "gpipe"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "48"}}).verdict(), "missing: axis.pp axis.dp schedule.kind");
}

TEST(Formula, MissingFactsSkipIt) {
  const std::string text = rule("cluster.gpus",
                                "when stated(schedule.kind) require cluster.gpus == "
                                "(if model.gated then axis.pp else axis.dp) * axis.tp");
  const Stated gpus = {"cluster.gpus", "8"}, kind = {"schedule.kind", "1f1b"}, gated = {"model.gated", "true"};
  EXPECT_EQ(Case(text, {kind, gated}).verdict(), "ok");  // nothing to judge
  EXPECT_EQ(Case(text, {gpus, gated}).verdict(), "ok");  // does not apply
  EXPECT_EQ(Case(text, {gpus, kind}).verdict(), "missing: model.gated");
  EXPECT_EQ(Case(text, {gpus, kind, gated}).verdict(), "missing: axis.pp");
  EXPECT_EQ(Case(text, {gpus, kind, gated, {"axis.pp", "8"}}).verdict(), "ok");  // axis.tp is assumed to be 1
  EXPECT_EQ(Case(text, {gpus, kind, gated, {"axis.pp", "8"}, {"axis.tp", "2"}}).verdict(), "8 is wrong");
}

TEST(Formula, WhenMustSurelyHold) {
  const std::string text = rule("cluster.gpus", "when memory.total > 4GB and axis.pp > 1 require cluster.gpus == 1");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "8"}, {"memory.total", "4.2GB"}, {"axis.pp", "2"}}).verdict(), "8 is wrong");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "8"}, {"memory.total", "4.0GB"}, {"axis.pp", "2"}}).verdict(), "ok");
  EXPECT_EQ(
      Case(text, {{"cluster.gpus", "8"}, {"memory.total", "4.2GB"}, {"axis.pp", "2"}, {"axis.pp", "1"}}).verdict(),
      "ok");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "8"}, {"memory.total", "4.2GB"}}).verdict(), "missing: axis.pp");
  EXPECT_EQ(Case(text, {{"cluster.gpus", "8"}, {"memory.total", "3GB"}}).verdict(), "ok");
}

TEST(Formula, OneReadingOfPrefixesThroughout) {
  const std::string text = rule("memory.total", "require memory.total == sum(memory.part) * axis.tp");
  // 4 MB = 4 × 2^20 B, 1024 KB = 2^20 B: right with both binary or both decimal, never mixed.
  EXPECT_EQ(Case(text, {{"memory.total", "4.000MB"}, {"memory.part", "1024KB"}, {"axis.tp", "4"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"memory.total", "4.000MB"}, {"memory.part", "1000KB"}, {"axis.tp", "4"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"memory.total", "4.000MB"}, {"memory.part", "1048KB"}, {"axis.tp", "4"}}).verdict(),
            "4.000MB is wrong");
}

TEST(Formula, DifferentValues) {
  const std::string text = rule("memory.total", "require distinct(memory.part) == 2 message \"wrong\"");
  EXPECT_EQ(Case(text, {{"memory.total", "1GB"}, {"memory.part", "2GB"}, {"memory.part", "2GB"}, {"memory.part", "3GB"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"memory.total", "1GB"}, {"memory.part", "2GB"}, {"memory.part", "2GB"}}).verdict(), "1GB wrong");
}

TEST(Formula, NothingStandsBesideTheDocument) {
  const std::string text = rule("memory.total", "require variants(memory.part) == 0 message \"wrong\"");
  EXPECT_EQ(Case(text, {{"memory.total", "1GB"}, {"memory.part", "2GB"}, {"memory.part", "3GB"}}).verdict(), "ok");
}

TEST(Formula, SumsAndCounts) {
  const std::string text = rule("memory.total",
                                "require memory.total == sum(memory.part) and count(memory.part) == 3"
                                " message \"is not {sum(memory.part)}\"");
  EXPECT_EQ(
      Case(text,
           {{"memory.total", "6.2GB"}, {"memory.part", "2.1GB"}, {"memory.part", "2.1GB"}, {"memory.part", "2.1GB"}})
          .verdict(),
      "ok");  // 2.05 to 2.15 each
  EXPECT_EQ(
      Case(text,
           {{"memory.total", "6.6GB"}, {"memory.part", "2.1GB"}, {"memory.part", "2.1GB"}, {"memory.part", "2.1GB"}})
          .verdict(),
      "6.6GB is not 6.3 GB");
  EXPECT_EQ(Case(text, {{"memory.total", "4.2GB"}, {"memory.part", "2.1GB"}, {"memory.part", "2.1GB"}}).verdict(),
            "4.2GB is not 4.2 GB");
  EXPECT_EQ(
      Case(rule("memory.total", "require memory.total == sum(memory.part)"), {{"memory.total", "4.2GB"}}).verdict(),
      "missing: memory.part");
}

TEST(Formula, SizesOfNames) {
  const std::string text = rule("memory.total", "require memory.total == axis.tp * size(dtype.weights) message \"{dtype.weights} has {size(dtype.weights)}\"");
  EXPECT_EQ(Case(text, {{"memory.total", "8.0KB"}, {"axis.tp", "4000"}, {"dtype.weights", "bf16"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"memory.total", "8.0KB"}, {"axis.tp", "4000"}, {"dtype.weights", "fp4"}}).verdict(), "8.0KB fp4 has 0.5 B");
  EXPECT_EQ(Case(text, {{"memory.total", "8.0KB"}, {"axis.tp", "4000"}, {"dtype.weights", "odd"}}).verdict(), "missing: dtype.weights");
  EXPECT_EQ(Case(text, {{"memory.total", "8.0KB"}, {"axis.tp", "4000"}}).verdict(), "missing: dtype.weights");
}

TEST(Formula, Margin) {
  const std::string text = rule("perf.bubble", "margin 10% require perf.bubble >= 20% * (1 - margin)");
  EXPECT_EQ(Case(text, {{"perf.bubble", "18.0%"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"perf.bubble", "17.8%"}}).verdict(), "17.8% is wrong");
}

TEST(Formula, ComputedKeysAreRead) {
  const std::string text = rule("perf.bubble",
                                "when axis.pp > 1 require perf.bubble >= computed.bubble.fraction "
                                "message \"is not {computed.bubble.fraction:%}\"");
  const Stated pp = {"axis.pp", "8"}, m = {"batch.microbatches", "7"};
  const Case wrong(text, {{"perf.bubble", "5%"}, pp, m});
  EXPECT_EQ(wrong.verdict(), "5% is not 50 %");
  EXPECT_EQ(wrong.judge().violations[0].inputs, (std::vector<FactId>{1, 2}));
  EXPECT_NE(wrong.judge().violations[0].convention, "");
  EXPECT_EQ(Case(text, {{"perf.bubble", "50%"}, pp, m}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"perf.bubble", "5%"}, pp}).verdict(), "missing: batch.microbatches");
}

TEST(Scopes, AreConvertedWhereARuleAsks) {
  const std::string text = rule("perf.tokens_per_s",
                                "require claim(perf.tokens_per_s, per gpu) <= 100 tokens/s"
                                " message \"is {claim(perf.tokens_per_s, per gpu)} each\"");
  const Stated gpus = {"cluster.gpus", "8"};
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "1600tokens/s"}, gpus}).verdict(), "1600tokens/s is 200 tokens/s each");
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "800tokens/s"}, gpus}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "200tokens/s", Scope::gpu}, gpus}).verdict(),
            "200tokens/s is 200tokens/s each");
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "1600tokens/s"}}).verdict(), "ok");  // cannot be converted
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "1600tokens/s", Scope::layer}, gpus}).verdict(), "ok");
  // The count that converts it is an input.
  EXPECT_EQ(Case(text, {{"perf.tokens_per_s", "1600tokens/s"}, gpus}).judge().violations[0].inputs,
            (std::vector<FactId>{1}));
}

TEST(Scopes, OthersAreNotMixedUp) {
  const std::string text = rule("memory.total", "require memory.total <= gpu.memory");
  EXPECT_EQ(Case(text, {{"memory.total", "90GB"}, {"gpu.memory", "80GB"}}).verdict(), "90GB is wrong");
  EXPECT_EQ(Case(text, {{"memory.total", "90GB", Scope::total}, {"gpu.memory", "80GB"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"memory.total", "90GB"}, {"gpu.memory", "80GB", Scope::node}}).verdict(),
            "missing: gpu.memory");
}

TEST(Roles, RequirementsAreReadApart) {
  const std::string text = rule("time.total", "require time.total <= requirement(time.total)");
  EXPECT_EQ(Case(text, {{"time.total", "53ms"}, {"time.total", "50ms", {}, Role::requirement}}).verdict(),
            "53ms is wrong");
  EXPECT_EQ(Case(text, {{"time.total", "49ms"}, {"time.total", "50ms", {}, Role::requirement}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {{"time.total", "49ms"}}).verdict(), "missing: time.total");
}

TEST(Units, BareNumbersAreNoBytes) {
  const std::string text = rule("memory.total", "require memory.total <= gpu.memory");
  EXPECT_EQ(Case(text, {{"memory.total", "90GB"}, {"gpu.memory", "80"}}).verdict(), "missing: gpu.memory");
  EXPECT_EQ(Case(text, {{"memory.total", "90"}, {"gpu.memory", "80GB"}}).verdict(), "ok");
}

TEST(Plans, SpeakForThemselves) {
  const std::string text =
      rule("cluster.gpus", "require cluster.gpus == axis.tp * axis.pp message \"is not {axis.tp * axis.pp}\"");
  const Case one(text,
                 {{"cluster.gpus", "16"},
                  {"axis.tp", "8"},
                  {"axis.pp", "4"},
                  {"axis.pp", "2", {}, Role::claim, 1},
                  {"axis.dp", "2", {}, Role::claim, 2}},
                 {{"main", 0, {}}, {"A", 0, {}}, {"B", 0, {}}});
  EXPECT_EQ(one.verdict(0), "16 is not 32");
  EXPECT_EQ(one.verdict(1), "ok");
  EXPECT_EQ(one.verdict(2), "ok");  // says nothing of its own about the rule: `main` is told already
}

TEST(Texts, ShowWhatTheDocumentPrints) {
  const Case one(
      rule("memory.total",
           "let t = memory.total let n = axis.tp require memory.total == gpu.memory\n"
           "message \"{memory.total} {t} {memory.total:MB} {gpu.memory} {n} {axis.pp} {perf.bubble} {perf.mfu:%}"
           " {schedule.kind} {time.total} {t * 2}\"\n"
           "primary \"p {axis.tp}\" help \"h\" derive \"d1\" derive \"{n} d2\" note \"n\"\n"
           "label gpu.memory \"of {gpu.memory}\" label axis.pp \"stages\" label memory.part \"never stated\""),
      {{"memory.total", "~4.2GB"},
       {"gpu.memory", "80-90GB"},
       {"axis.tp", "8"},
       {"perf.bubble", "<2%"},
       {"perf.mfu", "0.5"},
       {"schedule.kind", "gpipe"}});
  const Judgement judgement = one.judge();
  ASSERT_EQ(judgement.violations.size(), 1u);
  const Texts& texts = judgement.violations[0].texts;
  EXPECT_EQ(texts.message, "~4.2GB ~4.2GB 4200 MB 80 GB to 90 GB 8 ? <2% 50 % gpipe ? 8.4 GB");
  EXPECT_EQ(texts.primary, "p 8");
  EXPECT_EQ(texts.help, "h");
  EXPECT_EQ(texts.derivation, (std::vector<std::string>{"d1", "8 d2"}));
  EXPECT_EQ(texts.notes, (std::vector<std::string>{"n"}));
  ASSERT_EQ(texts.labels.size(), 1u);
  EXPECT_EQ(texts.labels[0].fact, 1u);
  EXPECT_EQ(texts.labels[0].text, "of 80 GB to 90 GB");
}

TEST(Texts, CutNumbersOutOfTheirWords) {
  struct Row {
    const char* text;
    const char* quantity;
    const char* printed;
  };
  const Row rows[] = {
      {"8 (expert)", "8", "8"},
      {"TP(8)", "8", "8"},
      {"64-way", "64", "64"},
      {"4.2GB VRAM", "4.2GB", "4.2GB"},
      {"~4.2 GB (weights)", "~4.2GB", "~4.2 GB"},
      {"1.8TB/s", "1.8TB/s", "1.8TB/s"},
      {"1,684 seq/sec total", "1684seq/sec", "1,684 seq/sec"},
      {"95 % of it", "95%", "95 %"},
      {"<0.1s", "<0.1s", "<0.1s"},
      {"about 3.5 GB", "~3.5GB", "~3.5 GB"},
      {"≈3.5 GB", "~3.5GB", "~3.5 GB"},
      {"85–95%", "85-95%", "85 % to 95 %"},
      {"0.35", "0.35", "0.35"},
      {"46.7B", "46700000000.5", "46.7B"},
      {"2.5 layers", "2.5", "2.5"},
      {"", "2.5", "2.5"},
      {"= .", "2.5", "2.5"},
  };
  for (const Row& row : rows) EXPECT_EQ(printed(row.text, quantity(row.quantity)), row.printed) << row.text;
}

TEST(OtherKinds, GiveTheirVariables) {
  const Case one(
      "rule axis/x { kind equation severity error doc \"d\" operands any result any\n"
      "when claimed > 2 * recomputed and axis.tp == 8\n"
      "message \"{expression} is {recomputed}, not {claimed} ({claimed:MB}), for TP {axis.tp}\" }",
      {{"axis.tp", "8"}, {"axis.tp", "4"}});
  Variables variables;
  variables.claimed = quantity_value(quantity("4.2GB"), false);
  variables.recomputed = exact_value(2e9, {1, 0, 0});
  variables.expression = "2 × 1GB";
  EXPECT_TRUE(one.evaluator().applies(one.rule(), 0, variables));
  EXPECT_EQ(one.evaluator().texts(one.rule(), 0, variables).message, "2 × 1GB is 2 GB, not 4.2 GB (4200 MB), for TP 8");
  variables.claimed.text = "~4.2GB";
  EXPECT_EQ(one.evaluator().texts(one.rule(), 0, variables).message, "2 × 1GB is 2 GB, not ~4.2GB (4200 MB), for TP 8");
  variables.recomputed = exact_value(3e9, {1, 0, 0});
  EXPECT_FALSE(one.evaluator().applies(one.rule(), 0, variables));
}

}  // namespace
}  // namespace stratlint
