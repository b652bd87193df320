#pragma once

#include <vector>

#include "check/table_cells.h"

namespace stratlint {

/// Lines that say the same with other numbers, as logs do, are the rows of a table without rules. By column, then by row; values in base
/// units, percentages as printed.
std::vector<std::vector<std::vector<Cell>>> log_tables(const Scene& scene);

}  // namespace stratlint
