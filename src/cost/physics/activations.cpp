#include "cost/physics/activations.h"

#include <algorithm>

namespace stratlint::cost {

namespace {

/// Inner activations of an MLP: gate, up and their product, or the widened input before and after its function.
double inner(const Model& m, double width) {
  return (m.mlp_matrices == 3 ? 3 : 2) * width;
}

}  // namespace

LayerActivations layer_activations(const Model& m, double sequence, bool moe) {
  LayerActivations out;
  out.replicated = 4 * m.hidden;
  if (m.latent) {
    const LatentAttention& l = *m.latent;
    // Queries and keys of all heads, values, attention output, and the compressed latents.
    out.sharded = m.heads * (2 * (l.nope_dim + l.rope_dim) + 2 * l.value_dim);
    out.replicated += l.query_rank + l.kv_rank + l.rope_dim;
  } else {
    out.sharded = 2 * m.heads * m.head_dim + 2 * m.kv_heads * m.head_dim;
  }
  out.sharded += moe ? m.top_k * (2 * m.hidden + inner(m, m.expert_ffn)) + inner(m, m.shared_ffn) : inner(m, m.ffn);
  if (m.dropout) out.replicated_masks = 2 * m.hidden;
  if (!m.flash_attention) {
    out.scores = m.heads * sequence;
    if (m.dropout) out.score_masks = out.score_outputs = m.heads * sequence;
  }
  return out;
}

Bytes activations_per_layer(const Model& m, const Layout& layout, double sequence, double micro_batch, double bytes, Recompute recompute, bool moe) {
  const double tokens = sequence * micro_batch / layout.cp;
  const double replicas = layout.sequence_parallel ? layout.tp : 1;
  if (recompute == Recompute::full) return Bytes(tokens * bytes * m.hidden / replicas);
  const LayerActivations a = layer_activations(m, sequence, moe);
  double per_token = (bytes * a.replicated + a.replicated_masks) / replicas + bytes * a.sharded / layout.tp;
  if (recompute == Recompute::none) per_token += (bytes * (a.scores + a.score_outputs) + a.score_masks) / layout.tp;
  return Bytes(tokens * per_token);
}

double in_flight(std::string_view schedule, double p, double m, double v) {
  if (schedule == "gpipe") return m;
  if (schedule == "dualpipe") return p + 1;
  if (schedule == "interleaved" || v > 1) return p * (1 + (p - 1) / (p * std::max(v, 1.0)));
  return std::min(p, m);
}

}  // namespace stratlint::cost
