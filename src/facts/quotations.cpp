#include "facts/quotations.h"

#include <algorithm>

namespace stratlint::facts {

namespace {

/// More than a name: `"Balanced"` and `"TP 8"` are none.
bool is_speech(std::string_view text) { return std::count(text.begin(), text.end(), ' ') >= 2; }

/// Quotations that open and close on one line, in order.
void find_quotations(std::string_view bytes, Span line, std::vector<Span>& found) {
  const std::string_view text = bytes.substr(line.begin, line.end - line.begin);
  for (std::size_t at = 0; at < text.size();) {
    const bool curly = text.substr(at).starts_with("“");
    if (!curly && text[at] != '"') {
      ++at;
      continue;
    }
    const std::string_view mark = curly ? "”" : "\"";
    const std::size_t first = at + (curly ? std::string_view("“").size() : 1), end = text.find(mark, first);
    if (end == std::string_view::npos) return;
    if (is_speech(text.substr(first, end - first))) found.push_back({line.begin + static_cast<std::uint32_t>(first), line.begin + static_cast<std::uint32_t>(end)});
    at = end + mark.size();
  }
}

}  // namespace

void set_quotations_apart(const Document& document, const Extraction& x, FactBase& base) {
  const std::string_view bytes = document.source->bytes();
  std::vector<Span> quotations;
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::code || block.kind == BlockKind::html) continue;
    for (std::uint32_t line = 0; line < block.line_count; ++line) find_quotations(bytes, document.begin_lines(block)[line], quotations);
  }
  if (quotations.empty()) return;
  const auto is_quoted = [&](Span span) {
    const auto after = std::upper_bound(quotations.begin(), quotations.end(), span.begin, [](std::uint32_t byte, Span quotation) { return byte < quotation.begin; });
    return after != quotations.begin() && span.end <= std::prev(after)->end;
  };
  for (Fact& fact : base.facts)
    if (fact.role == Role::claim && !fact.pinned && is_quoted(fact.span)) fact.role = Role::quoted;
  for (std::uint32_t id = 0; id < x.statements.size(); ++id)
    if (base.role_of_statement[id] == Role::claim && is_quoted(x.statements[id].span)) base.role_of_statement[id] = Role::quoted;
}

}  // namespace stratlint::facts
