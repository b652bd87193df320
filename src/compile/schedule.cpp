#include "compile/schedule.h"

#include <algorithm>
#include <limits>

namespace stratlint::compile {

namespace {

constexpr std::uint32_t none = 0xffffffff;

/// Edges the other way round.
struct Successors {
  std::vector<std::uint32_t> begin, nodes;
  explicit Successors(const Dag& dag) : begin(dag.nodes.size() + 1), nodes(dag.deps.size()) {
    for (const std::uint32_t from : dag.deps) ++begin[from + 1];
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (std::uint32_t node = 0; node < dag.nodes.size(); ++node)
      for (const std::uint32_t from : dag.deps_of(node)) nodes[next[from]++] = node;
  }
  std::span<const std::uint32_t> of(std::size_t node) const { return {nodes.data() + begin[node], nodes.data() + begin[node + 1]}; }
};

std::vector<std::uint32_t> order_of(const Dag& dag, const Successors& successors) {
  std::vector<std::uint32_t> open(dag.nodes.size()), order;
  order.reserve(dag.nodes.size());
  for (std::uint32_t node = 0; node < dag.nodes.size(); ++node) {
    open[node] = static_cast<std::uint32_t>(dag.deps_of(node).size());
    if (open[node] == 0) order.push_back(node);
  }
  for (std::size_t i = 0; i < order.size(); ++i)
    for (const std::uint32_t next : successors.of(order[i]))
      if (--open[next] == 0) order.push_back(next);
  return order;
}

}  // namespace

std::vector<std::uint32_t> topological_order(const Dag& dag) {
  return order_of(dag, Successors(dag));
}

void schedule(Dag& dag) {
  const Successors successors(dag);
  const std::vector<std::uint32_t> order = order_of(dag, successors);
  if (order.size() != dag.nodes.size()) return;
  std::vector<std::uint32_t> waited_for(dag.nodes.size(), none);
  for (const std::uint32_t id : order) {
    DagNode& node = dag.nodes[id];
    node.start = 0;
    for (const std::uint32_t from : dag.deps_of(id))
      if (waited_for[id] == none || dag.nodes[from].end > node.start) {
        node.start = dag.nodes[from].end;
        waited_for[id] = from;
      }
    node.end = node.start + node.duration;
  }
  dag.makespan = 0;
  for (const DagNode& node : dag.nodes) dag.makespan = std::max(dag.makespan, node.end);
  for (auto id = order.rbegin(); id != order.rend(); ++id) {
    double latest = dag.makespan;
    for (const std::uint32_t next : successors.of(*id)) latest = std::min(latest, dag.nodes[next].start + dag.nodes[next].slack);
    dag.nodes[*id].slack = std::max(0.0, latest - dag.nodes[*id].end);
  }
  dag.exposed = 0;
  for (std::uint32_t id = static_cast<std::uint32_t>(dag.nodes.size()) - 1; id != none; id = waited_for[id]) {
    DagNode& node = dag.nodes[id];
    node.critical = true;
    const OpKind kind = dag.op_of(node).kind;
    if (kind == OpKind::collective || kind == OpKind::send) dag.exposed += node.duration;
  }
}

}  // namespace stratlint::compile
