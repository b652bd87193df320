#include "cost/physics/collectives.h"

#include <cmath>

namespace stratlint::cost {

namespace {

Seconds time(double messages, double factor, Bytes buffer, const Link& link) {
  return messages * link.latency + factor * buffer / link.bandwidth;
}

}  // namespace

Seconds ring_all_reduce_time(Bytes buffer, double n, const Link& link) {
  return time(2 * (n - 1), all_reduce_factor(n), buffer, link);
}
Seconds tree_all_reduce_time(Bytes buffer, double n, const Link& link) {
  return n <= 1 ? Seconds() : time(2 * std::log2(n), 2, buffer, link);
}
Seconds all_gather_time(Bytes buffer, double n, const Link& link) {
  return time(n - 1, all_gather_factor(n), buffer, link);
}
Seconds all_to_all_time(Bytes buffer, double n, const Link& link) {
  return time(n - 1, all_to_all_factor(n), buffer, link);
}
Seconds send_time(Bytes buffer, const Link& link) {
  return time(1, 1, buffer, link);
}

double tp_elements_per_layer(const Model& model, const Layout& layout, double s, double b) {
  return 8 * s * b / layout.cp * model.hidden * (layout.tp - 1) / layout.tp;
}
double pp_elements_per_microbatch(const Model& model, const Layout& layout, double s, double b) {
  return s * b / layout.cp * model.hidden;
}
Bytes dp_bytes(Bytes gradients, double replicas, int zero_stage) {
  return (zero_stage == 3 ? 1.5 : 1) * all_reduce_factor(replicas) * gradients;
}
Bytes ep_dispatch_bytes(const Model& model, const Layout& layout, double tokens, double bytes) {
  return Bytes(tokens * model.top_k * model.hidden * bytes * all_to_all_factor(layout.ep));
}
Bytes cp_bytes_per_layer(const Model& model, const Layout& layout, double s, double b, double bytes) {
  return Bytes((layout.cp - 1) * 2 * (s / layout.cp) * b * model.kv_heads * model.head_dim * bytes / layout.tp);
}

}  // namespace stratlint::cost
