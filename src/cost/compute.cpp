#include <cmath>

#include "cost/computed_keys.h"
#include "cost/devices.h"

namespace stratlint {

namespace {

using cost::PlanFacts;
using cost::ParameterShare;
using cost::StateShare;
using cost::in_bytes;
using cost::in_flops;
using cost::in_seconds;

struct Entry {
  ComputedKey key;
  cost::Results (*run)(PlanFacts&);
};

constexpr std::string_view megatron_memory = "Megatron-LM, theoretical_memory_usage.py";
constexpr std::string_view megatron_flops = "Megatron-LM, num_floating_point_operations";
constexpr std::string_view korthikanti = "Korthikanti et al. 2022, table 2";
constexpr std::string_view catalogue = "rules/devices";
constexpr std::string_view nccl = "NCCL tests, PERFORMANCE.md";

// clang-format off
constexpr Entry table[] = {
    {{"params.total", {}, "parameters", "L (attention + norms) + Ld g h f + Lm (E g h fe + g h fs + h E) + 2 V h", megatron_memory, false, "model.params"},
     [](PlanFacts& p) { return cost::parameters(p, ParameterShare::total); }},
    {{"params.active", {}, "active parameters", "the same with K experts instead of E", megatron_memory, false, "model.active_params"},
     [](PlanFacts& p) { return cost::parameters(p, ParameterShare::active); }},
    {{"params.tensor", {}, "parameters that TP shards", "L attention + Ld g h f + Lm g h fs + 2 V h", megatron_memory},
     [](PlanFacts& p) { return cost::parameters(p, ParameterShare::tensor); }},
    {{"params.replicated", {}, "replicated parameters", "(2 L + 1) h + Lm h E", megatron_memory},
     [](PlanFacts& p) { return cost::parameters(p, ParameterShare::replicated); }},
    {{"params.expert", {}, "parameters of routed experts", "Lm E g h fe", megatron_memory},
     [](PlanFacts& p) { return cost::parameters(p, ParameterShare::expert); }},
    {{"flops.forward_per_token", in_flops, "forward FLOPs a token", "2 × (attention + MLP + V h) + 2 s L a d", megatron_flops}, cost::forward_flops_per_token},
    {{"flops.train_per_sequence", in_flops, "training FLOPs a sequence", "6 s (attention + MLP + V h) + 6 s² L a d", megatron_flops}, cost::train_flops_per_sequence},
    {{"flops.train_per_iteration", in_flops, "training FLOPs a step", "B × FLOPs a sequence", megatron_flops}, cost::train_flops_per_iteration},
    {{"flops.hardware_per_iteration", in_flops, "hardware FLOPs a step", "B × (3 × forward + what is recomputed)", "Korthikanti et al. 2022, appendix A"}, cost::hardware_flops_per_iteration},
    {{"memory.states", in_bytes, "model states", "weights + gradients + optimizer", megatron_memory}, [](PlanFacts& p) { return cost::model_states(p, StateShare::all); }},
    {{"memory.weights", in_bytes, "weights", "parameters of a GPU × bytes", megatron_memory, false, "memory.weights"}, [](PlanFacts& p) { return cost::model_states(p, StateShare::weights); }},
    {{"memory.gradients", in_bytes, "gradients", "parameters of a GPU × bytes, / D with ZeRO-2", "Rajbhandari et al., ZeRO, section 5", false, "memory.gradients"},
     [](PlanFacts& p) { return cost::model_states(p, StateShare::gradients); }},
    {{"memory.optimizer", in_bytes, "optimizer states", "parameters of a GPU × bytes, / D with ZeRO-1", "Rajbhandari et al., ZeRO, section 5", false, "memory.optimizer"},
     [](PlanFacts& p) { return cost::model_states(p, StateShare::optimizer); }},
    {{"memory.activations_per_layer", in_bytes, "activations of a layer", "s b (8h + 4ad + 4kd + 6f) / t; scores 5 a s² b", korthikanti}, cost::activations_per_layer},
    {{"memory.activations", in_bytes, "activations", "a layer × L / p × micro-batches in flight", korthikanti, false, "memory.activations"}, cost::activations},
    {{"memory.kv_per_token", in_bytes, "KV cache of a token", "2 L k d × bytes; latent L (rkv + dr) × bytes", "DeepSeek-V2, section 2.1"}, cost::kv_per_token},
    {{"memory.kv_cache", in_bytes, "KV cache", "KV of a token on a GPU × tokens × sequences", "DeepSeek-V2, section 2.1", false, "memory.kv_cache"}, cost::kv_cache},
    {{"memory.total", in_bytes, "memory in use", "model states + activations; serving: weights + KV cache", megatron_memory, false, "memory.total"}, cost::memory_total},
    {{"bubble.ratio", {}, "bubble of ideal time", "(p − 1) / (v m)", "Narayanan et al., SC21, section 2.2", true}, [](PlanFacts& p) { return cost::bubble(p, false); }},
    {{"bubble.fraction", {}, "bubble of total time", "(p − 1) / (v m + p − 1)", "Huang et al., GPipe, section 2.3", true, "perf.bubble"}, [](PlanFacts& p) { return cost::bubble(p, true); }},
    {{"comm.tp_elements_per_layer", {}, "elements that TP sends", "8 s b h (t − 1) / t", "Narayanan et al., SC21, section 3.2"}, cost::tp_elements_per_layer},
    {{"comm.pp_elements_per_microbatch", {}, "elements that PP sends", "s b h", "Narayanan et al., SC21, section 3.2"}, cost::pp_elements_per_microbatch},
    {{"comm.dp_bytes", in_bytes, "bytes that DP sends", "2 (D − 1) / D × gradients", nccl}, cost::dp_bytes},
    {{"comm.ep_dispatch_bytes", in_bytes, "bytes that EP dispatches", "tokens × K h × bytes × (e − 1) / e", "DeepEP; Megatron-LM, all-to-all dispatcher"}, cost::ep_dispatch_bytes},
    {{"comm.cp_bytes_per_layer", in_bytes, "bytes that CP sends", "(c − 1) × 2 (s / c) b k d × bytes / t", "Liu et al., ring attention"}, cost::cp_bytes_per_layer},
    {{"comm.tp_time_per_layer", in_seconds, "TP all-reduces of a layer", "4 × (2 (t − 1) latency + 2 (t − 1) / t × s b h × bytes / bandwidth)", nccl}, cost::tp_time_per_layer},
    {{"comm.ep_dispatch_time", in_seconds, "EP all-to-all", "(e − 1) latency + dispatched bytes / bandwidth", nccl}, cost::ep_dispatch_time},
    {{"comm.pp_time_per_microbatch", in_seconds, "PP transfer", "latency + s b h × bytes / bandwidth", nccl}, cost::pp_time_per_microbatch},
    {{"comm.dp_time", in_seconds, "DP gradient reduction", "2 (D − 1) / D × gradients / bandwidth", nccl}, cost::dp_time},
    {{"gpus.required", {}, "GPUs that the degrees need", "product: TP EP PP CP DP; folded: TP PP CP DP", "Megatron-LM, parallel_state.py", false, "cluster.gpus"}, cost::gpus_required},
    {{"perf.mfu", {}, "MFU", "FLOPs of a step / (time × GPUs × peak)", "Chowdhery et al., PaLM, appendix B", true, "perf.mfu"}, cost::mfu},
    {{"perf.hfu", {}, "HFU", "FLOPs of a step with recomputation / (time × GPUs × peak)", "Korthikanti et al. 2022, appendix A", true}, cost::hfu},
    {{"perf.step_time_floor", in_seconds, "fastest step", "FLOPs of a step / (GPUs × peak)", "roofline", false, "perf.step_time"}, cost::step_time_floor},
    {{"perf.prefill_floor", in_seconds, "fastest prefill", "forward FLOPs of the prompt / (GPUs × peak)", "roofline", false, "perf.ttft"}, cost::prefill_floor},
    {{"perf.decode_floor", in_seconds, "fastest decode step", "(weights + KV cache of a GPU) / memory bandwidth", "roofline", false, "perf.tpot"}, cost::decode_floor},
    {{"time.training", in_seconds, "training time", "6 N T / (GPUs × peak × MFU)", "Narayanan et al., SC21, section 5.1", false, "training.time"}, cost::training_time},
    {{"time.training_days", {}, "training days", "6 N T / (GPUs × peak × MFU) / 86400", "Narayanan et al., SC21, section 5.1"}, cost::training_days},
    {{"device.memory", in_bytes, "published memory", "of the device named", catalogue, false, "gpu.memory"}, cost::device_memory},
    {{"device.mem_bandwidth", cost::in_bytes_per_second, "published memory bandwidth", "of the device named", catalogue, false, "gpu.mem_bandwidth"}, cost::device_mem_bandwidth},
    {{"device.peak_flops", cost::in_flops_per_second, "published peak", "of the device named, for the type of the weights", catalogue, false, "gpu.peak_flops"}, cost::device_peak},
    {{"device.any_peak", cost::in_flops_per_second, "published peaks", "of the device named, for every type", catalogue}, cost::device_any_peak},
    {{"device.link", cost::in_bytes_per_second, "published link", "of the device named, in one direction", catalogue, false, "link.intra_node"}, cost::device_link},
    {{"device.nic", cost::in_bytes_per_second, "published network", "of the device named, in one direction", catalogue, false, "link.inter_node"}, cost::device_nic},
};
// clang-format on

}  // namespace

const std::vector<ComputedKey>& computed_keys() {
  static const std::vector<ComputedKey> keys = [] {
    std::vector<ComputedKey> result;
    for (const Entry& entry : table) result.push_back(entry.key);
    return result;
  }();
  return keys;
}

std::vector<Computed> compute(std::string_view key, const FactBase& facts, PlanId plan, const Vocabulary& vocabulary, std::vector<std::string>* missing) {
  for (const Entry& entry : table) {
    if (entry.key.name != key) continue;
    PlanFacts stated(facts, plan, vocabulary);
    std::vector<Computed> results = entry.run(stated);
    const std::size_t all = std::erase_if(results, [](const Computed& c) { return !std::isfinite(c.value); });
    if (all > 0) stated.refuse("the stated numbers are too large");
    if (!stated.complete()) results.clear();
    if (missing) missing->insert(missing->end(), stated.missing().begin(), stated.missing().end());
    return results;
  }
  return {};
}

std::vector<Recomputed> recompute(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary) {
  std::vector<Recomputed> out;
  for (const ComputedKey& key : computed_keys()) {
    Recomputed& one = out.emplace_back();
    one.key = &key;
    one.values = compute(key.name, facts, plan, vocabulary, &one.missing);
    const KeyId claimed = key.claimed.empty() ? no_key : vocabulary.find_key(key.claimed);
    if (claimed == no_key) continue;
    const auto candidates = facts.candidates(plan, claimed);
    if (!candidates.empty()) one.claimed = candidates.front();
  }
  return out;
}

}  // namespace stratlint
