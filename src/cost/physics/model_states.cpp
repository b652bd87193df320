#include "cost/physics/model_states.h"

namespace stratlint::cost {

ModelStates model_states(const Parameters& p, const Layout& layout, const StateBytes& bytes, int zero_stage) {
  ModelStates out;
  const double blocks = (p.attention + p.dense_mlp + p.shared_mlp) / layout.pp;
  const double embeddings = p.embedding + (layout.pp == 1 ? p.output : 0);
  out.dense = (blocks + embeddings) / layout.tp + p.replicated() / layout.pp;
  out.experts = p.routed_mlp / (layout.pp * layout.expert_shards());
  const auto share = [&](int from_stage) {
    if (zero_stage < from_stage) return out.dense + out.experts;
    return out.dense / layout.dense_replicas() + out.experts / layout.expert_replicas();
  };
  out.optimizer = Bytes(bytes.optimizer * share(1));
  out.gradients = Bytes(bytes.gradients * share(2));
  out.weights = Bytes(bytes.weights * share(3));
  return out;
}

}  // namespace stratlint::cost
