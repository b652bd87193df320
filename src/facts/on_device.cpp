#include <algorithm>
#include <array>

#include "stratlint/fact.h"

namespace stratlint {

namespace {

/// What a document says of its device. The shares that it assumes of a peak are the plan's, not the device's.
bool of_device(std::string_view key) {
  constexpr std::array figures{"gpu.name", "gpu.memory", "gpu.peak_flops", "gpu.effective_flops", "gpu.mem_bandwidth", "gpu.effective_bandwidth", "link.intra_node", "link.inter_node", "link.latency"};
  return std::find(figures.begin(), figures.end(), key) != figures.end();
}

}  // namespace

FactBase on_device(FactBase facts, const Device& device, const Vocabulary& vocabulary) {
  std::erase_if(facts.facts, [&](const Fact& fact) { return of_device(vocabulary.key(fact.key).name); });
  facts.fact_of_node.clear();
  for (std::size_t plan = 0; plan < facts.plans.size(); ++plan) {
    Fact name;
    name.key = vocabulary.find_key("gpu.name");
    name.value_name = device.value;
    name.origin = Origin::assumed;
    name.plan = static_cast<PlanId>(plan);
    name.strength = 255;
    name.scope = vocabulary.key(name.key).scope;
    facts.facts.push_back(name);
  }
  facts.index(vocabulary.keys());
  return facts;
}

}  // namespace stratlint
