#include <fmt/format.h>

#include "cost/computed_keys.h"
#include "cost/physics/model_states.h"

namespace stratlint::cost {

namespace {

Line divided(const char* what, double parameters, double share, Line by) {
  return line("{}: {} parameters{} = {} a GPU", what, number(parameters), std::move(by), number(share));
}

}  // namespace

Results model_states(PlanFacts& plan, StateShare share) {
  if (serves(plan) && share != StateShare::weights) return {};
  const auto layouts = read_layouts(plan);
  const auto precisions = read_precisions(plan);
  const auto models = read_models(plan, {.layers = true, .attention = true, .mlp = true});
  const int zero = static_cast<int>(plan.find_or("zero.stage", 0));
  if (!plan.stated("zero.stage") && share != StateShare::weights) plan.assume("no ZeRO");
  Results out;
  for (const Layout& layout : layouts)
    for (const ModelReading& model : models) {
      if (layout.pp * layout.vpp > model.model.layers) {
        plan.refuse(fmt::format("axis.pp: {} stages for {} layers", number(layout.pp * layout.vpp), number(model.model.layers)));
        return {};
      }
      const Parameters p = count_parameters(model.model);
      for (const PrecisionReading& precision : precisions) {
        const ModelStates s = model_states(p, layout, precision.bytes, zero);
        Lines lines{divided("attention, dense MLPs, embeddings, norms", p.total() - p.routed_mlp, s.dense, line(" over TP {} and PP {}", number(layout.tp), number(layout.pp)))};
        if (p.routed_mlp > 0)
          lines.push_back(divided("routed experts", p.routed_mlp, s.experts, line(" / (PP {} × EP {} × ETP {})", number(layout.pp), number(layout.ep), number(layout.etp))));
        const StateBytes& b = precision.bytes;
        const auto part = [&](const char* what, double each, Bytes bytes, int from) {
          const Line shards = zero < from ? line("") : p.routed_mlp > 0 ? line(", over {} replicas ({} of experts)", number(layout.dense_replicas()), number(layout.expert_replicas()))
                              : line(" / {} replicas", number(layout.dense_replicas()));
          lines.push_back(line("{}: {} × {} B{} = {}", what, number(s.dense + s.experts), each, shards, bytes_text(bytes.value)));
        };
        if (share == StateShare::all || share == StateShare::weights) part("weights", b.weights, s.weights, 3);
        if (share == StateShare::all || share == StateShare::gradients) part("gradients", b.gradients, s.gradients, 2);
        if (share == StateShare::all || share == StateShare::optimizer) part("optimizer states", b.optimizer, s.optimizer, 1);
        const double value = share == StateShare::all ? s.total().value : share == StateShare::weights ? s.weights.value : share == StateShare::gradients ? s.gradients.value : s.optimizer.value;
        if (share == StateShare::all) lines.push_back(line("together {}", bytes_text(value)));
        // Megatron-LM's estimate divides by DP alone; its distributed optimizer also uses the ranks of CP.
        const std::string_view replicas = zero > 0 && layout.cp > 1 ? " over DP, not CP" : "";
        std::string convention = joined(fmt::format("{} layout, ZeRO-{}{}, most loaded GPU", name(layout.convention), zero, replicas), model.convention);
        if (share == StateShare::weights) {
          convention = joined(fmt::format("{} layout, most loaded GPU, {} B a weight", name(layout.convention), b.weights), model.convention);
          out.push_back(result(plan, value, in_bytes, std::move(convention), std::move(lines)));
          break;
        }
        out.push_back(result(plan, value, in_bytes, joined(convention, precision.convention), std::move(lines)));
        if (share == StateShare::optimizer) break;
      }
    }
  return out;
}

}  // namespace stratlint::cost
