#include "emit/sarif_rules.h"

#include "emit/plain_text.h"
#include "emit/rule_text.h"

namespace stratlint {

namespace {

const char* precision(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "very-high";
    case Severity::warning:
      return "high";
    case Severity::note:
      return "medium";
  }
  return "medium";
}

const char* problem_severity(Severity severity) {
  return severity == Severity::note ? "recommendation" : name(severity);
}

// `gpu/axis-product` → `GpuAxisProduct`: SARIF wants an identifier that reads as a name.
std::string pascal_case(std::string_view id) {
  std::string out;
  bool upper = true;
  for (const char c : id) {
    const bool letter = c != '/' && c != '-';
    if (letter) out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = !letter;
  }
  return out;
}

}  // namespace

Json sarif_rules(const RuleSet& rules) {
  Json out = Json::array();
  for (const Rule& rule : rules.rules) {
    const std::string doc = rule_doc(rule);
    out.push_back({{"id", rule.id},
                   {"name", pascal_case(rule.id)},
                   {"shortDescription", {{"text", rule_title(rule)}}},
                   {"fullDescription", {{"text", doc}}},
                   {"helpUri", rule_url(rule.id)},
                   {"help", {{"text", doc}, {"markdown", rule_markdown(rule)}}},
                   {"defaultConfiguration", {{"level", name(rule.severity)}}},
                   {"properties", {{"precision", precision(rule.severity)},
                                   {"problem.severity", problem_severity(rule.severity)},
                                   {"tags", {rule.group()}}}}});
  }
  return out;
}

}  // namespace stratlint
