#include "facts/quotations.h"

#include <algorithm>

namespace stratlint::facts {

namespace {

/// More than a name: `"Balanced"` and `"TP 8"` are none.
bool is_speech(std::string_view text) { return std::count(text.begin(), text.end(), ' ') >= 2; }

constexpr std::string_view straight = "\"", opening = "“", closing = "”";

/// Quotations that open and close on one line, in order.
void find_quotations(std::string_view bytes, Span line, std::vector<Span>& found) {
  const std::string_view text = bytes.substr(line.begin, line.end - line.begin);
  std::size_t curly = text.find(opening);
  for (std::size_t plain = text.find(straight); plain != std::string_view::npos || curly != std::string_view::npos;) {
    const bool is_curly = curly < plain;
    const std::size_t first = is_curly ? curly + opening.size() : plain + straight.size();
    const std::string_view mark = is_curly ? closing : straight;
    const std::size_t end = text.find(mark, first);
    if (end == std::string_view::npos) return;
    if (is_speech(text.substr(first, end - first))) found.push_back({line.begin + static_cast<std::uint32_t>(first), line.begin + static_cast<std::uint32_t>(end)});
    const std::size_t next = end + mark.size();
    if (plain < next) plain = text.find(straight, next);
    if (curly < next) curly = text.find(opening, next);
  }
}

}  // namespace

std::vector<Span> quotations(const Document& document) {
  const std::string_view bytes = document.source->bytes();
  std::vector<Span> found;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::code || block.kind == BlockKind::html) continue;
    for (std::uint32_t line = 0; line < block.line_count; ++line) find_quotations(bytes, document.begin_lines(block)[line], found);
  }
  return found;
}

}  // namespace stratlint::facts
