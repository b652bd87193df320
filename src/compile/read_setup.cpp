#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "compile/setup.h"
#include "cost/devices.h"

namespace stratlint::compile {

namespace {

using cost::PlanFacts;

// Of one message; nobody states them, and catalogues do not print them: s.
constexpr double node_latency = 2e-6, network_latency = 5e-6;
constexpr double most_micro_batches = 65536;

Mode read_mode(PlanFacts& plan, const DagRequest& request) {
  if (request.mode) return *request.mode;
  if (const auto named = find_mode(plan.name_of("mode"))) return *named;
  if (plan.stated("schedule.kind")) {
    if (plan.stated("perf.ttft")) plan.assume("training, as the schedule has backward passes; a time to the first token is not a training step's");
    return Mode::training;
  }
  if (cost::serves(plan)) return Mode::prefill;
  if (cost::trains(plan)) return Mode::training;
  const bool steps = plan.stated("recompute") || plan.stated("batch.microbatches") || plan.stated("batch.accumulation");
  if (!steps && (plan.stated("perf.ttft") || plan.stated("perf.tpot"))) {
    plan.assume("prefill, as the plan speaks of answers and of no training step");
    return Mode::prefill;
  }
  plan.assume("training");
  return Mode::training;
}

std::string read_schedule(PlanFacts& plan, const Setup& setup) {
  if (setup.mode != Mode::training) return "forward";
  const std::string_view stated = plan.name_of("schedule.kind");
  if (setup.layout.vpp > 1 && stated != "gpipe") return "interleaved";
  if (stated == "gpipe") return "gpipe";
  if (stated == "zero-bubble" || stated == "dualpipe") plan.assume(fmt::format("1F1B in the place of {}: its order splits the backward pass, and is not built", stated));
  return "1f1b";
}

void read_batch(PlanFacts& plan, Setup& setup) {
  const cost::Layout& layout = setup.layout;
  const double ranks = layout.dp * (layout.convention == cost::Convention::product ? layout.ep : 1);
  const auto micro = plan.positive("batch.micro"), global = plan.positive("batch.global");
  auto count = plan.positive("batch.microbatches");
  if (!count && setup.mode == Mode::training) count = plan.positive("batch.accumulation");
  if (!count && micro && global) count = std::max(1.0, std::floor(*global / (layout.dp * *micro)));
  if (!count) {
    count = setup.mode == Mode::training && layout.pp > 1 ? 4 * layout.pp : 1;
    if (layout.pp > 1) plan.assume(fmt::format("{} micro-batch{}", cost::number(*count), *count == 1 ? "" : "es"));
  }
  if (*count > most_micro_batches) plan.refuse(fmt::format("{} micro-batches are more than a DAG can be made for ({})", cost::number(*count), cost::number(most_micro_batches)));
  setup.micro_batches = static_cast<std::uint32_t>(std::max(1.0, std::min(*count, most_micro_batches)));
  if (micro) {
    setup.sequences = *micro;
  } else if (global) {
    setup.sequences = *global / (ranks * setup.micro_batches);
    if (layout.convention == cost::Convention::product && layout.ep > 1) plan.assume(fmt::format("EP ranks share a micro-batch of {} sequences", cost::number(setup.sequences * layout.ep)));
  } else {
    plan.assume("one sequence a micro-batch");
  }
}

void read_stages(PlanFacts& plan, Setup& setup) {
  const double parts = setup.layout.pp * setup.layout.vpp;
  if (setup.model.layers < parts) {
    plan.refuse(fmt::format("{} layers do not fill {} stages", cost::number(setup.model.layers), cost::number(parts)));
    return;
  }
  const auto layers = static_cast<std::uint32_t>(setup.model.layers), count = static_cast<std::uint32_t>(parts);
  setup.stage_layers.assign(count, layers / count);
  for (std::uint32_t i = 0; i < layers % count; ++i) ++setup.stage_layers[i];
  if (layers % count != 0) plan.assume(fmt::format("the first {} of {} {} have a layer more", layers % count, count, setup.layout.vpp > 1 ? "chunks" : "stages"));
}

/// A rate that is reached: stated as such, or the peak times its stated share.
template <class Rate>
std::optional<Rate> reached(PlanFacts& plan, std::string_view effective, std::string_view share, std::optional<Rate> (*read_peak)(PlanFacts&), Dimension dimension, std::string& text) {
  const auto say = [&](double value) { text += (text.empty() ? "" : ", ") + format_value(value, dimension); };
  if (const auto stated = plan.positive(effective)) {
    say(*stated);
    return Rate(*stated);
  }
  const auto peak = read_peak(plan);
  if (!peak) return std::nullopt;
  const double part = plan.positive_or(share, 1);
  say(part * peak->value);
  if (part != 1) text += fmt::format(" ({} of {})", format_value(part, {}, CountUnit::none, true), format_value(peak->value, dimension));
  return part * *peak;
}

bool read_machine(PlanFacts& plan, const DagRequest& request, Machine& machine) {
  constexpr Dimension bytes_per_second{.byte = 1, .flop = 0, .second = -1};
  const auto flops = reached<cost::FlopRate>(plan, "gpu.effective_flops", "gpu.efficiency", cost::read_peak, {.byte = 0, .flop = 1, .second = -1}, machine.text);
  const auto memory = reached<cost::Bandwidth>(plan, "gpu.effective_bandwidth", "gpu.mem_efficiency", cost::read_memory_bandwidth, bytes_per_second, machine.text);
  const auto node = cost::read_link_bandwidth(plan, true), network = cost::read_link_bandwidth(plan, false);
  if (!flops || !memory || !node || !network) return false;
  machine.flops = *flops;
  machine.memory_bandwidth = *memory;
  const auto latency = plan.positive("link.latency");
  if (!latency) plan.assume("a message takes 2 μs in a node, 5 μs between nodes");
  machine.node = {*node, cost::Seconds(latency.value_or(node_latency))};
  machine.network = {*network, cost::Seconds(latency.value_or(network_latency))};
  machine.text += fmt::format(", links {} in a node, {} between nodes", format_value(node->value, bytes_per_second), format_value(network->value, bytes_per_second));
  machine.memory = plan.positive_or("gpu.memory", 0);
  if (machine.memory == 0 && plan.stated("gpu.name"))
    if (const auto published = cost::device_memory(plan); !published.empty()) machine.memory = published.front().value;
  machine.gpus_per_node = request.gpus_per_node > 0 ? request.gpus_per_node : static_cast<std::uint32_t>(std::max(1.0, cost::read_gpus_per_node(plan)));
  return true;
}

/// A time of one layer that the plan states.
std::optional<double> per_layer(PlanFacts& plan, std::string_view key) {
  for (const FactId id : plan.mentions(key))
    if (const Fact& fact = plan.fact(id); fact.scope == Scope::layer) return fact.quantity.value;
  return std::nullopt;
}

}  // namespace

std::optional<Setup> read_setup(PlanFacts& plan, const DagRequest& request) {
  Setup setup;
  const auto models = cost::read_models(plan, {.layers = true, .attention = true, .mlp = true, .top_k = true, .sequence = true});
  const auto layouts = cost::read_layouts(plan);
  if (models.empty() || layouts.empty()) return std::nullopt;
  setup.model = models.front().model;
  setup.layout = layouts.front();
  plan.assume(models.front().convention);
  setup.mode = read_mode(plan, request);
  const auto precisions = cost::read_precisions(plan);
  setup.state_bytes = precisions.front().bytes;
  setup.zero_stage = static_cast<int>(plan.find_or("zero.stage", 0));
  setup.element = plan.size_of("dtype.activations").value_or(std::max(1.0, std::min(2.0, setup.state_bytes.weights)));
  if (setup.mode == Mode::training) setup.recompute = cost::read_recompute(plan);
  std::string causal;
  setup.causal = cost::causal_half(plan, causal);
  plan.assume(causal);
  setup.schedule = read_schedule(plan, setup);
  read_batch(plan, setup);
  const double sequence = setup.model.seq_len;
  setup.tokens = setup.mode == Mode::decode ? 1 : sequence / setup.layout.cp;
  setup.context = sequence;
  read_stages(plan, setup);
  setup.hierarchical = plan.name_of("comm.all_to_all") == "hierarchical";
  setup.plan_times.all_reduce = per_layer(plan, "time.allreduce");
  setup.plan_times.all_to_all = per_layer(plan, "time.all_to_all");
  setup.plan_times.transfer = plan.positive("time.p2p");
  if (!read_machine(plan, request, setup.machine) || !plan.complete()) return std::nullopt;
  return setup;
}

}  // namespace stratlint::compile
