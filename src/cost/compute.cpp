#include "cost/plan_facts.h"

namespace stratlint {

namespace {

struct Entry {
  ComputedKey key;
  std::vector<Computed> (*run)(cost::PlanFacts&);
};

const std::vector<Entry>& entries() {
  static const std::vector<Entry> table{
      {{"params.total", {}}, [](cost::PlanFacts& p) { return cost::parameters(p, false); }},
      {{"params.active", {}}, [](cost::PlanFacts& p) { return cost::parameters(p, true); }},
      {{"memory.kv_per_token", {.byte = 1, .flop = 0, .second = 0}}, [](cost::PlanFacts& p) { return cost::kv_per_token(p); }},
      {{"memory.kv_cache", {.byte = 1, .flop = 0, .second = 0}}, [](cost::PlanFacts& p) { return cost::kv_cache(p); }},
      {{"time.training", {.byte = 0, .flop = 0, .second = 1}}, [](cost::PlanFacts& p) { return cost::training_time(p); }},
      {{"bubble.ratio", {}}, [](cost::PlanFacts& p) { return cost::bubble(p, false); }},
      {{"bubble.fraction", {}}, [](cost::PlanFacts& p) { return cost::bubble(p, true); }},
  };
  return table;
}

}  // namespace

const std::vector<ComputedKey>& computed_keys() {
  static const std::vector<ComputedKey> keys = [] {
    std::vector<ComputedKey> result;
    for (const Entry& entry : entries()) result.push_back(entry.key);
    return result;
  }();
  return keys;
}

std::vector<Computed> compute(std::string_view key, const FactBase& facts, PlanId plan, const Vocabulary& vocabulary, std::vector<std::string>* missing) {
  for (const Entry& entry : entries()) {
    if (entry.key.name != key) continue;
    cost::PlanFacts stated(facts, plan, vocabulary);
    std::vector<Computed> result = entry.run(stated);
    if (missing) missing->insert(missing->end(), stated.missing().begin(), stated.missing().end());
    return result;
  }
  return {};
}

}  // namespace stratlint
