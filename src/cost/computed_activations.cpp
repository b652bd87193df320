#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cost/computed_keys.h"
#include "cost/physics/activations.h"

namespace stratlint::cost {

namespace {

const char* name(Recompute recompute) {
  return recompute == Recompute::full ? "full recomputation" : recompute == Recompute::selective ? "selective recomputation" : "no recomputation";
}

struct Reading {
  Model model;
  Layout layout;
  double micro_batch, bytes;
  Recompute recompute;
  Bytes moe, dense;  ///< of one layer of either kind
  std::string convention;
  Lines derivation;
};

std::vector<Reading> read(PlanFacts& plan, bool layers) {
  const auto layouts = read_layouts(plan);
  const auto models = read_models(plan, {.layers = layers, .attention = true, .mlp = true, .top_k = true, .sequence = true});
  const double micro_batch = read_micro_batch(plan), bytes = plan.size_of("dtype.activations").value_or(2);
  const Recompute recompute = read_recompute(plan);
  if (!plan.stated("model.flash_attention")) plan.assume("flash attention");
  if (!plan.complete() || layouts.empty()) return {};
  std::vector<Reading> out;
  std::vector<bool> sequence_parallel{layouts.front().sequence_parallel};
  if (!plan.stated("axis.sp") && layouts.front().tp > 1) sequence_parallel.push_back(true);
  for (const ModelReading& model : models) {
    if (model.model.tied_embeddings != models.front().model.tied_embeddings) continue;
    for (const bool sp : sequence_parallel) {
      Reading r{model.model, layouts.front(), micro_batch, bytes, recompute, {}, {}, {}, {}};
      r.layout.sequence_parallel = sp;
      r.moe = activations_per_layer(r.model, r.layout, r.model.seq_len, micro_batch, bytes, recompute, true);
      r.dense = activations_per_layer(r.model, r.layout, r.model.seq_len, micro_batch, bytes, recompute, false);
      const double sbh = r.model.seq_len * micro_batch * r.model.hidden;
      const Bytes shown = r.model.experts > 0 ? r.moe : r.dense;
      r.convention = fmt::format("{}, {}{}, {}", r.model.flash_attention ? "flash attention" : "stored scores", name(recompute), r.layout.tp > 1 ? sp ? ", sequence parallel" : ", no sequence parallelism" : "",
                                 model.convention.substr(0, model.convention.find(',')));
      r.derivation.push_back(line("s b h = {} × {} × {} = {}; {}a layer keeps {} × s b h = {} a GPU", number(r.model.seq_len), number(micro_batch), number(r.model.hidden), number(sbh),
                                         r.model.experts > 0 ? "of an MoE model " : "", number(shown.value / sbh), bytes_text(shown.value)));
      out.push_back(std::move(r));
    }
  }
  return out;
}

}  // namespace

Results activations_per_layer(PlanFacts& plan) {
  if (serves(plan)) return {};
  Results out;
  for (Reading& r : read(plan, false)) out.push_back(result(plan, (r.model.experts > 0 ? r.moe : r.dense).value, in_bytes, r.convention, std::move(r.derivation)));
  return out;
}

Results activations(PlanFacts& plan) {
  if (serves(plan)) return {};
  Results out;
  for (Reading& r : read(plan, true)) {
    const double p = r.layout.pp;
    double micro_batches = 1, held = 1;
    std::string_view schedule = plan.name_of("schedule.kind");
    if (p > 1) {
      const auto stated = read_microbatches(plan);
      if (!stated) return {};
      micro_batches = *stated;
      if (schedule.empty()) {
        plan.assume("1F1B schedule");
        schedule = "1f1b";
      }
      held = in_flight(schedule, p, micro_batches, r.layout.vpp);
    }
    const double layers = r.model.layers / p;
    const double dense = r.model.dense_layers / p;
    Bytes total = held * (dense * r.dense + (layers - dense) * r.moe);
    r.derivation.push_back(line("{} layers a stage × {} micro-batches in flight = {}", number(layers), number(held), bytes_text(total.value)));
    if (p == 1 && r.model.vocab > 0) {
      const Bytes logits(4 * r.model.seq_len * r.micro_batch * r.model.vocab / (r.layout.tp * r.layout.cp));
      total += logits;
      r.derivation.push_back(line("logits in fp32: {}", bytes_text(logits.value)));
    }
    out.push_back(result(plan, total.value, in_bytes, joined(r.convention, p > 1 ? fmt::format("first stage, {}", schedule) : ""), std::move(r.derivation)));
  }
  return out;
}

}  // namespace stratlint::cost
