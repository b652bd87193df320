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

// Lines may be as long as the file, so only the bytes that could come into view are laid out.
Span near(std::string_view line, Span marked, Span focus, std::size_t width) {
  const std::size_t reach = 8 * width;
  if (line.size() <= 4 * reach) return {0, static_cast<std::uint32_t>(line.size())};
  const Span centre = marked.size() <= reach ? marked : focus;
  std::size_t begin = centre.begin > reach ? centre.begin - reach : 0;
  std::size_t end = std::min<std::size_t>(line.size(), std::min<std::size_t>(centre.end, centre.begin + reach) + reach);
  for (int i = 0; i < 3 && begin < end && continuation(line[begin]); ++i) ++begin;
  for (int i = 0; i < 3 && end < line.size() && continuation(line[end]); ++i) ++end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

SourceLine::SourceLine(std::string_view line, Span marked, Span focus, std::size_t width) {
  const Span shown = near(line, marked, focus, width);
  std::string expanded;
  std::size_t column = 0;
  for (std::size_t byte = shown.begin; byte < shown.end;) {
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
  cells_.push_back({shown.end, expanded.size(), column});

  std::size_t begin = full_column(marked.begin), end = std::max(full_column(marked.end), begin + 1);
  if (end - begin + 2 > width) {
    begin = full_column(focus.begin);
    end = std::min(std::max(full_column(focus.end), begin + 1), begin + width - std::min<std::size_t>(width, 2));
  }
  // The marked part stands in the middle, unless an end of the line is near.
  const bool more_left = shown.begin > 0, more_right = shown.end < line.size();
  const std::size_t spare = width - std::min(width, end - begin);
  first_ = begin - std::min(begin, spare / 2);
  if (!more_right) first_ = std::min(first_, column - std::min(column, width));
  last_ = std::min(column, first_ + width);
  cut(expanded, first_ > 0 || more_left, last_ < column || more_right);
}

void SourceLine::cut(std::string_view expanded, bool left, bool right) {
  const std::size_t start = left ? first_ + 1 : first_;
  const std::size_t limit = right ? last_ - 1 : last_;
  if (left) text_ += ellipsis;
  std::size_t column = start;
  for (std::size_t i = 0; i + 1 < cells_.size(); ++i) {
    const Cell &cell = cells_[i], &next = cells_[i + 1];
    const bool mark_of_hidden = left && cell.column == next.column && column == start;
    if (cell.column < column || next.column > limit || mark_of_hidden) continue;
    text_.append(cell.column - column, ' ');  // where a wide glyph was cut in half
    text_ += expanded.substr(cell.shown, next.shown - cell.shown);
    column = next.column;
  }
  if (right) {
    text_.append(limit - std::min(limit, column), ' ');
    text_ += ellipsis;
  }
  text_.erase(text_.find_last_not_of(' ') + 1);
}

std::size_t SourceLine::full_column(std::size_t byte) const {
  const auto after = std::upper_bound(cells_.begin(), cells_.end(), byte,
                                      [](std::size_t value, const Cell& cell) { return value < cell.byte; });
  return after == cells_.begin() ? cells_.front().column : std::prev(after)->column;
}

std::size_t SourceLine::column(std::size_t byte) const {
  return std::clamp(full_column(byte), first_, last_) - first_;
}

}  // namespace stratlint
