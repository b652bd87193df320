#include <gtest/gtest.h>

#include "rule_dump.h"
#include "rule_files.h"

namespace stratlint {
namespace {

/// A formula rule with the given fields behind the required ones.
std::string formula(const std::string& fields) {
  return "rule axis/x { kind formula severity error doc \"d\" message \"m\" judge axis.tp\n" + fields + "\n}";
}
std::vector<RuleFile> with_words(std::vector<RuleFile> files) {
  files.push_back({"words.strat", test_vocabulary});
  return files;
}
LoadResult load_rule(const std::string& text) {
  return load({with_words({{"axis/x/rule.strat", text}})});
}

/// The problems of a rule, with its lines counted from `fields`.
std::string problems(const std::string& text) {
  return print(load_rule(text).problems);
}

std::string dump_expression(const std::string& text) {
  const LoadResult result = load_rule(formula("let x = " + text + "\nrequire axis.tp == 1"));
  if (result.rules.rules.empty()) return print(result.problems);
  return dump(result.rules.vocabulary, result.rules.rules[0], result.rules.rules[0].lets[0].node);
}

TEST(RuleExpressions, ParseToTrees) {
  struct Row {
    const char* text;
    const char* tree;
  };
  const Row rows[] = {
      {"axis.tp * 2 + 1", "(+ (* axis.tp 2) 1)"},
      {"1 + axis.tp * 2", "(+ 1 (* axis.tp 2))"},
      {"1 - 2 - 3", "(- (- 1 2) 3)"},
      {"8 / 2 / 2", "(/ (/ 8 2) 2)"},
      {"1 - (2 - 3)", "(- 1 (- 2 3))"},
      {"2^10 * 3", "(* (^ 2 10) 3)"},
      {"-axis.tp ^ 2", "(neg (^ axis.tp 2))"},
      {"2 ^ -1", "(^ 2 (neg 1))"},
      {"80GB", "80000000000 B"},
      {"80 GB", "80000000000 B"},
      {"1.8TB/s", "1800000000000 B/s"},
      {"1.8 TB/s + link.bandwidth", "(+ 1800000000000 B/s link.bandwidth)"},
      {"5ms", "0.005 s"},
      {"1e9", "1000000000"},
      {"1.5e-3", "0.0015"},
      {"5%", "0.05"},
      {"95 %", "0.95"},
      {"95 % * 2", "(* 0.95 2)"},
      {"95 % and true", "2:14-1 expected a condition"},
      {"7 % 2", "(% 7 2)"},
      {"axis.tp % axis.pp", "(% axis.tp axis.pp)"},
      {"(axis.tp) % 2", "(% axis.tp 2)"},
      {"axis.tp == 1 and axis.pp == 2 or not axis.dp == 3",
       "(or (and (== axis.tp 1) (== axis.pp 2)) (not (== axis.dp 3)))"},
      {"axis.tp divides cluster.gpus", "(divides axis.tp cluster.gpus)"},
      {"schedule.kind != \"gpipe\"", "(!= schedule.kind \"gpipe\")"},
      {"recompute == \"full\"", "(== recompute \"full\")"},
      {"model.gated == true", "(== model.gated true)"},
      {"if model.gated then 3 else 2 + 1", "(if model.gated 3 (+ 2 1))"},
      {"min(axis.tp, axis.pp, 3) + max(1, 2)", "(+ (min (min axis.tp axis.pp) 3) (max 1 2))"},
      {"floor(axis.tp / 3) + ceil (axis.pp / 3)", "(+ (floor (/ axis.tp 3)) (ceil (/ axis.pp 3)))"},
      {"size(dtype.weights) * axis.tp", "(* (size dtype.weights) axis.tp)"},
      {"sum(memory.part) / count(memory.part)", "(/ (sum memory.part) (count memory.part))"},
      {"distinct(cluster.gpus) <= 2", "(<= (distinct cluster.gpus) 2)"},
      {"stated(axis.pp) and not stated(axis.dp)", "(and (stated axis.pp) (not (stated axis.dp)))"},
      {"claim(perf.tokens_per_s, per gpu)", "(claim perf.tokens_per_s per gpu)"},
      {"requirement( time.total )", "(requirement time.total)"},
      {"requirement(perf.tokens_per_s, per gpu)", "(requirement perf.tokens_per_s per gpu)"},
      {"computed.memory.total + 1GB", "(+ computed:memory.total 1000000000 B)"},
      {"any { a: 1; b c: 2 when axis.tp > 1; }", "(any [a] 1 [b c] 2 when (> axis.tp 1))"},
      {"any { outer: any { in: 1; out: 2 } ; last: 3 } * 2", "(* (any [outer] (any [in] 1 [out] 2) [last] 3) 2)"},
      {"axis.tp # a comment\n  + 1", "(+ axis.tp 1)"},
  };
  for (const Row& row : rows) {
    const std::string tree = dump_expression(row.text);
    if (std::string(row.tree).find("expected") != std::string::npos) {
      EXPECT_NE(tree.find("expected"), std::string::npos) << row.text << "\n" << tree;
    } else {
      EXPECT_EQ(tree, row.tree) << row.text;
    }
  }
}

TEST(RuleExpressions, TreesStandInOrder) {
  const LoadResult result =
      load_rule(formula("let x = any { a: min(1, axis.tp) when stated(axis.pp); b: -axis.pp }\n"
                        "require if x > 2 then axis.tp == x else true"));
  ASSERT_EQ(print(result.problems), "");
  const Rule& rule = result.rules.rules[0];
  for (std::uint32_t self = 0; self < rule.nodes.size(); ++self) {
    const Expr& node = rule.nodes[self];
    EXPECT_LE(node.first, self);
    for (const std::uint32_t child : node.children) {
      if (child == no_node || node.kind == Expr::Kind::any) break;
      EXPECT_LT(child, self);
      EXPECT_GE(rule.nodes[child].first, node.first);
    }
  }
  EXPECT_EQ(rule.nodes[rule.lets[0].node].first, 0u);
  EXPECT_EQ(rule.nodes[rule.require].first, rule.lets[0].node + 1);
}

TEST(Rules, FieldsArrive) {
  const LoadResult result = load({with_words({{"pipeline/bubble/rule.strat", R"(# comment
rule pipeline/bubble {
  kind formula severity warning
  doc """
  First line.

    indented
  Last line.
  """
  judge perf.bubble
  margin 10%
  let p = axis.pp
  let ideal = any { of total time: computed.bubble.fraction;
                    of ideal time: computed.bubble.ratio when schedule.kind == "1f1b" }
  when axis.pp > 1
  when stated(batch.microbatches)
  require perf.bubble >= ideal * (1 - margin)
  recomputed ideal
  message "a bubble of {perf.bubble} is \"claimed\", "
          "not {ideal:%} \{braces\}"
  primary "here"
  label axis.pp "{p} stages"
  derive "one" derive "two {memory.total:GB}"
  note "n" help "line\nline"
}
)"},
                                              {"pipeline/bubble/good.md", "good\n"},
                                              {"pipeline/bubble/bad.md", "bad\n"},
                                              {"pipeline/bubble/bad.expected", "expected\n"}})},
                                 true);
  ASSERT_EQ(print(result.problems), "");
  const Rule* rule = result.rules.find("pipeline/bubble");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->group(), "pipeline");
  EXPECT_EQ(rule->kind, RuleKind::formula);
  EXPECT_EQ(rule->severity, Severity::warning);
  EXPECT_EQ(rule->doc, "First line.\n\n  indented\nLast line.");
  EXPECT_EQ(result.rules.vocabulary.key(rule->judge).name, "perf.bubble");
  EXPECT_DOUBLE_EQ(rule->margin, 0.1);
  EXPECT_EQ(rule->when.size(), 2u);
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->require), "(>= perf.bubble (* $ideal (- 1 margin)))");
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->recomputed), "$ideal");
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->message),
            "a bubble of {perf.bubble} is \"claimed\", not {$ideal:%} {braces}");
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->labels[0].text), "{$p} stages");
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->derivation[1]), "two {memory.total:GB}");
  EXPECT_EQ(dump(result.rules.vocabulary, *rule, rule->help), "line\nline");
  EXPECT_EQ(rule->formula,
            "let p = axis.pp\n"
            "let ideal = any { of total time: computed.bubble.fraction;\n"
            "                  of ideal time: computed.bubble.ratio when schedule.kind == \"1f1b\" }\n"
            "require perf.bubble >= ideal * (1 - margin)");
  EXPECT_EQ(rule->good, "good\n");
  EXPECT_EQ(rule->bad, "bad\n");
  EXPECT_EQ(rule->bad_expected, "expected\n");
  // memory.total only stands in a text: it decides nothing.
  ASSERT_EQ(rule->inputs.size(), 8u);
  EXPECT_EQ(rule->decisive, 0b1111111u & ~0u);
}

