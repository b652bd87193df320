#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "emit/palette.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

constexpr std::size_t context = 3;  // lines around a change

/// Lines with their endings.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

void append_line(std::string& out, const TextStyle& style, char mark, std::string_view line) {
  const bool whole = line.ends_with('\n');
  if (whole) line.remove_suffix(1);
  const Tone tone = mark == '-' ? Tone::error : mark == '+' ? Tone::help : Tone::plain;
  append_toned(out, style, tone, mark + std::string(line));
  out += whole ? "\n" : "\n\\ No newline at end of file\n";
}

}  // namespace

std::string emit_diff(std::string_view path, std::string_view before, std::string_view after, const TextStyle& style) {
  const auto old_lines = split(before), new_lines = split(after);
  std::vector<std::size_t> changed;
  for (std::size_t i = 0; i < old_lines.size() && i < new_lines.size(); ++i) {
    if (old_lines[i] != new_lines[i]) changed.push_back(i);
  }
  if (changed.empty()) return {};
  std::string out = fmt::format("--- {0}\n+++ {0}\n", path);
  for (std::size_t first = 0, last = 0; first < changed.size(); first = last + 1) {
    for (last = first; last + 1 < changed.size() && changed[last + 1] <= changed[last] + 2 * context;) ++last;
    const std::size_t begin = changed[first] - std::min(changed[first], context), end = std::min(old_lines.size(), changed[last] + context + 1);
    append_toned(out, style, Tone::gutter, fmt::format("@@ -{0},{1} +{0},{1} @@", begin + 1, end - begin));
    out += '\n';
    for (std::size_t i = begin; i < end;) {
      if (old_lines[i] == new_lines[i]) {
        append_line(out, style, ' ', old_lines[i++]);
        continue;
      }
      std::size_t stop = i;
      while (stop < end && old_lines[stop] != new_lines[stop]) ++stop;
      for (std::size_t k = i; k < stop; ++k) append_line(out, style, '-', old_lines[k]);
      for (; i < stop; ++i) append_line(out, style, '+', new_lines[i]);
    }
  }
  return out;
}

}  // namespace stratlint
