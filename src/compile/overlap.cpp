#include "stratlint/overlap.h"

#include <algorithm>
#include <limits>

namespace stratlint {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool communicates(const Op& op) {
  return op.kind == OpKind::collective || op.kind == OpKind::send || op.kind == OpKind::receive;
}

/// Sorted by start, joined where they touch.
std::vector<TimeSpan> joined(std::vector<TimeSpan> spans) {
  std::sort(spans.begin(), spans.end(), [](const TimeSpan& a, const TimeSpan& b) { return a.start < b.start; });
  std::vector<TimeSpan> out;
  for (const TimeSpan& span : spans) {
    if (span.end <= span.start) continue;
    if (!out.empty() && span.start <= out.back().end) out.back().end = std::max(out.back().end, span.end);
    else out.push_back(span);
  }
  return out;
}

std::vector<TimeSpan> without(const std::vector<TimeSpan>& spans, const std::vector<TimeSpan>& taken) {
  std::vector<TimeSpan> out;
  for (TimeSpan span : spans) {
    for (const TimeSpan& gone : taken) {
      if (gone.end <= span.start || gone.start >= span.end) continue;
      if (gone.start > span.start) out.push_back({span.start, gone.start});
      span.start = std::min(gone.end, span.end);
    }
    if (span.end > span.start) out.push_back(span);
  }
  return out;
}

}  // namespace

double OverlapSchedule::exposed_time() const {
  double sum = 0;
  for (const TimeSpan& span : exposed) sum += span.end - span.start;
  return sum;
}

OverlapSchedule overlap_schedule(const OpBlock& block, std::uint32_t micro_batches) {
  const std::size_t count = block.ops.size(), all = count * micro_batches;
  std::vector<std::size_t> placed(all, none), waited_for;  // index in `out.ops`
  std::array<double, stream_count> free{};
  std::array<std::size_t, stream_count> last;
  last.fill(none);
  OverlapSchedule out;
  while (out.ops.size() < all) {
    double best = std::numeric_limits<double>::infinity();
    std::size_t chosen = none, because = none;
    for (std::size_t i = 0; i < all; ++i) {
      if (placed[i] != none) continue;
      const Op& op = block.ops[i % count];
      const auto stream = static_cast<std::size_t>(op.stream);
      double start = free[stream];
      std::size_t reason = last[stream];
      bool ready = true;
      for (const std::uint16_t before : op.after) {
        if (before == block_input) continue;
        const std::size_t at = placed[i - i % count + before];
        if (at == none) {
          ready = false;
          break;
        }
        if (out.ops[at].end > start || reason == none) {
          start = std::max(start, out.ops[at].end);
          reason = at;
        }
      }
      if (!ready || start >= best) continue;
      best = start;
      chosen = i;
      because = reason;
    }
    if (chosen == none) break;
    const Op& op = block.ops[chosen % count];
    placed[chosen] = out.ops.size();
    waited_for.push_back(because);
    out.ops.push_back({static_cast<std::uint16_t>(chosen % count), static_cast<std::uint32_t>(chosen / count), best, best + op.time, false});
    free[static_cast<std::size_t>(op.stream)] = best + op.time;
    last[static_cast<std::size_t>(op.stream)] = placed[chosen];
  }
  std::vector<TimeSpan> computing, sending;
  std::size_t latest = none;
  for (std::size_t i = 0; i < out.ops.size(); ++i) {
    const PlacedOp& op = out.ops[i];
    const bool sends = communicates(block.ops[op.op]);
    (sends ? sending : computing).push_back({op.start, op.end});
    if (sends) out.communication += op.end - op.start;
    if (latest == none || op.end >= out.makespan) latest = i;
    out.makespan = std::max(out.makespan, op.end);
  }
  for (std::size_t i = latest; i != none; i = waited_for[i]) out.ops[i].critical = true;
  out.exposed = without(joined(std::move(sending)), joined(std::move(computing)));
  return out;
}

}  // namespace stratlint
