#include "check/evaluate.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <random>

#include "check/printed.h"
#include "rule_files.h"

namespace stratlint {
namespace {

/// What a test says about one number of its document.
struct Stated {
  const char* key;
  const char* text;  ///< `8`, `~4.2GB`, `<2%`, `85-95%`, or a named value
  std::optional<Scope> scope = {};
  Role role = Role::claim;
  PlanId plan = 0;
  bool pinned = false;
};

/// The printed forms that the tests use.
Quantity quantity(std::string_view text) {
  Quantity out;
  const auto starts = [&](std::string_view sign) {
    if (!text.starts_with(sign)) return false;
    text.remove_prefix(sign.size());
    return true;
  };
  out.approximate = starts("~");
  if (starts("<")) out.bound = Bound::less;
  if (starts(">")) out.bound = Bound::greater;
  const auto number = [&](double& half) {
    double value = 0;
    const char* end = std::from_chars(text.data(), text.data() + text.size(), value).ptr;
    const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.data()));
    const std::size_t dot = digits.find('.');
    half = 0.5;
    for (std::size_t i = dot; i != std::string_view::npos && i + 1 < digits.size(); ++i) half /= 10;
    out.integer = dot == std::string_view::npos;
    text.remove_prefix(digits.size());
    return value;
  };
  double half = 0;
  out.value = number(half);
  out.low = out.value - half;
  out.high = out.value + half;
  if (starts("-")) {
    out.range = true;
    out.low = out.value;
    out.high = number(half);
    out.value = (out.low + out.high) / 2;
  }
  if (text.empty()) return out;
  const std::size_t slash = text.find('/');
  Unit unit = *find_unit(text.substr(0, slash));
  if (slash != std::string_view::npos) unit = divide(unit, *find_unit(text.substr(slash + 1)));
  for (double* part : {&out.value, &out.low, &out.high}) *part *= unit.factor;
  out.dimension = unit.dimension;
  out.count = unit.count;
  out.binary_steps = unit.binary_steps;
  out.percent = unit.percent;
  out.has_unit = true;
  return out;
}

/// A document that is nothing but its facts, and one rule about it.
class Case {
 public:
  Case(const std::string& rule, const std::vector<Stated>& stated, std::vector<Plan> plans = {Plan()})
      : rules_(load({{{"axis/x/rule.strat", rule}, {"words.strat", test_vocabulary}}})), source_("x.md", join(stated)) {
    EXPECT_EQ(print(rules_.problems), "");
    facts_.plans = std::move(plans);
    std::uint32_t at = 0;
    for (const Stated& one : stated) {
      const Vocabulary& words = rules_.rules.vocabulary;
      Fact fact;
      fact.key = words.find_key(one.key);
      const Key& key = words.key(fact.key);
      fact.span = {at, at + static_cast<std::uint32_t>(std::string_view(one.text).size())};
      at = fact.span.end + 1;
      if (key.type == ValueType::name) {
        const auto& values = words.values();
        fact.value_name =
            static_cast<std::uint16_t>(std::find(values.begin(), values.end(), one.text) - values.begin());
      } else if (key.type == ValueType::boolean) {
        fact.quantity.value = std::string_view(one.text) == "true" ? 1 : 0;
      } else {
        fact.quantity = quantity(one.text);
      }
      fact.scope = one.scope.value_or(key.scope);
      fact.role = one.role;
      fact.plan = one.plan;
      fact.pinned = one.pinned;
      facts_.facts.push_back(fact);
    }
    facts_.index(rules_.rules.vocabulary.keys());
  }

  const Rule& rule() const { return rules_.rules.rules.at(0); }
  const SourceFile& source() const { return source_; }
  const FactBase& facts() const { return facts_; }
  Evaluator evaluator() const { return {facts_, rules_.rules.vocabulary, source_}; }
  Judgement judge(PlanId plan = 0) const { return evaluator().judge(rule(), plan); }

  /// `ok`, `missing: keys`, or the texts that are judged wrong with their messages.
  std::string verdict(PlanId plan = 0) const {
    const Judgement judgement = judge(plan);
    std::string out;
    for (const Violation& violation : judgement.violations) {
      if (!out.empty()) out += "; ";
      out += std::string(source_.text(facts_.facts[violation.judged].span)) + " " + violation.texts.message;
    }
    if (!judgement.missing.empty()) out += "missing:";
    for (const std::string& key : judgement.missing) out += " " + key;
    return out.empty() ? "ok" : out;
  }

