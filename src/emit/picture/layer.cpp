#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "emit/picture/labels.h"
#include "emit/picture/op_table.h"
#include "emit/picture/stage_columns.h"
#include "emit/picture/time_axis.h"
#include "stratlint/overlap.h"

namespace stratlint {

namespace {

using namespace picture;

constexpr double lane_height = 46, lane_gap = 18, lane_label = 128, thinnest = 0.8;

/// Where a layer is, and its block.
struct LayerPlace {
  std::uint32_t layer = 0, stage = 0, alike = 0;
  std::optional<std::uint32_t> block;
};

const std::optional<std::uint32_t>& pass_of(const LayerRun& run, Pass pass) {
  return pass == Pass::forward ? run.forward : pass == Pass::recompute ? run.recompute : run.backward;
}

LayerPlace find_layer(const Dag& dag, const PictureRequest& request) {
  LayerPlace out;
  std::size_t most = 0;
  for (std::uint32_t stage = 0; stage < dag.placement.stages; ++stage)
    for (const LayerRun& run : dag.stages[stage].runs) {
      if (run.count == 0 || !run.forward) continue;
      // Of layers of several kinds, the one with the most operators: it has experts.
      const std::size_t ops = dag.blocks[*run.forward].ops.size();
      const bool wanted = request.layer ? *request.layer >= run.first && *request.layer < run.first + run.count : ops > most;
      if (!wanted) continue;
      most = ops;
      out.layer = request.layer.value_or(run.first);
      out.stage = stage;
      const auto& block = pass_of(run, request.pass);
      if (block) out.block = dag.classes[slowest_class(dag, stage)].variant[stage] * dag.blocks_per_variant() + *block;
    }
  if (out.block)
    for (const StageSummary& stage : dag.stages)
      for (const LayerRun& run : stage.runs)
        if (const auto& block = pass_of(run, request.pass); run.count > 0 && block && *out.block % dag.blocks_per_variant() == *block) out.alike += run.count;
  return out;
}

struct Lane {
  Stream stream;
  const char* title;
  Paint paint;
};
constexpr std::array lane_titles{Lane{Stream::compute, "Compute", Paint::compute}, Lane{Stream::expert, "Expert comm", Paint::expert_comm}, Lane{Stream::tensor, "Tensor comm", Paint::tensor_comm},
                                 Lane{Stream::data, "Data comm", Paint::data_comm}, Lane{Stream::send, "Pipeline", Paint::pipeline}};

class LayerView {
 public:
  LayerView(const Dag& dag, const PictureRequest& request, const LayerPlace& place)
      : dag_(dag), block_(dag.blocks[*place.block]), place_(place), micro_batches_(std::max(1u, request.interleave)), schedule_(overlap_schedule(block_, micro_batches_)), sketch_("layer") {
    rank_ = dag.stages[place.stage].first_rank + dag.classes[slowest_class(dag, place.stage)].positions.front().first;
    for (const Lane& lane : lane_titles) {
      const bool used = std::any_of(block_.ops.begin(), block_.ops.end(), [&](const Op& op) { return op.stream == lane.stream; });
      if (used || (lane.stream == Stream::send && dag.placement.stages > 1)) lanes_.push_back(lane);
    }
    axis_.left = page_margin + lane_label;
    // Two micro-batches take more room than one, up to a page that can still be read.
    axis_.width = std::min(2200.0, 1220 + 420.0 * (micro_batches_ - 1));
    axis_.end = std::max(schedule_.makespan, 1e-12);
    width_ = axis_.left + axis_.width + 66 + page_margin;
    const std::string title = fmt::format("Layer {}, {}, one GPU{}: {}", place.layer, name(request.pass), micro_batches_ > 1 ? fmt::format(", {} micro-batches interleaved", micro_batches_) : "", file_name(request.document));
    const std::string subtitle = fmt::format("{} · ×{} like it · drawn: GPU {} of stage {} · {} · {}", block_.name, counted(place.alike, "layer"), rank_, place.stage, dag.configuration, run_text(dag));
    top_ = add_head(sketch_, dag, title, subtitle, width_) + 14;
  }

