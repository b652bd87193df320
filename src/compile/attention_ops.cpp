#include "compile/attention_ops.h"

#include <algorithm>

#include "cost/physics/collectives.h"
#include "cost/physics/kv_cache.h"
#include "cost/physics/parameters.h"

namespace stratlint::compile {

LayerSizes::LayerSizes(const OpContext& context)
    : batch(context.setup.sequences),
      seq(context.setup.tokens),
      hidden(context.setup.model.hidden),
      tp(context.setup.layout.tp),
      element(context.setup.element),
      weight(context.setup.state_bytes.weights),
      tokens(batch * seq),
      norm_tokens(context.setup.layout.sequence_parallel ? tokens / tp : tokens),
      sequence_parallel(context.setup.layout.sequence_parallel) {}

std::string LayerSizes::residual_shape() const {
  return shape({{"batch", batch}, {"seq", seq}, {"hidden", hidden}});
}

std::string LayerSizes::norm_shape() const {
  return shape({{"batch", batch}, {"seq", sequence_parallel ? seq / tp : seq}, {"hidden", hidden}});
}

std::uint16_t enter_tensor_parallel(OpList& ops, const LayerSizes& sizes, const char* name, const char* title, std::uint16_t after) {
  using enum Collective;
  return ops.collective({.name = name, .title = title, .forward = sizes.sequence_parallel ? all_gather : none, .backward = sizes.sequence_parallel ? reduce_scatter : all_reduce,
                         .group = GroupKind::tensor, .buffer = sizes.activation_bytes(), .shape = sizes.residual_shape()}, after);
}

std::uint16_t leave_tensor_parallel(OpList& ops, const OpContext& context, const LayerSizes& sizes, const char* name, const char* title, std::uint16_t after) {
  using enum Collective;
  return ops.collective({.name = name, .title = title, .forward = sizes.sequence_parallel ? reduce_scatter : all_reduce, .backward = sizes.sequence_parallel ? all_gather : none,
                         .group = GroupKind::tensor, .buffer = sizes.activation_bytes(), .shape = sizes.norm_shape(), .plan_time = context.setup.plan_times.all_reduce}, after);
}

namespace {

/// Heads of one rank and the widths of queries, keys and values.
struct Heads {
  double query, kv, qk_dim, value_dim;
  explicit Heads(const OpContext& context) {
    const cost::Model& model = context.setup.model;
    const double tp = context.setup.layout.tp;
    query = model.heads / tp;
    kv = model.latent ? query : std::max(model.kv_heads / tp, 1.0);
    qk_dim = model.latent ? model.latent->nope_dim + model.latent->rope_dim : model.head_dim;
    value_dim = model.latent ? model.latent->value_dim : model.head_dim;
  }
};

}  // namespace

std::uint16_t add_attention(OpList& ops, const OpContext& context, const LayerSizes& z) {
  const Setup& setup = context.setup;
  cost::Model products = setup.model;
  products.linear_bias = false;
  const Heads heads(context);
  const double keys = setup.context, scored = setup.causal && setup.mode != Mode::decode ? 0.5 : 1;
  const double out_parameters = products.heads * heads.value_dim * products.hidden / z.tp;
  const double in_parameters = cost::attention_parameters(products) / z.tp - out_parameters;
  const double query_bytes = z.tokens * heads.query * heads.qk_dim * z.element, value_bytes = z.tokens * heads.query * heads.value_dim * z.element;
  const double cache_row = cost::kv_bytes_per_token(products, z.element).value / products.layers * heads.kv / (products.latent ? heads.query * z.tp : products.kv_heads);
  const double cached = z.batch * keys * (products.latent ? cost::kv_bytes_per_token(products, z.element).value / products.layers : cache_row);
  const std::string query_shape = shape({{"batch", z.batch}, {"seq", z.seq}, {"heads", heads.query}, {"d_k", heads.qk_dim}});
  const std::string value_shape = shape({{"batch", z.batch}, {"seq", z.seq}, {"heads", heads.query}, {"d_v", heads.value_dim}});
  const std::string score_shape = shape({{"batch", z.batch}, {"heads", heads.query}, {"seq", z.seq}, {"kv_seq", keys}});
  const double stored_scores = setup.model.flash_attention ? 0 : z.tokens * keys * heads.query * z.element;

  auto at = ops.compute({.name = "attn_norm", .title = "normalisation", .bytes = 2 * z.norm_tokens * z.hidden * z.element, .input = z.norm_shape(), .output = z.norm_shape()}, {block_input});
  at = enter_tensor_parallel(ops, z, "attn_gather", "TP, input of attention", at);
  at = ops.compute({.name = "qkv", .title = "QKV projection", .flops = 2 * z.tokens * in_parameters,
                    .bytes = in_parameters * z.weight + z.activation_bytes() + query_bytes + 2 * z.tokens * heads.kv * heads.qk_dim * z.element, .input = z.residual_shape(), .output = query_shape}, {at});
  if (setup.mode != Mode::training)
    at = ops.compute({.name = "kv_write", .title = "write to the KV cache", .bytes = z.tokens * cache_row, .input = shape({{"batch", z.batch}, {"seq", z.seq}, {"kv_heads", heads.kv}, {"d_k", heads.qk_dim}}),
                      .output = shape({{"batch", z.batch}, {"kv_seq", keys}, {"kv_heads", heads.kv}, {"d_k", heads.qk_dim}})}, {at});
  at = ops.collective({.name = "kv_ring", .title = "CP, ring of keys and values", .forward = Collective::ring, .backward = Collective::ring, .group = GroupKind::context,
                       .buffer = cost::cp_bytes_per_layer(products, setup.layout, keys, z.batch, z.element).value / std::max(1.0, setup.layout.cp - 1),
                       .shape = shape({{"batch", z.batch}, {"seq", z.seq}, {"kv_heads", heads.kv}, {"d_k", heads.qk_dim}})}, at);
  at = ops.compute({.name = "scores", .title = "Q Kᵀ", .flops = 2 * z.tokens * keys * heads.query * heads.qk_dim * scored, .bytes = query_bytes + cached / 2 + stored_scores, .input = query_shape, .output = score_shape}, {at});
  at = ops.compute({.name = "softmax", .title = "softmax", .bytes = 2 * stored_scores, .input = score_shape, .output = score_shape}, {at});
  at = ops.compute({.name = "attend", .title = "weights × V", .flops = 2 * z.tokens * keys * heads.query * heads.value_dim * scored, .bytes = value_bytes + cached / 2 + stored_scores, .input = score_shape, .output = value_shape}, {at});
  at = ops.compute({.name = "out_proj", .title = "output projection", .flops = 2 * z.tokens * out_parameters, .bytes = out_parameters * z.weight + value_bytes + z.activation_bytes(), .input = value_shape, .output = z.residual_shape()}, {at});
  at = leave_tensor_parallel(ops, context, z, "attn_reduce", "TP, output of attention", at);
  return ops.compute({.name = "attn_residual", .title = "residual", .kind = OpKind::aggregate, .bytes = 3 * z.norm_tokens * z.hidden * z.element, .input = z.norm_shape(), .output = z.norm_shape()}, {at, block_input});
}

}  // namespace stratlint::compile
