#include "stratlint/triage.h"

namespace stratlint {

Verdict at_least(Verdict verdict, Severity least) {
  verdict.below_level += std::erase_if(verdict.findings, [&](const Finding& finding) { return finding.severity < least; });
  return verdict;
}

}  // namespace stratlint
