#include <gtest/gtest.h>

#include "evaluate_case.h"

// `judge KEY per gpu`: a rule about the values whose own words state a scope.
namespace stratlint {
namespace {

const char* const per_gpu =
    "let each = claim(perf.tokens_per_s, per gpu) "
    "require each * cluster.gpus == perf.tokens_per_s "
    "message \"{each} on {cluster.gpus} GPUs are not {perf.tokens_per_s}\"";

std::string judged(const std::string& key) { return rule(key, per_gpu); }

std::string problems(const std::string& judge) {
  const std::string text = "rule axis/x { kind formula severity error doc \"d\" message \"m\" require axis.tp == 1\n" + judge + "\n}";
  return print(load({{{"axis/x/rule.strat", text}, {"words.strat", test_vocabulary}}}).problems);
}

TEST(JudgedScope, IsParsed) {
  const Case scoped(judged("perf.tokens_per_s per gpu"), {});
  EXPECT_EQ(scoped.rule().judged_scope, Scope::gpu);
  EXPECT_FALSE(scoped.rule().each_candidate);
  const Case each(judged("each candidate of perf.tokens_per_s per node"), {});
  EXPECT_EQ(each.rule().judged_scope, Scope::node);
  EXPECT_TRUE(each.rule().each_candidate);
  const Case plain(rule("perf.tokens_per_s", "require perf.tokens_per_s < 1 tokens/s"), {});
  EXPECT_EQ(plain.rule().judged_scope, std::nullopt);
}

TEST(JudgedScope, MustBeNamed) {
  EXPECT_EQ(problems("judge axis.tp per gpu"), "");
  EXPECT_EQ(problems("judge axis.tp per"), "3:1-1 expected a scope after `per` [found `}`]");
  EXPECT_EQ(problems("judge axis.tp per 3"), "2:19-1 expected a scope after `per` [found `3`]");
  EXPECT_EQ(problems("judge axis.tp per gpus"), "2:19-4 unknown scope `gpus` help: did you mean `gpu`?");
  EXPECT_EQ(problems("judge axis.tp gpu"), "2:15-3 unknown field `gpu`");
}

TEST(JudgedScope, OthersAreTheKeyWithout) {
  const Stated gpus = {"cluster.gpus", "8"}, total = {"perf.tokens_per_s", "800tokens/s"};
  const std::string text = judged("perf.tokens_per_s per gpu");
  EXPECT_EQ(Case(text, {gpus, total, {"perf.tokens_per_s", "100tokens/s", Scope::gpu}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {gpus, total, {"perf.tokens_per_s", "90tokens/s", Scope::gpu}}).verdict(),
            "90tokens/s 90tokens/s on 8 GPUs are not 800tokens/s");
  // Each value of the scope is judged, none of the others.
  EXPECT_EQ(Case(text, {gpus, total, {"perf.tokens_per_s", "90tokens/s", Scope::gpu}, {"perf.tokens_per_s", "70tokens/s", Scope::gpu}})
                .judge().violations.size(), 2u);
  EXPECT_EQ(Case(text, {gpus, total}).verdict(), "ok");
  EXPECT_EQ(Case(text, {gpus, total, {"perf.tokens_per_s", "90tokens/s", Scope::node}}).verdict(), "ok");
  // Without another value there is nothing to compare with.
  EXPECT_EQ(Case(text, {gpus, {"perf.tokens_per_s", "90tokens/s", Scope::gpu}}).verdict(), "missing: perf.tokens_per_s");
}

TEST(JudgedScope, MustStandInTheWords) {
  const std::string text = rule("memory.total per gpu", "require claim(memory.total, per gpu) <= gpu.memory");
  const Stated card = {"gpu.memory", "80GB"};
  EXPECT_EQ(Case(text, {card, {"memory.total", "90GB", Scope::gpu}}).verdict(), "90GB is wrong");
  EXPECT_EQ(Case(text, {card, {"memory.total", "70GB", Scope::gpu}}).verdict(), "ok");
  // The default scope of the key is nobody's word.
  EXPECT_EQ(Case(text, {card, {"memory.total", "90GB"}}).verdict(), "ok");
  EXPECT_EQ(Case(text, {card, {"memory.total", "90GB", Scope::total}}).verdict(), "ok");
  // A pin is as good as words.
  EXPECT_EQ(Case(text, {card, {"memory.total", "90GB", {}, Role::claim, 0, true}}).verdict(), "90GB is wrong");
}

TEST(JudgedScope, TakesClaimsOnly) {
  const std::string text = rule("memory.total per gpu", "require claim(memory.total, per gpu) <= gpu.memory");
  const Stated card = {"gpu.memory", "80GB"};
  for (const Role role : {Role::requirement, Role::superseded, Role::hypothetical, Role::foreign, Role::quoted})
    EXPECT_EQ(Case(text, {card, {"memory.total", "90GB", Scope::gpu, role}}).verdict(), "ok") << name(role);
}

}  // namespace
}  // namespace stratlint
