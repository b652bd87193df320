#include <fmt/format.h>

#include <algorithm>

#include "emit/picture/column.h"
#include "emit/picture/labels.h"
#include "emit/picture/operator_rows.h"
#include "emit/picture/placement_strip.h"
#include "emit/picture/stage_columns.h"

namespace stratlint {

namespace {

using namespace picture;

constexpr double side = 26, tracks = 50, gutter = 56, head_height = 46;

/// The boxes of a column that others are joined to.
struct Ends {
  std::uint32_t first = 0, last_forward = 0, kept = 0, last = 0;
  std::optional<std::uint32_t> send, receive, backward;
  double left = 0, right = 0;
};

class Overview {
 public:
  Overview(const Dag& dag, const PictureRequest& request) : dag_(dag), sketch_("overview"), columns_(fold_stages(dag)) {
    const double shared = (900 - 2 * page_margin - gutter * static_cast<double>(columns_.size() - 1)) / static_cast<double>(columns_.size()) - side - tracks;
    box_width_ = std::clamp(shared, 310.0, 460.0);
    column_width_ = side + box_width_ + tracks;
    const double content = column_width_ * static_cast<double>(columns_.size()) + gutter * static_cast<double>(columns_.size() - 1);
    width_ = std::max(760.0, content + 2 * page_margin);
    left_ = (width_ - content) / 2;
    top_ = add_head(sketch_, dag, "Execution DAG, overview: " + file_name(request.document), dag.configuration + " · " + run_text(dag), width_);
  }

  Picture take() {
    const bool training = dag_.mode == Mode::training;
    double lowest = 0;
    std::vector<Column> drawn;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const double left = left_ + static_cast<double>(i) * (column_width_ + gutter);
      ends_.push_back({});
      ends_.back().left = left;
      ends_.back().right = left + column_width_;
      head(columns_[i], left);
      drawn.emplace_back(sketch_, left + side + box_width_ / 2, box_width_, top_ + head_height + strip_height + 14);
      forward(i, drawn.back());
      lowest = std::max(lowest, drawn.back().bottom());
    }
    double bottom = lowest;
    for (std::size_t i = 0; training && i < columns_.size(); ++i) {
      drawn[i].go_to(lowest);
      backward(i, drawn[i]);
      bottom = std::max(bottom, drawn[i].bottom());
    }
    for (Column& column : drawn) column.finish();
    for (const Ends& ends : ends_) sketch_.panel({ends.left, top_, ends.right, bottom, Paint::panel, false});
    // Frames stand on the panels of the stages.
    for (const Panel& frame : frames_) sketch_.panel(frame);
    between_stages();
    const double legend = output(bottom, training);
    const double end = add_legend(sketch_, legend_entries(training), legend, width_);
    return sketch_.take(width_, end + page_margin - 10);
  }

 private:
  void head(const StageColumn& column, double left) {
    const StageSummary& stage = dag_.stages[column.first];
    const bool one = column.count == 1;
    std::string name = one ? fmt::format("Stage {}", column.first) : fmt::format("Stages {}-{}", column.first, column.first + column.count - 1);
    double x = sketch_.text(left + 14, top_ + 16, {std::move(name), 14, true}) + 8;
    if (!one) x = sketch_.text(x, top_ + 17, {fmt::format("×{}{}", column.count, column.alike ? ", alike" : ", layers as of the first"), caption_size, true, TextInk::muted}) + 8;
    const std::string gpus = fmt::format("{}{}: {}{}", counted(stage.ranks, "GPU"), one ? "" : " each", span_text(stage.first_rank, stage.ranks), one ? "" : ", …");
    sketch_.text(x, top_ + 17, {fitted(gpus, caption_size, false, left + column_width_ - 10 - x), caption_size, false, TextInk::muted});
    std::string facts = fmt::format("idle {}", dag_.pipeline_time > 0 ? percent(stage.bubble / dag_.pipeline_time) : "0 %");
    if (dag_.mode == Mode::training) facts += fmt::format(" · {} in flight", counted(stage.in_flight, "micro-batch"));
    facts += fmt::format(" · {}{} a GPU", bytes(stage.memory()), dag_.memory_limit > 0 ? " of " + bytes(dag_.memory_limit) : "");
    const bool over = dag_.memory_limit > 0 && stage.memory() > dag_.memory_limit;
    sketch_.text(left + 14, top_ + 34, {fitted(facts, caption_size, over, column_width_ - 24), caption_size, over, over ? TextInk::strong : TextInk::muted});
    add_placement_strip(sketch_, dag_, column.first, left + 14, top_ + head_height, column_width_ - 28);
  }

