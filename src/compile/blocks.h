#pragma once

#include <vector>

#include "compile/setup.h"

namespace stratlint::compile {

/// An operation with its twin in the backward pass. `after` holds for the forward pass; the backward pass runs against it.
struct OpPair {
  Op forward, backward;
  bool in_forward = true, in_backward = true;
};

/// One layer, or what stands before or behind the layers, as it is put together. Operations are added in an order that can be executed.
using OpPairs = std::vector<OpPair>;

/// What the operators of a layer go by: the plan, where its ranks are, and over which links they talk.
struct OpContext {
  const Setup& setup;
  const Placement& placement;
  const Links& links;
};

OpPairs embedding_ops(const OpContext& context);
OpPairs dense_layer_ops(const OpContext& context);
OpPairs moe_layer_ops(const OpContext& context);
/// Final norm, logits, and the loss or the choice of a token.
OpPairs head_ops(const OpContext& context);

OpBlock forward_block(const OpPairs& pairs, std::string name);
/// Every operation's twin in the opposite order; the first operation's twin takes all that flows back into the block's input.
OpBlock backward_block(const OpPairs& pairs, std::string name);
/// The operations of the forward pass that are done again before the backward pass; no operations if nothing is.
OpBlock recompute_block(const OpPairs& pairs, std::string name, cost::Recompute recompute);

/// Parameters of the layers of one stage; embedding and logits where `first` and `last`.
cost::Parameters stage_parameters(const cost::Model& model, std::uint32_t first_layer, std::uint32_t layers, bool first, bool last);
/// Gradient reduction, optimizer and, with ZeRO, the parameters' all-gather of one stage.
OpBlock step_block(const OpContext& context, const cost::Parameters& parameters);

}  // namespace stratlint::compile
