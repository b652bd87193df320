#include "markdown/table_row.h"

#include "markdown/line_reader.h"

namespace stratlint {

namespace {

/// Calls `cell` with every cell, from left to right.
template <class Cell>
void for_each_cell(std::string_view bytes, Span row, Cell cell) {
  row = trim(bytes, row);
  if (!row.empty() && bytes[row.begin] == '|') ++row.begin;
  for (std::uint32_t begin = row.begin; begin < row.end;) {
    std::uint32_t end = begin;
    while (end < row.end && (bytes[end] != '|' || (end > begin && bytes[end - 1] == '\\'))) ++end;
    cell(trim(bytes, {begin, end}));
    begin = end + 1;
  }
}

/// The row of dashes between the header and the body of a table: `|---|:--:|`.
bool is_delimiter_row(std::string_view bytes, Span row) {
  row = trim(bytes, row);
  const std::string_view text = bytes.substr(row.begin, row.size());
  if (text.find_first_not_of("|:- \t") != std::string_view::npos ||
      text.find_first_of("|:") == std::string_view::npos) {
    return false;
  }
  bool all_dashes = text != "|";
  for_each_cell(bytes, row, [&](Span cell) {
    if (!cell.empty() && bytes[cell.begin] == ':') ++cell.begin;
    if (!cell.empty() && bytes[cell.end - 1] == ':') --cell.end;
    const std::string_view dashes = bytes.substr(cell.begin, cell.size());
    all_dashes = all_dashes && !dashes.empty() && dashes.find_first_not_of('-') == std::string_view::npos;
  });
  return all_dashes;
}

}  // namespace

void split_row(std::string_view bytes, Span row, std::vector<Span>& cells) {
  cells.clear();
  for_each_cell(bytes, row, [&](Span cell) { cells.push_back(cell); });
}

std::uint32_t count_cells(std::string_view bytes, Span row) {
  std::uint32_t count = 0;
  for_each_cell(bytes, row, [&](Span) { ++count; });
  return count;
}

bool starts_table(std::string_view bytes, Span header, Span row) {
  return is_delimiter_row(bytes, row) && count_cells(bytes, row) == count_cells(bytes, header);
}

}  // namespace stratlint