  std::uint32_t rank_of(const StageColumn& column, std::uint16_t rank_class) const {
    return dag_.stages[column.first].first_rank + dag_.classes[rank_class].positions.front().first;
  }

  Box pill(const char* id, const char* title) {
    Box box;
    box.id = id;
    box.shape = BoxShape::rounded;
    box.paint = Paint::other;
    box.width = 110;
    box.height = 24;
    box.lines.push_back({title, 10, true});
    return box;
  }

  /// The rows of a block below each other. `entry` is what comes before; returns the last row.
  std::uint32_t block(Column& column, const StageColumn& stage, std::uint32_t index, const StageNodes& nodes, std::uint16_t rank_class, std::uint32_t entry, const std::string& tag) {
    const OpBlock& ops = dag_.blocks[index];
    const std::vector<OperatorRow> rows = fold_operators(ops);
    std::vector<std::uint32_t> ids;
    for (const OperatorRow& row : rows) {
      const bool talks = communicates(ops.ops[row.ops.front()]);
      const bool exposed = talks && std::any_of(row.ops.begin(), row.ops.end(), [&](std::uint16_t op) { return nodes.critical.count({index, op}) > 0; });
      Box box = row_box(dag_, ops, row, rank_of(stage, rank_class), exposed, box_width_);
      box.id = fmt::format("stage{}_{}_{}", stage.first, tag, ops.ops[row.ops.front()].name);
      ids.push_back(column.add(std::move(box)));
      for (const int before : row.after) {
        const bool gate = std::find(row.gates.begin(), row.gates.end(), before) != row.gates.end();
        column.connect(before < 0 ? entry : ids[static_cast<std::size_t>(before)], ids.back(), gate, gate ? "selects" : "");
      }
    }
    return ids.back();
  }

  void forward(std::size_t index, Column& column) {
    const StageColumn& stage = columns_[index];
    Ends& ends = ends_[index];
    const std::uint16_t rank_class = slowest_class(dag_, stage.first);
    const StageNodes nodes = nodes_of(dag_, stage.first, rank_class);
    const std::uint32_t offset = static_cast<std::uint32_t>(dag_.classes[rank_class].variant[stage.first] * dag_.blocks_per_variant());
    std::optional<std::uint32_t> entry;
    if (stage.first == 0) {
      entry = column.add(pill("input", "input"));
    } else if (nodes.receive) {
      Box box = transfer(*nodes.receive, stage, rank_class, false);
      box.id = fmt::format("stage{}_receive", stage.first);
      entry = ends.receive = column.add(std::move(box));
    }
    ends.first = *entry;
    for (const StageSection& section : sections_of(dag_, stage.first)) {
      const std::uint32_t block_index = offset + section.forward;
      const double top = column.bottom() - Column::gap + 8;
      if (section.layers > 0) column.skip(14);
      entry = block(column, stage, block_index, nodes, rank_class, *entry, fmt::format("{}", section.forward));
      if (section.layers == 0) continue;
      const double bottom = column.bottom() - Column::gap + 26;
      frames_.push_back({ends.left + 10, top + 4, ends.right - 8, bottom, Paint::none, true});
      sketch_.text_before(ends.right - 16, bottom - 10, {fitted(frame_text(section, offset), caption_size, true, column_width_ - 190), caption_size, true, TextInk::muted});
      sketch_.text(ends.left + 18, bottom - 10, {fitted(layers_text(section), small_size, false, 130), small_size, false, TextInk::muted});
      column.go_to(bottom + 14);
      ends.kept = *entry;
    }
    ends.last_forward = *entry;
    if (nodes.send) {
      Box box = transfer(*nodes.send, stage, rank_class, nodes.critical.count({*nodes.send, 0}) > 0);
      box.id = fmt::format("stage{}_send", stage.first);
      ends.send = column.add(std::move(box));
      column.connect(*entry, *ends.send, false);
      entry = ends.send;
    }
    ends.last = *entry;
  }

