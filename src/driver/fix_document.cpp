#include "driver/fix_document.h"

#include <algorithm>
#include <utility>

#include "base/edit.h"

namespace stratlint {

namespace {

CheckedDocument check(const Pipeline& pipeline, const Input& input, const std::string& bytes) {
  return check_document(pipeline, input, {bytes, ""}, nullptr);
}

bool wanted(const Finding& finding, bool unsafe) {
  return finding.fix && (finding.fix->safe || unsafe);
}

/// One finding less, and none that was not there.
bool better(const std::vector<Finding>& before, const std::vector<Finding>& after) {
  if (after.size() >= before.size()) return false;
  std::vector<ClaimKey> known;
  for (const Finding& finding : before) known.push_back(finding.key);
  const Comparison comparison = compare(after, known);
  return std::all_of(comparison.known.begin(), comparison.known.end(), [](bool is_known) { return is_known; });
}

}  // namespace

FixedDocument fix_document(const Pipeline& pipeline, const Input& input, std::string bytes, bool unsafe) {
  FixedDocument result{std::move(bytes), 0};
  CheckedDocument now = check(pipeline, input, result.bytes);
  std::vector<ClaimKey> refused;
  while (true) {
    const auto& findings = now.report.verdict.findings;
    const auto next = std::find_if(findings.begin(), findings.end(), [&](const Finding& finding) {
      return wanted(finding, unsafe) && std::find(refused.begin(), refused.end(), finding.key) == refused.end();
    });
    if (next == findings.end()) return result;
    std::string edited = apply_edits(result.bytes, next->fix->edits);
    CheckedDocument then = check(pipeline, input, edited);
    if (better(findings, then.report.verdict.findings)) {
      result.bytes = std::move(edited);
      ++result.fixes;
      now = std::move(then);
    } else {
      refused.push_back(next->key);
    }
  }
}

}  // namespace stratlint
