#include "cost/physics/kv_cache.h"

#include <algorithm>
#include <cmath>

namespace stratlint::cost {

Bytes kv_bytes_per_token(const Model& m, double bytes) {
  const double width = m.latent ? m.latent->kv_rank + m.latent->rope_dim : 2 * m.kv_heads * m.head_dim;
  return Bytes(m.layers * width * bytes);
}

Bytes kv_bytes_per_token_on_gpu(const Model& m, const Layout& layout, double bytes) {
  const Bytes stage = kv_bytes_per_token(m, bytes) / layout.pp;
  if (m.latent) return stage;
  return stage * (std::max(1.0, std::ceil(m.kv_heads / layout.tp)) / m.kv_heads);
}

}  // namespace stratlint::cost