  Box transfer(std::uint32_t block_index, const StageColumn& stage, std::uint16_t rank_class, bool exposed) {
    const Op& op = dag_.blocks[block_index].ops.front();
    OperatorRow row{{0}, {-1}, {}, op.title, 0, op.bytes, op.time};
    Box box = row_box(dag_, dag_.blocks[block_index], row, rank_of(stage, rank_class), exposed, box_width_ - 8);
    box.height = 54;
    if (op.kind == OpKind::receive) box.lines.back().text = fmt::format("{} for each micro-batch", bytes(op.bytes));
    return box;
  }

  std::string layers_text(const StageSection& section) const {
    std::string out;
    for (const auto& [first, count] : section.runs) {
      if (out.size() > 16) return out + ", …";
      out += (out.empty() ? "layers " : ", ") + span_text(first, count);
    }
    return out;
  }

  std::string frame_text(const StageSection& section, std::uint32_t offset) const {
    return fmt::format("×{} · {} each forward", counted(section.layers, "layer"), seconds(dag_.blocks[offset + section.forward].duration()));
  }

  /// The backward pass in one box, then the step.
  void backward(std::size_t index, Column& column) {
    const StageColumn& stage = columns_[index];
    Ends& ends = ends_[index];
    const std::uint16_t rank_class = slowest_class(dag_, stage.first);
    const StageNodes nodes = nodes_of(dag_, stage.first, rank_class);
    const std::size_t offset = dag_.classes[rank_class].variant[stage.first] * dag_.blocks_per_variant();
    double again = 0, back = 0;
    for (const StageSection& section : sections_of(dag_, stage.first)) {
      if (section.recompute) again += dag_.blocks[offset + *section.recompute].duration() * std::max(1u, section.layers);
      if (section.backward) back += dag_.blocks[offset + *section.backward].duration() * std::max(1u, section.layers);
    }
    Box box;
    box.id = fmt::format("stage{}_backward", stage.first);
    box.paint = Paint::backward;
    box.width = box_width_;
    box.height = 54;
    box.lines = {{"backward pass, the operators in reverse", 11, true},
                 {again > 0 ? fmt::format("recomputation {} + gradients {} a micro-batch", seconds(again), seconds(back)) : fmt::format("{} a micro-batch", seconds(back)), 9, false, TextInk::muted}};
    if (nodes.send_gradients) {
      const Op& op = dag_.blocks[*nodes.send_gradients].ops.front();
      box.lines.push_back({fmt::format("sends gradients: {} · {}", bytes(op.bytes), seconds(op.time)), 9, false, TextInk::muted});
    }
    for (TextLine& line : box.lines) line.text = fitted(line.text, line.size, line.bold, box_width_ - 8);
    ends.backward = column.add(std::move(box));
    std::uint32_t entry = *ends.backward;
    if (nodes.step) entry = block(column, stage, *nodes.step, nodes, rank_class, entry, "step");
    ends.last = entry;
  }

