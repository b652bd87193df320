#include <fmt/format.h>

#include <algorithm>

#include "markdown/document_builder.h"
#include "markdown/table_row.h"

namespace stratlint {

namespace {

// A short row is filled up with empty cells: a few bytes a row must not become thousands of cells.
constexpr std::uint32_t max_columns = 256;
constexpr std::uint32_t max_empty_cells = 500'000;

}  // namespace

/// `lines_` holds the table, perhaps a paragraph right above it, and lines after it that only look like its rows.
void DocumentBuilder::add_table(std::uint32_t depth) {
  const auto lines = std::span<const Span>(lines_);
  const Span header = lines[header_];
  Table table;
  if (caption_depth_ == depth) table.intro = caption_;
  caption_ = no_id;
  if (header_ > 0) {
    table.intro = static_cast<std::uint32_t>(document_.blocks.size());
    add_text(BlockKind::paragraph, lines.first(header_));
  }
  table.first_block = static_cast<std::uint32_t>(document_.blocks.size());
  table.columns = count_cells(source_.bytes(), header);
  if (table.columns > max_columns) {
    document_.limits.push_back(fmt::format("line {}: the table's columns after the first {} are not read",
                                           source_.line_of(header.begin), max_columns));
    table.columns = max_columns;
  }
  add_row(header, table);
  for (const Span row : lines.subspan(header_ + 2, rows_end_ - header_ - 2)) {
    if (add_row(row, table)) continue;
    document_.limits.push_back(
        fmt::format("line {}: this row of a table and those after it are not read: there are too many empty cells",
                    source_.line_of(row.begin)));
    break;
  }
  document_.tables.push_back(table);
  if (rows_end_ < lines.size()) add_text(BlockKind::paragraph, lines.subspan(rows_end_));
}

/// False if there is no room for a row.
bool DocumentBuilder::add_row(Span row, Table& table) {
  split_row(source_.bytes(), row, cells_);
  cells_.resize(table.columns, Span{row.end, row.end});
  empty_cells_ +=
      static_cast<std::uint32_t>(std::count_if(cells_.begin(), cells_.end(), [](Span s) { return s.empty(); }));
  if (empty_cells_ > max_empty_cells) return false;
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    Block& cell = new_block(BlockKind::table_cell);
    cell.table = static_cast<std::uint32_t>(document_.tables.size());
    cell.row = table.rows;
    cell.column = column;
    if (cells_[column].empty()) continue;
    cell.line_count = 1;
    document_.lines.push_back(cells_[column]);
  }
  ++table.rows;
  return true;
}

}  // namespace stratlint
