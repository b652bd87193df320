#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "stratlint/dag.h"

namespace stratlint {

/// Takes text piece by piece; false once there is no point in going on.
using Sink = std::function<bool(std::string_view)>;

/// A DAG with what it was made from.
struct DagReport {
  const Dag* dag = nullptr;
  std::string path;
  const SourceFile* source = nullptr;
  const FactBase* facts = nullptr;       ///< as the document states them
  const Vocabulary* vocabulary = nullptr;
};

/// What the document states of the facts that were read, with its lines.
std::vector<StatedFact> stated_facts(const DagReport& report);

/// Ranks first to last.
struct RankRange {
  std::uint32_t first = 0, last = 0xffffffff;
};

/// The folded DAG: one JSON object with the configuration, the stages and the nodes.
std::string emit_dag_json(const DagReport& report);
/// The exact DAG, rank by rank. Every line is an object: an operation of one rank; input and output have no rank.
void emit_dag_json_lines(const Dag& dag, RankRange ranks, const Sink& sink);
/// The exact DAG for Graphviz: clusters stage, node, GPU; one box for a computation, one ellipse for a collective of all its GPUs.
void emit_dag_dot(const Dag& dag, RankRange ranks, const Sink& sink);
/// The schedule for Perfetto: one process a stage, one thread a stream, at most a million events.
void emit_dag_trace(const Dag& dag, const Sink& sink);
/// Stages and what passes between them, for Markdown.
std::string emit_dag_mermaid(const Dag& dag);

/// One document of a folder that was drawn.
struct DagListing {
  std::string path, file;  ///< the document; what was made of it, empty if nothing
  std::string reason;      ///< why nothing was
  std::string configuration;
};
/// A page that shows a folder's pictures, and names the documents that have none.
std::string emit_dag_index(std::span<const DagListing> listings);

}  // namespace stratlint