 private:
  static std::string join(const std::vector<Stated>& stated) {
    std::string out;
    for (const Stated& one : stated) out += one.text + std::string(" ");
    return out;
  }

  LoadResult rules_;
  SourceFile source_;
  FactBase facts_;
};

/// A rule that judges `key`, with the given fields.
std::string rule(const std::string& key, const std::string& fields) {
  std::string text = "rule axis/x { kind formula severity error doc \"d\" judge " + key + "\n" + fields;
  if (fields.find("message") == std::string::npos) text += " message \"is wrong\"";
  return text + "\n}";
}

/// Does `memory.total OP 4GB` and the like hold for a printed value?
bool holds(const char* key, const char* printed, const std::string& comparison) {
  return Case(rule(key, "require " + std::string(key) + " " + comparison), {{key, printed}}).verdict() == "ok";
}

TEST(Intervals, PrintedDigitsAllowWhatTheyRound) {
  struct Row {
    const char* key;
    const char* printed;
    const char* comparison;
    bool holds;
  };
  const Row rows[] = {
      {"time.total", "4.2s", "== 4.15s", true},
      {"time.total", "4.2s", "== 4.25s", true},
      {"time.total", "4.2s", "== 4.26s", false},
      {"time.total", "4.2s", "== 4.14s", false},
      {"time.total", "4.2s", "!= 4.2s", true},
      {"time.total", "4.2s", "<= 4.15s", true},
      {"time.total", "4.2s", "<= 4.14s", false},
      {"time.total", "4.2s", ">= 4.25s", true},
      {"time.total", "4.2s", ">= 4.26s", false},
      {"time.total", "4.2s", "< 4.15s", false},
      {"time.total", "4.2s", "> 4.24s", true},
      {"time.total", "~4s", "== 4.6s", true},
      {"time.total", "~4s", "== 4.7s", false},
      {"time.total", "4-5s", "== 4.9s", true},
      {"time.total", "4-5s", "<= 4s", true},
      {"time.total", "4-5s", "<= 3.9s", false},
      {"time.total", "4-5s", ">= 5.1s", false},
      {"axis.tp", "8", "== 8", true},
      {"axis.tp", "8", "== 8.4", false},
      {"axis.tp", "8", "!= 8", false},
      {"axis.tp", "~100", "== 103", true},
      {"axis.tp", "~100", "== 104", false},
      {"perf.bubble", "<2%", "== 0.1%", true},
      {"perf.bubble", "<2%", "== 2%", true},
      {"perf.bubble", "<2%", "== 2.1%", false},
      {"perf.bubble", "<2%", ">= 3%", false},
      {"perf.mfu", ">95%", "== 99%", true},
      {"perf.mfu", ">95%", "<= 94%", false},
      {"perf.mfu", ">95%", "<= 95%", true},
      {"perf.bubble", "47%", "== 46.6%", true},
      {"perf.bubble", "47%", "== 46.4%", false},
      {"perf.mfu", "85-95%", "== 90%", true},
      {"perf.mfu", "85-95%", "== 96%", false},
      {"perf.bubble", "0.3", "== 0.1 + 0.2", true},
      {"time.total", "1.2s", "== 1200ms", true},
      {"perf.tokens_per_s", "640tokens/ms", "== 640.4 tokens/ms", true},
      {"memory.total", "4MB", "== 4.194304MB", true},  // 2^20 each
      {"memory.total", "4MB", "== 4.8MB", false},
      {"memory.total", "4.00MB", "== 2^22 * 1e-6MB", true},
      {"time.total", "4.2s", "* 2 == 8.5s", true},
      {"time.total", "4.2s", "* 2 == 8.6s", false},
      {"time.total", "4.2s", "/ 2 == 2.125s", true},
      {"time.total", "4.2s", "+ 1s == 5.25s", true},
      {"time.total", "4.2s", "- 1s == 3.15s", true},
      {"time.total", "4.2s", "- 1s == 3.1s", false},
      {"axis.tp", "8", "^ 2 == 64", true},
      {"axis.tp", "8", "% 3 == 2", true},
      {"axis.tp", "8", "% 3 == 1", false},
      {"axis.tp", "8", "divides 64", true},
      {"axis.tp", "8", "divides 60", false},
      {"axis.tp", "0", "divides 60", true},  // cannot be judged
      {"axis.tp", "8", "/ 0 == 1", true},
      {"perf.bubble", "0.5", "divides 1.1", true},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(holds(row.key, row.printed, row.comparison), row.holds)
        << row.key << " " << row.printed << " " << row.comparison;
  }
}

