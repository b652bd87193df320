#include "check/value.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

namespace stratlint {

namespace {

using Op = Expr::Op;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double approximation = 0.03;
/// What double arithmetic may lose; closed half-unit bounds are hit exactly.
constexpr double rounding = 1e-12;

bool at_most(double a, double b) {
  return a <= b + rounding * std::max(std::fabs(a), std::fabs(b));
}

bool whole(double value) {
  return std::fabs(value - std::nearbyint(value)) <= 1e-9;
}

Value truth(bool point, bool may, bool must) {
  Value value;
  value.kind = Type::Kind::boolean;
  value.value = point ? 1 : 0;
  value.low = must ? 1 : 0;
  value.high = may ? 1 : 0;
  return value;
}

Value inapplicable() {
  Value value;
  value.state = Value::State::inapplicable;
  return value;
}

/// The interval between the least and the greatest corner. 0 × ∞ is 0: the bound stands for any finite number.
void span_corners(Value& out, std::initializer_list<double> corners) {
  out.low = infinity;
  out.high = -infinity;
  for (double corner : corners) {
    if (std::isnan(corner)) corner = 0;
    out.low = std::min(out.low, corner);
    out.high = std::max(out.high, corner);
  }
}

Value sum(const Value& a, const Value& b, double sign) {
  Value out = a;
  out.text = {};
  out.percent = a.percent && b.percent;
  out.count = a.count == b.count ? a.count : CountUnit::none;
  out.value = a.value + sign * b.value;
  out.low = a.low + (sign > 0 ? b.low : -b.high);
  out.high = a.high + (sign > 0 ? b.high : -b.low);
  return out;
}

Value product(const Value& a, const Value& b) {
  Value out;
  out.dimension = a.dimension + b.dimension;
  out.count = a.count == CountUnit::none ? b.count : b.count == CountUnit::none ? a.count : CountUnit::none;
  // Bytes of so many tokens are bytes.
  if (out.dimension.byte != 0 || out.dimension.flop != 0) out.count = CountUnit::none;
  out.value = a.value * b.value;
  span_corners(out, {a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  return out;
}

Value quotient(const Value& a, const Value& b) {
  if (b.value == 0) return inapplicable();
  Value out;
  out.dimension = a.dimension - b.dimension;
  out.count = a.count == b.count ? CountUnit::none : b.count == CountUnit::none ? a.count : CountUnit::none;
  out.value = a.value / b.value;
  if (b.low > 0 || b.high < 0) {
    span_corners(out, {a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high});
  } else {
    out.low = a.low >= 0 && b.low == 0 ? a.low / b.high : -infinity;
    out.high = infinity;
  }
  return out;
}

Value power(const Value& a, const Value& b) {
  Value out;
  out.value = std::pow(a.value, b.value);
  if (!std::isfinite(out.value)) return inapplicable();
  const auto times = static_cast<int>(std::clamp(b.value, -9.0, 9.0));
  for (int i = 0; i < std::abs(times) && !a.dimension.none(); ++i)
    out.dimension = times > 0 ? out.dimension + a.dimension : out.dimension - a.dimension;
  if (a.low < 0 && a.high > 0 && b.low < 0) {  // the pole lies inside
    out.low = -infinity;
    out.high = infinity;
    return out;
  }
  const double turn = std::clamp(0.0, a.low, a.high);  // where a square is least
  span_corners(out, {std::pow(a.low, b.low), std::pow(a.low, b.high), std::pow(a.high, b.low), std::pow(a.high, b.high),
                     std::pow(turn, b.low)});
  return out;
}

Value remainder(const Value& a, const Value& b) {
  if (b.value == 0) return inapplicable();
  Value out = a;
  out.text = {};
  const double times = a.value / b.value;
  out.value = out.low = out.high = whole(times) ? 0 : a.value - b.value * std::floor(times);
  if (a.exact() && b.exact()) return out;
  out.low = std::min(0.0, b.low);
  out.high = std::max(0.0, b.high);
  return out;
}

Value divides(const Value& a, const Value& b) {
  if (a.value == 0) return inapplicable();
  const bool point = whole(b.value / a.value), open = !a.exact() || !b.exact();
  return truth(point, point || open, point && !open);
}

Value extreme(const Value& a, const Value& b, bool greatest) {
  Value out = (a.value < b.value) == greatest ? b : a;
  out.low = greatest ? std::max(a.low, b.low) : std::min(a.low, b.low);
  out.high = greatest ? std::max(a.high, b.high) : std::min(a.high, b.high);
  return out;
}

Value equal(const Value& a, const Value& b) {
  if (a.kind == Type::Kind::name) return truth(a.text == b.text, a.text == b.text, a.text == b.text);
  const bool may = at_most(a.low, b.high) && at_most(b.low, a.high);
  const bool point = at_most(a.value, b.value) && at_most(b.value, a.value);
  return truth(point, may, may && a.exact() && b.exact());
}

Value negation(const Value& a) {
  return truth(a.value == 0, a.low == 0, a.high == 0);
}

Value at_most(const Value& a, const Value& b) {
  return truth(at_most(a.value, b.value), at_most(a.low, b.high), at_most(a.high, b.low));
}

}  // namespace

Value exact_value(double value, Dimension dimension) {
  Value out;
  out.value = out.low = out.high = value;
  out.dimension = dimension;
  return out;
}

Value apply_unary(Op op, const Value& a) {
  if (op == Op::logical_not) return negation(a);
  Value out = a;
  out.text = {};
  const auto each = [&](auto change) {
    out.value = change(a.value);
    out.low = change(a.low);
    out.high = change(a.high);
  };
  if (op == Op::floor) each([](double x) { return whole(x) ? std::nearbyint(x) : std::floor(x); });
  if (op == Op::ceil) each([](double x) { return whole(x) ? std::nearbyint(x) : std::ceil(x); });
  if (op == Op::negate) {
    each([](double x) { return -x; });
    std::swap(out.low, out.high);
  }
  return out;
}

Value apply_binary(Op op, const Value& a, const Value& b) {
  switch (op) {
    case Op::add:
      return sum(a, b, 1);
    case Op::subtract:
      return sum(a, b, -1);
    case Op::multiply:
      return product(a, b);
    case Op::divide:
      return quotient(a, b);
    case Op::modulo:
      return remainder(a, b);
    case Op::power:
      return power(a, b);
    case Op::divides:
      return divides(a, b);
    case Op::min:
      return extreme(a, b, false);
    case Op::max:
      return extreme(a, b, true);
    case Op::equal:
      return equal(a, b);
    case Op::not_equal:
      return negation(equal(a, b));
    case Op::less_equal:
      return at_most(a, b);
    case Op::greater_equal:
      return at_most(b, a);
    case Op::less:
      return truth(a.value < b.value, a.low < b.high, a.high < b.low);
    case Op::greater:
      return truth(a.value > b.value, a.high > b.low, a.low > b.high);
    case Op::logical_and:
      return extreme(a, b, false);
    case Op::logical_or:
      return extreme(a, b, true);
    default:
      return inapplicable();
  }
}

Value choose(const Value& condition, const Value& a, const Value& b) {
  const Value& chosen = condition.value != 0 ? a : b;
  if (condition.exact() || !a.known() || !b.known()) return chosen;
  Value out = chosen;
  out.low = std::min(a.low, b.low);
  out.high = std::max(a.high, b.high);
  return out;
}

Value quantity_value(const Quantity& quantity, bool exact_count) {
  Value out = exact_value(quantity.value, quantity.dimension);
  out.count = quantity.count;
  out.percent = quantity.percent;
  const bool plain = quantity.integer && quantity.dimension.none() && !quantity.percent;
  if (quantity.range || !(exact_count || plain)) {
    out.low = std::min(quantity.low, quantity.value);
    out.high = std::max(quantity.high, quantity.value);
  }
  if (quantity.approximate) {
    out.low -= approximation * std::fabs(out.low);
    out.high += approximation * std::fabs(out.high);
  }
  if (quantity.bound == Bound::less || quantity.bound == Bound::less_equal) {
    out.low = std::min(0.0, out.low);
    out.high = quantity.value;
  }
  if (quantity.bound == Bound::greater || quantity.bound == Bound::greater_equal) {
    out.low = quantity.value;
    out.high = infinity;
  }
  return out;
}

Value fact_value(const Fact& fact, const Key& key, const Vocabulary& vocabulary, bool binary) {
  if (key.type == ValueType::name) {
    Value out = quantity_value(fact.quantity, true);
    out.kind = Type::Kind::name;
    out.text = vocabulary.values()[fact.value_name];
    return out;
  }
  if (key.type == ValueType::boolean) {
    const bool yes = fact.quantity.value != 0;
    return truth(yes, yes, yes);
  }
  Value out = quantity_value(binary ? fact.quantity.binary_reading() : fact.quantity, key.exact);
  out.count = key.count;
  out.percent = key.type == ValueType::fraction;
  return out;
}

Value name_value(std::string_view name) {
  Value out;
  out.kind = Type::Kind::name;
  out.text = name;
  return out;
}

Value size_value(const Value& name) {
  Value out = name;
  out.kind = Type::Kind::number;
  out.text = {};
  if (out.known() && out.value <= 0) out.state = Value::State::missing;
  return out;
}

std::string to_text(const Value& value) {
  if (!value.text.empty()) return std::string(value.text);
  return format_value(value.value, value.dimension, value.count, value.percent);
}

}  // namespace stratlint
