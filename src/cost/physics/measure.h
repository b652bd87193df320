#pragma once

#include <compare>

namespace stratlint::cost {

/// A number with a physical dimension that the compiler checks: bytes^B × flop^F × seconds^S. Counts are plain doubles.
template <int B, int F, int S>
struct Measure {
  double value = 0;
  constexpr Measure() = default;
  constexpr explicit Measure(double v) : value(v) {}
  constexpr auto operator<=>(const Measure&) const = default;
  constexpr Measure& operator+=(Measure other) {
    value += other.value;
    return *this;
  }
};

using Bytes = Measure<1, 0, 0>;
using Flops = Measure<0, 1, 0>;
using Seconds = Measure<0, 0, 1>;
using Bandwidth = Measure<1, 0, -1>;  ///< B/s
using FlopRate = Measure<0, 1, -1>;   ///< FLOP/s

template <int B, int F, int S>
constexpr Measure<B, F, S> operator+(Measure<B, F, S> a, Measure<B, F, S> b) {
  return Measure<B, F, S>(a.value + b.value);
}
template <int B, int F, int S>
constexpr Measure<B, F, S> operator*(double a, Measure<B, F, S> b) {
  return Measure<B, F, S>(a * b.value);
}
template <int B, int F, int S>
constexpr Measure<B, F, S> operator*(Measure<B, F, S> a, double b) {
  return b * a;
}
template <int B, int F, int S>
constexpr Measure<B, F, S> operator/(Measure<B, F, S> a, double b) {
  return Measure<B, F, S>(a.value / b);
}
template <int B1, int F1, int S1, int B2, int F2, int S2>
constexpr auto operator*(Measure<B1, F1, S1> a, Measure<B2, F2, S2> b) {
  return Measure<B1 + B2, F1 + F2, S1 + S2>(a.value * b.value);
}
/// Of two measures of one dimension: a plain ratio.
template <int B1, int F1, int S1, int B2, int F2, int S2>
constexpr auto operator/(Measure<B1, F1, S1> a, Measure<B2, F2, S2> b) {
  if constexpr (B1 == B2 && F1 == F2 && S1 == S2)
    return a.value / b.value;
  else
    return Measure<B1 - B2, F1 - F2, S1 - S2>(a.value / b.value);
}

}  // namespace stratlint::cost
