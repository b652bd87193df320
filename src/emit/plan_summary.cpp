#include "emit/plan_summary.h"

#include <algorithm>
#include <map>

namespace stratlint {

std::vector<std::vector<FactId>> facts_in_use(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary) {
  std::vector<std::vector<FactId>> out;
  for (std::size_t key = 0; key < vocabulary.keys().size(); ++key) {
    const auto candidates = facts.candidates(plan, static_cast<KeyId>(key));
    if (!candidates.empty()) out.emplace_back(candidates.begin(), candidates.end());
  }
  return out;
}

std::vector<std::string> wanted_keys(const std::vector<Recomputed>& recomputed, const Vocabulary& vocabulary) {
  std::map<std::string, std::size_t> wanted;
  for (const Recomputed& one : recomputed)
    for (const std::string& key : one.missing)
      if (vocabulary.find_key(key) != no_key) ++wanted[key];
  std::vector<std::string> out;
  for (const auto& [key, count] : wanted) out.push_back(key);
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) { return wanted[a] > wanted[b]; });
  return out;
}

}  // namespace stratlint