  void between_stages() {
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      const Ends& ends = ends_[i];
      if (i + 1 < ends_.size() && ends.send && ends_[i + 1].receive) {
        const Point from = right_side(sketch_.box(*ends.send), 0), to = left_side(sketch_.box(*ends_[i + 1].receive), 0);
        const double x = ends.right + gutter / 2;
        sketch_.connect(*ends.send, *ends_[i + 1].receive, {from, {x, from.y}, {x, to.y}, to}, ArrowStyle::solid, false, Paint::pipeline, "activations of each micro-batch");
      }
      if (!ends.backward) continue;
      if (i + 1 < ends_.size())
        sketch_.connect(*ends_[i + 1].backward, *ends.backward, {left_side(sketch_.box(*ends_[i + 1].backward), 0), right_side(sketch_.box(*ends.backward), 0)}, ArrowStyle::dashed, false, Paint::pipeline, "gradients of each micro-batch");
      // What the forward pass kept.
      const Point from = left_side(sketch_.box(ends.last_forward), 0), to = left_side(sketch_.box(*ends.backward), -14);
      const double x = ends.left + 5;
      sketch_.connect(ends.last_forward, *ends.backward, {from, {x, from.y}, {x, to.y}, to}, ArrowStyle::faint, false, Paint::none, "activations that are kept");
    }
  }

  /// The one end of the graph, below the last column. Returns where the legend goes.
  double output(double bottom, bool training) {
    Box box = pill("output", "output");
    const double centre = ends_.back().left + side + box_width_ / 2;
    box.centre = {centre, bottom + 36};
    const std::uint32_t out = sketch_.add(std::move(box));
    const Box& end = sketch_.box(out);
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      if (!training && i + 1 < ends_.size()) continue;
      const Box last = sketch_.box(ends_[i].last);
      if (i + 1 == ends_.size()) sketch_.connect(ends_[i].last, out, {{last.centre.x, last.bottom()}, {centre, end.top()}});
      else sketch_.connect(ends_[i].last, out, {{last.centre.x, last.bottom()}, {last.centre.x, end.centre.y}, {end.left(), end.centre.y}}, ArrowStyle::faint);
    }
    return bottom + 72;
  }

  std::vector<LegendEntry> legend_entries(bool training) const {
    std::vector<LegendEntry> out{{BoxShape::rectangle, Paint::compute, "computation", false, false}};
    const auto uses = [&](Paint paint) { return std::any_of(sketch_.boxes().begin(), sketch_.boxes().end(), [&](const Box& box) { return box.paint == paint && !box.decoration; }); };
    if (uses(Paint::expert)) out.push_back({BoxShape::rectangle, Paint::expert, "experts' computation", false, false});
    if (uses(Paint::route)) out.push_back({BoxShape::slanted, Paint::route, "routing, splitting, adding up", false, false});
    if (uses(Paint::expert_comm)) out.push_back({BoxShape::hexagon, Paint::expert_comm, "EP all-to-all", false, false});
    if (uses(Paint::tensor_comm)) out.push_back({BoxShape::ellipse, Paint::tensor_comm, "collective of TP or CP ranks", false, false});
    if (uses(Paint::data_comm)) out.push_back({BoxShape::ellipse, Paint::data_comm, "collective of DP ranks, once a step", false, false});
    if (uses(Paint::pipeline)) out.push_back({BoxShape::double_ellipse, Paint::pipeline, "between stages", false, false});
    if (training) out.push_back({BoxShape::rectangle, Paint::backward, "backward pass", false, false});
    out.push_back({BoxShape::text, Paint::none, "red: exposed, on the critical path · dashed arrow: selection or gradients · a box is the same operator on every GPU named above it; figures are of one GPU", false, false});
    return out;
  }

  const Dag& dag_;
  Sketch sketch_;
  std::vector<StageColumn> columns_;
  std::vector<Ends> ends_;
  std::vector<Panel> frames_;
  double box_width_ = 0, column_width_ = 0, width_ = 0, left_ = 0, top_ = 0;
};

}  // namespace

Picture overview_picture(const Dag& dag, const PictureRequest& request) {
  return Overview(dag, request).take();
}

}  // namespace stratlint
