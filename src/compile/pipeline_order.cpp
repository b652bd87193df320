#include "compile/pipeline_order.h"

#include <algorithm>

namespace stratlint::compile {

namespace {

/// The k-th forward pass of a stage: groups of `stages` micro-batches go through all chunks, one chunk after the other.
Slot nth_forward(std::uint32_t k, std::uint32_t stages, std::uint32_t chunks) {
  const std::uint32_t round = stages * chunks;
  return {k / round * stages + k % stages, static_cast<std::uint16_t>(k % round / stages), Pass::forward};
}

Slot nth_backward(std::uint32_t k, std::uint32_t stages, std::uint32_t chunks) {
  Slot slot = nth_forward(k, stages, chunks);
  slot.chunk = static_cast<std::uint16_t>(chunks - 1 - slot.chunk);
  slot.pass = Pass::backward;
  return slot;
}

}  // namespace

std::vector<std::vector<Slot>> pipeline_order(std::string_view schedule, std::uint32_t stages, std::uint32_t micro_batches, std::uint32_t chunks) {
  const bool interleaved = schedule == "interleaved";
  const std::uint32_t period = interleaved ? stages : 1, total = micro_batches * chunks;
  std::vector<std::vector<Slot>> order(stages);
  for (std::uint32_t stage = 0; stage < stages; ++stage) {
    std::vector<Slot>& slots = order[stage];
    const auto forward = [&](std::uint32_t k) { slots.push_back(nth_forward(k, period, chunks)); };
    const auto backward = [&](std::uint32_t k) { slots.push_back(nth_backward(k, period, chunks)); };
    std::uint32_t ahead = total;  // forward passes before the first backward pass; GPipe: all
    if (interleaved) ahead = std::min(total, 2 * (stages - stage - 1) + (chunks - 1) * stages);
    if (schedule == "1f1b") ahead = std::min(total, stages - stage - 1);
    for (std::uint32_t k = 0; k < ahead; ++k) forward(k);
    if (schedule == "forward") continue;
    for (std::uint32_t k = ahead; k < total; ++k) {
      forward(k);
      backward(k - ahead);
    }
    for (std::uint32_t k = total - ahead; k < total; ++k) backward(k);
  }
  return order;
}

double most_in_flight(const std::vector<Slot>& order, std::uint32_t chunks) {
  std::int64_t held = 0, most = 0;
  for (const Slot& slot : order) {
    held += slot.pass == Pass::forward ? 1 : -1;
    most = std::max(most, held);
  }
  return static_cast<double>(most) / chunks;
}

}  // namespace stratlint::compile
