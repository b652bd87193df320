#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

/// Cells of one row of a table, trimmed, without the pipes around them. A pipe after a backslash is text; one in a
/// code span is not.
void split_row(std::string_view bytes, Span row, std::vector<Span>& cells);

/// Number of cells that `split_row` finds.
std::uint32_t count_cells(std::string_view bytes, Span row);

/// The row of dashes between the header and the body of a table: `|---|:--:|`.
bool is_delimiter_row(std::string_view bytes, Span row);

/// Index of the first line of a paragraph that is a table's header: it has as many cells as the delimiter row below
/// it. The number of lines if there is none.
std::size_t find_table_header(std::string_view bytes, std::span<const Span> lines);

}  // namespace stratlint
