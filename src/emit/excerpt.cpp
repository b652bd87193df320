#include "emit/excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "emit/cells.h"
#include "emit/line_numbers.h"
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
  return h.repeated.empty() ? h.message : fmt::format("{}, also on {}", h.message, name_lines(h.repeated));
}

// A line that must be cut is cut a little more where the terminal has no room for the message of its last mark.
SourceLine lay_out(const Layout& layout, std::string_view text, std::span<const Highlight> highlights) {
  std::vector<Span> marks;
  const Highlight *focus = &highlights.front(), *last = focus;
  for (const Highlight& h : highlights) {
    marks.push_back(h.span);
    if (h.primary) focus = &h;
    if (h.span.end >= last->span.end) last = &h;
  }
  SourceLine line(text, marks, focus->span, layout.width);
  if (!layout.style.wrap || !line.cut()) return line;
  const std::size_t wanted = std::min(cell_width(message_of(*last)), layout.width / 2);
  const std::size_t room = layout.width - std::min(layout.width, line.columns(last->span).begin);
  if (room >= wanted) return line;
  return SourceLine(text, marks, focus->span, layout.width - (wanted - room));
}

void append_marked_line(std::string& out, const Layout& layout, std::span<const Highlight> highlights) {
  const std::uint32_t number = highlights.front().line;
  const SourceLine line = lay_out(layout, layout.source.text(layout.source.line(number)), highlights);
  append_source_line(out, layout, number, line);
  std::vector<Underline> underlines;
  for (const Highlight& h : highlights) underlines.push_back({line.columns(h.span), message_of(h), h.primary});
  std::string prefix;
  append_toned(prefix, layout.style, Tone::gutter, std::string(layout.gutter, ' ') + " |");
  append_underlines(out, std::move(underlines), prefix, layout.style, layout.primary, layout.width);
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
