#pragma once

#include "check/arithmetic.h"
#include "check/candidate.h"

namespace stratlint {

/// One written equation: an expression and the number that is said to be its value.
struct Equation {
  std::uint32_t statement = 0;
  std::uint32_t expression = 0;
  std::uint32_t result = 0;
  bool approximate = false;
};

/// `memory_total_gb: 32.7  # 5.8 + 5.8 + 21.1`: the comment behind an entry says how its value comes about.
bool derives_entry(const Extraction& x, const Statement& statement);

/// Whether the text around an expression shows that it is no sum of its own: the rest of one, a list of degrees, a count of things.
bool is_no_equation(const Scene& scene, const Arithmetic& arithmetic, const Equation& equation, const Quantity& result);

/// Whether the text around an equation that does not hold shows that more or something else is meant than what was read.
bool is_misread(const Scene& scene, const Arithmetic& arithmetic, const Equation& equation, const Comparison& comparison, const Quantity& result);

}  // namespace stratlint
