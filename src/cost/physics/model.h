#pragma once

#include <optional>

namespace stratlint::cost {

/// Multi-head latent attention (DeepSeek-V2, section 2.1).
struct LatentAttention {
  double query_rank = 0;  ///< 0: queries are not compressed
  double kv_rank = 0, nope_dim = 0, rope_dim = 0, value_dim = 0;
};

/// The shape of a transformer. Widths are elements; symbols of the formulas in brackets.
struct Model {
  double layers = 0;        ///< [L] all of them
  double dense_layers = 0;  ///< [Ld] with a dense MLP; the others are MoE layers
  double hidden = 0;        ///< [h]
  double heads = 0;         ///< [a]
  double kv_heads = 0;      ///< [k]
  double head_dim = 0;      ///< [d]
  double ffn = 0;           ///< [f] of a dense MLP
  double expert_ffn = 0;    ///< [fe]
  double shared_ffn = 0;    ///< [fs] all shared experts of a layer together
  double experts = 0;       ///< [E] routed, per layer; 0: dense model
  double top_k = 0;         ///< [K]
  double vocab = 0;         ///< [V] 0: not known
  double seq_len = 0;       ///< [s] 0: not known
  double mtp_layers = 0;    ///< multi-token prediction modules, each one more layer and one more logit product
  double mlp_matrices = 2;  ///< [g] 3 for SwiGLU and GeGLU, 2 for GELU and ReLU
  double norm_vectors = 1;  ///< 1 RMSNorm (scale), 2 LayerNorm (scale and bias)
  bool linear_bias = false;
  bool learned_positions = false;
  bool tied_embeddings = false;
  bool flash_attention = true;  ///< scores are not stored
  bool dropout = false;
  std::optional<LatentAttention> latent;

  double moe_layers() const { return layers - dense_layers; }
};

}  // namespace stratlint::cost
