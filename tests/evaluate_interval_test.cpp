#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "evaluate_case.h"

namespace stratlint {
namespace {

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

}  // namespace
}  // namespace stratlint
