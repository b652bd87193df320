#include "emit/rule_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace stratlint {

namespace {

// What every rule of a kind asks; a formula says it by itself.
std::string_view relation(RuleKind kind) {
  switch (kind) {
    case RuleKind::formula:
    case RuleKind::together:
      return "";
    case RuleKind::equation:
      return "the two sides of a written equation are equal";
    case RuleKind::group:
      return "the parts of a breakdown add up to its total";
    case RuleKind::check:
      return "a comparison that is written, or ticked, is true";
    case RuleKind::pair:
      return "what is reached meets what is required";
    case RuleKind::suppression:
      return "a comment that silences findings does so, for a reason";
    case RuleKind::pin:
      return "what a fence pins is known";
    case RuleKind::relation:
      return "numbers that stand side by side fit together";
    case RuleKind::same_fact:
      return "all values that are stated for a key are equal";
  }
  return "";
}

std::string_view first_sentence(std::string_view text) {
  for (std::size_t stop = text.find(". "); stop != text.npos; stop = text.find(". ", stop + 1)) {
    const char next = text[stop + 2];
    if (next >= 'A' && next <= 'Z') return text.substr(0, stop + 1);
  }
  return text;
}

// A fence that no line of the text can close.
std::string fenced(std::string_view text, std::string_view language) {
  std::string fence = "```";
  while (text.find(fence) != text.npos) fence += '`';
  const std::size_t begin = std::min(text.find_first_not_of('\n'), text.size());
  return fmt::format("{}{}\n{}\n{}\n", fence, language, text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin), fence);
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string_view kind_name(RuleKind kind) {
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
    case RuleKind::relation:
      return "relation";
    case RuleKind::together:
      return "together";
    case RuleKind::pin:
      return "pin";
    case RuleKind::suppression:
      return "suppression";
  }
  return "";
}

std::string join_lines(std::string_view text) {
  std::string all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    if (!all.empty() && !line.empty()) all += ' ';
    all += line;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string rule_formula(const Rule& rule) {
  std::vector<std::string> lines;
  if (!relation(rule.kind).empty()) lines.emplace_back(relation(rule.kind));
  const auto add_patterns = [&](std::string_view field, const std::vector<std::string>& patterns) {
    if (!patterns.empty()) lines.push_back(fmt::format("{}: {}", field, fmt::join(patterns, ", ")));
  };
  add_patterns("operands", rule.operands);
  add_patterns("results", rule.results);
  add_patterns("keys", rule.keys);
  if (!rule.formula.empty()) lines.push_back(rule.formula);
  if (rule.margin > 0) lines.push_back(fmt::format("margin = {:g}%", rule.margin * 100));
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string rule_title(const Rule& rule) {
  return std::string(first_sentence(join_lines(rule.doc)));
}

std::string rule_doc(const Rule& rule) {
  std::string out;
  std::string_view doc = trimmed(rule.doc);
  while (!doc.empty()) {
    const std::size_t end = std::min(doc.find("\n\n"), doc.size());
    if (!out.empty()) out += "\n\n";
    out += join_lines(doc.substr(0, end));
    doc = trimmed(doc.substr(end));
  }
  return out;
}

std::string suppression_hint(const Rule& rule) {
  return fmt::format("<!-- stratlint-disable-next-line {} -- why this is right -->", rule.id);
}

std::string rule_markdown(const Rule& rule) {
  std::string out = rule_doc(rule) + "\n";
  const auto section = [&](std::string_view title, std::string_view text, std::string_view language) {
    if (!trimmed(text).empty()) fmt::format_to(std::back_inserter(out), "\n{}:\n\n{}", title, fenced(text, language));
  };
  section("Formula", rule_formula(rule), "text");
  section("Wrong", rule.bad, "markdown");
  section("What stratlint says", rule.bad_expected, "text");
  section("Right", rule.good, "markdown");
  section("Where it is right after all, say so above the line", suppression_hint(rule), "markdown");
  return out;
}

}  // namespace stratlint
