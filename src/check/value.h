#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "stratlint/fact.h"

namespace stratlint {

/// What an expression is worth: an interval of numbers, a name, or a truth value.
/// Truth is an interval as well: true is 1 to 1, false 0 to 0, and 0 to 1 is "the printed digits allow both".
struct Value {
  enum class State : std::uint8_t {
    known,
    missing,       ///< the document does not state what it needs
    inapplicable,  ///< an arm of `any` whose condition does not hold, a division by zero
  };
  State state = State::known;
  Type::Kind kind = Type::Kind::number;
  double value = 0, low = 0, high = 0;
  Dimension dimension;
  CountUnit count = CountUnit::none;
  bool percent = false;      ///< prints as a percentage
  std::string_view text;     ///< names: the name; numbers: what the document prints, if it does
  std::uint64_t inputs = 0;  ///< what made it, or what it lacks: bits of Rule::inputs

  bool known() const { return state == State::known; }
  bool exact() const { return low == high; }
  bool may_hold() const { return known() && high == 1; }
  bool must_hold() const { return known() && low == 1; }
};

Value exact_value(double value, Dimension dimension = {});
Value name_value(std::string_view name);
/// `2 B` of a stated name; missing if it has no size.
Value size_value(const Value& name);
/// A stated fact; under the binary reading MB is 2^20 bytes.
Value fact_value(const Fact& fact, const Key& key, const Vocabulary& vocabulary, bool binary);
/// The interval that a printed number stands for: half a unit of the last digit, 3 % around `~`, all that a bound
/// leaves.
Value quantity_value(const Quantity& quantity, bool exact_count);

/// The operators of the rule language on known values.
Value apply_unary(Expr::Op op, const Value& a);
Value apply_binary(Expr::Op op, const Value& a, const Value& b);
/// `if`: where the printed digits leave the condition open, everything between both values.
Value choose(const Value& condition, const Value& a, const Value& b);

/// `11.4 GB`, `46.7 %`, `1f1b`.
std::string to_text(const Value& value);

}  // namespace stratlint
