#include <algorithm>

#include "compile/op_list.h"
#include "cost/physics/model_states.h"
#include "cost/physics/parameters.h"

namespace stratlint::compile {

cost::Parameters stage_parameters(const cost::Model& model, std::uint32_t first_layer, std::uint32_t layers, bool first, bool last) {
  cost::Model part = model;
  part.layers = layers;
  part.dense_layers = std::clamp(model.dense_layers - first_layer, 0.0, static_cast<double>(layers));
  cost::Parameters out = cost::count_parameters(part);
  if (!first) out.embedding = out.positions = 0;
  if (!last) out.output = 0;
  // A tied output layer on a stage of its own is a copy of the embedding.
  if (last && !first && model.tied_embeddings) out.output = model.vocab * model.hidden;
  if (!last) out.norms -= std::min(out.norms, model.norm_vectors * model.hidden);
  return out;
}

OpBlock step_block(const OpContext& context, const cost::Parameters& parameters) {
  const Setup& setup = context.setup;
  cost::Layout stage = setup.layout;
  stage.pp = 1;
  const cost::StateBytes& bytes = setup.state_bytes;
  const cost::ModelStates held = cost::model_states(parameters, stage, bytes, 0);
  const cost::ModelStates kept = cost::model_states(parameters, stage, bytes, setup.zero_stage);
  const bool scattered = setup.zero_stage >= 1;
  const Collective reduction = scattered ? Collective::reduce_scatter : Collective::all_reduce;
  OpList ops(context);
  const auto reduce = [&](const char* name, const char* title, GroupKind group, double count, std::uint16_t after) {
    if (count <= 0) return after;
    return ops.collective({.name = name, .title = title, .forward = reduction, .backward = Collective::none, .group = group, .stream = Stream::data, .buffer = count * bytes.gradients, .shape = shape({{"parameters", count}})}, after);
  };
  auto at = reduce("grad_reduce", "DP, gradients", GroupKind::data, held.dense, block_input);
  at = reduce("expert_grad_reduce", "DP, gradients of the experts", GroupKind::expert_data, held.experts, at);
  const double owned = bytes.optimizer > 0 ? kept.optimizer.value / bytes.optimizer : held.dense + held.experts;
  at = ops.compute({.name = "optimizer", .title = "optimizer step", .bytes = owned * (2 * bytes.optimizer + bytes.gradients + bytes.weights), .input = shape({{"parameters", owned}}), .output = shape({{"parameters", owned}})}, {at});
  if (scattered) {
    const auto gather = [&](const char* name, GroupKind group, double count, std::uint16_t after) {
      if (count <= 0) return after;
      return ops.collective({.name = name, .title = "DP, updated weights", .forward = Collective::all_gather, .backward = Collective::none, .group = group, .stream = Stream::data, .buffer = count * bytes.weights, .shape = shape({{"parameters", count}})}, after);
    };
    at = gather("weight_gather", GroupKind::data, held.dense, at);
    gather("expert_weight_gather", GroupKind::expert_data, held.experts, at);
  }
  OpBlock block = forward_block(ops.take(), "optimizer step");
  block.pass = Pass::step;
  return block;
}

}  // namespace stratlint::compile
