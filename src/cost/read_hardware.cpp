#include <fmt/format.h>

#include <algorithm>

#include "cost/devices.h"
#include "cost/read_plan.h"

namespace stratlint::cost {

namespace {

/// The document's own figure, else that of the first device that it names; a missing key is noted.
std::optional<double> stated_or_published(PlanFacts& plan, std::string_view key, std::vector<Computed> (*published)(PlanFacts&)) {
  if (plan.stated(key) || !plan.stated("gpu.name")) return plan.need(key);
  const std::vector<Computed> figures = published(plan);
  if (figures.empty()) return plan.need(key);
  const Computed& figure = figures.front();
  plan.name_of("gpu.name");
  plan.assume(fmt::format("{} of {}: {}", key, figure.convention, format_value(figure.value, figure.dimension)));
  if (figure.unsure) plan.doubt();
  return figure.value;
}

template <class Measure>
std::optional<Measure> as(std::optional<double> value) {
  if (!value) return std::nullopt;
  return Measure(*value);
}

}  // namespace

std::optional<FlopRate> read_peak(PlanFacts& plan) {
  return as<FlopRate>(stated_or_published(plan, "gpu.peak_flops", device_peak));
}

std::optional<Bandwidth> read_memory_bandwidth(PlanFacts& plan) {
  return as<Bandwidth>(stated_or_published(plan, "gpu.mem_bandwidth", device_mem_bandwidth));
}

std::optional<Bandwidth> read_link_bandwidth(PlanFacts& plan, bool inside_node) {
  return as<Bandwidth>(inside_node ? stated_or_published(plan, "link.intra_node", device_link) : stated_or_published(plan, "link.inter_node", device_nic));
}

double read_gpus_per_node(PlanFacts& plan) {
  if (const auto stated = plan.positive("cluster.gpus_per_node")) return *stated;
  const auto devices = plan.stated("gpu.name") ? devices_of(plan) : std::vector<const Device*>();
  if (!devices.empty() && devices.front()->domain > 0) {
    plan.assume(fmt::format("{} GPUs joined by the links of {}", devices.front()->domain, devices.front()->name));
    return devices.front()->domain;
  }
  plan.assume("8 GPUs a node");
  return 8;
}

}  // namespace stratlint::cost
