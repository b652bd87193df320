#pragma once

#include "compile/block_table.h"

namespace stratlint::compile {

inline constexpr std::size_t most_nodes = 1'000'000;

/// Nodes and edges of a DAG whose placement, classes, stages, blocks and order are set.
void build_nodes(Dag& dag, const BlockTable& table);

/// How many nodes that will be.
std::size_t count_nodes(const Dag& dag, const BlockTable& table);

}  // namespace stratlint::compile
