#include "emit/source_line.h"

#include <algorithm>

#include "emit/cells.h"

namespace stratlint {

namespace {

constexpr std::size_t tab_stop = 4;
constexpr std::string_view ellipsis = "…";

bool continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// Lines may be as long as the file, so only bytes that could come into view are laid out.
std::vector<Span> bytes_in_reach(std::string_view line, const std::vector<Span>& marks, std::size_t width) {
  const std::size_t reach = 8 * width;
  if (line.size() <= 4 * reach) return {{0, static_cast<std::uint32_t>(line.size())}};
  std::vector<std::size_t> centres = {0};
  for (const Span& mark : marks) centres.insert(centres.end(), {mark.begin, mark.end});
  std::sort(centres.begin(), centres.end());
  std::vector<Span> chunks;
  for (const std::size_t centre : centres) {
    std::size_t begin = centre > reach ? centre - reach : 0, end = std::min(line.size(), centre + reach);
    for (int i = 0; i < 3 && begin < end && continuation(line[begin]); ++i) ++begin;
    for (int i = 0; i < 3 && end < line.size() && continuation(line[end]); ++i) ++end;
    if (!chunks.empty() && begin <= chunks.back().end)
      chunks.back().end = std::max(chunks.back().end, static_cast<std::uint32_t>(end));
    else
      chunks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }
  return chunks;
}

}  // namespace

SourceLine::SourceLine(std::string_view line, const std::vector<Span>& marks, Span focus, std::size_t width) {
  const std::string expanded = lay_out(line, marks, width);
  const auto columns_of = [&](Span span) -> Columns {
    const std::size_t begin = full_column(span.begin);
    return {begin, std::max(full_column(span.end), begin + 1)};
  };
  std::vector<Columns> marked;
  for (const Span& mark : marks) marked.push_back(columns_of(mark));
  if (marked.empty()) marked.push_back(columns_of(focus));
  const std::size_t total = cells_.back().column;
  for (const Columns& part : choose_window(total, std::move(marked), columns_of(focus), width))
    append_part(expanded, part);
  if (parts_.empty() || parts_.back().columns.end < total) {
    text_ += ellipsis;
    cut_ = true;
  }
  text_.erase(text_.find_last_not_of(' ') + 1);
}

// Fills the cells; what is out of reach becomes one cell that is too wide to be shown.
std::string SourceLine::lay_out(std::string_view line, const std::vector<Span>& marks, std::size_t width) {
  std::string expanded;
  std::size_t column = 0, byte = 0;
  const auto leave_out = [&](std::size_t end) {
    if (byte >= end) return;
    cells_.push_back({byte, expanded.size(), column});
    column += 2 * width;
    byte = end;
  };
  for (const Span& chunk : bytes_in_reach(line, marks, width)) {
    leave_out(chunk.begin);
    while (byte < chunk.end) {
      cells_.push_back({byte, expanded.size(), column});
      const Glyph glyph = glyph_at(line, byte);
      const std::size_t cells = line[byte] == '\t' ? tab_stop - column % tab_stop : glyph.cells;
      if (line[byte] == '\t')
        expanded.append(cells, ' ');
      else
        expanded += glyph.shown;
      column += cells;
      byte += glyph.size;
    }
  }
  leave_out(line.size());
  cells_.push_back({line.size(), expanded.size(), column});
  return expanded;
}

// Glyphs that are only partly inside are left out, and so are marks that combine with a hidden glyph.
void SourceLine::append_part(std::string_view expanded, Columns part) {
  const auto column_of = [](const Cell& cell, std::size_t column) { return cell.column < column; };
  auto first = std::lower_bound(cells_.begin(), cells_.end(), part.begin, column_of);
  while (part.begin > 0 && first + 1 < cells_.end() && first->column == (first + 1)->column) ++first;
  const auto end = std::prev(std::upper_bound(
      first, cells_.end(), part.end, [](std::size_t column, const Cell& cell) { return column < cell.column; }));
  if (end < first) return;
  if (first != cells_.begin()) {
    text_ += ellipsis;
    ++width_;
    cut_ = true;
  }
  parts_.push_back({{first->column, end->column}, width_});
  text_ += expanded.substr(first->shown, end->shown - first->shown);
  width_ += end->column - first->column;
}

std::size_t SourceLine::full_column(std::size_t byte) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), byte,
                                      [](std::size_t value, const Cell& cell) { return value < cell.byte; });
  return after == cells_.begin() ? cells_.front().column : std::prev(after)->column;
}

Columns SourceLine::columns(Span span) const {
  const auto shown = [&](std::size_t column, std::size_t hidden) {
    std::size_t at = 0;  // the ellipsis after the last part before the column
    for (const Part& part : parts_) {
      if (column < part.columns.begin) break;
      at = part.shown + std::min(column, part.columns.end) - part.columns.begin;
      if (column <= part.columns.end) return at;
    }
    return at + hidden;
  };
  const std::size_t begin = shown(full_column(span.begin), 0);
  return {begin, std::max(shown(full_column(span.end), 1), begin + 1)};
}

}  // namespace stratlint
