#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

/// Cells of one row of a table, trimmed, without the pipes around them. A pipe after a backslash is text; one in a
/// code span is not.
void split_row(std::string_view bytes, Span row, std::vector<Span>& cells);

/// Number of cells that `split_row` finds.
std::uint32_t count_cells(std::string_view bytes, Span row);

/// Whether `row` is a delimiter row for a header that stands above it: it has as many cells.
bool starts_table(std::string_view bytes, Span header, Span row);

}  // namespace stratlint
