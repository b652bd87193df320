#pragma once

#include <cstdint>

namespace stratlint::cost {

/// How expert parallelism stands to the other axes.
enum class Convention : std::uint8_t {
  product,      ///< world = TP × EP × PP × CP × DP: every expert group has TP ranks of its own
  folded,       ///< world = TP × CP × PP × DP; EP × ETP reuse the ranks of TP, CP and DP (Megatron-LM)
  expert_wide,  ///< EP is all GPUs of a stage
  serving,      ///< EP = TP × DP: attention by TP, experts over all ranks (vLLM)
  attention_dp, ///< the TP that is stated counts all ranks of a stage; DP divides it in attention, EP in the experts (SGLang, TensorRT-LLM)
};
const char* name(Convention convention);

/// Degrees of parallelism. All at least 1.
struct Layout {
  Convention convention = Convention::folded;
  double tp = 1, pp = 1, vpp = 1, cp = 1, dp = 1, ep = 1;
  double etp = 1;  ///< tensor parallelism inside an expert
  bool sequence_parallel = false;

  double world_size() const;
  /// GPUs that hold the same piece of a weight that is no expert's: DP, and EP too where EP multiplies the GPUs.
  double dense_replicas() const;
  /// GPUs that hold the same piece of an expert.
  double expert_replicas() const;
  /// Over how many GPUs of a stage the experts of one layer are spread.
  double expert_shards() const { return ep * etp; }
};

}  // namespace stratlint::cost
