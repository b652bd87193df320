#include "compile/summarize.h"

#include <fmt/format.h>

#include <algorithm>

#include "compile/blocks.h"
#include "compile/pipeline_order.h"
#include "cost/physics/activations.h"
#include "cost/physics/kv_cache.h"
#include "cost/physics/model_states.h"

namespace stratlint::compile {

namespace {

constexpr Dimension in_seconds{.byte = 0, .flop = 0, .second = 1};
constexpr Dimension in_bytes{.byte = 1, .flop = 0, .second = 0};

/// Of the slowest class of ranks: the others wait for it.
double busy_time(const Dag& dag, std::size_t stage) {
  double slowest = 0;
  for (const RankClass& ranks : dag.classes) {
    const std::size_t offset = ranks.variant[stage] * dag.blocks_per_variant();
    double round = 0;
    for (const LayerRun& run : dag.stages[stage].runs)
      for (const auto& block : {run.forward, run.recompute, run.backward})
        if (block) round += dag.blocks[offset + *block].duration() * std::max(1u, run.count);
    slowest = std::max(slowest, round * dag.micro_batches);
  }
  return slowest;
}

void summarize_memory(StageSummary& stage, const Setup& setup) {
  cost::Layout one = setup.layout;
  one.pp = 1;
  const bool training = setup.mode == Mode::training;
  const cost::StateBytes bytes = training ? setup.state_bytes : cost::StateBytes{setup.state_bytes.weights, 0, 0};
  for (const LayerRun& run : stage.runs) {
    if (run.count == 0) continue;
    const bool last = run.first + run.count >= setup.model.layers;
    stage.states += cost::model_states(stage_parameters(setup.model, run.first, run.count, run.first == 0, last), one, bytes, setup.zero_stage).total().value;
    const bool moe = setup.model.experts > 1 && run.first >= setup.model.dense_layers;
    const double per_layer = training ? cost::activations_per_layer(setup.model, setup.layout, setup.context, setup.sequences, setup.element, setup.recompute, moe).value
                                      : setup.sequences * setup.context * cost::kv_bytes_per_token_on_gpu(setup.model, one, setup.element).value / setup.model.layers;
    stage.activations += run.count * per_layer * (training ? stage.in_flight : setup.micro_batches);
  }
}

/// One layer forward: an MoE layer where there is one.
Overlap overlap_of(const Dag& dag, const Setup& setup) {
  Overlap out;
  const OpBlock* layer = nullptr;
  for (const StageSummary& stage : dag.stages)
    for (const LayerRun& run : stage.runs)
      if (run.count > 0 && (layer == nullptr || (setup.model.experts > 1 && run.first >= setup.model.dense_layers))) layer = &dag.blocks[*run.forward];
  if (layer == nullptr) return out;
  for (const Op& op : layer->ops) (op.kind == OpKind::collective ? out.communication : out.compute) += op.time;
  return out;
}

}  // namespace

void summarize(Dag& dag, const Setup& setup) {
  double busy = 0;
  dag.pipeline_time = 0;
  for (const DagNode& node : dag.nodes)
    if (dag.block_of(node).pass != Pass::step) dag.pipeline_time = std::max(dag.pipeline_time, node.end);
  for (std::size_t i = 0; i < dag.stages.size(); ++i) {
    StageSummary& stage = dag.stages[i];
    stage.busy = busy_time(dag, i);
    stage.bubble = std::max(0.0, dag.pipeline_time - stage.busy);
    stage.in_flight = setup.mode == Mode::training ? most_in_flight(dag.order[i], dag.placement.chunks) : 0;
    summarize_memory(stage, setup);
    busy += stage.busy;
  }
  const double total = dag.pipeline_time * static_cast<double>(dag.stages.size());
  dag.bubble = total > 0 ? std::max(0.0, 1 - busy / total) : 0;
  dag.overlap = overlap_of(dag, setup);
  dag.memory_limit = setup.machine.memory;
}

std::vector<std::string> compare_claims(const Dag& dag, const Setup& setup, cost::PlanFacts& plan) {
  const auto percent = [](double share) { return format_value(share, {}, CountUnit::none, true); };
  std::vector<std::string> out;
  if (dag.overlap.communication > 0) {
    std::string ceiling = fmt::format("a layer computes {} and communicates {}: at most {} of the communication can hide behind computation", format_value(dag.overlap.compute, in_seconds),
                                      format_value(dag.overlap.communication, in_seconds), percent(dag.overlap.ceiling()));
    if (const auto claimed = plan.find("perf.comm_hidden")) ceiling += fmt::format("; the plan claims {}", percent(*claimed));
    out.push_back(std::move(ceiling));
  }
  if (dag.placement.stages > 1) {
    std::string bubble = fmt::format("the stages idle {} of {}", percent(dag.bubble), format_value(dag.pipeline_time, in_seconds));
    if (setup.mode == Mode::training) {
      const double p = dag.placement.stages, rounds = static_cast<double>(dag.placement.chunks) * dag.micro_batches;
      bubble += fmt::format(" ({} by the formula (p − 1) / (v m + p − 1))", percent((p - 1) / (rounds + p - 1)));
    }
    if (const auto claimed = plan.find("perf.bubble")) bubble += fmt::format("; the plan claims {}{}", plan.fact(plan.candidates("perf.bubble").front()).quantity.bound == Bound::less ? "< " : "", percent(*claimed));
    out.push_back(std::move(bubble));
  }
  const Placement& placement = dag.placement;
  const GroupShape experts = placement.groups[static_cast<std::size_t>(GroupKind::expert)];
  if (setup.hierarchical && experts.size > 1 && placement.groups[static_cast<std::size_t>(GroupKind::expert_node)].size <= 1)
    out.push_back(fmt::format("a node of {} GPUs holds one rank of every EP group: inside a node there is no expert to exchange with, only the parts of the TP ranks are brought together", placement.gpus_per_node));
  for (std::size_t i = 0; i < dag.stages.size(); ++i)
    if (dag.memory_limit > 0 && dag.stages[i].memory() > dag.memory_limit) {
      out.push_back(fmt::format("a GPU of stage {} holds {}, but has {}", i, format_value(dag.stages[i].memory(), in_bytes), format_value(dag.memory_limit, in_bytes)));
      break;
    }
  return out;
}

}  // namespace stratlint::compile
