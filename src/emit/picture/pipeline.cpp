#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "emit/picture/column.h"
#include "emit/picture/labels.h"
#include "emit/picture/slots.h"
#include "emit/picture/time_axis.h"

namespace stratlint {

namespace {

using namespace picture;

constexpr std::uint32_t most_lanes = 32, most_whole_batches = 64;
constexpr double lane_left = 150, facts_width = 250, least_slot = 17;

class Pipeline {
 public:
  Pipeline(const Dag& dag, const PictureRequest& request) : dag_(dag), sketch_("pipeline"), time_(timeline_of(dag)) {
    choose_lanes();
    choose_axis();
    width_ = axis_.left + axis_.width + 46 + facts_width + page_margin;
    const std::string title = fmt::format("Pipeline schedule: {}, {} × {}: {}", dag.schedule, counted(dag.placement.stages, "stage"), counted(dag.micro_batches, "micro-batch"), file_name(request.document));
    top_ = add_head(sketch_, dag, title, dag.configuration + " · " + run_text(dag), width_) + 16;
    lane_height_ = lanes_.size() <= 4 ? 56 : lanes_.size() <= 10 ? 40 : 26;
  }

  Picture take() {
    const double bottom = top_ + static_cast<double>(lanes_.size()) * (lane_height_ + gap());
    for (std::size_t i = 0; i < lanes_.size(); ++i)
      if (lanes_[i]) sketch_.panel({page_margin, lane_top(i) - 3, width_ - page_margin, lane_top(i) + lane_height_ + 3, Paint::strip, false});
    add_time_axis(sketch_, axis_, top_ - 6, bottom);
    facts_head();
    const std::uint32_t input = add_end("input", axis_.left - 24, 0);
    std::vector<std::uint32_t> last;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      if (!lanes_[i]) {
        sketch_.text(page_margin + 14, lane_top(i) + lane_height_ / 2, {fmt::format("… ×{} stages", left_out_), caption_size, true, TextInk::muted});
        continue;
      }
      lane(i, *lanes_[i], input, last);
    }
    transfers();
    const std::uint32_t output = add_end("output", axis_.left + axis_.width + 26, lanes_.size() - 1);
    const double rail = axis_.left + axis_.width + 26;
    for (const std::uint32_t box : last) {
      const Box& end = sketch_.box(box);
      const Box& out = sketch_.box(output);
      if (std::abs(end.centre.y - out.centre.y) < 1) sketch_.connect(box, output, {{end.right(), end.centre.y}, {out.left(), end.centre.y}}, ArrowStyle::faint);
      else sketch_.connect(box, output, {{end.right(), end.centre.y}, {rail, end.centre.y}, {rail, out.top()}}, ArrowStyle::faint);
    }
    join_loose_ends(input, output);
    const bool training = dag_.mode == Mode::training;
    std::vector<LegendEntry> legend{{BoxShape::rectangle, Paint::compute, "forward pass of a micro-batch", false, false}};
    if (training) legend.push_back({BoxShape::rectangle, Paint::backward, "backward pass, recomputation included", false, false});
    if (training) legend.push_back({BoxShape::rectangle, Paint::data_comm, "gradient reduction and optimizer", false, false});
    legend.push_back({BoxShape::rectangle, Paint::idle, "idle", false, true});
    legend.push_back({BoxShape::rectangle, Paint::compute, "red border: on the critical path", true, false});
    legend.push_back({BoxShape::text, Paint::none, "numbers are micro-batches; time is to scale", false, false});
    return sketch_.take(width_, add_legend(sketch_, legend, bottom + 36, width_) + page_margin - 10);
  }

 private:
  void choose_lanes() {
    const std::uint32_t stages = dag_.placement.stages;
    for (std::uint32_t stage = 0; stage < stages; ++stage) {
      if (stages <= most_lanes || stage < most_lanes / 2 || stage >= stages - most_lanes / 2) lanes_.push_back(stage);
      else if (left_out_++ == 0) lanes_.push_back(std::nullopt);
    }
  }

