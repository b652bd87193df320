#pragma once

#include "stratlint/dag.h"

namespace stratlint::compile {

/// Start and end of every node by the longest path, its slack, and the critical path. A graph with a cycle stays without times: `verify` says where it is.
void schedule(Dag& dag);

/// Nodes in an order in which every node comes after those that it depends on; shorter than the graph if there is a cycle.
std::vector<std::uint32_t> topological_order(const Dag& dag);

}  // namespace stratlint::compile
