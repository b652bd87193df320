#include "base/suggest.h"

#include <fmt/format.h>

#include <algorithm>

namespace stratlint {

namespace {

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest = 64;
  if (word.size() > longest) return {};
  std::size_t best = word.size() / 3 + 1;
  std::string_view found;
  for (std::string_view candidate : known) {
    if (candidate.size() > word.size() + best || word.size() > candidate.size() + best) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best || (distance == best && found.empty())) {
      best = distance;
      found = candidate;
    }
  }
  return best < std::max(word.size(), found.size()) ? found : std::string_view();
}

std::string suggest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t listable = 16;
  if (const std::string_view near = nearest(word, known); !near.empty()) return fmt::format("did you mean `{}`?", near);
  if (known.empty() || known.size() > listable) return {};
  return fmt::format("one of: {}", fmt::join(known, ", "));
}

}  // namespace stratlint