  /// As wide as numbers in the slots need; past a number of micro-batches, what lies between the first and the last is left out.
  void choose_axis() {
    axis_.left = page_margin + lane_left;
    axis_.end = std::max(time_.end, 1e-9);
    const std::uint32_t few = std::min<std::uint32_t>(2 * dag_.placement.stages, 24);
    if (dag_.micro_batches > std::max(most_whole_batches / 2, 2 * few)) {
      const auto& first = time_.stages.front();
      for (const SlotTime& slot : first) {
        if (slot.slot.micro_batch + 1 == few) axis_.cut_begin = std::max(axis_.cut_begin, slot.slot.pass == Pass::forward || dag_.mode != Mode::training ? slot.end : 0);
        if (slot.slot.micro_batch + few == dag_.micro_batches && slot.slot.pass == Pass::forward) axis_.cut_end = slot.start;
      }
      if (axis_.cut_end < axis_.cut_begin + axis_.end * 0.1) axis_.cut_begin = axis_.cut_end = 0;
    }
    double shortest = axis_.end;
    for (const auto& stage : time_.stages)
      for (const SlotTime& slot : stage) shortest = std::min(shortest, slot.end - slot.start);
    const double drawn = axis_.end - (axis_.cut_end - axis_.cut_begin);
    axis_.width = std::clamp(drawn / std::max(shortest, axis_.end * 1e-5) * least_slot, 700.0, 1700.0) + (axis_.broken() ? TimeAxis::mark : 0);
  }

  double gap() const { return lane_height_ > 30 ? 22 : 10; }
  double lane_top(std::size_t lane) const { return top_ + static_cast<double>(lane) * (lane_height_ + gap()); }

  std::uint32_t add_end(const char* id, double x, std::size_t lane) {
    Box box;
    box.id = id;
    box.shape = BoxShape::rounded;
    box.paint = Paint::other;
    box.width = 38;
    box.height = 20;
    box.centre = {x, lane_top(lane) + lane_height_ / 2};
    box.lines.push_back({id, small_size, true});
    return sketch_.add(std::move(box));
  }

  void facts_head() {
    const double x = width_ - page_margin - facts_width + 8;
    const char* heads[] = {"idle", "in flight", dag_.memory_limit > 0 ? "memory of a GPU" : "memory"};
    const double at[] = {44, 106, 236};
    for (int i = 0; i < 3; ++i)
      if (i != 1 || dag_.mode == Mode::training) sketch_.text_before(x + at[i], top_ - 12, {heads[i], small_size, true, TextInk::muted});
  }

  void lane_labels(std::size_t lane, std::uint32_t stage) {
    const StageSummary& summary = dag_.stages[stage];
    const double y = lane_top(lane) + lane_height_ / 2, x = width_ - page_margin - facts_width + 8;
    const bool tall = lane_height_ > 30;
    const double room = lane_left - 60;
    sketch_.text(page_margin + 12, tall ? y - 10 : y, {fmt::format("Stage {}", stage), tall ? 12.0 : 9.0, true});
    if (tall) {
      std::string layers;
      for (const LayerRun& run : summary.runs)
        if (run.count > 0) layers += (layers.empty() ? "layers " : ", ") + span_text(run.first, run.count);
      sketch_.text(page_margin + 12, y + 3, {fitted(layers, small_size, false, room), small_size, false, TextInk::muted});
      sketch_.text(page_margin + 12, y + 14, {fitted("GPUs " + span_text(summary.first_rank, summary.ranks), small_size, false, room), small_size, false, TextInk::muted});
    }
    sketch_.text_before(x + 44, y, {dag_.pipeline_time > 0 ? percent(summary.bubble / dag_.pipeline_time) : "0 %", small_size});
    if (dag_.mode == Mode::training) sketch_.text_before(x + 106, y, {fmt::format("{:.4g}", summary.in_flight), small_size});
    // How full the memory is, as a bar with a number.
    const double left = x + 116, right = x + 168, share = dag_.memory_limit > 0 ? std::min(1.0, summary.memory() / dag_.memory_limit) : 0;
    if (dag_.memory_limit > 0) {
      sketch_.rule(left, y - 4, right, y + 4, Paint::rule, fmt::format("{} of weights, gradients and optimizer, {} of activations", bytes(summary.states), bytes(summary.activations)));
      sketch_.rule(left, y - 4, left + (right - left) * share, y + 4, Paint::data_comm, {}, 1);
    }
    const bool over = dag_.memory_limit > 0 && summary.memory() > dag_.memory_limit;
    sketch_.text_before(x + 236, y, {bytes(summary.memory()) + (over ? " !" : ""), small_size, over});
  }

  bool shown(double start, double end) const { return !axis_.broken() || end <= axis_.cut_begin * 1.0000001 || start >= axis_.cut_end * 0.9999999; }

  Box slot_box(const char* what, std::size_t lane, double start, double end) const {
    Box box;
    box.id = what;
    const double left = axis_.x(start), right = axis_.x(end);
    box.width = std::max(0.8, right - left);
    box.height = lane_height_;
    box.centre = {(left + right) / 2, lane_top(lane) + lane_height_ / 2};
    return box;
  }