  Picture take() {
    const double bottom = lane_top(lanes_.size()) - lane_gap / 2;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      sketch_.panel({page_margin, lane_top(i) - 5, width_ - page_margin, lane_top(i) + lane_height + 5, i % 2 == 0 ? Paint::panel : Paint::strip, false});
      sketch_.text(page_margin + 12, lane_top(i) + lane_height / 2, {lanes_[i].title, 12, true, TextInk::kind}, lanes_[i].paint);
    }
    add_time_axis(sketch_, axis_, top_ - 6, bottom);
    operators();
    const double bar = exposed_bar(bottom + 34);
    const double table = add_op_table(sketch_, dag_, block_, rank_, page_margin, bar + 14);
    return sketch_.take(width_, add_legend(sketch_, legend(), table + 18, width_) + page_margin - 10);
  }

 private:
  double lane_top(std::size_t lane) const { return top_ + static_cast<double>(lane) * (lane_height + lane_gap); }
  std::size_t lane_of(Stream stream) const {
    const Stream drawn = stream == Stream::receive ? Stream::send : stream;
    return static_cast<std::size_t>(std::find_if(lanes_.begin(), lanes_.end(), [&](const Lane& lane) { return lane.stream == drawn; }) - lanes_.begin());
  }

  std::uint32_t add_end(const char* id, double x) {
    Box box;
    box.id = id;
    box.shape = BoxShape::rounded;
    box.paint = Paint::other;
    box.width = 40;
    box.height = 20;
    box.centre = {x, lane_top(0) + lane_height / 2};
    box.lines.push_back({id, small_size, true});
    return sketch_.add(std::move(box));
  }

  std::string tag(const PlacedOp& placed) const {
    return micro_batches_ > 1 ? fmt::format("{}{}", static_cast<char>('A' + placed.micro_batch % 26), placed.op + 1) : fmt::format("{}", placed.op + 1);
  }

  /// As much of number, name and time as the box has room for.
  void label(Box& box, const PlacedOp& placed) const {
    const Op& op = block_.ops[placed.op];
    const auto fits = [&](const std::string& text, double size, bool bold) { return text_width(text, size, bold) <= box.width - 4; };
    const std::string number = tag(placed), title = number + "  " + op.title, brief = number + "  " + short_title(op), time = seconds(op.time);
    if (fits(title, 9, true)) box.lines = {{title, 9, true}};
    else if (fits(brief, 9, true)) box.lines = {{brief, 9, true}};
    else if (fits(number, 9, true)) box.lines = {{number, 9, true}};
    else if (text_width(number, small_size, false) <= box.width - 1.5) box.lines = {{number, small_size}};
    if (box.lines.empty()) return;
    if (box.lines.front().text == number && fits(short_title(op), small_size, false)) box.lines.push_back({short_title(op), small_size});
    if (fits(time, small_size, false)) box.lines.push_back({time, small_size, false, TextInk::muted});
  }

  void operators() {
    const std::uint32_t input = add_end("input", axis_.left - 26);
    std::vector<double> lane_end(lanes_.size());
    std::vector<std::vector<std::uint32_t>> at(micro_batches_, std::vector<std::uint32_t>(block_.ops.size()));
    for (const PlacedOp& placed : schedule_.ops) {
      const Op& op = block_.ops[placed.op];
      Box box;
      box.id = micro_batches_ > 1 ? fmt::format("{}_{}", op.name, static_cast<char>('A' + placed.micro_batch % 26)) : op.name;
      if (placed.micro_batch >= 26) box.id += fmt::format("{}", placed.micro_batch / 26);
      box.paint = paint_of(op);
      box.shade = placed.micro_batch % 2;
      // What is too short to be seen is drawn a little longer, and what follows it a little later.
      double& taken = lane_end[lane_of(op.stream)];
      const double left = std::max(axis_.x(placed.start), taken), right = std::max(axis_.x(placed.end), left + thinnest);
      taken = right;
      box.width = right - left;
      box.height = lane_height;
      box.centre = {(left + right) / 2, lane_top(lane_of(op.stream)) + lane_height / 2};
      box.critical = false;
      box.tooltip = fmt::format("{}{}\n{} to {}", micro_batches_ > 1 ? fmt::format("micro-batch {}: ", static_cast<char>('A' + placed.micro_batch % 26)) : "", facts_of(dag_, op, rank_), seconds(placed.start), seconds(placed.end));
      label(box, placed);
      at[placed.micro_batch][placed.op] = sketch_.add(std::move(box));
    }
    pipeline_box();
    const std::uint32_t output = add_end("output", axis_.left + axis_.width + 34);
    for (const PlacedOp& placed : schedule_.ops) connect(placed, at[placed.micro_batch], input, output);
  }

