#include "check/arithmetic.h"

#include <algorithm>
#include <cmath>

namespace stratlint {

namespace {

constexpr double about = 0.03;      ///< what `~` allows
constexpr double rounding = 1e-9;   ///< of our own arithmetic

void combine(Worked& a, const Worked& b, Operator op) {
  a.known = a.known && b.known;
  a.all_units = a.all_units && b.all_units;
  a.any_unit = a.any_unit || b.any_unit;
  switch (op) {
    case Operator::add:
      a = {a.value + b.value, a.low + b.low, a.high + b.high, a.any_unit && a.dimension.none() ? b.dimension : a.dimension, a.all_units, a.any_unit, a.known};
      break;
    case Operator::subtract:
      a = {a.value - b.value, a.low - b.high, a.high - b.low, a.dimension, a.all_units, a.any_unit, a.known};
      break;
    case Operator::multiply: {
      const auto [low, high] = std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
      a = {a.value * b.value, low, high, a.dimension + b.dimension, a.all_units, a.any_unit, a.known};
      break;
    }
    case Operator::divide: {
      if (b.low <= 0 && b.high >= 0) {
        a.known = false;
        break;
      }
      const auto [low, high] = std::minmax({a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
      a = {a.value / b.value, low, high, a.dimension - b.dimension, a.all_units, a.any_unit, a.known};
      break;
    }
    case Operator::modulo: {
      if (b.value < 1 || a.value < 0) {
        a.known = false;
        break;
      }
      const double rest = std::fmod(a.value, b.value);
      a = {rest, rest, rest, {}, a.all_units, a.any_unit, a.known};
      break;
    }
    case Operator::power:
      if (!a.dimension.none() || a.low < 0) a.known = false;
      a = {std::pow(a.value, b.value), std::pow(a.low, b.value), std::pow(a.high, b.value), {}, a.all_units, a.any_unit, a.known};
      break;
  }
  a.known = a.known && std::isfinite(a.low) && std::isfinite(a.high);
}

/// `2 bytes` and `8 sequences` are counted, nobody rounds them.
bool is_counted(const Quantity& q) {
  const bool things = q.dimension.none() ? q.count != CountUnit::none : q.dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
  return things && q.factor == 1 && !q.percent && q.high - q.low <= 1 && std::fmod(q.value, 1) == 0;
}

/// `2.15 GB` and `34 MB` are printed with figures that were rounded, `2 GB` may be exact.
bool has_figures(const Quantity& q) {
  constexpr double two = 10;
  const double printed = std::abs(q.value / q.factor);
  return printed >= two || std::abs(printed - std::round(printed)) > rounding * printed;
}

/// What the last figure of a whole number counts: zeros at the end of a large one need not be figures. 0 if it has decimals.
double figure_step(double printed, double least = 1000) {
  if (std::fmod(printed, 1) != 0) return 0;
  double step = 1;
  while (printed >= least && std::fmod(printed, step * 10) == 0 && printed / step >= least) step *= 10;
  return step;
}

}  // namespace

Arithmetic::Arithmetic(const Extraction& extraction) : x_(extraction) {
  const auto keep = [&](const Node& node) {
    if (node.kind != Node::Kind::number) return;
    results_.push_back(node.quantity.value);
    // `15 × 1.04` repeats the 1.04 of `1.04 ms`.
    if (node.quantity.factor != 1) results_.push_back(node.quantity.value / node.quantity.factor);
  };
  results_.reserve(x_.statements.size());
  for (const Statement& statement : x_.statements) {
    for (std::uint32_t i = 1; i < statement.side_count; ++i) keep(x_.nodes[x_.sides[statement.first_side + i].root]);
    // `4.19M tokens`: decimals that stand alone are measured or rounded as well.
    const Node& alone = x_.nodes[x_.sides[statement.first_side].root];
    if (statement.side_count == 1 && alone.kind == Node::Kind::number && !alone.quantity.integer && !is_counted(alone.quantity)) keep(alone);
  }
  std::sort(results_.begin(), results_.end());
}

bool Arithmetic::rounded_elsewhere(double value) const {
  const auto at = std::lower_bound(results_.begin(), results_.end(), value * (1 - rounding));
  return at != results_.end() && *at <= value * (1 + rounding);
}

Worked Arithmetic::number(const Node& node, ReadAs as) const {
  const Quantity q = as.binary ? node.quantity.binary_reading() : node.quantity;
  const double unit = as.printed ? 1 / q.factor : 1;
  Worked w{q.value * unit, q.value * unit, q.value * unit, as.printed ? Dimension{} : q.dimension, q.has_unit, q.has_unit && !q.percent, true};
  if (q.range || q.bound != Bound::none) {
    w.low = q.low * unit;
    w.high = q.high * unit;
  }
  // A share is a rounded ratio itself: `24.6% of 64GB`; so is what was counted in a time, `106 samples/s`.
  const bool rate = q.dimension == Dimension{.byte = 0, .flop = 0, .second = -1};
  if (q.percent || rate || (!q.integer && !is_counted(q) && ((as.rounded && has_figures(q)) || rounded_elsewhere(node.quantity.value)))) {
    w.low = std::min(w.low, q.low * unit);
    w.high = std::max(w.high, q.high * unit);
    // `1,680 sequences/s` may stand for 1,676.
    if (rate) {
      const double half = 0.5 * figure_step(std::abs(q.value / q.factor)) * q.factor * unit;
      w.low = std::min(w.low, q.value * unit - half);
      w.high = std::max(w.high, q.value * unit + half);
    }
  } else if (q.integer && q.value >= 100 && rounded_elsewhere(q.value)) {
    w.low -= 0.5 * unit;
    w.high += 0.5 * unit;
  }
  if (as.rounded && q.integer && q.factor == 1) {
    // `1610000 / 3072 = 525`: zeros at the end of a large number need not be figures.
    constexpr double zeros = 1000, four_figures = 1e6;
    const double step = figure_step(std::abs(q.value), std::abs(q.value) >= four_figures ? zeros : 10 * zeros);
    if (step >= zeros) {
      w.low -= 0.5 * step * unit;
      w.high += 0.5 * step * unit;
    }
  }
  // `1300 GB` of 1296.
  if (as.rounded && q.has_unit && !q.dimension.none() && q.factor != 1) {
    if (const double step = figure_step(std::abs(q.value / q.factor)); step > 1) {
      w.low -= 0.5 * step * q.factor * unit;
      w.high += 0.5 * step * q.factor * unit;
    }
  }
  if (q.approximate) {
    w.low = std::min(w.low, q.low * unit) * (1 - about);
    w.high = std::max(w.high, q.high * unit) * (1 + about);
  }
  return w;
}

std::uint32_t Arithmetic::first_node(std::uint32_t root) const {
  while (x_.nodes[root].kind == Node::Kind::binary) root = x_.nodes[root].left;
  return root;
}

std::vector<std::uint32_t> Arithmetic::operands(std::uint32_t root) const {
  const std::uint32_t first = first_node(root);
  const std::size_t count = (root - first) / 2 + 1;
  if (count > 64) return {};
  std::vector<std::uint32_t> result;
  result.reserve(count);
  for (std::uint32_t id = first; id <= root; ++id)
    if (x_.nodes[id].kind != Node::Kind::binary) result.push_back(id);
  return result;
}

/// Children stand before parents, operands from left to right, so one pass over the tree's nodes works it out: no recursion, however deep it is.
Worked Arithmetic::work_out(std::uint32_t root, ReadAs as) const {
  const std::uint32_t first = first_node(root);
  std::vector<Worked> done(root - first + 1);
  for (std::uint32_t id = first; id <= root; ++id) {
    const Node& node = x_.nodes[id];
    Worked& w = done[id - first];
    if (node.kind == Node::Kind::number) {
      w = number(node, as);
    } else if (node.kind == Node::Kind::binary && node.left >= first) {
      w = done[node.left - first];
      combine(w, done[node.right - first], node.op);
    }
  }
  return done.back();
}

Allowed allowed(const Quantity& result, bool approximate, bool exact_count, ReadAs as) {
  const Quantity q = as.binary ? result.binary_reading() : result;
  const double unit = as.printed ? 1 / q.factor : 1;
  Allowed a{q.low * unit, q.high * unit};
  const double value = q.value * unit;
  if (!q.range && q.bound == Bound::none) {
    const double printed = std::abs(q.value / q.factor);
    // What one figure of the print counts: of `1.21e22` that is no one.
    const double figure = (q.high - q.low) * unit / std::abs(value) * printed;
    const bool whole = q.integer || (q.has_unit && !q.percent && printed >= 1000 && std::fmod(printed, 1) == 0 && figure > 0.99 && figure < 1.01);
    if (whole) {
      double step = 1;
      // 38,000 may stand for 37,900: zeros at the end of a large number need not be digits.
      if (!exact_count && printed >= 1000)
        while (std::fmod(printed, step * 10) == 0 && printed / step >= 1000) step *= 10;
      const double half = 0.5 * step * (q.integer ? 1 : q.factor * unit);
      a = {value - half, value + half};
    } else if (!exact_count) {
      // Digits cut off instead of rounded: forgiven where at least three are printed.
      const double half = (q.high - q.low) / 2 * unit;
      if (half > 0 && std::abs(value) / (2 * half) >= 100) (value >= 0 ? a.high : a.low) = value + (value >= 0 ? 2 : -2) * half;
    }
  }
  if (q.bound == Bound::less || q.bound == Bound::less_equal) a = {-1e300, value};
  if (q.bound == Bound::greater || q.bound == Bound::greater_equal) a = {value, 1e300};
  if (approximate || q.approximate) {
    a.low -= std::abs(value) * about;
    a.high += std::abs(value) * about;
  }
  return a;
}

}  // namespace stratlint
