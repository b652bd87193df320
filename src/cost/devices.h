#pragma once

#include "cost/computed_keys.h"

namespace stratlint::cost {

/// A device that a plan names, and the fact that does.
struct NamedDevice {
  const Device* device = nullptr;
  FactId fact = no_id;
};

/// The devices that a plan names, the usual variant of a name first. Where one matches the stated memory, the others are
/// left out; so are the variants of `A100` where the plan says elsewhere which one it is.
std::vector<NamedDevice> named_devices(PlanFacts& plan);
std::vector<const Device*> devices_of(PlanFacts& plan);

/// A published figure of each, in the catalogue's words; nothing for devices that have none.
Results device_memory(PlanFacts& plan);
Results device_mem_bandwidth(PlanFacts& plan);
Results device_link(PlanFacts& plan);
Results device_nic(PlanFacts& plan);
/// The peak for the data type of the weights, for 16 bits where none is stated. Narrower types are often worked on in
/// 16 bits: then both.
Results device_peak(PlanFacts& plan);
/// The peaks for all data types.
Results device_any_peak(PlanFacts& plan);

}  // namespace stratlint::cost