  void idle(std::size_t lane, double start, double end) {
    if (axis_.broken() && start < axis_.cut_end && end > axis_.cut_begin) return;
    const double wide = axis_.x(end) - axis_.x(start);
    if (wide < 3) return;
    Box box = slot_box("", lane, start, end);
    box.width -= 1.6;
    box.decoration = true;
    box.dashed = true;
    box.paint = Paint::idle;
    box.tooltip = fmt::format("idle for {}", seconds(end - start));
    if (wide > 34) box.lines.push_back({"idle", small_size, false, TextInk::muted});
    sketch_.add(std::move(box));
  }

  void lane(std::size_t lane, std::uint32_t stage, std::uint32_t input, std::vector<std::uint32_t>& last) {
    lane_labels(lane, stage);
    const auto& slots = time_.stages[stage];
    double before = 0;
    std::optional<std::uint32_t> previous;
    std::size_t hidden = 0;
    const auto follow = [&](std::uint32_t box) {
      if (previous) sketch_.connect(*previous, box, {{sketch_.box(*previous).right(), sketch_.box(box).centre.y}, {sketch_.box(box).left(), sketch_.box(box).centre.y}}, ArrowStyle::hidden);
      else if (stage == 0) sketch_.connect(input, box, {{sketch_.box(input).right(), sketch_.box(input).centre.y}, {sketch_.box(box).left(), sketch_.box(box).centre.y}});
      previous = box;
    };
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const SlotTime& slot = slots[i];
      if (!shown(slot.start, slot.end)) {
        ++hidden;
        before = slot.end;
        const bool resumes = i + 1 == slots.size() || shown(slots[i + 1].start, slots[i + 1].end);
        if (resumes) follow(break_mark(lane, stage, hidden));
        continue;
      }
      idle(lane, before, slot.start);
      const bool backward = slot.slot.pass == Pass::backward;
      Box box = slot_box("", lane, slot.start, slot.end);
      box.id = fmt::format("stage{}_{}{}{}", stage, backward ? "backward" : "forward", slot.slot.micro_batch, dag_.placement.chunks > 1 ? fmt::format("_chunk{}", slot.slot.chunk) : "");
      box.paint = backward ? Paint::backward : Paint::compute;
      box.shade = slot.slot.chunk % 2;
      box.critical = slot.critical;
      box.tooltip = fmt::format("{} of micro-batch {} in stage {}{}\n{} to {} ({})\n{}", backward ? "backward pass" : "forward pass", slot.slot.micro_batch, stage,
                                dag_.placement.chunks > 1 ? fmt::format(", chunk {}", slot.slot.chunk) : "", seconds(slot.start), seconds(slot.end), seconds(slot.end - slot.start),
                                slot.critical ? "on the critical path" : "can be late by " + seconds(slot.slack));
      const std::string number = fmt::format("{}", slot.slot.micro_batch);
      if (text_width(number, caption_size, true) <= box.width - 3) box.lines.push_back({number, caption_size, true});
      else if (text_width(number, small_size, false) <= box.width - 1) box.lines.push_back({number, small_size, false});
      const std::uint32_t id = sketch_.add(std::move(box));
      boxes_.push_back({id, lane, slot.slot, stage});
      follow(id);
      before = slot.end;
    }
    if (const SlotTime& step = time_.steps[stage]; step.end > step.start) {
      idle(lane, before, step.start);
      Box box = slot_box("", lane, step.start, step.end);
      box.id = fmt::format("stage{}_step", stage);
      box.paint = Paint::data_comm;
      box.critical = step.critical;
      box.tooltip = fmt::format("gradient reduction and optimizer of stage {}\n{} to {} ({})", stage, seconds(step.start), seconds(step.end), seconds(step.end - step.start));
      if (box.width > 26) box.lines.push_back({"step", small_size, true});
      follow(sketch_.add(std::move(box)));
      before = step.end;
    }
    idle(lane, before, time_.end);
    if (previous) last.push_back(*previous);
  }

