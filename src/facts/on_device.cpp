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
  return with_name(std::move(facts), {vocabulary.find_key("gpu.name"), device.value}, vocabulary);
}

}  // namespace stratlint