// Whatever two numbers the document may have meant, what comes of them lies in the interval that comes of both.
TEST(Intervals, HoldEveryValueThatTheyStandFor) {
  using Op = Expr::Op;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-5, 5), share(0, 1);
  const auto interval = [&] {
    Value value = exact_value(std::round(any(random)));
    const double spread = share(random) < 0.3 ? 0 : share(random) * 3;
    value.low -= spread;
    value.high += spread;
    return value;
  };
  const auto inside = [&](const Value& value) {
    return exact_value(value.exact() ? value.value : value.low + share(random) * (value.high - value.low));
  };
  for (int round = 0; round < 50000; ++round) {
    const Value a = interval(), b = interval(), x = inside(a), y = inside(b);
    for (const Op op : {Op::add, Op::subtract, Op::multiply, Op::divide, Op::min, Op::max, Op::modulo}) {
      const Value all = apply_binary(op, a, b), one = apply_binary(op, x, y);
      if (!all.known() || !one.known()) continue;
      const double slack = 1e-9 * std::max(1.0, std::fabs(one.value));
      EXPECT_GE(one.value, all.low - slack)
          << static_cast<int>(op) << " " << a.low << " " << a.high << " " << b.low << " " << b.high;
      EXPECT_LE(one.value, all.high + slack)
          << static_cast<int>(op) << " " << a.low << " " << a.high << " " << b.low << " " << b.high;
      EXPECT_LE(all.low, all.high);
    }
    for (const Op op :
         {Op::equal, Op::not_equal, Op::less, Op::less_equal, Op::greater, Op::greater_equal, Op::divides}) {
      const Value all = apply_binary(op, a, b), one = apply_binary(op, x, y);
      if (!all.known() || !one.known()) continue;
      EXPECT_LE(one.low, all.high) << static_cast<int>(op);
      EXPECT_GE(one.high, all.low) << static_cast<int>(op);
    }
    for (const Op op : {Op::negate, Op::floor, Op::ceil}) {
      const Value all = apply_unary(op, a), one = apply_unary(op, x);
      EXPECT_GE(one.value, all.low - 1e-9);
      EXPECT_LE(one.value, all.high + 1e-9);
    }
    const Value power = apply_binary(Op::power, a, exact_value(2)), square = apply_binary(Op::power, x, exact_value(2));
    EXPECT_GE(square.value, power.low - 1e-9);
    EXPECT_LE(square.value, power.high + 1e-9);
  }
}

TEST(Intervals, TruthIsOpenWhereDigitsAre) {
  struct Row {
    const char* require;
    bool holds;
  };
  // time.total is printed as 4.2s, axis.tp is 8.
  const Row rows[] = {
      {"not (time.total == 4.2s)", true},
      {"not (time.total == 5s)", true},
      {"not (time.total > 4s)", false},
      {"time.total > 4.22s and time.total < 4.18s", true},
      {"time.total > 4.3s or axis.tp == 9", false},
      {"axis.tp == 8 or time.total > 9s", true},
      {"(if time.total > 4.2s then 10 else 20) == 15", true},
      {"(if time.total > 5s then 10 else 20) == 15", false},
      {"min(time.total, 4.21s) == 4.22s", false},
      {"max(time.total, 4.21s, 1s) == 4.22s", true},
      {"floor(axis.tp / 3) == 2 and ceil(axis.tp / 3) == 3 and floor(axis.tp / 2) == 4", true},
      {"-axis.tp == 0 - 8", true},
      {"schedule.kind == \"1f1b\" and schedule.kind != \"gpipe\"", true},
      {"schedule.kind == \"gpipe\"", false},
      {"model.gated", true},
      {"not model.gated", false},
      {"model.gated == false", false},
      {"if schedule.kind == \"1f1b\" then model.gated else false", true},
  };
  for (const Row& row : rows) {
    const Case one(rule("time.total", "require " + std::string(row.require)),
                   {{"time.total", "4.2s"}, {"axis.tp", "8"}, {"schedule.kind", "1f1b"}, {"model.gated", "true"}});
    EXPECT_EQ(one.verdict() == "ok", row.holds) << row.require;
  }
}

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
