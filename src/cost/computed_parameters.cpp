#include <fmt/format.h>

#include "cost/computed_keys.h"
#include "cost/physics/parameters.h"

namespace stratlint::cost {

namespace {

Line attention_formula(const Model& m) {
  if (m.latent) return line("latent attention with KV rank {}", number(m.latent->kv_rank));
  return line("{} × {} × (2 × {} + 2 × {}){}", number(m.hidden), number(m.head_dim), number(m.heads), number(m.kv_heads), m.linear_bias ? " and biases" : "");
}

Lines derive(const Model& m, const Parameters& p, double experts) {
  const Line matrix = line("{} × {}", m.mlp_matrices, number(m.hidden));
  Lines lines{line("attention: {} = {} a layer, {} layers", attention_formula(m), number(attention_parameters(m)), number(m.layers))};
  if (m.dense_layers > 0)
    lines.push_back(line("MLP: {} × {} = {} a layer, {} layers", matrix, number(m.ffn), number(mlp_parameters(m, m.ffn)), number(m.dense_layers)));
  if (m.moe_layers() > 0)
    lines.push_back(line("experts: {} × {} × {} = {} a layer, {} layers", number(experts), matrix, number(m.expert_ffn), number(p.routed_mlp / m.moe_layers()), number(m.moe_layers())));
  if (p.shared_mlp > 0)
    lines.push_back(line("shared experts: {} × {} = {} a layer", matrix, number(m.shared_ffn), number(p.shared_mlp / m.moe_layers())));
  lines.push_back(line("norms{}: {}", m.moe_layers() > 0 ? " and router" : "", number(p.norms + p.router)));
  if (p.positions > 0) lines.push_back(line("positions: {} × {} = {}", number(m.seq_len), number(m.hidden), number(p.positions)));
  if (m.vocab > 0)
    lines.push_back(line("embeddings: {} × {} × {} = {}", m.tied_embeddings ? 1 : 2, number(m.vocab), number(m.hidden), number(p.embedding + p.output)));
  return lines;
}

}  // namespace

Results parameters(PlanFacts& plan, ParameterShare share) {
  const bool active = share == ParameterShare::active;
  Results out;
  for (const ModelReading& reading : read_models(plan, {.layers = true, .attention = true, .mlp = true, .top_k = active})) {
    const Model& m = reading.model;
    const Parameters p = active ? count_active_parameters(m) : count_parameters(m);
    if (share == ParameterShare::expert && p.routed_mlp == 0) return {};
    double value = p.total();
    std::string what = "all";
    if (share == ParameterShare::tensor) value = p.tensor_sharded(), what = "of attention, dense and shared MLPs, embeddings";
    if (share == ParameterShare::replicated) value = p.replicated(), what = "of norms, router and positions";
    if (share == ParameterShare::expert) value = p.routed_mlp, what = "of routed experts";
    if (active) what = "of one token";
    Lines lines = derive(m, p, active ? m.top_k : m.experts);
    lines.push_back(line("{}: {} parameters", what, number(value)));
    out.push_back(result(plan, value, {}, reading.convention, std::move(lines)));
  }
  return out;
}

}  // namespace stratlint::cost
