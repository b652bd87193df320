#include <fmt/format.h>

#include <algorithm>

#include "compile/build.h"
#include "compile/pipeline_order.h"
#include "compile/placement.h"
#include "compile/schedule.h"
#include "compile/summarize.h"

namespace stratlint {

namespace {

using namespace compile;

std::string configuration_text(const cost::Layout& l) {
  std::string out;
  const auto add = [&](const char* axis, double degree) {
    if (degree > 1) out += fmt::format("{}{} {}", out.empty() ? "" : " × ", axis, cost::number(degree));
  };
  add("TP", l.tp);
  add("CP", l.cp);
  if (l.convention == cost::Convention::product) add("EP", l.ep);
  add("DP", l.dp);
  add("PP", l.pp);
  out = fmt::format("{}{}{} GPU{}", out, out.empty() ? "" : " = ", cost::number(l.world_size()), l.world_size() == 1 ? "" : "s");
  if (l.convention != cost::Convention::product && l.ep > 1) out += fmt::format(", EP {} inside ({})", cost::number(l.ep), cost::name(l.convention));
  if (l.vpp > 1) out += fmt::format(", {} chunks a stage", cost::number(l.vpp));
  return out;
}

/// One sentence a reason, with the keys named.
void refuse(Compilation& out, std::vector<std::string> why) {
  for (std::string& reason : why) out.missing.push_back(std::move(reason));
}

}  // namespace

Compilation compile_dag(const FactBase& stated, const Vocabulary& vocabulary, const DagRequest& request) {
  Compilation out;
  std::vector<std::string> assumptions;
  const FactBase facts = complete(stated, request, vocabulary, assumptions, out.missing);
  if (!out.missing.empty()) return out;
  cost::PlanFacts plan(facts, request.plan, vocabulary);
  const auto setup = read_setup(plan, request);
  if (!setup) {
    refuse(out, plan.missing());
    if (out.missing.empty()) out.missing.push_back("the degrees fit no layout");
    return out;
  }
  if (const double given = static_cast<double>(request.nodes) * request.gpus_per_node; given > 0 && given != setup->layout.world_size()) {
    refuse(out, {fmt::format("the degrees make {} GPUs, the hardware has {}", cost::number(setup->layout.world_size()), cost::number(given))});
    return out;
  }
  const auto placement = place(*setup, out.missing);
  if (!placement) return out;
  if (setup->schedule == "interleaved" && setup->micro_batches % placement->stages != 0) {
    refuse(out, {fmt::format("the interleaved schedule needs micro-batches that are a multiple of the {} stages, not {}", placement->stages, setup->micro_batches)});
    return out;
  }

  Dag dag;
  dag.plan = facts.plans[request.plan].name;
  dag.mode = setup->mode;
  dag.schedule = setup->schedule;
  dag.configuration = configuration_text(setup->layout);
  dag.device = setup->machine.text;
  dag.layers = static_cast<std::uint32_t>(setup->model.layers);
  dag.micro_batches = setup->micro_batches;
  dag.sequences = setup->sequences;
  dag.sequence_length = setup->context;
  dag.placement = *placement;
  dag.stages = divide_layers(*setup, *placement);
  RankClasses classes = classify(*placement);
  dag.classes = std::move(classes.classes);
  dag.variants = std::move(classes.variants);
  BlockTable table = make_blocks(*setup, *placement, dag.variants, dag.stages);
  name_blocks(table, *setup, dag.stages);
  dag.blocks = std::move(table.blocks);
  if (const std::size_t count = count_nodes(dag, table); count > most_nodes) {
    refuse(out, {fmt::format("the folded DAG would have {} nodes, more than {}: fewer micro-batches show the same", count, most_nodes)});
    return out;
  }
  dag.order = pipeline_order(setup->schedule, placement->stages, setup->micro_batches, placement->chunks);
  build_nodes(dag, table);
  schedule(dag);
  summarize(dag, *setup);
  dag.remarks = compare_claims(dag, *setup, plan);
  dag.facts = plan.used();
  dag.assumptions = std::move(assumptions);
  for (const std::string& assumed : plan.assumptions())
    if (std::find(dag.assumptions.begin(), dag.assumptions.end(), assumed) == dag.assumptions.end()) dag.assumptions.push_back(assumed);
  // A plan that needs more memory than a GPU has is a sound graph all the same; the remarks say it.
  for (DagProblem& problem : verify(dag))
    if (problem.check != "memory") out.problems.push_back(std::move(problem));
  out.dag = std::move(dag);
  return out;
}

}  // namespace stratlint
