#include <algorithm>

#include "emit/fact_value.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

namespace {

double nanoseconds(double seconds) {
  return seconds * 1e9;
}

Json json_ranks(const RankClass& ranks, std::uint32_t first) {
  Json out = Json::array();
  for (const RankSet& set : ranks.positions) out.push_back(ranks_text({first + set.first, set.size, set.stride}));
  return out;
}

Json json_op(const Op& op, const Placement& placement, const Links& links) {
  Json out = {{"op", op.name}, {"title", op.title}, {"kind", name(op.kind)}, {"stream", name(op.stream)}, {"input", op.input}, {"output", op.output}, {"flops", json_number(op.flops)}, {"bytes", json_number(op.bytes)}};
  if (op.group != GroupKind::none) {
    const auto kind = static_cast<std::size_t>(op.group);
    out["group"] = {{"kind", name(op.group)}, {"size", placement.groups[kind].size}, {"stride", placement.groups[kind].stride}, {"link", name(links[kind])}};
  }
  if (op.collective != Collective::none) out["collective"] = name(op.collective);
  return out;
}

Json json_node(const Dag& dag, std::size_t id) {
  const DagNode& node = dag.nodes[id];
  const Op& op = dag.op_of(node);
  const std::size_t variant = node.block / dag.blocks_per_variant();
  Json out = json_op(op, dag.placement, dag.variants[variant]);
  for (const std::string_view key : keys_of(op))
    if (std::any_of(dag.stated.begin(), dag.stated.end(), [&](const StatedFact& fact) { return fact.key == key; })) out["facts"].push_back(key);
  out["id"] = id;
  out["block"] = dag.block_of(node).name;
  if (op.kind != OpKind::input && op.kind != OpKind::output) {
    out["pass"] = name(dag.block_of(node).pass);
    out["stage"] = node.stage;
    out["chunk"] = node.chunk;
    out["micro_batch"] = node.micro_batch;
    if (node.layers > 0) out["layer"] = {{"first", node.first_layer}, {"count", node.layers}};
    const RankClass& ranks = dag.classes[node.rank_class];
    out["rank_class"] = node.rank_class;
    out["count"] = ranks.count;
    out["ranks"] = json_ranks(ranks, dag.stages[node.stage].first_rank);
  }
  out["time_ns"] = json_number(nanoseconds(op.time));
  if (op.plan_time) out["plan_time_ns"] = json_number(nanoseconds(*op.plan_time));
  out["start_ns"] = json_number(nanoseconds(node.start));
  out["end_ns"] = json_number(nanoseconds(node.end));
  out["slack_ns"] = json_number(nanoseconds(node.slack));
  out["critical"] = node.critical;
  out["deps"] = dag.deps_of(id);
  return out;
}

Json json_stage(const Dag& dag, const StageSummary& stage) {
  Json layers = Json::array();
  for (const LayerRun& run : stage.runs)
    if (run.count > 0) layers.push_back({{"first", run.first}, {"last", run.first + run.count - 1}, {"kind", dag.blocks[*run.forward].name}});
  return {{"ranks", ranks_text({stage.first_rank, stage.ranks, 1})}, {"layers", layers},         {"busy_ns", json_number(nanoseconds(stage.busy))}, {"idle_ns", json_number(nanoseconds(stage.bubble))},
          {"in_flight", json_number(stage.in_flight)},               {"states_bytes", json_number(stage.states)}, {"activation_bytes", json_number(stage.activations)}};
}

}  // namespace

std::string emit_dag_json(const DagReport& report) {
  const Dag& dag = *report.dag;
  Json out = {{"schema_version", 1}, {"path", report.path}, {"plan", dag.plan}, {"mode", name(dag.mode)}, {"configuration", dag.configuration}, {"device", dag.device}, {"schedule", dag.schedule}};
  out["gpus"] = dag.placement.world;
  out["gpus_per_node"] = dag.placement.gpus_per_node;
  out["layers"] = dag.layers;
  out["micro_batches"] = dag.micro_batches;
  out["makespan_ns"] = json_number(nanoseconds(dag.makespan));
  out["pipeline_ns"] = json_number(nanoseconds(dag.pipeline_time));
  out["bubble"] = json_number(dag.bubble);
  out["exposed_communication_ns"] = json_number(nanoseconds(dag.exposed));
  out["overlap"] = {{"compute_ns", json_number(nanoseconds(dag.overlap.compute))}, {"communication_ns", json_number(nanoseconds(dag.overlap.communication))}, {"ceiling", json_number(dag.overlap.ceiling())}};
  out["remarks"] = dag.remarks;
  out["assumptions"] = dag.assumptions;
  out["taken"] = dag.taken;
  out["facts"] = Json::array();
  for (const FactId id : dag.facts)
    if (report.facts != nullptr && id < report.facts->facts.size() && !report.facts->facts[id].span.empty()) out["facts"].push_back(json_fact(*report.source, *report.vocabulary, report.facts->facts[id]));
  out["stages"] = Json::array();
  for (const StageSummary& stage : dag.stages) out["stages"].push_back(json_stage(dag, stage));
  std::string text = json_text(out);
  // Nodes are written one by one: a large graph as one value takes many times its text.
  text.pop_back();
  text += ",\"nodes\":[";
  for (std::size_t id = 0; id < dag.nodes.size(); ++id) text += (id == 0 ? "\n" : ",\n") + json_text(json_node(dag, id));
  return text + "\n]}\n";
}

}  // namespace stratlint
