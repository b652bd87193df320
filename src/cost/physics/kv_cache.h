#pragma once

#include "cost/physics/layout.h"
#include "cost/physics/measure.h"
#include "cost/physics/model.h"

namespace stratlint::cost {

/// Keys and values of one token in all layers, not sharded: L × 2 k d elements; latent attention L (rkv + dr) (DeepSeek-V2, section 2.1).
Bytes kv_bytes_per_token(const Model& model, double bytes);

/// The part of it that one GPU holds: 1/p of the layers, and max(k/t, 1) of the KV heads, as a head is not split. TP does not divide the latent vector.
Bytes kv_bytes_per_token_on_gpu(const Model& model, const Layout& layout, double bytes);

}  // namespace stratlint::cost
