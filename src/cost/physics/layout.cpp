#include "cost/physics/layout.h"

#include <algorithm>

namespace stratlint::cost {

const char* name(Convention convention) {
  switch (convention) {
    case Convention::product:
      return "product";
    case Convention::folded:
      return "folded";
    case Convention::expert_wide:
      return "expert-wide";
    case Convention::serving:
      return "serving";
    case Convention::attention_dp:
      return "attention-dp";
  }
  return "";
}

double Layout::world_size() const {
  switch (convention) {
    case Convention::product:
      return tp * ep * pp * cp * dp;
    case Convention::expert_wide:
      return std::max(ep, tp * cp * dp) * pp;
    case Convention::folded:
    case Convention::serving:
    case Convention::attention_dp:
      break;
  }
  return tp * cp * pp * dp;
}

double Layout::dense_replicas() const {
  switch (convention) {
    case Convention::product:
      return dp * ep;
    case Convention::expert_wide:
      return std::max(dp, ep / (tp * cp));
    case Convention::folded:
    case Convention::serving:
    case Convention::attention_dp:
      break;
  }
  return dp;
}

double Layout::expert_replicas() const {
  if (convention == Convention::product) return dp;
  return std::max(1.0, world_size() / (pp * expert_shards()));
}

}  // namespace stratlint::cost
