#pragma once

#include <optional>
#include <string>
#include <vector>

#include "stratlint/check.h"

namespace stratlint {

/// What a written expression comes to. Operands count as printed, exactly, save those that say otherwise (`~`, ranges).
struct Worked {
  double value = 0, low = 0, high = 0;
  Dimension dimension;
  bool all_units = true;    ///< every operand carries a unit
  bool any_unit = false;
  bool known = false;       ///< false if a word stands among the operands
};

/// How operands without a unit and ambiguous prefixes are read.
struct ReadAs {
  bool binary = false;      ///< MB as 2^20
  bool printed = false;     ///< numbers without their units, `76.1 / 1.8 = 42 ms`
  bool rounded = false;     ///< numbers with decimals or suffixes as all that they may be rounded from
};

/// Works out the expressions of one document.
class Arithmetic {
 public:
  Arithmetic(const Extraction& extraction);

  Worked work_out(std::uint32_t root, ReadAs as) const;
  bool is_number(std::uint32_t root) const { return x_.nodes[root].kind == Node::Kind::number; }
  /// Operands from left to right; empty for more than 64.
  std::vector<std::uint32_t> operands(std::uint32_t root) const;

 private:
  /// The first operand of an expression: its nodes are those from there to its root.
  std::uint32_t first_node(std::uint32_t root) const;
  Worked number(const Node& node, ReadAs as) const;
  bool rounded_elsewhere(double value) const;

  const Extraction& x_;
  std::vector<double> results_;  ///< rounded results printed in the document, sorted
};

/// What the printed digits of a result allow; `≈` and `~` allow 3 %.
struct Allowed {
  double low = 0, high = 0;
};
Allowed allowed(const Quantity& result, bool approximate, bool exact_count, ReadAs as);

/// The outcome of comparing an expression with its written result.
struct Comparison {
  bool holds = false;
  bool comparable = false;      ///< the two can be compared at all
  Worked worked;                ///< in the first reading
  double recomputed = 0;        ///< in base units of the result
  std::vector<std::string> readings;  ///< if it does not hold
};
Comparison compare(const Arithmetic& arithmetic, const Extraction& x, std::uint32_t expression, const Quantity& result, bool approximate,
                   bool exact_count);

}  // namespace stratlint
