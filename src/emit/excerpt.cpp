#include "emit/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "emit/source_line.h"
#include "emit/underline.h"

namespace stratlint {

namespace {

constexpr std::size_t least_width = 20;  // of a source line, however narrow the terminal says it is

struct Layout {
  const SourceFile& source;
  const TextStyle& style;
  Tone primary;
  std::size_t gutter;
  std::size_t width;  // of a source line
};

void append_source_line(std::string& out, const Layout& layout, std::uint32_t number, const SourceLine& line) {
  append_toned(out, layout.style, Tone::gutter, fmt::format("{:>{}} |", number, layout.gutter));
  if (!line.text().empty()) out += ' ';
  out += line.text();
  out += '\n';
}

std::string message_of(const Highlight& h) {
  if (h.repeated.empty()) return h.message;
  return fmt::format("{}, repeated on {} {}", h.message, h.repeated.size() == 1 ? "line" : "lines",
                     fmt::join(h.repeated, ", "));
}

void append_marked_line(std::string& out, const Layout& layout, std::span<const Highlight> highlights) {
  const std::uint32_t number = highlights.front().line;
  Span all = highlights.front().span;
  const Highlight* focus = &highlights.front();
  for (const Highlight& h : highlights) {
    all = {std::min(all.begin, h.span.begin), std::max(all.end, h.span.end)};
    if (h.primary) focus = &h;
  }
  const SourceLine line(layout.source.text(layout.source.line(number)), all, focus->span, layout.width);
  append_source_line(out, layout, number, line);

  std::vector<Underline> underlines;
  for (const Highlight& h : highlights) {
    const std::size_t begin = line.column(h.span.begin);
    underlines.push_back({begin, std::max(line.column(h.span.end), begin + 1), message_of(h), h.primary});
  }
  std::string prefix;
  append_toned(prefix, layout.style, Tone::gutter, std::string(layout.gutter, ' ') + " |");
  append_underlines(out, std::move(underlines), prefix, layout.style, layout.primary);
}

// One line between two marked ones is shown: it costs no more than the dots.
void append_gap(std::string& out, const Layout& layout, std::uint32_t before, std::uint32_t after) {
  if (after - before == 2) {
    const SourceLine line(layout.source.text(layout.source.line(before + 1)), {}, {}, layout.width);
    append_source_line(out, layout, before + 1, line);
  } else if (after - before > 2) {
    append_toned(out, layout.style, Tone::gutter, "...");
    out += '\n';
  }
}

}  // namespace

std::size_t gutter_width(const std::vector<Highlight>& highlights) {
  return fmt::formatted_size("{}", highlights.back().line);
}

void append_excerpt(std::string& out, const SourceFile& source, const std::vector<Highlight>& highlights,
                    const TextStyle& style, Tone primary) {
  const std::size_t gutter = gutter_width(highlights);
  const std::size_t width = std::max(style.width, gutter + 3 + least_width) - gutter - 3;
  const Layout layout{source, style, primary, gutter, width};
  append_toned(out, style, Tone::gutter, std::string(gutter, ' ') + " |");
  out += '\n';
  for (std::size_t first = 0, end = 0; first < highlights.size(); first = end) {
    while (end < highlights.size() && highlights[end].line == highlights[first].line) ++end;
    if (first > 0) append_gap(out, layout, highlights[first - 1].line, highlights[first].line);
    append_marked_line(out, layout, std::span(highlights).subspan(first, end - first));
  }
}

}  // namespace stratlint
