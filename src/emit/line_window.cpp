#include "emit/line_window.h"

#include <algorithm>

namespace stratlint {

namespace {

constexpr std::size_t least_context = 3;  // beside a mark, or nobody can tell what it is
constexpr std::size_t tip = 8;            // what is shown of each end of a mark that is too long

// An ellipsis in place of one column would gain nothing, so such a column is shown.
std::vector<Columns> widen(const std::vector<Columns>& marks, std::size_t radius, std::size_t total) {
  std::vector<Columns> parts;
  for (const Columns& mark : marks) {
    const std::size_t begin = mark.begin <= radius + 1 ? 0 : mark.begin - radius;
    const std::size_t end = mark.end + radius + 1 >= total ? total : mark.end + radius;
    if (!parts.empty() && begin <= parts.back().end + 1)
      parts.back().end = std::max(parts.back().end, end);
    else
      parts.push_back({begin, end});
  }
  return parts;
}

std::size_t width_of(const std::vector<Columns>& parts, std::size_t total) {
  std::size_t width = parts.size() - 1;
  for (const Columns& part : parts) width += part.end - part.begin;
  return width + (parts.front().begin > 0 ? 1 : 0) + (parts.back().end < total ? 1 : 0);
}

// Columns that are too few for all parts go to the last one, on its side that is cut.
void give(std::vector<Columns>& parts, std::size_t spare, std::size_t total) {
  Columns& last = parts.back();
  if (last.end < total) {
    last.end = std::min(total, last.end + spare);
  } else if (parts.size() == 1) {
    last.begin -= std::min(last.begin, spare);
  } else if (Columns& before = parts[parts.size() - 2]; last.begin - before.end > spare + 1) {
    last.begin -= spare;
  } else {
    before.end = last.end;
    parts.pop_back();
  }
}

// Empty if the marks do not fit.
std::vector<Columns> fit(const std::vector<Columns>& marks, std::size_t total, std::size_t width) {
  std::vector<Columns> best;
  for (std::size_t radius = least_context; radius <= width; ++radius) {
    std::vector<Columns> parts = widen(marks, radius, total);
    if (width_of(parts, total) > width) break;
    best = std::move(parts);
  }
  if (best.empty()) return best;
  give(best, width - width_of(best, total), total);
  return best;
}

std::vector<Columns> tips_of(const std::vector<Columns>& marks) {
  std::vector<Columns> tips;
  for (const Columns& mark : marks) {
    if (mark.end - mark.begin <= 2 * tip) {
      tips.push_back(mark);
    } else {
      tips.push_back({mark.begin, mark.begin + tip});
      tips.push_back({mark.end - tip, mark.end});
    }
  }
  std::sort(tips.begin(), tips.end(), [](const Columns& a, const Columns& b) { return a.begin < b.begin; });
  return tips;
}

std::size_t distance(const Columns& a, const Columns& b) {
  return a.begin >= b.end ? a.begin - b.end : b.begin >= a.end ? b.begin - a.end : 0;
}

}  // namespace

std::vector<Columns> choose_window(std::size_t total, std::vector<Columns> marks, Columns focus, std::size_t width) {
  if (total <= width) return {{0, total}};
  if (std::vector<Columns> whole = fit(marks, total, width); !whole.empty()) return whole;
  while (true) {
    if (std::vector<Columns> ends = fit(tips_of(marks), total, width); !ends.empty()) return ends;
    const auto farthest = std::max_element(marks.begin(), marks.end(), [&](const Columns& a, const Columns& b) {
      return distance(a, focus) < distance(b, focus);
    });
    if (marks.size() <= 1 || distance(*farthest, focus) == 0) break;
    marks.erase(farthest);
  }
  const std::size_t begin = focus.begin <= 1 ? 0 : focus.begin;
  const std::size_t end = begin + width - (begin > 0 ? 2 : 1);
  return {{begin, end + 1 >= total ? total : end}};
}

}  // namespace stratlint
