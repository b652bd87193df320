#include "cost/devices.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stratlint::cost {

namespace {

constexpr std::string_view device_key = "gpu.name";
constexpr double same_memory = 0.03;
constexpr double sixteen_bits = 2;

bool has_memory(const Device& device, const Quantity& stated) {
  for (const Quantity& read : {stated, stated.binary_reading()})
    if (std::abs(read.value - device.memory) <= same_memory * device.memory) return true;
  return false;
}

/// `16 A100 ... each an A100 PCIe`: a name of several devices means the one that the plan names elsewhere by itself.
/// The facts of one name stand side by side.
void drop_undecided(const PlanFacts& plan, std::vector<NamedDevice>& named) {
  constexpr std::size_t most_mentions = 512;
  const auto all = plan.mentions(device_key);
  const auto mentions = all.first(std::min(all.size(), most_mentions));
  std::vector<bool> decided(plan.vocabulary().values().size()), kept(decided.size());
  const auto each_name = [&](auto use) {
    for (auto first = mentions.begin(), end = first; first != mentions.end(); first = end) {
      while (end != mentions.end() && plan.fact(*end).span == plan.fact(*first).span) ++end;
      use(std::span(first, end));
    }
  };
  const auto value = [&](FactId id) { return plan.fact(id).value_name; };
  each_name([&](std::span<const FactId> name) {
    if (name.size() == 1) decided[value(name[0])] = kept[value(name[0])] = true;
  });
  each_name([&](std::span<const FactId> name) {
    const bool open = std::none_of(name.begin(), name.end(), [&](FactId id) { return decided[value(id)]; });
    for (const FactId id : name) kept[value(id)] = kept[value(id)] || open;
  });
  std::erase_if(named, [&](const NamedDevice& each) { return all.size() == mentions.size() && !kept[each.device->value]; });
}

Computed figure(const NamedDevice& named, double value, Dimension dimension, std::string_view what) {
  Computed c;
  c.value = value;
  c.dimension = dimension;
  c.convention = named.device->name;
  c.derivation = {line("{}: {} {} ({}{})", named.device->name, Shown{value, dimension}, std::string(what), named.device->source, named.device->unsure ? ", unsure" : "")};
  c.inputs = {named.fact};
  c.unsure = named.device->unsure;
  return c;
}

Results figures(PlanFacts& plan, double Device::*member, Dimension dimension, std::string_view what) {
  Results result;
  for (const NamedDevice& named : named_devices(plan))
    if (const double value = named.device->*member; value > 0) result.push_back(figure(named, value, dimension, what));
  return result;
}

Computed peak_figure(const PlanFacts& plan, const NamedDevice& named, const Device::Peak& peak) {
  const std::string& type = plan.vocabulary().values()[peak.type];
  Computed c = figure(named, peak.flops, in_flops_per_second, fmt::format("in {}", type));
  c.convention += ", " + type;
  return c;
}

/// Of types with one peak the first is named.
void add_peak(const PlanFacts& plan, const NamedDevice& named, const Device::Peak& peak, Results& out) {
  const bool known = std::any_of(out.begin(), out.end(), [&](const Computed& c) { return c.inputs.front() == named.fact && c.value == peak.flops; });
  if (!known) out.push_back(peak_figure(plan, named, peak));
}

}  // namespace

std::vector<NamedDevice> named_devices(PlanFacts& plan) {
  std::vector<NamedDevice> named;
  for (const FactId id : plan.candidates(device_key))
    if (const Device* device = plan.vocabulary().device(plan.fact(id).value_name)) named.push_back({device, id});
  if (named.empty()) {
    plan.lack(device_key);
    return named;
  }
  drop_undecided(plan, named);
  const auto stated = plan.candidates("gpu.memory");
  const auto matches = [&](const NamedDevice& each) {
    return std::any_of(stated.begin(), stated.end(), [&](FactId id) { return has_memory(*each.device, plan.fact(id).quantity); });
  };
  if (std::any_of(named.begin(), named.end(), matches)) std::erase_if(named, [&](const NamedDevice& each) { return !matches(each); });
  return named;
}

std::vector<const Device*> devices_of(PlanFacts& plan) {
  std::vector<const Device*> devices;
  for (const NamedDevice& named : named_devices(plan)) devices.push_back(named.device);
  return devices;
}

Results device_memory(PlanFacts& plan) { return figures(plan, &Device::memory, in_bytes, "of memory"); }
Results device_mem_bandwidth(PlanFacts& plan) { return figures(plan, &Device::mem_bandwidth, in_bytes_per_second, "of memory bandwidth"); }
Results device_link(PlanFacts& plan) { return figures(plan, &Device::link, in_bytes_per_second, "of link in one direction"); }
Results device_nic(PlanFacts& plan) { return figures(plan, &Device::nic, in_bytes_per_second, "of network"); }

Results device_peak(PlanFacts& plan) {
  const auto stated = plan.candidates("dtype.weights");
  double size = sixteen_bits;
  std::uint16_t type = 0;
  if (!stated.empty()) {
    const Fact& fact = plan.fact(stated.front());
    type = fact.value_name;
    if (fact.quantity.value > 0) size = fact.quantity.value;
  }
  Results result;
  for (const NamedDevice& named : named_devices(plan)) {
    const auto add = [&](auto wanted) {
      for (const Device::Peak& peak : named.device->peaks)
        if (wanted(peak)) add_peak(plan, named, peak, result);
    };
    add([&](const Device::Peak& peak) { return peak.type == type; });
    add([&](const Device::Peak& peak) { return peak.size == size; });
    if (size < sixteen_bits) add([](const Device::Peak& peak) { return peak.size == sixteen_bits; });
  }
  return result;
}

Results device_any_peak(PlanFacts& plan) {
  Results result;
  for (const NamedDevice& named : named_devices(plan))
    for (const Device::Peak& peak : named.device->peaks) add_peak(plan, named, peak, result);
  return result;
}

}  // namespace stratlint::cost
