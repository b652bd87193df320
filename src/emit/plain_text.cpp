#include "emit/plain_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace stratlint {

std::vector<std::string> remarks(const Finding& finding) {
  std::vector<std::string> lines = finding.derivation;
  if (finding.readings.size() > 1) lines.push_back(fmt::format("readings tried: {}", fmt::join(finding.readings, "; ")));
  if (finding.readings.size() == 1) lines.push_back("read as: " + finding.readings.front());
  if (finding.readings.empty() && !finding.convention.empty()) lines.push_back("read as: " + finding.convention);
  lines.insert(lines.end(), finding.notes.begin(), finding.notes.end());
  if (!finding.plan.empty() && finding.plan != "main") lines.push_back("plan: " + finding.plan);
  if (!finding.help.empty()) lines.push_back("help: " + finding.help);
  return lines;
}

std::string plain_text(const Finding& finding) {
  std::string text = finding.message;
  for (const std::string& line : remarks(finding)) text += "\n" + line;
  return text;
}

std::string rule_url(std::string_view rule) {
  std::string anchor(rule);
  std::erase(anchor, '/');  // as a heading of Markdown gets its anchor
  return fmt::format("{}/blob/v{}/docs/rule-list.md#{}", STRATLINT_HOMEPAGE, STRATLINT_VERSION, anchor);
}

}  // namespace stratlint