  void connect(const PlacedOp& placed, const std::vector<std::uint32_t>& at, std::uint32_t input, std::uint32_t output) {
    const std::uint32_t self = at[placed.op];
    const Op& op = block_.ops[placed.op];
    for (const std::uint16_t before : op.after) {
      if (before == block_input) {
        const Box &from = sketch_.box(input), &to = sketch_.box(self);
        const bool visible = placed.start == 0 && std::abs(from.centre.y - to.centre.y) < 1;
        sketch_.connect(input, self, visible ? std::vector<Point>{{from.right(), from.centre.y}, {to.left(), to.centre.y}} : std::vector<Point>{}, visible ? ArrowStyle::solid : ArrowStyle::hidden);
        continue;
      }
      const auto by_id = [&](std::uint16_t which) { return std::find_if(schedule_.ops.begin(), schedule_.ops.end(), [&](const PlacedOp& other) { return other.op == which && other.micro_batch == placed.micro_batch; }); };
      const PlacedOp& from = *by_id(before);
      const bool critical = from.critical && placed.critical && from.end >= placed.start;
      arrow(at[before], self, critical, op.gated_by == before);
    }
    const bool used = std::any_of(block_.ops.begin(), block_.ops.end(), [&](const Op& other) { return std::find(other.after.begin(), other.after.end(), placed.op) != other.after.end(); });
    if (used) return;
    const Box &from = sketch_.box(self), &to = sketch_.box(output);
    const bool visible = placed.end >= schedule_.makespan && std::abs(from.centre.y - to.centre.y) < 1;
    sketch_.connect(self, output, visible ? std::vector<Point>{{from.right(), from.centre.y}, {to.left(), to.centre.y}} : std::vector<Point>{}, visible ? ArrowStyle::solid : ArrowStyle::hidden);
  }

  /// Between lanes with two bends; within a lane boxes that touch need no line, and others get one below the lane.
  void arrow(std::uint32_t from_id, std::uint32_t to_id, bool critical, bool gate) {
    const Box &from = sketch_.box(from_id), &to = sketch_.box(to_id);
    const double inset0 = std::min(4.0, from.width / 3), inset1 = std::min(4.0, to.width / 3), x0 = from.right() - inset0, x1 = to.left() + inset1;
    const ArrowStyle style = gate ? ArrowStyle::dashed : critical ? ArrowStyle::solid : ArrowStyle::faint;
    if (std::abs(from.centre.y - to.centre.y) < 1) {
      if (to.left() - from.right() < 2) return sketch_.connect(from_id, to_id, {}, ArrowStyle::hidden);
      // A selection runs above the lane, anything else below.
      const double y = gate ? from.top() - lane_gap / 2 + 1 : from.bottom() + lane_gap / 2 - 3;
      const double out = gate ? from.top() : from.bottom(), in = gate ? to.top() : to.bottom();
      return sketch_.connect(from_id, to_id, {{x0, out}, {x0, y}, {x1, y}, {x1, in}}, style, critical, Paint::none, gate ? "selects" : "");
    }
    const bool down = to.centre.y > from.centre.y;
    const double y0 = down ? from.bottom() : from.top(), y1 = down ? to.top() : to.bottom(), turn = down ? y0 + lane_gap / 2 : y0 - lane_gap / 2;
    sketch_.connect(from_id, to_id, {{x0, y0}, {x0, turn}, {x1, turn}, {x1, y1}}, style, critical, Paint::none, gate ? "selects" : "");
  }

