#include "check/amount_kinds.h"

#include <cmath>

namespace stratlint {

namespace {

using Kind = Rule::Amount::Kind;

constexpr double least_parameters = 1e6;

bool is_plain_count(const Quantity& q) { return q.dimension.none() && !q.percent && q.factor == 1 && q.value >= 1 && std::fmod(q.value, 1) == 0; }

}  // namespace

bool fits(Kind kind, const Quantity& q) {
  const auto per_second = [&](CountUnit count) { return q.dimension == Dimension{.byte = 0, .flop = 0, .second = -1} && q.count == count; };
  switch (kind) {
    case Kind::count: return is_plain_count(q) && q.count != CountUnit::token && q.value < least_parameters;
    case Kind::parameters: return q.dimension.none() && !q.percent && q.count == CountUnit::none && q.value >= least_parameters;
    case Kind::share: return q.dimension.none() && q.count == CountUnit::none && (q.percent || (!q.has_unit && !q.integer && q.value < 1));
    case Kind::flops: return q.dimension.flop == 1 && q.dimension.byte == 0;
    case Kind::bytes: case Kind::bandwidth: case Kind::time: case Kind::flop: return q.dimension == dimension_of(kind);
    case Kind::tokens: return q.dimension.none() && !q.percent && (q.count == CountUnit::token || q.count == CountUnit::none) && q.value >= 1;
    case Kind::token_rate: return per_second(CountUnit::token);
    case Kind::sequence_rate: return per_second(CountUnit::sequence);
  }
  return false;
}

bool shares_unit(Kind kind) { return kind == Kind::flops || kind == Kind::token_rate || kind == Kind::bandwidth || kind == Kind::bytes || kind == Kind::time; }

Quantity in_unit(Quantity bare, const Quantity& unit) {
  for (double* value : {&bare.value, &bare.low, &bare.high}) *value *= unit.factor;
  bare.dimension = unit.dimension;
  bare.count = unit.count;
  bare.factor = unit.factor;
  bare.has_unit = true;
  bare.binary_steps = unit.binary_steps;
  return bare;
}

}  // namespace stratlint
