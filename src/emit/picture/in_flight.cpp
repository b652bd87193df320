#include "emit/picture/in_flight.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "emit/picture/labels.h"

namespace stratlint::picture {

namespace {

constexpr double bar_height = 13, bar_gap = 5;

/// By time: by how much more, in passes that are held.
std::map<double, int> changes_of(const std::vector<SlotTime>& slots) {
  std::map<double, int> out;
  for (const SlotTime& slot : slots) {
    if (slot.slot.pass == Pass::forward) ++out[slot.start];
    else --out[slot.end];
  }
  return out;
}

}  // namespace

double add_in_flight(Sketch& sketch, const Dag& dag, const Timeline& timeline, const TimeAxis& axis, double top) {
  double y = top;
  for (std::size_t stage = 0; stage < timeline.stages.size(); ++stage) {
    const auto changes = changes_of(timeline.stages[stage]);
    const double most = dag.stages[stage].in_flight;
    sketch.text(page_margin + 12, y + bar_height / 2, {fmt::format("in flight, stage {}", stage), small_size, false, TextInk::muted});
    int held = 0;
    for (auto at = changes.begin(); at != changes.end(); ++at) {
      held += at->second;
      const auto next = std::next(at);
      if (held == 0 || next == changes.end()) continue;
      // A piece that lies in what is left out is not drawn; one that reaches into it ends there.
      double start = at->first, end = next->first;
      if (axis.broken() && start >= axis.cut_begin && end <= axis.cut_end) continue;
      if (axis.broken() && start < axis.cut_begin) end = std::min(end, axis.cut_begin);
      else if (axis.broken() && start < axis.cut_end) start = axis.cut_end;
      const double count = held / static_cast<double>(dag.placement.chunks);
      Box box;
      box.shape = BoxShape::rule;
      box.decoration = true;
      box.paint = Paint::data_comm;
      box.shade = count >= most ? 1 : 0;
      box.width = std::max(0.4, axis.x(end) - axis.x(start) - 0.6);
      box.height = bar_height;
      box.centre = {(axis.x(start) + axis.x(end)) / 2, y + bar_height / 2};
      box.tooltip = fmt::format("stage {} holds activations of {}, {} to {}", stage, counted(count, "micro-batch"), seconds(at->first), seconds(next->first));
      const std::string number = fmt::format("{:.3g}", count);
      if (text_width(number, small_size, false) + 3 <= box.width) box.lines.push_back({number, small_size});
      sketch.add(std::move(box));
    }
    y += bar_height + bar_gap;
  }
  return y;
}

}  // namespace stratlint::picture
