#include "emit/picture/placement_strip.h"

#include <fmt/format.h>

#include <algorithm>

#include "emit/picture/labels.h"

namespace stratlint::picture {

namespace {

constexpr double gap = 6, box_height = 20;

/// GPUs of one node that belong to the stage.
struct NodeBox {
  std::uint32_t node, first, count;
  std::string above, below;
};

std::vector<NodeBox> nodes_in(const Dag& dag, std::uint32_t stage) {
  const Placement& p = dag.placement;
  const std::uint32_t begin = stage * p.stage_size(), end = begin + p.stage_size();
  std::vector<NodeBox> out;
  for (std::uint32_t first = begin; first < end;) {
    const std::uint32_t node = p.node_of(first), next = std::min(end, (node + 1) * p.gpus_per_node);
    out.push_back({node, first, next - first, fmt::format("node {}", node), span_text(first, next - first)});
    first = next;
  }
  return out;
}

double width_of(const NodeBox& node) {
  return std::max({node.count * 8.0 + 4, text_width(node.above, small_size, false), text_width(node.below, small_size, false)}) + 2;
}

void add_node(Sketch& sketch, const Dag& dag, const NodeBox& node, double left, double top, double width) {
  const Placement& p = dag.placement;
  sketch.text_around(left + width / 2, top + 5, {node.above, small_size, false, TextInk::muted});
  const double frame = node.count * 8.0 + 4, x = left + (width - frame) / 2, y = top + 12;
  sketch.rule(x, y, x + frame, y + box_height, Paint::rule);
  const GroupShape tensor = p.groups[static_cast<std::size_t>(GroupKind::tensor)], expert = p.groups[static_cast<std::size_t>(GroupKind::expert)];
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const std::uint32_t rank = node.first + i;
    std::string facts = fmt::format("GPU {} on node {}", rank, node.node);
    for (const GroupKind kind : {GroupKind::tensor, GroupKind::context, GroupKind::expert, GroupKind::data})
      if (p.groups[static_cast<std::size_t>(kind)].size > 1) facts += "\n" + group_text(dag, kind, rank);
    const std::uint32_t shade = tensor.size > 1 ? rank / tensor.size : rank / expert.stride;
    sketch.rule(x + 3 + i * 8.0, y + 2, x + 9 + i * 8.0, y + box_height - 2, Paint::compute, facts, static_cast<std::uint8_t>(1 + shade % 2));
  }
  sketch.text_around(left + width / 2, y + box_height + 6, {node.below, small_size, false, TextInk::muted});
}

}  // namespace

void add_placement_strip(Sketch& sketch, const Dag& dag, std::uint32_t stage, double left, double top, double width) {
  const std::vector<NodeBox> nodes = nodes_in(dag, stage);
  double all = 0, widest = 0;
  for (const NodeBox& node : nodes) {
    all += width_of(node) + gap;
    widest = std::max(widest, width_of(node));
  }
  std::size_t shown = nodes.size();
  const double mark = 44;
  if (all - gap > width) shown = std::max<std::size_t>(2, static_cast<std::size_t>(std::max(0.0, (width - mark) / (widest + gap))));
  shown = std::min(shown, nodes.size());
  double x = left;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const bool broken = shown < nodes.size();
    if (broken && i == shown - 1) {
      sketch.text_around(x + mark / 2 - 3, top + 22, {fmt::format("… ×{}", nodes.size() - shown), caption_size, true, TextInk::muted});
      x += mark;
      i = nodes.size() - 1;
    }
    const double wide = broken ? widest : width_of(nodes[i]);
    add_node(sketch, dag, nodes[i], x, top, wide);
    x += wide + gap;
  }
}

}  // namespace stratlint::picture