  std::uint32_t break_mark(std::size_t lane, std::uint32_t stage, std::size_t count) {
    Box box;
    box.id = fmt::format("stage{}_more", stage);
    box.paint = Paint::idle;
    box.dashed = true;
    box.width = TimeAxis::mark - 12;
    box.height = lane_height_ - 4;
    box.centre = {axis_.x(axis_.cut_begin) + TimeAxis::mark / 2, lane_top(lane) + lane_height_ / 2};
    box.lines.push_back({fmt::format("… ×{}", count), small_size, true, TextInk::muted});
    box.tooltip = fmt::format("{} passes of stage {} from {} to {}, in the same pattern", count, stage, seconds(axis_.cut_begin), seconds(axis_.cut_end));
    return sketch_.add(std::move(box));
  }

  /// Arrows between lanes that are drawn next to each other. Where many would make a veil, only those of the critical path are visible.
  void transfers() {
    const bool few = lanes_.size() <= 6;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t, bool>, std::uint32_t> at;
    for (const Placed& placed : boxes_) at[{placed.stage, placed.slot.micro_batch, placed.slot.chunk, placed.slot.pass == Pass::backward}] = placed.box;
    for (const Placed& placed : boxes_) {
      const bool backward = placed.slot.pass == Pass::backward;
      if (backward ? placed.stage == 0 : placed.stage + 1 == dag_.placement.stages) {
        turn_round(placed, at);
        continue;
      }
      const auto found = at.find({backward ? placed.stage - 1 : placed.stage + 1, placed.slot.micro_batch, placed.slot.chunk, backward});
      if (found == at.end()) continue;
      const Box &from = sketch_.box(placed.box), &to = sketch_.box(found->second);
      const bool critical = from.critical && to.critical, down = to.centre.y > from.centre.y;
      if (!down && !(to.centre.y < from.centre.y)) continue;
      const double inset = std::min({3.0, from.width / 4, to.width / 4});
      const double y0 = down ? from.bottom() : from.top(), y1 = down ? to.top() : to.bottom(), x0 = from.right() - inset, x1 = to.left() + inset, middle = (y0 + y1) / 2;
      const ArrowStyle style = critical || few ? (critical ? ArrowStyle::solid : ArrowStyle::faint) : ArrowStyle::hidden;
      sketch_.connect(placed.box, found->second, {{x0, y0}, {x0, middle}, {x1, middle}, {x1, y1}}, style, critical && style != ArrowStyle::hidden, Paint::none, backward ? "gradients" : "activations");
    }
  }

  struct Placed {
    std::uint32_t box;
    std::size_t lane;
    Slot slot;
    std::uint32_t stage;
  };
  using Lookup = std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint16_t, bool>, std::uint32_t>;

  /// From the last stage's forward pass to its backward pass, and between chunks: an edge without a line.
  void turn_round(const Placed& placed, const Lookup& at) {
    const bool backward = placed.slot.pass == Pass::backward;
    const std::uint16_t last_chunk = static_cast<std::uint16_t>(dag_.placement.chunks - 1);
    Lookup::const_iterator found = at.end();
    if (!backward && placed.slot.chunk == last_chunk) found = at.find({placed.stage, placed.slot.micro_batch, placed.slot.chunk, true});
    else if (!backward) found = at.find({0, placed.slot.micro_batch, static_cast<std::uint16_t>(placed.slot.chunk + 1), false});
    else if (placed.slot.chunk > 0) found = at.find({dag_.placement.stages - 1, placed.slot.micro_batch, static_cast<std::uint16_t>(placed.slot.chunk - 1), true});
    if (found != at.end()) sketch_.connect(placed.box, found->second, {}, ArrowStyle::hidden);
  }

  /// Boxes whose neighbours are not drawn hang on the two ends of the graph.
  void join_loose_ends(std::uint32_t input, std::uint32_t output) {
    std::vector<bool> fed(sketch_.boxes().size()), used(sketch_.boxes().size());
    for (const Arrow& arrow : sketch_.arrows()) fed[arrow.to] = used[arrow.from] = true;
    for (std::uint32_t box = 0; box < fed.size(); ++box) {
      if (sketch_.box(box).decoration) continue;
      if (!fed[box] && box != input) sketch_.connect(input, box, {}, ArrowStyle::hidden);
      if (!used[box] && box != output) sketch_.connect(box, output, {}, ArrowStyle::hidden);
    }
  }

  const Dag& dag_;
  Sketch sketch_;
  Timeline time_;
  TimeAxis axis_;
  std::vector<std::optional<std::uint32_t>> lanes_;
  std::vector<Placed> boxes_;
  std::uint32_t left_out_ = 0;
  double width_ = 0, top_ = 0, lane_height_ = 0;
};

}  // namespace

Picture pipeline_picture(const Dag& dag, const PictureRequest& request) {
  return Pipeline(dag, request).take();
}

}  // namespace stratlint
