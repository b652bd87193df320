#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "stratlint/emit.h"

namespace stratlint {

std::string emit_statistics(const Summary& summary) {
  std::vector<std::pair<std::string, RuleCount>> rows(summary.rules.begin(), summary.rules.end());
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second.findings > b.second.findings; });
  std::string out = fmt::format("{:>8} {:>6}  rule\n", "findings", "files");
  for (const auto& [rule, count] : rows) fmt::format_to(std::back_inserter(out), "{:>8} {:>6}  {}\n", count.findings, count.files, rule);
  return out;
}

}  // namespace stratlint
