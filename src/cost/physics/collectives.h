#pragma once

#include "cost/physics/layout.h"
#include "cost/physics/measure.h"
#include "cost/physics/model.h"

namespace stratlint::cost {

/// What one GPU reaches over one level of the network: one direction, per GPU.
struct Link {
  Bandwidth bandwidth;
  Seconds latency;  ///< of one message
};

/// Bytes on the wire per GPU over the bytes of the full buffer, n ranks (NCCL tests, PERFORMANCE.md).
constexpr double all_reduce_factor(double n) {
  return 2 * (n - 1) / n;
}
constexpr double all_gather_factor(double n) {
  return (n - 1) / n;
}
constexpr double all_to_all_factor(double n) {
  return (n - 1) / n;
}

/// Ring: 2 (n − 1) messages and 2 (n − 1)/n of the buffer.
Seconds ring_all_reduce_time(Bytes buffer, double ranks, const Link& link);
/// Double binary tree: 2 log2 n messages, twice the buffer (NCCL 2.4).
Seconds tree_all_reduce_time(Bytes buffer, double ranks, const Link& link);
/// All-gather and reduce-scatter: n − 1 messages, (n − 1)/n of the gathered buffer.
Seconds all_gather_time(Bytes buffer, double ranks, const Link& link);
/// n − 1 messages, (n − 1)/n of what a rank has.
Seconds all_to_all_time(Bytes buffer, double ranks, const Link& link);
Seconds send_time(Bytes buffer, const Link& link);

/// Elements that TP sends per GPU, layer and micro-batch, forward and backward: four all-reduces of s b h, 8 s b h (t − 1)/t. Sequence parallelism sends the same
/// as all-gathers and reduce-scatters. Narayanan et al., SC21, section 3.2.
double tp_elements_per_layer(const Model& model, const Layout& layout, double sequence, double micro_batch);
/// Elements between two stages for one micro-batch, one way: s b h / c. Narayanan et al., SC21, section 3.2.
double pp_elements_per_microbatch(const Model& model, const Layout& layout, double sequence, double micro_batch);
/// Bytes that the gradient reduction sends per GPU and step: 2 (D − 1)/D of the gradients; ZeRO-1 and 2 the same as reduce-scatter and all-gather, ZeRO-3 half as much again.
Bytes dp_bytes(Bytes gradients, double replicas, int zero_stage);
/// Bytes that one GPU dispatches in one MoE layer: tokens × K × h × bytes × (e − 1)/e. The combine sends as much.
Bytes ep_dispatch_bytes(const Model& model, const Layout& layout, double tokens, double bytes);
/// Bytes that ring attention sends per GPU and layer forward: c − 1 times its block of keys and values, 2 (s/c) b k d × bytes / t.
Bytes cp_bytes_per_layer(const Model& model, const Layout& layout, double sequence, double micro_batch, double bytes);

}  // namespace stratlint::cost
