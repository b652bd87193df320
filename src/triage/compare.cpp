#include <map>
#include <tuple>

#include "stratlint/triage.h"

namespace stratlint {

namespace {

using Claim = std::pair<std::string_view, std::string_view>;  // rule and claim

Claim claim(const ClaimKey& key) {
  return {key.rule, key.claim};
}

}  // namespace

Comparison compare(std::span<const Finding> findings, std::span<const ClaimKey> known) {
  Comparison result;
  result.known.resize(findings.size());
  std::multimap<ClaimKey, std::size_t> by_key;
  for (std::size_t i = 0; i < known.size(); ++i) by_key.emplace(known[i], i);
  std::vector<bool> used(known.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto same = by_key.find(findings[i].key);
    if (same == by_key.end()) continue;
    result.known[i] = used[same->second] = true;
    by_key.erase(same);
  }
  // What is left may have moved.
  std::multimap<Claim, std::size_t> by_claim;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!used[i]) by_claim.emplace(claim(known[i]), i);
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (result.known[i]) continue;
    const auto moved = by_claim.find(claim(findings[i].key));
    if (moved == by_claim.end()) continue;
    result.known[i] = used[moved->second] = true;
    by_claim.erase(moved);
  }
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!used[i]) result.stale.push_back(known[i]);
  }
  return result;
}

Verdict without_known(Verdict verdict, const Comparison& comparison, Known why) {
  std::vector<Finding> fresh;
  for (std::size_t i = 0; i < verdict.findings.size(); ++i) {
    if (!comparison.known[i]) {
      fresh.push_back(std::move(verdict.findings[i]));
    } else if (why == Known::baseline) {
      verdict.suppressed.push_back({std::move(verdict.findings[i]), Suppressed::By::baseline, {}});
    } else {
      ++verdict.known_before;
    }
  }
  verdict.findings = std::move(fresh);
  return verdict;
}

}  // namespace stratlint
