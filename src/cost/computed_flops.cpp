#include <fmt/format.h>

#include "cost/computed_keys.h"
#include "cost/physics/flops.h"
#include "cost/physics/parameters.h"

namespace stratlint::cost {

namespace {

Lines derive(const Model& m, const ForwardFlops& f, double s, bool half) {
  const double width = m.latent ? m.heads * (m.latent->nope_dim + m.latent->rope_dim + m.latent->value_dim) : 2 * m.heads * m.head_dim;
  Lines lines{line("attention projections: 2 × {} tokens × {} parameters = {}", number(s), number(f.projections.value / (2 * s)), flops_text(f.projections.value)),
              line("scores: 2 × {}² × {} layers × {}{} = {}", number(s), number(m.layers + m.mtp_layers), number(width), half ? " / 2" : "", flops_text(f.scores.value)),
              line("{}: 2 × {} tokens × {} parameters = {}", m.experts > 0 ? "MLPs and experts of a token" : "MLPs", number(s), number(f.mlp.value / (2 * s)), flops_text(f.mlp.value))};
  if (m.vocab > 0) lines.push_back(line("logits: 2 × {} × {} × {} = {}", number(s), number(m.vocab * (1 + m.mtp_layers)), number(m.hidden), flops_text(f.logits.value)));
  if (f.prediction.value > 0) lines.push_back(line("projections of {} MTP modules = {}", number(m.mtp_layers), flops_text(f.prediction.value)));
  return lines;
}

struct Forward {
  ForwardFlops flops;
  double sequence;
  std::string convention;
  Lines derivation;
};

std::vector<Forward> read_forward(PlanFacts& plan) {
  std::string causal;
  const bool half = causal_half(plan, causal);
  std::vector<Forward> out;
  std::vector<ModelReading> readings = read_models(plan, {.layers = true, .attention = true, .mlp = true, .top_k = true, .sequence = true});
  for (const ModelReading& reading : readings) {
    // Tied or not, the logits are one product.
    const bool repeated = reading.model.tied_embeddings != readings.front().model.tied_embeddings;
    if (repeated) continue;
    const double s = reading.model.seq_len;
    const ForwardFlops flops = forward_flops(reading.model, s, half);
    const std::string matrices = reading.convention.substr(0, reading.convention.find(','));
    out.push_back({flops, s, joined(joined(matrices, causal), reading.model.vocab > 0 ? "" : "without logits"), derive(reading.model, flops, s, half)});
  }
  return out;
}

}  // namespace

Results forward_flops_per_token(PlanFacts& plan) {
  Results out;
  for (Forward& f : read_forward(plan)) {
    const double value = f.flops.total().value / f.sequence;
    f.derivation.push_back(line("{} a sequence / {} tokens = {}", flops_text(f.flops.total().value), number(f.sequence), flops_text(value)));
    out.push_back(result(plan, value, in_flops, f.convention, f.derivation));
  }
  return out;
}

Results train_flops_per_sequence(PlanFacts& plan) {
  if (serves(plan)) return {};
  Results out;
  for (Forward& f : read_forward(plan)) {
    const double value = training_flops(f.flops, Recompute::none).value;
    f.derivation.push_back(line("forward and backward: 3 × {} = {}", flops_text(f.flops.total().value), flops_text(value)));
    out.push_back(result(plan, value, in_flops, joined(f.convention, "recomputation not counted"), f.derivation));
  }
  return out;
}

Results hardware_flops_per_iteration(PlanFacts& plan) {
  if (serves(plan)) return {};
  const auto batch = plan.need("batch.global");
  const Recompute recompute = read_recompute(plan);
  Results out;
  for (Forward& f : read_forward(plan)) {
    if (!batch) return {};
    const double sequence = training_flops(f.flops, recompute).value;
    f.derivation.push_back(line("with recomputation: {} a sequence × {} = {}", flops_text(sequence), number(*batch), flops_text(sequence * *batch)));
    const char* const what = recompute == Recompute::full ? "full" : recompute == Recompute::selective ? "selective" : "no";
    out.push_back(result(plan, sequence * *batch, in_flops, joined(f.convention, fmt::format("{} recomputation", what)), f.derivation));
  }
  return out;
}

Results train_flops_per_iteration(PlanFacts& plan) {
  if (serves(plan)) return {};
  const auto batch = plan.need("batch.global");
  Results out = train_flops_per_sequence(plan);
  if (!batch) return {};
  for (Computed& c : out) {
    c.derivation.push_back(line("× {} sequences = {}", number(*batch), flops_text(c.value * *batch)));
    c.value *= *batch;
  }
  return out;
}

}  // namespace stratlint::cost
