#pragma once

#include "cost/physics/model.h"

namespace stratlint::cost {

/// Parameters of a whole model by what shards them. Counts.
struct Parameters {
  double attention = 0;   ///< all layers; TP shards them
  double dense_mlp = 0;   ///< all dense layers; TP
  double shared_mlp = 0;  ///< shared experts of all MoE layers; TP
  double routed_mlp = 0;  ///< routed experts of all MoE layers; EP and ETP
  double router = 0;      ///< replicated
  double norms = 0;       ///< replicated; the final norm is in it
  double positions = 0;   ///< learned positions; replicated
  double embedding = 0;   ///< V h; TP
  double output = 0;      ///< V h of an untied output layer; TP

  double tensor_sharded() const { return attention + dense_mlp + shared_mlp + embedding + output; }
  double replicated() const { return router + norms + positions; }
  double total() const { return tensor_sharded() + replicated() + routed_mlp; }
};

/// Of one layer. MHA and GQA h d (2a + 2k); with biases a d + 2 k d + h more. MLA rq (h + a (dn + dr) + 1) + rkv (h + a (dn + dv) + 1) + h dr + a dv h, the +1
/// for its norms. Megatron-LM, theoretical_memory_usage.py; DeepSeek-V2, section 2.1.
double attention_parameters(const Model& model);
/// One MLP of a width f: g h f, with biases f a matrix that widens and h for the one that narrows.
double mlp_parameters(const Model& model, double width);

/// All parameters; MTP modules are not counted, as in the headline sizes of models that have them. Narayanan et al., SC21, equation 2.
Parameters count_parameters(const Model& model);
/// Those that one token uses: K routed experts instead of E.
Parameters count_active_parameters(const Model& model);

}  // namespace stratlint::cost
