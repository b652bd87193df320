#include <algorithm>
#include <array>

#include "stratlint/dag.h"

namespace stratlint {

namespace {

/// Operations by how their names begin, and what their sizes come from.
struct OpOrigin {
  std::string_view prefix;
  std::array<std::string_view, 5> keys;
};
constexpr std::array origins{
    OpOrigin{"attn_", {"model.hidden"}},
    OpOrigin{"qkv", {"model.hidden", "model.heads", "model.kv_heads", "model.head_dim", "model.kv_lora_rank"}},
    OpOrigin{"kv_", {"model.kv_heads", "model.head_dim", "model.kv_lora_rank", "model.seq_len"}},
    OpOrigin{"scores", {"model.heads", "model.head_dim", "model.seq_len"}},
    OpOrigin{"softmax", {"model.heads", "model.seq_len"}},
    OpOrigin{"attend", {"model.heads", "model.head_dim", "model.seq_len"}},
    OpOrigin{"out_proj", {"model.hidden", "model.heads", "model.head_dim"}},
    OpOrigin{"mlp_", {"model.hidden", "model.ffn"}},
    OpOrigin{"shared_", {"model.hidden", "model.shared_expert_ffn"}},
    OpOrigin{"router", {"model.hidden", "model.experts", "model.top_k"}},
    OpOrigin{"split", {"model.hidden", "model.top_k"}},
    OpOrigin{"dispatch", {"model.hidden", "model.top_k", "axis.ep", "comm.all_to_all"}},
    OpOrigin{"combine", {"model.hidden", "model.top_k", "axis.ep", "comm.all_to_all"}},
    OpOrigin{"expert_grad", {"dtype.grads", "zero.stage"}},
    OpOrigin{"expert_", {"model.hidden", "model.expert_ffn", "model.experts", "model.top_k", "axis.ep"}},
    OpOrigin{"weighted_sum", {"model.hidden", "model.top_k"}},
    OpOrigin{"moe_", {"model.hidden"}},
    OpOrigin{"embedding", {"model.hidden", "model.vocab"}},
    OpOrigin{"lm_head", {"model.hidden", "model.vocab"}},
    OpOrigin{"loss", {"model.vocab"}},
    OpOrigin{"sample", {"model.vocab"}},
    OpOrigin{"grad_reduce", {"dtype.grads", "zero.stage"}},
    OpOrigin{"optimizer", {"dtype.optimizer", "zero.stage"}},
    OpOrigin{"weight_gather", {"dtype.weights", "zero.stage"}},
    OpOrigin{"send", {"model.hidden"}},
    OpOrigin{"receive", {"model.hidden"}},
};

std::array<std::string_view, 2> axes_of(GroupKind kind) {
  switch (kind) {
    case GroupKind::none:
      return {};
    case GroupKind::tensor:
      return {"axis.tp", "axis.sp"};
    case GroupKind::context:
      return {"axis.cp", {}};
    case GroupKind::expert:
      return {"axis.ep", "layout.convention"};
    case GroupKind::expert_tensor:
      return {"axis.etp", "axis.tp"};
    case GroupKind::expert_node:
      return {"axis.ep", "cluster.gpus_per_node"};
    case GroupKind::data:
    case GroupKind::expert_data:
      return {"axis.dp", "axis.ep"};
    case GroupKind::pipeline:
      return {"axis.pp", {}};
  }
  return {};
}

}  // namespace

std::vector<std::string_view> keys_of(const Op& op) {
  std::vector<std::string_view> keys;
  const auto add = [&](std::string_view key) {
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  };
  const auto origin = std::find_if(origins.begin(), origins.end(), [&](const OpOrigin& one) { return op.name.starts_with(one.prefix); });
  if (origin != origins.end()) std::for_each(origin->keys.begin(), origin->keys.end(), add);
  for (const std::string_view axis : axes_of(op.group)) add(axis);
  if (op.stream != Stream::data && op.kind != OpKind::input && op.kind != OpKind::output && !op.name.starts_with("optimizer")) {
    add("batch.micro");
    add("batch.global");
    add("model.seq_len");
  }
  return keys;
}

std::string origin_text(const Dag& dag, const Op& op) {
  std::string out;
  for (const std::string_view key : keys_of(op))
    for (const StatedFact& fact : dag.stated)
      if (fact.key == key) out += (out.empty() ? "" : ", ") + fact.text;
  return out;
}

}  // namespace stratlint
