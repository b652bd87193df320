#include "check/amount_kinds.h"

#include <cmath>

namespace stratlint {

namespace {

using Kind = Rule::Amount::Kind;

constexpr double least_parameters = 1e6;

bool is_plain_count(const Quantity& q) { return q.dimension.none() && !q.percent && q.factor == 1 && q.value >= 1 && std::fmod(q.value, 1) == 0; }

}  // namespace

std::uint32_t kinds_of(const Quantity& q) {
  std::uint32_t kinds = 0;
  const auto add = [&](Kind kind, bool is) { kinds |= is ? bit(kind) : 0; };
  add(Kind::measure, q.has_unit && !q.percent && (!q.dimension.none() || q.count == CountUnit::watt));
  if (q.dimension.none()) {
    const bool bare = q.count == CountUnit::none;
    add(Kind::count, is_plain_count(q) && q.count != CountUnit::token && q.value < least_parameters);
    add(Kind::parameters, bare && !q.percent && q.value >= least_parameters);
    add(Kind::share, bare && (q.percent || (!q.has_unit && !q.integer && q.value < 1)));
    add(Kind::tokens, (bare || q.count == CountUnit::token) && !q.percent && q.value >= 1);
    return kinds;
  }
  for (const Kind kind : {Kind::bytes, Kind::bandwidth, Kind::time, Kind::flop}) add(kind, q.dimension == dimension_of(kind) && !(kind == Kind::bytes && q.in_bits()));  // bits are the width of a number
  if (q.dimension == dimension_of(Kind::bandwidth)) add(q.in_bits() ? Kind::bit_rate : Kind::byte_rate, true);
  const bool per_second = q.dimension == Dimension{.byte = 0, .flop = 0, .second = -1};
  // `400 TFLOP` of a card are a rate, `3.7e16 FLOPs` are none.
  add(Kind::flops, q.dimension.flop == 1 && q.dimension.byte == 0 && (q.dimension.second != 0 || q.factor > 1));
  add(Kind::token_rate, per_second && q.count == CountUnit::token);
  add(Kind::sequence_rate, per_second && q.count == CountUnit::sequence);
  return kinds;
}

std::uint32_t kinds_of_result(const Quantity& q, bool named) {
  std::uint32_t kinds = kinds_of(q);
  if (q.dimension.none() && !named && q.count == CountUnit::none) kinds &= ~bit(Kind::count);
  if (q.dimension.second == 0) kinds &= ~bit(Kind::flops);
  return kinds;
}

bool shares_unit(Kind kind) { return kind == Kind::flops || kind == Kind::token_rate || kind == Kind::bandwidth || kind == Kind::bytes || kind == Kind::time || kind == Kind::measure; }

Quantity in_unit(Quantity bare, const Quantity& unit) {
  if (bare.factor == 1)  // `3.3M → 3.8M tokens/s` says its millions itself
    for (double* value : {&bare.value, &bare.low, &bare.high}) *value *= unit.factor;
  bare.dimension = unit.dimension;
  bare.count = unit.count;
  bare.factor = unit.factor;
  bare.has_unit = true;
  bare.binary_steps = unit.binary_steps;
  return bare;
}

}  // namespace stratlint
