#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "check/arithmetic.h"

// An expression against what is written as its result, in every way in which the two may be read.
namespace stratlint {

namespace {

constexpr double most_rounding = 1.02;  ///< more is no rounding of operands
constexpr double most_of_sum = 1.1;     ///< nor of the terms of a sum
constexpr double factor_left_out = 100;  ///< no slip of the pen is that large
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double rounding = 1e-9;   ///< of our own arithmetic

bool meets(double low, double high, Allowed allowed) {
  const double slack = rounding * std::max({std::abs(low), std::abs(high), std::abs(allowed.low), std::abs(allowed.high)});
  return low <= allowed.high + slack && high >= allowed.low - slack;
}

bool divides_by_eight(const Extraction& x, std::uint32_t root) {
  const Node& node = x.nodes[root];
  if (node.kind != Node::Kind::binary) return false;
  const Node& right = x.nodes[node.right];
  if (node.op == Operator::divide && right.kind == Node::Kind::number && right.quantity.value == 8 && right.quantity.dimension.none()) return true;
  return divides_by_eight(x, node.left) || divides_by_eight(x, node.right);
}

/// `0.5T / (89.5K tok/s × 86,400 s) = 64.7 days`: one of the operands is the unit of the result.
bool divides_by_unit(const Extraction& x, const std::vector<std::uint32_t>& operands, const Quantity& result) {
  if (result.dimension != Dimension{.byte = 0, .flop = 0, .second = 1}) return false;
  return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t id) { return x.nodes[id].quantity.dimension == result.dimension && x.nodes[id].quantity.value == result.factor; });
}

/// Bare operands that together are the seconds of the result's unit: `/ 86400`, `/ 24 / 3600`.
bool turns_seconds(const Extraction& x, const std::vector<std::uint32_t>& operands, const Quantity& result) {
  if (result.dimension != Dimension{.byte = 0, .flop = 0, .second = 1}) return false;
  constexpr std::array<double, 4> steps{24, 60, 3600, 86400};
  double seconds = 1;
  for (const std::uint32_t id : operands) {
    const Quantity& q = x.nodes[id].quantity;
    if (!q.has_unit && q.integer && std::find(steps.begin(), steps.end(), q.value) != steps.end()) seconds *= q.value;
  }
  return seconds > 1 && seconds == result.factor;
}

/// `400 Gb/s / 8`, but not `8 × 400 Gb/s`.
bool divides_bits(const Extraction& x, std::uint32_t root, const std::vector<std::uint32_t>& operands) {
  return std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return x.nodes[operand].quantity.in_bits(); }) && divides_by_eight(x, root);
}

/// Three numbers without a unit, one of them a share, that are said to be a rate of operations.
bool is_aggregate(const Extraction& x, const std::vector<std::uint32_t>& operands, const Quantity& result) {
  const auto is_share = [&](std::uint32_t id) { return x.nodes[id].quantity.percent || (!x.nodes[id].quantity.integer && x.nodes[id].quantity.value < 1); };
  return operands.size() == 3 && result.dimension == Dimension{.byte = 0, .flop = 1, .second = -1} && std::count_if(operands.begin(), operands.end(), is_share) == 1;
}

/// The power of a thousand that brings a value nearest to another.
double nearest_prefix(double value, double other) {
  return value <= 0 || other <= 0 ? 1 : std::pow(1000.0, std::round(std::log10(other / value) / 3));
}

/// Whether the result lies within what operands with decimals or suffixes may have been rounded from.
bool fits_rounded(const Arithmetic& arithmetic, const Extraction& x, std::uint32_t expression, const Quantity& result, bool approximate) {
  if (x.nodes[expression].kind == Node::Kind::number) return false;
  const ReadAs as{.rounded = true};
  const Worked w = arithmetic.work_out(expression, as);
  const bool in_unit = w.any_unit || !result.has_unit;
  const double scale = in_unit ? 1 : result.factor;
  if (!w.known || (in_unit && w.dimension != result.dimension && !w.dimension.none())) return false;
  const Allowed room = allowed(result, approximate, false, {});
  constexpr double percent = 0.01;  // `0.9 + 0.9 = 1.7 %`
  return meets(w.low * scale, w.high * scale, room) || (result.percent && !w.any_unit && meets(w.low * percent, w.high * percent, room));
}

