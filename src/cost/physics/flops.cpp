#include "cost/physics/flops.h"

#include "cost/physics/parameters.h"

namespace stratlint::cost {

namespace {

/// Multiply-adds of Q Kᵀ and A V for one pair of tokens in one layer.
double score_width(const Model& m) {
  if (m.latent) return m.heads * (m.latent->nope_dim + m.latent->rope_dim + m.latent->value_dim);
  return 2 * m.heads * m.head_dim;
}

}  // namespace

ForwardFlops forward_flops(const Model& model, double s, bool causal_half) {
  Model m = model;
  m.linear_bias = false;  // additions only
  const double layers = m.layers + m.mtp_layers;
  const double moe_layers = m.experts > 0 ? m.moe_layers() + m.mtp_layers : 0;
  const double dense_layers = layers - moe_layers;
  ForwardFlops out;
  out.projections = Flops(2 * s * layers * attention_parameters(m));
  out.scores = Flops(2 * s * s * layers * score_width(m) * (causal_half ? 0.5 : 1));
  out.mlp = Flops(2 * s * (dense_layers * mlp_parameters(m, m.ffn) +
                           moe_layers * (m.top_k * mlp_parameters(m, m.expert_ffn) + mlp_parameters(m, m.shared_ffn))));
  out.logits = Flops(2 * s * m.vocab * m.hidden * (1 + m.mtp_layers));
  out.prediction = Flops(2 * s * m.mtp_layers * (3 * m.hidden + 2 * m.hidden * m.hidden));
  return out;
}

Flops training_flops(const ForwardFlops& forward, Recompute recompute) {
  switch (recompute) {
    case Recompute::none:
      return 3 * forward.total();
    case Recompute::selective:
      return 3 * forward.total() + forward.scores;
    case Recompute::full:
      return 3 * forward.total() + forward.total();
  }
  return {};
}

Flops decode_flops(const Model& model, double context) {
  const ForwardFlops one = forward_flops(model, 1, false);
  return one.projections + one.mlp + one.logits + one.prediction + context * one.scores;
}

}  // namespace stratlint::cost
