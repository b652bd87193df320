#include "cost/physics/parameters.h"

namespace stratlint::cost {

double attention_parameters(const Model& m) {
  if (m.latent) {
    const LatentAttention& l = *m.latent;
    const double query_dim = m.heads * (l.nope_dim + l.rope_dim);
    const double query = l.query_rank > 0 ? l.query_rank * (m.hidden + query_dim + 1) : m.hidden * query_dim;
    return query + l.kv_rank * (m.hidden + m.heads * (l.nope_dim + l.value_dim) + 1) + m.hidden * l.rope_dim +
           m.heads * l.value_dim * m.hidden;
  }
  const double bias = m.linear_bias ? m.heads * m.head_dim + 2 * m.kv_heads * m.head_dim + m.hidden : 0;
  return m.hidden * m.head_dim * (2 * m.heads + 2 * m.kv_heads) + bias;
}

double mlp_parameters(const Model& m, double width) {
  const double bias = m.linear_bias ? (m.mlp_matrices - 1) * width + m.hidden : 0;
  return m.mlp_matrices * m.hidden * width + bias;
}

namespace {

Parameters count(const Model& m, double experts) {
  Parameters p;
  p.attention = m.layers * attention_parameters(m);
  p.dense_mlp = m.dense_layers * mlp_parameters(m, m.ffn);
  if (m.moe_layers() > 0) {
    p.routed_mlp = m.moe_layers() * experts * mlp_parameters(m, m.expert_ffn);
    if (m.shared_ffn > 0) p.shared_mlp = m.moe_layers() * mlp_parameters(m, m.shared_ffn);
    p.router = m.moe_layers() * m.hidden * m.experts;
  }
  p.norms = (2 * m.layers + 1) * m.hidden * m.norm_vectors;
  if (m.learned_positions) p.positions = m.seq_len * m.hidden;
  p.embedding = m.vocab * m.hidden;
  if (!m.tied_embeddings) p.output = p.embedding;
  return p;
}

}  // namespace

Parameters count_parameters(const Model& model) {
  return count(model, model.experts);
}
Parameters count_active_parameters(const Model& model) {
  return count(model, model.top_k);
}

}  // namespace stratlint::cost
