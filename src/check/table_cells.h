#pragma once

#include <vector>

#include "check/candidate.h"

namespace stratlint {

/// A number in a table, as printed, without units: the header's is the same in all rows. `node` is no_id where there is none.
struct Cell {
  std::uint32_t node = no_id, statement = no_id;
  double value = 0, low = 0, high = 0;
  bool empty = false;  ///< `0.0`, `-`, or nothing at all
};

/// The numbers of a document's tables.
class TableCells {
 public:
  static constexpr std::size_t most_rows = 64, most_columns = 16;  ///< of tables that are looked at

  explicit TableCells(const Scene& scene);

  /// The one number of a cell, with its sign; row 0 is the header.
  Cell read(const Table& table, std::size_t row, std::size_t column) const;

  /// The sentence of a cell; no_id if it is empty.
  std::uint32_t sentence(const Table& table, std::size_t row, std::size_t column) const;

 private:
  bool is_empty(std::uint32_t sentence) const;

  const Scene& scene_;
  std::vector<std::uint32_t> sentence_of_;  ///< of each block
};

}  // namespace stratlint
