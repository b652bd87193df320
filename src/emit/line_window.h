#pragma once

#include <cstddef>
#include <vector>

namespace stratlint {

/// Terminal columns of a source line, `end` exclusive.
struct Columns {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Columns&) const = default;
};

/// The parts of a line of `total` columns that are shown in `width` columns, with one column for `…` wherever
/// something is left out: all marks with as much around them as there is room for. If that is too much, only the ends
/// of long marks, then only the marks nearest to the focus. `marks` are in order, `focus` is one of them.
std::vector<Columns> choose_window(std::size_t total, std::vector<Columns> marks, Columns focus, std::size_t width);

}  // namespace stratlint
