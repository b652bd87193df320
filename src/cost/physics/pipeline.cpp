#include "cost/physics/pipeline.h"

#include <algorithm>

namespace stratlint::cost {

double bubble_ratio(double p, double m, double v) {
  return (p - 1) / (v * m);
}
double zero_bubble_ratio(double p, double m) {
  return (p - 1) / (3 * m);
}
double dualpipe_ratio(double p, double m) {
  return std::max(0.0, 2 * (p / 2 - 1) / (3 * m));
}

}  // namespace stratlint::cost
