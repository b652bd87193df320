#include <algorithm>

#include "compile/attention_ops.h"
#include "cost/physics/parameters.h"

namespace stratlint::compile {

namespace {

/// A dense MLP, or the shared experts beside the routed ones. Returns what holds its sum over TP ranks.
std::uint16_t add_mlp(OpList& ops, const OpContext& context, const LayerSizes& z, double width, bool shared, std::uint16_t after) {
  const cost::Model& model = context.setup.model;
  const double inner = width / z.tp, up = (model.mlp_matrices - 1) * z.hidden * inner, down = z.hidden * inner;
  const std::string wide = shape({{"batch", z.batch}, {"seq", z.seq}, {"ffn", inner}});
  auto at = enter_tensor_parallel(ops, z, shared ? "shared_gather" : "mlp_gather", shared ? "TP, input of the shared experts" : "TP, input of the MLP", after);
  at = ops.compute({.name = shared ? "shared_up" : "mlp_up", .title = shared ? "shared experts, up" : "MLP, up", .flops = 2 * z.tokens * up,
                    .bytes = up * z.weight + z.activation_bytes() + z.tokens * inner * z.element, .input = z.residual_shape(), .output = wide}, {at});
  at = ops.compute({.name = shared ? "shared_act" : "mlp_act", .title = "activation", .bytes = model.mlp_matrices * z.tokens * inner * z.element, .input = wide, .output = wide}, {at});
  at = ops.compute({.name = shared ? "shared_down" : "mlp_down", .title = shared ? "shared experts, down" : "MLP, down", .flops = 2 * z.tokens * down,
                    .bytes = down * z.weight + z.tokens * inner * z.element + z.activation_bytes(), .input = wide, .output = z.residual_shape()}, {at});
  return leave_tensor_parallel(ops, context, z, shared ? "shared_reduce" : "mlp_reduce", shared ? "TP, output of the shared experts" : "TP, output of the MLP", at);
}

std::uint16_t add_norm(OpList& ops, const LayerSizes& z, const char* name, std::uint16_t after) {
  return ops.compute({.name = name, .title = "normalisation", .bytes = 2 * z.norm_tokens * z.hidden * z.element, .input = z.norm_shape(), .output = z.norm_shape()}, {after});
}

std::uint16_t add_residual(OpList& ops, const LayerSizes& z, const char* name, OpList::After after) {
  return ops.compute({.name = name, .title = "residual", .kind = OpKind::aggregate, .bytes = 3 * z.norm_tokens * z.hidden * z.element, .input = z.norm_shape(), .output = z.norm_shape()}, after);
}

/// What one rank sends to experts and gets back.
struct Routing {
  double tokens;   ///< that this rank routes
  double copies;   ///< tokens × top-k, sent and received alike when the load is even
  double buffer;   ///< B of the copies
  double received; ///< copies that the experts of this rank work on
  bool sliced;     ///< TP ranks, which all hold the same tokens, route a part each
  bool gathered;   ///< the parts are brought together in the node before the experts
};

Routing routing_of(const OpContext& context, const LayerSizes& z) {
  const cost::Layout& layout = context.setup.layout;
  Routing r;
  // Experts that TP splits work on all tokens of their TP ranks; a hierarchical exchange sends a part from each rank and brings the parts together in the node.
  r.gathered = context.setup.hierarchical && layout.etp > 1 && context.placement.groups[static_cast<std::size_t>(GroupKind::expert_tensor)].size > 1;
  r.sliced = z.tp > 1 && (layout.etp < z.tp || r.gathered);
  r.tokens = r.sliced ? z.tokens / z.tp : z.tokens;
  r.copies = r.tokens * context.setup.model.top_k;
  r.buffer = r.copies * z.hidden * z.element;
  r.received = r.sliced && layout.etp > 1 ? r.copies * layout.etp : r.copies;
  return r;
}


/// Tokens to their experts or back, in one step or in the steps of the hierarchy.
std::uint16_t add_exchange(OpList& ops, const OpContext& context, const Routing& r, bool dispatch, std::uint16_t after) {
  using enum Collective;
  const Setup& setup = context.setup;
  const double hidden = setup.model.hidden;
  const std::string sent = shape({{"tokens", r.copies}, {"hidden", hidden}});
  const auto exchange = [&](const char* name, const char* title, GroupKind group, double buffer, std::uint16_t before) {
    return ops.collective({.name = name, .title = title, .forward = all_to_all, .backward = all_to_all, .group = group, .stream = Stream::expert, .buffer = buffer, .shape = sent, .plan_time = setup.plan_times.all_to_all}, before);
  };
  const auto across_parts = [&](const char* name, const char* title, std::uint16_t before) {
    if (!(r.sliced && setup.layout.etp > 1)) return before;
    return ops.collective({.name = name, .title = title, .forward = dispatch ? all_gather : reduce_scatter, .backward = dispatch ? reduce_scatter : all_gather, .group = GroupKind::expert_tensor,
                           .stream = Stream::expert, .buffer = r.received * hidden * setup.element, .shape = shape({{"tokens", r.received}, {"hidden", hidden}})}, before);
  };
  if (!setup.hierarchical || setup.layout.ep <= 1) {
    if (dispatch) return across_parts("dispatch_gather", "parts of the TP ranks, together", exchange("dispatch", "EP all-to-all, dispatch", GroupKind::expert, r.buffer, after));
    return exchange("combine", "EP all-to-all, combine", GroupKind::expert, r.buffer, across_parts("combine_scatter", "sums for the TP ranks", after));
  }
  const double peers = context.placement.groups[static_cast<std::size_t>(GroupKind::expert_node)].size;
  const auto local = [&](std::uint16_t before) {
    return ops.compute({.name = dispatch ? "dispatch_local" : "combine_local", .title = dispatch ? "own experts' tokens, on the GPU" : "own experts' results, on the GPU", .kind = dispatch ? OpKind::route : OpKind::aggregate,
                        .bytes = 2 * r.buffer / setup.layout.ep, .input = sent, .output = sent}, {before});
  };
  if (dispatch) {
    auto at = exchange("dispatch_node", "EP all-to-all, dispatch in the node", GroupKind::expert_node, r.buffer, local(after));
    if (peers < setup.layout.ep) at = exchange("dispatch_global", "EP all-to-all, dispatch between nodes", GroupKind::expert, r.buffer, at);
    return across_parts("dispatch_gather", "dispatch in the node, to the TP ranks", at);
  }
  auto at = across_parts("combine_scatter", "combine in the node, from the TP ranks", after);
  if (peers < setup.layout.ep) at = exchange("combine_global", "EP all-to-all, combine between nodes", GroupKind::expert, r.buffer, at);
  return local(exchange("combine_node", "EP all-to-all, combine in the node", GroupKind::expert_node, r.buffer, at));
}

std::uint16_t add_experts(OpList& ops, const OpContext& context, const LayerSizes& z, const Routing& r, std::uint16_t after) {
  const cost::Model& model = context.setup.model;
  const double inner = model.expert_ffn / context.setup.layout.etp, held = model.experts / context.setup.layout.ep;
  const double up = (model.mlp_matrices - 1) * z.hidden * inner, down = z.hidden * inner;
  const std::string narrow = shape({{"experts", held}, {"tokens", r.received / held}, {"hidden", z.hidden}}), wide = shape({{"experts", held}, {"tokens", r.received / held}, {"ffn", inner}});
  const double in = r.received * z.hidden * z.element, mid = r.received * inner * z.element;
  auto at = ops.compute({.name = "expert_up", .title = "experts, up", .kind = OpKind::expert, .flops = 2 * r.received * up, .bytes = held * up * z.weight + in + mid, .input = narrow, .output = wide}, {after});
  at = ops.compute({.name = "expert_act", .title = "activation", .kind = OpKind::expert, .bytes = model.mlp_matrices * mid, .input = wide, .output = wide}, {at});
  at = ops.compute({.name = "expert_down", .title = "experts, down", .kind = OpKind::expert, .flops = 2 * r.received * down, .bytes = held * down * z.weight + mid + in, .input = wide, .output = narrow}, {at});
  // Pieces of experts leave partial sums; a sliced exchange adds them on the way back.
  if (r.sliced) return at;
  return ops.collective({.name = "expert_reduce", .title = "TP, output of the experts", .forward = Collective::all_reduce, .backward = Collective::none, .group = GroupKind::expert_tensor, .buffer = in, .shape = narrow,
                         .plan_time = context.setup.plan_times.all_reduce}, at);
}

}  // namespace

OpPairs dense_layer_ops(const OpContext& context) {
  const LayerSizes z(context);
  OpList ops(context);
  const auto attention = add_attention(ops, context, z);
  const auto norm = add_norm(ops, z, "mlp_norm", attention);
  add_residual(ops, z, "mlp_residual", {add_mlp(ops, context, z, context.setup.model.ffn, false, norm), attention});
  return ops.take();
}

OpPairs moe_layer_ops(const OpContext& context) {
  const cost::Model& model = context.setup.model;
  const LayerSizes z(context);
  const Routing r = routing_of(context, z);
  OpList ops(context);
  const auto attention = add_attention(ops, context, z);
  const auto norm = add_norm(ops, z, "moe_norm", attention);
  const std::string routed = shape({{"tokens", r.tokens}, {"hidden", z.hidden}}), copies = shape({{"tokens", r.copies}, {"hidden", z.hidden}});
  const auto router = ops.compute({.name = "router", .title = "router, selection of experts", .kind = OpKind::route, .flops = 2 * r.tokens * z.hidden * model.experts,
                                   .bytes = z.hidden * model.experts * z.weight + r.tokens * z.hidden * z.element, .input = routed, .output = shape({{"tokens", r.tokens}, {"top_k", model.top_k}})}, {norm});
  const auto split = ops.compute({.name = "split", .title = "tokens by expert", .kind = OpKind::route, .bytes = r.tokens * z.hidden * z.element + r.buffer, .input = routed, .output = copies}, {norm});
  ops.gate(split, router);
  auto at = add_exchange(ops, context, r, true, split);
  at = add_experts(ops, context, z, r, at);
  at = add_exchange(ops, context, r, false, at);
  at = ops.compute({.name = "weighted_sum", .title = "weighted sum of the experts", .kind = OpKind::aggregate, .bytes = r.buffer + r.tokens * z.hidden * z.element, .input = copies, .output = routed}, {at});
  ops.gate(at, router);
  if (r.sliced && !z.sequence_parallel)
    at = ops.collective({.name = "moe_gather", .title = "TP, output of the experts", .forward = Collective::all_gather, .backward = Collective::none, .group = GroupKind::tensor, .buffer = z.activation_bytes(), .shape = z.residual_shape()}, at);
  if (model.shared_ffn > 0) {
    const auto shared = add_mlp(ops, context, z, model.shared_ffn, true, norm);
    add_residual(ops, z, "moe_residual", {at, shared, attention});
  } else {
    add_residual(ops, z, "moe_residual", {at, attention});
  }
  return ops.take();
}

OpPairs embedding_ops(const OpContext& context) {
  const LayerSizes z(context);
  OpList ops(context);
  const auto at = ops.compute({.name = "embedding", .title = "token embedding", .bytes = 2 * z.activation_bytes(), .input = shape({{"batch", z.batch}, {"seq", z.seq}}), .output = z.residual_shape()}, {block_input});
  leave_tensor_parallel(ops, context, z, "embedding_reduce", "TP, embedding", at);
  return ops.take();
}

OpPairs head_ops(const OpContext& context) {
  const LayerSizes z(context);
  const double vocabulary = context.setup.model.vocab / z.tp;
  const std::string logits = shape({{"batch", z.batch}, {"seq", z.seq}, {"vocab", vocabulary}});
  OpList ops(context);
  auto at = enter_tensor_parallel(ops, z, "head_gather", "TP, input of the logits", add_norm(ops, z, "final_norm", block_input));
  if (vocabulary > 0)
    at = ops.compute({.name = "lm_head", .title = "logits", .flops = 2 * z.tokens * z.hidden * vocabulary, .bytes = z.hidden * vocabulary * z.weight + z.activation_bytes() + z.tokens * vocabulary * z.element,
                      .input = z.residual_shape(), .output = logits}, {at});
  const bool training = context.setup.mode == Mode::training;
  at = ops.collective({.name = "logits_reduce", .title = "TP, maxima and sums of the logits", .forward = Collective::all_reduce, .backward = Collective::none, .group = GroupKind::tensor, .buffer = 2 * 4 * z.tokens,
                       .shape = shape({{"batch", z.batch}, {"seq", z.seq}})}, at);
  ops.compute({.name = training ? "loss" : "sample", .title = training ? "loss" : "choice of the next token", .kind = OpKind::aggregate, .bytes = z.tokens * vocabulary * z.element,
               .input = logits, .output = training ? shape({{"batch", z.batch}, {"seq", z.seq}}) : shape({{"batch", z.batch}})}, {at});
  return ops.take();
}

}  // namespace stratlint::compile
