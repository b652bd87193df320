#include "emit/line_numbers.h"

#include <fmt/format.h>

#include <iterator>

namespace stratlint {

std::string name_lines(const std::vector<std::uint32_t>& lines) {
  constexpr std::size_t most_runs = 8;
  std::string text = lines.size() == 1 ? "line " : "lines ";
  std::size_t runs = 0;
  for (std::size_t first = 0; first < lines.size(); ++runs) {
    if (runs > 0) text += ", ";
    if (runs == most_runs) return text + "…";
    std::size_t last = first;
    while (last + 1 < lines.size() && lines[last + 1] == lines[last] + 1) ++last;
    if (last < first + 2) last = first;  // two neighbours read better one by one
    fmt::format_to(std::back_inserter(text), "{}", lines[first]);
    if (last > first) fmt::format_to(std::back_inserter(text), "–{}", lines[last]);
    first = last + 1;
  }
  return text;
}

}  // namespace stratlint
