#pragma once

#include "cost/physics/measure.h"

namespace stratlint::cost {

/// Model FLOPs over what the GPUs could do in the time: MFU; with recomputed FLOPs, HFU. Peak is dense, of one GPU. Chowdhery et al., PaLM, appendix B.
double flops_utilization(Flops flops, Seconds time, double gpus, FlopRate peak);

/// No step is faster than its FLOPs at full peak on all GPUs.
Seconds compute_floor(Flops flops, double gpus, FlopRate peak);
/// No decode step is faster than reading what it needs once.
Seconds memory_floor(Bytes read, Bandwidth bandwidth);

/// Experts of a layer that a batch of tokens hits: E (1 − (1 − K/E)^tokens), each token K different ones at random.
double experts_hit(double experts, double top_k, double tokens);

/// 6 N T FLOPs at a share of the peak; 8 N T with full recomputation. Narayanan et al., SC21, section 5.1.
Seconds training_time_6nd(double parameters, double tokens, double gpus, FlopRate peak, double utilization, bool full_recompute);

}  // namespace stratlint::cost
