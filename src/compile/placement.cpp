#include "compile/placement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace stratlint {

LinkClass Placement::link(GroupKind kind, std::uint32_t rank) const {
  const RankSet group = groups[static_cast<std::size_t>(kind)].of(rank);
  if (group.size <= 1) return LinkClass::none;
  if (kind != GroupKind::pipeline) return node_of(group.first) == node_of(group.last()) ? LinkClass::node : LinkClass::network;
  // Neighbours only: a transfer goes one stage on or back.
  const std::uint32_t stage = stage_of(rank), step = stage_size();
  const bool next = stage + 1 == stages || node_of(rank) == node_of(rank + step), before = stage == 0 || node_of(rank) == node_of(rank - step);
  return next && before ? LinkClass::node : LinkClass::network;
}

}  // namespace stratlint

namespace stratlint::compile {

namespace {

constexpr double most_gpus = 1 << 20;
constexpr std::size_t most_classes = 64;

std::uint32_t whole(double degree) {
  return static_cast<std::uint32_t>(std::max(1.0, std::round(degree)));
}


Links links_of(const Placement& placement, std::uint32_t rank) {
  Links links{};
  for (std::size_t kind = 0; kind < group_kind_count; ++kind) links[kind] = placement.link(static_cast<GroupKind>(kind), rank);
  return links;
}

/// Appends a position, as part of a run with an even stride where it fits.
void append(std::vector<RankSet>& sets, std::uint32_t position) {
  if (!sets.empty()) {
    RankSet& last = sets.back();
    if (last.size == 1 && position == last.first + 1) {
      last.size = 2;
      return;
    }
    if (last.size > 1 && position == last.last() + last.stride) {
      ++last.size;
      return;
    }
  }
  sets.push_back({position, 1, 1});
}

}  // namespace

std::optional<Placement> place(const Setup& setup, std::vector<std::string>& refused) {
  const cost::Layout& l = setup.layout;
  const double world = l.world_size();
  if (!(world <= most_gpus)) {
    refused.push_back(fmt::format("{} GPUs are more than a DAG can be made for ({})", cost::number(world), cost::number(most_gpus)));
    return std::nullopt;
  }
  Placement p;
  p.stages = whole(l.pp);
  p.chunks = whole(l.vpp);
  p.world = whole(world);
  p.gpus_per_node = setup.machine.gpus_per_node;
  const std::uint32_t tp = whole(l.tp), cp = whole(l.cp), ep = whole(l.ep), etp = whole(l.etp), stage = p.stage_size();
  const auto shape = [&](GroupKind kind, std::uint32_t size, std::uint32_t stride) { p.groups[static_cast<std::size_t>(kind)] = {size, stride}; };
  shape(GroupKind::tensor, tp, 1);
  shape(GroupKind::context, cp, tp);
  shape(GroupKind::pipeline, p.stages, stage);
  if (stage % (tp * cp) != 0) {
    refused.push_back(fmt::format("{} GPUs of a stage are no multiple of TP {} × CP {}", stage, tp, cp));
    return std::nullopt;
  }
  // Weights that are no experts' are the same on all ranks that differ in anything but TP.
  shape(GroupKind::data, stage / tp, tp);
  if (l.convention == cost::Convention::product) {
    shape(GroupKind::expert, ep, tp * cp);
    shape(GroupKind::expert_tensor, etp, 1);
    shape(GroupKind::expert_data, stage / (tp * cp * ep), tp * cp * ep);
  } else {
    if (stage % (etp * ep) != 0) {
      refused.push_back(fmt::format("{} GPUs of a stage are no multiple of EP {}", stage, ep * etp));
      return std::nullopt;
    }
    shape(GroupKind::expert, ep, etp);
    shape(GroupKind::expert_tensor, etp, 1);
    shape(GroupKind::expert_data, stage / (etp * ep), etp * ep);
  }
  const GroupShape experts = p.groups[static_cast<std::size_t>(GroupKind::expert)];
  const std::uint32_t peers = std::clamp(p.gpus_per_node / experts.stride, 1u, experts.size);
  shape(GroupKind::expert_node, experts.size % peers == 0 ? peers : 1, experts.stride);
  return p;
}

RankClasses classify(const Placement& placement) {
  RankClasses out;
  std::map<Links, std::uint16_t> variants;
  const auto variant_of = [&](const Links& links) {
    const auto [at, fresh] = variants.try_emplace(links, static_cast<std::uint16_t>(out.variants.size()));
    if (fresh) out.variants.push_back(links);
    return at->second;
  };
  std::map<std::vector<std::uint16_t>, std::size_t> classes;
  for (std::uint32_t position = 0; position < placement.stage_size(); ++position) {
    std::vector<std::uint16_t> key(placement.stages);
    for (std::uint32_t stage = 0; stage < placement.stages; ++stage) key[stage] = variant_of(links_of(placement, stage * placement.stage_size() + position));
    auto [at, fresh] = classes.try_emplace(std::move(key), out.classes.size());
    if (fresh) out.classes.push_back({{}, 0, at->first});
    RankClass& found = out.classes[at->second];
    append(found.positions, position);
    ++found.count;
  }
  if (out.classes.size() <= most_classes) return out;
  // Every stage at the pace of its slowest links.
  Links slowest{};
  for (const Links& links : out.variants)
    for (std::size_t kind = 0; kind < group_kind_count; ++kind) slowest[kind] = std::max(slowest[kind], links[kind]);
  out.variants = {slowest};
  out.classes = {{{{0, placement.stage_size(), 1}}, placement.stage_size(), std::vector<std::uint16_t>(placement.stages, 0)}};
  return out;
}

}  // namespace stratlint::compile
