#pragma once

namespace stratlint::cost {

/// Idle time over ideal time of 1F1B and GPipe, which idle alike, with p stages, m micro-batches and v chunks a stage: (p − 1) / (v m).
/// Narayanan et al., SC21, section 2.2.
double bubble_ratio(double stages, double micro_batches, double chunks);
/// The same of ZB-H1, whose bubble is (p − 1)(F + B − 2W), for B = 2F and W = F: (p − 1) / (3 m). DeepSeek-V3, table 2.
double zero_bubble_ratio(double stages, double micro_batches);
/// The same of DualPipe, (p/2 − 1)(F&B + B − 3W), for B = 2F, W = F and F&B = F + B: 2 (p/2 − 1) / (3 m). DeepSeek-V3, table 2.
double dualpipe_ratio(double stages, double micro_batches);

/// A share of ideal time as a share of total time: x / (1 + x).
constexpr double of_total_time(double ratio) {
  return ratio / (1 + ratio);
}

}  // namespace stratlint::cost