  /// What the stage receives meanwhile, once for all its layers.
  void pipeline_box() {
    if (dag_.placement.stages <= 1) return;
    const Op* send = nullptr;
    for (const OpBlock& block : dag_.blocks)
      if (block.pass == Pass::forward && !block.ops.empty() && block.ops.front().kind == OpKind::send && send == nullptr) send = &block.ops.front();
    if (send == nullptr) return;
    const double end = std::min(send->time, axis_.end);
    Box box;
    box.decoration = true;
    box.dashed = true;
    box.paint = Paint::pipeline;
    box.width = std::max(0.8, axis_.x(end) - axis_.left);
    box.height = lane_height - 12;
    box.centre = {axis_.left + box.width / 2, lane_top(lane_of(Stream::send)) + lane_height / 2};
    box.tooltip = facts_of(dag_, *send, rank_);
    const std::string text = fmt::format("next micro-batch, once a stage: {}", seconds(send->time));
    if (text_width(text, small_size, false) <= box.width - 4) box.lines.push_back({text, small_size});
    const bool beside = box.lines.empty();
    const double right = box.right(), y = box.centre.y;
    sketch_.add(std::move(box));
    if (beside) sketch_.text(right + 6, y, {text, small_size, false, TextInk::muted});
  }

  double exposed_bar(double y) {
    sketch_.text(page_margin + 12, y + 8, {"Exposed", 12, true, TextInk::exposed});
    sketch_.rule(axis_.left, y, axis_.left + axis_.width, y + 16, Paint::hidden, "something is computed");
    for (const TimeSpan& span : schedule_.exposed)
      sketch_.rule(axis_.x(span.start), y, axis_.x(span.end), y + 16, Paint::exposed, fmt::format("only communication: {} to {} ({})", seconds(span.start), seconds(span.end), seconds(span.end - span.start)));
    const std::string text = schedule_.communication > 0
                                 ? fmt::format("Red: only communication runs, {} of {}. Hidden: {} of {} of communication{}.", seconds(schedule_.exposed_time()), seconds(schedule_.makespan), percent(schedule_.hidden()), seconds(schedule_.communication),
                                               micro_batches_ > 1 ? "" : "; one micro-batch alone hides only what branches off")
                                 : fmt::format("Nothing is communicated in {}.", seconds(schedule_.makespan));
    sketch_.text(axis_.left, y + 26, {text, caption_size, true, schedule_.exposed.empty() ? TextInk::muted : TextInk::exposed});
    return y + 42;
  }

  std::vector<LegendEntry> legend() const {
    std::vector<LegendEntry> out;
    const auto uses = [&](Paint paint) { return std::any_of(block_.ops.begin(), block_.ops.end(), [&](const Op& op) { return paint_of(op) == paint; }); };
    if (uses(Paint::compute)) out.push_back({BoxShape::rectangle, Paint::compute, "computation", false, false});
    if (uses(Paint::expert)) out.push_back({BoxShape::rectangle, Paint::expert, "experts' computation", false, false});
    if (uses(Paint::route)) out.push_back({BoxShape::rectangle, Paint::route, "routing, splitting, adding up", false, false});
    if (uses(Paint::expert_comm)) out.push_back({BoxShape::rectangle, Paint::expert_comm, "EP communication", false, false});
    if (uses(Paint::tensor_comm)) out.push_back({BoxShape::rectangle, Paint::tensor_comm, "TP or CP communication", false, false});
    out.push_back({BoxShape::text, Paint::none, fmt::format("red arrows: critical path · dashed: selection · width is time{}", micro_batches_ > 1 ? " · every other micro-batch is darker" : ""), false, false});
    return out;
  }

  const Dag& dag_;
  const OpBlock& block_;
  LayerPlace place_;
  std::uint32_t micro_batches_, rank_ = 0;
  OverlapSchedule schedule_;
  Sketch sketch_;
  std::vector<Lane> lanes_;
  TimeAxis axis_;
  double width_ = 0, top_ = 0;
};

}  // namespace

PictureResult layer_picture(const Dag& dag, const PictureRequest& request) {
  const LayerPlace place = find_layer(dag, request);
  if (!place.block) {
    if (request.layer && *request.layer >= dag.layers) return {std::nullopt, fmt::format("there is no layer {}: the model has layers 0 to {}", *request.layer, dag.layers - 1)};
    return {std::nullopt, fmt::format("the layer has no {} pass", name(request.pass))};
  }
  return {LayerView(dag, request, place).take(), {}};
}

}  // namespace stratlint
