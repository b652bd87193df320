#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "emit/cells.h"
#include "emit/palette.h"
#include "emit/rule_text.h"
#include "emit/wrap.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

// Appends a text line by line, each after `indent`, without trailing space.
void append_indented(std::string& out, std::string_view text, std::string_view indent) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (!trimmed(line).empty()) {
      out += indent;
      append_printable(out, line.substr(0, line.find_last_not_of(" \t\r") + 1));
    }
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// The paragraphs of a doc: filled to the width of a terminal, elsewhere as they were written.
void append_doc(std::string& out, const TextStyle& style, std::string_view doc) {
  if (!style.wrap) return append_indented(out, trimmed(doc), "");
  doc = trimmed(doc);
  while (!doc.empty()) {
    const std::size_t end = std::min(doc.find("\n\n"), doc.size());
    append_hanging(out, style, Tone::plain, 0, 0, join_lines(doc.substr(0, end)));
    doc.remove_prefix(end);
    doc = trimmed(doc);
    if (!doc.empty()) out += '\n';
  }
}

void append_section(std::string& out, const TextStyle& style, std::string_view title, std::string_view text) {
  const std::size_t begin = text.find_first_not_of('\n');
  if (begin == std::string_view::npos) return;
  out += '\n';
  append_toned(out, style, Tone::strong, title);
  out += '\n';
  append_indented(out, text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin), "    ");
}

}  // namespace

std::string emit_rules(const RuleSet& rules, const TextStyle& style) {
  constexpr std::size_t severity_width = 9, least_text = 40, narrow_indent = 4;
  std::size_t id_width = 0;
  for (const Rule& rule : rules.rules) id_width = std::max(id_width, cell_width(rule.id) + 2);
  const std::size_t column = id_width + severity_width;
  const bool narrow = style.wrap && column + least_text > style.width;
  std::string out;
  for (const Rule& rule : rules.rules) {
    const std::string_view severity = name(rule.severity);
    append_toned(out, style, Tone::strong, rule.id);
    out.append(id_width - cell_width(rule.id), ' ');
    append_toned(out, style, tone(rule.severity), severity);
    out += narrow ? "\n" + std::string(narrow_indent, ' ') : std::string(severity_width - severity.size(), ' ');
    const std::size_t indent = narrow ? narrow_indent : column;
    append_hanging(out, style, Tone::plain, indent, indent, rule_title(rule));
  }
  return out;
}

std::string emit_explain(const Rule& rule, const TextStyle& style) {
  std::string out;
  append_toned(out, style, Tone::strong, rule.id);
  out += ": ";
  append_toned(out, style, tone(rule.severity), name(rule.severity));
  out += fmt::format(", {} rule\n\n", kind_name(rule.kind));
  append_doc(out, style, rule.doc);
  append_section(out, style, "Formula", rule_formula(rule));
  append_section(out, style, "Wrong", rule.bad);
  append_section(out, style, "What stratlint says", rule.bad_expected);
  append_section(out, style, "Right", rule.good);
  append_section(out, style, "Where it is right after all, say so above the line", suppression_hint(rule));
  return out;
}

}  // namespace stratlint