/// `1,128 GB × 0.92 − 812`: a term has no unit, though the one that it is added to has.
bool leaves_unit_out(const Extraction& x, std::uint32_t root) {
  std::uint32_t first = root;
  while (x.nodes[first].kind == Node::Kind::binary) first = x.nodes[first].left;
  std::vector<bool> measured(root - first + 1);
  for (std::uint32_t id = first; id <= root; ++id) {
    const Node& node = x.nodes[id];
    if (node.kind != Node::Kind::binary || node.left < first) {
      measured[id - first] = !node.quantity.dimension.none();
      continue;
    }
    const bool left = measured[node.left - first], right = measured[node.right - first];
    if ((node.op == Operator::add || node.op == Operator::subtract) && left != right) return true;
    measured[id - first] = left || right;
  }
  return false;
}

/// Terms that are added, each a number.
bool is_sum(const Extraction& x, std::uint32_t root) {
  for (; x.nodes[root].kind == Node::Kind::binary && x.nodes[root].op == Operator::add; root = x.nodes[root].left)
    if (x.nodes[x.nodes[root].right].kind != Node::Kind::number) return false;
  return x.nodes[root].kind == Node::Kind::number;
}

/// No term before the last has a unit.
bool says_unit_once(const Extraction& x, const std::vector<std::uint32_t>& operands) {
  return std::none_of(operands.begin(), operands.empty() ? operands.end() : operands.end() - 1, [&](std::uint32_t id) { return x.nodes[id].quantity.has_unit; });
}

}  // namespace

