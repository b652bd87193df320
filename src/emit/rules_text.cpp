#include <fmt/format.h>

#include <string_view>
#include <vector>

#include "emit/cells.h"
#include "emit/columns.h"
#include "emit/palette.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

std::string_view name(RuleKind kind) {
  switch (kind) {
    case RuleKind::formula:
      return "formula";
    case RuleKind::equation:
      return "equation";
    case RuleKind::group:
      return "group";
    case RuleKind::check:
      return "check";
    case RuleKind::pair:
      return "pair";
    case RuleKind::same_fact:
      return "same-fact";
  }
  return "";
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

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
  std::vector<std::vector<std::string>> rows;
  for (const Rule& rule : rules.rules) {
    const std::string_view doc = trimmed(rule.doc);
    std::string severity, first_line;
    append_toned(severity, style, tone(rule.severity), name(rule.severity));
    append_printable(first_line, trimmed(doc.substr(0, doc.find('\n'))));
    rows.push_back({rule.id, severity, first_line});
  }
  std::string out;
  append_columns(out, rows, "");
  return out;
}

std::string emit_explain(const Rule& rule, const TextStyle& style) {
  std::string out;
  append_toned(out, style, Tone::strong, rule.id);
  out += fmt::format(": {}, {} rule\n\n", name(rule.severity), name(rule.kind));
  append_indented(out, trimmed(rule.doc), "");
  append_section(out, style, "Formula", rule.formula);
  append_section(out, style, "Wrong", rule.bad);
  append_section(out, style, "What stratlint says", rule.bad_expected);
  append_section(out, style, "Right", rule.good);
  return out;
}

}  // namespace stratlint
