#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stratlint/fact.h"
#include "stratlint/statement.h"

namespace stratlint::facts {

/// The first cells of rows: tables whose rows have the same names go on about the same configurations, and text may name one.
class RowNames {
 public:
  RowNames(const Document& document, const SourceFile& source);

  /// Whether another table has rows of the same names, and does not contradict this one in the columns that both have.
  bool shared(std::uint32_t table) const { return shared_[table]; }
  std::string_view text(const Table& table, std::uint32_t row, std::uint32_t column) const;
  /// A row that is a plan; `name` is its first cell.
  void add(std::string_view name, PlanId plan);
  /// The one plan that the first words of a sentence name; main if none or several.
  PlanId mentioned(const Sentence& sentence, const Extraction& extraction) const;

 private:
  bool agree(const Table& a, const Table& b) const;

  const Document& document_;
  const SourceFile& source_;
  std::vector<bool> shared_;                           ///< by table
  std::vector<std::pair<std::string, PlanId>> plans_;  ///< by name
};

}  // namespace stratlint::facts