Comparison compare(const Arithmetic& arithmetic, const Extraction& x, std::uint32_t expression, const Quantity& result, bool approximate, bool exact_count) {
  Comparison c;
  c.worked = arithmetic.work_out(expression, {});
  if (!c.worked.known) return c;
  double nearest = infinite;  // how many times the recomputed value is off, in the best reading
  double told = infinite;        // how far, in logarithms
  bool prefix_slip = false;   // a reading is off by a power of a thousand
  struct Reading {
    const char* name;
    double value;
  };
  std::vector<Reading> readings;
  readings.reserve(8);
  const auto tries = [&](const char* name, const Worked& w, double scale, ReadAs as, bool in_unit = false) {
    if (!w.known) return;
    const double off = w.value * scale * (as.printed ? result.factor : 1) / result.value;
    const bool fits = meets(w.low * scale, w.high * scale, allowed(result, approximate, exact_count, as));
    c.holds = c.holds || fits;
    if (!fits && off > 0) {
      nearest = std::min(nearest, std::max(off, 1 / off));
      const double prefixes = std::log10(off) / 3;
      prefix_slip = prefix_slip || std::abs(prefixes - std::round(prefixes)) < 0.01;
    }
    const double value = w.value * scale * (as.printed ? result.factor : 1);
    // Bare numbers are told in the unit of their result if that comes nearer.
    const double distance = off > 0 ? std::abs(std::log(off)) : infinite;
    if (readings.empty() || (in_unit && distance < told)) {
      told = distance;
      c.recomputed = value;
    }
    readings.push_back({name, value});
  };
  for (const bool binary : {false, true}) {
    const ReadAs as{binary, false};
    const Worked w = binary ? arithmetic.work_out(expression, as) : c.worked;
    const bool same = w.dimension == result.dimension;
    const bool bare = !w.any_unit;
    const bool open = !w.all_units || !result.has_unit;
    if (!same && !open) continue;
    c.comparable = true;
    const char* prefix = binary ? "prefixes as powers of 1024" : "as written";
    if (same || bare || !result.has_unit) tries(prefix, w, 1, as);
    // `400 Gb/s / 8 = 50 GB/s` turns bits into bytes itself.
    if (same && divides_bits(x, expression, arithmetic.operands(expression))) tries("eight bits are a byte", w, 8, as);
    // `2e12 tokens / 185,700 tokens/s / 86400 = 124.6 days` turns seconds into days itself.
    if (same && turns_seconds(x, arithmetic.operands(expression), result)) tries("seconds turned into the unit of the result", w, result.factor, as, !binary);
    if (!same && w.dimension.none() && divides_by_unit(x, arithmetic.operands(expression), result)) tries("in the unit of the result", w, result.factor, as, !binary);
    // `2.1e15 / 0.7 s = 3 PFLOPS`: the number without a unit counts what the result counts.
    if (!same && !bare && !binary && result.has_unit) tries("bare numbers in base units", w, 1, as);
    if (result.percent) tries("already in percent", w, 0.01, as, bare);
    // `bubble_pct: 5.9  # 1/17`
    constexpr double percent = 100;
    if (bare && !binary && !result.has_unit && w.value < 1 && x.nodes[expression].op == Operator::divide) tries("as a percentage", w, percent, as, true);
    // `38.7 / 80 GB = 48.4 %`: the unit is said once.
    const Node& root = x.nodes[expression];
    if (result.dimension.none() && root.kind == Node::Kind::binary && root.op == Operator::divide) {
      const Quantity &left = x.nodes[root.left].quantity, &right = x.nodes[root.right].quantity;
      if (!left.has_unit && right.has_unit && w.any_unit) tries("in the unit of the divisor", w, right.factor, as, true);
    }
    // `41 + 38 + 57 min`: the unit of a sum is said once, behind its last term.
    if (!binary && same && !bare && !w.all_units && root.kind == Node::Kind::binary && root.op == Operator::add && x.nodes[root.right].kind == Node::Kind::number && x.nodes[root.right].quantity.has_unit && says_unit_once(x, arithmetic.operands(expression)))
      tries("in the unit of the last term", arithmetic.work_out(expression, {false, true}), x.nodes[root.right].quantity.factor, as, true);
    if (bare && result.has_unit && !result.percent) tries("in the unit of the result", w, result.factor, as, true);
    if (bare && result.dimension == Dimension{.byte = 1, .flop = 0, .second = 0})
      for (const double bytes : {2.0, 4.0}) tries(bytes == 2 ? "at 2 bytes each" : "at 4 bytes each", w, bytes, as);
    if (bare && result.dimension.flop == 1) tries("2 FLOP per multiply-add", w, 2, as);
    // `256 × 312 × 0.5 = 39.9 PFLOPS`: GPUs, the peak of one in some prefix, and the share that is reached.
    if (bare && !binary && is_aggregate(x, arithmetic.operands(expression), result)) tries("in the prefix that comes nearest", w, nearest_prefix(w.value, result.value), as, true);
    if (!result.has_unit && w.any_unit)
      for (const std::uint32_t operand : arithmetic.operands(expression))
        if (x.nodes[operand].quantity.dimension == w.dimension && x.nodes[operand].quantity.has_unit)
          tries("in the unit of an operand", w, 1 / x.nodes[operand].quantity.factor, as);
    if (c.holds) return c;  // nobody is told how it was read
  }
  // A unit that is left out (`76.1 GB / 1.8 = 42 ms`) may stand for anything: then the printed numbers decide.
  // In `96 GB / 4 = 24 TB` none is left out: a count divides bytes, and bytes come out.
  const bool left_out = leaves_unit_out(x, expression);
  const bool complete = result.has_unit && !result.dimension.none() && c.worked.dimension == result.dimension && !left_out;
  if (!c.holds && !complete && (!c.worked.all_units || !result.has_unit) && (c.worked.any_unit || result.has_unit)) {
    const Worked printed = arithmetic.work_out(expression, {false, true});
    c.comparable = true;
    tries("numbers alone", printed, 1, {false, true}, left_out);
  }
  // `96 sequences × 8192 tokens ÷ 4 = 38.7 GB` leaves out the bytes of a token: what is missing is not wrong.
  // A power of a thousand is a slip of the prefix.
  if (!c.holds && c.worked.dimension.none() && !result.dimension.none() && nearest > factor_left_out && !prefix_slip) c.comparable = false;
  // `128 × 2.15 GB = 274.9 GB`: what was worked out from more digits than are printed.
  if (!c.holds && nearest < (is_sum(x, expression) ? most_of_sum : most_rounding) && fits_rounded(arithmetic, x, expression, result, approximate)) c.holds = true;
  // `14.32 × 4096 = 58640`: less than the last digit of an operand that has decimals.
  constexpr double hair = 1.0005;
  const auto operands = arithmetic.operands(expression);
  const bool decimals = std::any_of(operands.begin(), operands.end(), [&](std::uint32_t id) { return x.nodes[id].kind == Node::Kind::number && !x.nodes[id].quantity.integer; });
  if (!c.holds && nearest < hair && decimals) c.holds = true;
  // `12 B / 8 = 1.5 B`: of letters behind blanks some are read as part of their numbers.
  const double times = c.worked.value == 0 ? 0 : std::abs(std::log10(std::abs(result.value / c.worked.value)));
  if (!c.holds && !c.worked.any_unit && !result.has_unit && (std::abs(times - 12) < 0.01 || std::abs(times - 9) < 0.01 || std::abs(times - 6) < 0.01)) c.comparable = false;
  if (c.holds) return c;
  for (const Reading& reading : readings) {
    const std::string text = ": " + format_value(reading.value, result.dimension, result.count, result.percent);
    if (std::none_of(c.readings.begin(), c.readings.end(), [&](const std::string& r) { return r.ends_with(text); }))
      c.readings.push_back(reading.name + text);
  }
  return c;
}

}  // namespace stratlint
