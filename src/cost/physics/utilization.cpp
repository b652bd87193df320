#include "cost/physics/utilization.h"

#include <cmath>

namespace stratlint::cost {

double flops_utilization(Flops flops, Seconds time, double gpus, FlopRate peak) {
  return flops / (time * (gpus * peak));
}
Seconds compute_floor(Flops flops, double gpus, FlopRate peak) {
  return flops / (gpus * peak);
}
Seconds memory_floor(Bytes read, Bandwidth bandwidth) {
  return read / bandwidth;
}
double experts_hit(double experts, double top_k, double tokens) {
  return experts * (1 - std::pow(1 - top_k / experts, tokens));
}
Seconds training_time_6nd(double parameters, double tokens, double gpus, FlopRate peak, double utilization, bool full_recompute) {
  return Flops((full_recompute ? 8 : 6) * parameters * tokens) / (gpus * utilization * peak);
}

}  // namespace stratlint::cost