TEST(Rules, OtherKindsHaveTheirVariables) {
  const LoadResult result = load({with_words({{"arithmetic/unit/rule.strat", R"(
rule arithmetic/unit {
  kind equation severity error doc "d" subject unit
  operands axis.* any
  result fraction memory.total
  when claimed > 0 and recomputed / claimed > 1
  message "{expression} is {recomputed}, not {claimed:GB}"
}
)"}})});
  ASSERT_EQ(print(result.problems), "");
  const Rule& rule = result.rules.rules[0];
  EXPECT_EQ(rule.kind, RuleKind::equation);
  EXPECT_EQ(rule.subject, Rule::Subject::unit);
  EXPECT_EQ(rule.operands, (std::vector<std::string>{"axis.*", "any"}));
  EXPECT_EQ(rule.results, (std::vector<std::string>{"fraction", "memory.total"}));
  EXPECT_EQ(dump(result.rules.vocabulary, rule, rule.when[0]), "(and (> @0 0) (> (/ @1 @0) 1))");
  EXPECT_EQ(dump(result.rules.vocabulary, rule, rule.message), "{@2} is {@1}, not {@0:GB}");
}

TEST(Rules, LaterLayersOverrideById) {
  const auto rule = [](const std::string& id, const std::string& message) {
    return RuleFile{id + "/rule.strat",
                    "rule " + id + " { kind check severity note doc \"d\" keys any message \"" + message + "\" }"};
  };
  const LoadResult result =
      load({with_words({rule("b/one", "old"), rule("a/two", "old")}), {rule("b/one", "new"), rule("c/three", "new")}});
  ASSERT_EQ(print(result.problems), "");
  std::string all;
  for (const Rule& r : result.rules.rules) all += r.id + "=" + r.message.parts[0].text + " ";
  EXPECT_EQ(all, "a/two=old b/one=new c/three=new ");
  EXPECT_EQ(result.rules.find("c/three")->message.parts[0].text, "new");
  EXPECT_EQ(result.rules.find("c/thre"), nullptr);
}

TEST(Rules, ProblemsOfTheWholeSet) {
  const std::string text = "rule a/b { kind check severity note doc \"d\" keys any message \"m\" }";
  EXPECT_EQ(print(load({with_words({{"a/b/rule.strat", text}, {"a/b/rule.strat", text}})}).problems),
            "1:1-0 the rule `a/b` is there twice [here again]");
  EXPECT_EQ(print(load({with_words({{"a/c/rule.strat", text}})}).problems),
            "1:6-3 the rule is named `a/b`, its folder `a/c` [must be the folder's name]");
  EXPECT_EQ(print(load({with_words({{"a/b/rule.strat", text}, {"a/b/good.md", "x"}})}, true).problems),
            "1:1-0 the rule has no `bad.md` [a document that it must report]");
  EXPECT_EQ(print(load({with_words({{"a/b/rule.strat", text}, {"a/b/bad.md", "x"}})}, true).problems),
            "1:1-0 the rule has no `good.md` [a document that it must not report]");
}

TEST(Rules, WrongRulesAreLeftOut) {
  const LoadResult result = load_rule(formula("require axis.tpp == 1"));
  EXPECT_EQ(result.rules.rules.size(), 0u);
  const LoadResult noted = load_rule(formula("let spare = 1\nrequire axis.tp == 1"));
  EXPECT_EQ(print(noted.problems), "2:5-5 note: `spare` is not used [set here]");
  EXPECT_EQ(noted.rules.rules.size(), 1u);
}

TEST(Rules, HostileFilesEnd) {
  std::string deep(100000, '(');
  EXPECT_NE(problems(formula("require " + deep)), "");
  std::string nots;
  for (int i = 0; i < 100000; ++i) nots += "not ";
  EXPECT_NE(problems(formula("require " + nots)), "");
  std::string ifs;
  for (int i = 0; i < 1000; ++i) ifs += "if true then 1 else ";
  EXPECT_NE(problems(formula("require " + ifs + "1 == 1")), "");
  std::string sum = "axis.tp";
  for (int i = 0; i < 100000; ++i) sum += " + 1";
  EXPECT_EQ(problems(formula("require " + sum + " == 1")), "");
  EXPECT_NE(problems(std::string("rule \0 x", 8)), "");
  EXPECT_NE(problems(""), "");
  EXPECT_NE(problems("\xEF\xBB\xBF"), "");
  EXPECT_NE(problems("rule axis/x { kind formula \xFF\xFE"), "");
}

}  // namespace
}  // namespace stratlint
