#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "emit/picture/labels.h"
#include "emit/picture/drawn_ranks.h"
#include "emit/picture/sketch.h"

namespace stratlint {

namespace {

using namespace picture;

constexpr double box_width = 196, box_height = 34, row_height = 50, column_gap = 44, label_width = 124, band_gap = 40;

/// Where the outline of a box is at `x`, on its upper or lower side.
double outline_y(const Box& box, double x, bool upper) {
  const double half = box.width / 2, part = std::min(1.0, std::abs(x - box.centre.x) / half), rim = box.shape == BoxShape::double_ellipse ? 4 : 0;
  double reach = box.height / 2;
  if (box.shape == BoxShape::ellipse || box.shape == BoxShape::double_ellipse) reach *= std::sqrt(1 - part * part);
  if (box.shape == BoxShape::hexagon && part > 0.5) reach *= 2 * (1 - part);
  return upper ? box.centre.y - reach - rim : box.centre.y + reach + rim;
}

class Operators {
 public:
  Operators(const Dag& dag, const PictureRequest& request, std::vector<DrawnRank> programs)
      : dag_(dag), request_(request), programs_(std::move(programs)), rows_(rows_of(dag, programs_)), sketch_("operators") {
    for (const auto& rows : rows_)
      if (!rows.empty()) row_count_ = std::max(row_count_, rows.back() + 1);
    double x = 0;
    for (std::size_t p = 0; p < programs_.size(); ++p) {
      const bool fresh = p == 0 || programs_[p].stage != programs_[p - 1].stage;
      if (fresh) x += label_width;
      first_of_stage_.push_back(fresh);
      column_left_.push_back(x);
      x += box_width + column_gap;
    }
    band_width_ = x;
    // Long programs go on beside their beginning, so that the page is about as high as it is wide.
    const double bands = std::max(1.0, std::round(std::sqrt(row_count_ * row_height / (band_width_ * 0.8))));
    band_rows_ = std::max(1u, static_cast<std::uint32_t>(std::ceil(row_count_ / bands)));
    bands_ = (row_count_ + band_rows_ - 1) / band_rows_;
    width_ = std::max(760.0, 2 * page_margin + bands_ * band_width_ + (bands_ - 1.0) * band_gap);
    const std::string whose = programs_.size() == 1 ? fmt::format("GPU {}", programs_[0].rank) : fmt::format("{} GPUs", programs_.size());
    const std::string part = request.micro_batches == 0 ? counted(dag.micro_batches, "micro-batch") : fmt::format("first {}", request.micro_batches == 1 ? "micro-batch" : counted(request.micro_batches, "micro-batch"));
    top_ = add_head(sketch_, dag, fmt::format("Operators of {}, {}: {}", whose, part, file_name(request.document)), dag.configuration + " · " + run_text(dag) + " · equal layers are drawn once, ×k", width_) + 24;
  }

  PictureResult take() {
    place();
    if (places_.size() + 2 > most_boxes) return {std::nullopt, fmt::format("{} boxes are more than a picture can show ({}): ask for fewer GPUs or micro-batches, or for DOT or JSON of the whole DAG", places_.size() + 2, most_boxes)};
    heads();
    const double bottom = top_ + 40 + band_rows_ * row_height;
    input_ = add_end("input", {page_margin + column_left_[0] + box_width / 2, top_ + 4});
    for (Place& place : places_) place.box = sketch_.add(box_of(place));
    const double last = page_margin + (bands_ - 1) * (band_width_ + band_gap) + column_left_[0] + box_width / 2;
    output_ = add_end("output", {last, bottom + 30});
    used_.assign(places_.size(), false);
    for (std::size_t p = 0; p < programs_.size(); ++p) connect(p);
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (!used_[i]) leave(places_[i]);
    return {sketch_.take(width_, add_legend(sketch_, legend(), bottom + 66, width_) + page_margin - 10), {}};
  }

 private:
  /// A box of the picture: an operator of one rank, or a collective of all drawn ranks of a group.
  struct Place {
    std::uint32_t node, row;
    std::vector<std::size_t> programs;
    std::uint32_t box = 0;
  };

  void place() {
    std::map<std::tuple<std::uint32_t, std::size_t, std::uint32_t>, std::size_t> shared;  // stage, place in the program, first rank of the group
    at_.resize(programs_.size());
    for (std::size_t p = 0; p < programs_.size(); ++p) {
      const DrawnRank& program = programs_[p];
      for (std::size_t i = 0; i < program.nodes.size(); ++i) {
        const Op& op = dag_.op_of(dag_.nodes[program.nodes[i]]);
        std::size_t index = places_.size();
        if (op.kind == OpKind::collective) {
          const std::uint32_t group = dag_.placement.groups[static_cast<std::size_t>(op.group)].of(program.rank).first;
          index = shared.try_emplace({program.stage, i, group}, index).first->second;
        }
        if (index == places_.size()) places_.push_back({program.nodes[i], rows_[p][i], {}});
        places_[index].programs.push_back(p);
        at_[p].push_back(index);
      }
    }
  }

  double band_left(std::uint32_t row) const { return page_margin + row / band_rows_ * (band_width_ + band_gap); }
  double row_y(std::uint32_t row) const { return top_ + 40 + (row % band_rows_ + 0.5) * row_height; }
  double column_x(std::size_t program, std::uint32_t row) const { return band_left(row) + column_left_[program] + box_width / 2; }

  void heads() {
    for (std::uint32_t band = 0; band < bands_; ++band)
      for (std::size_t p = 0; p < programs_.size(); ++p) {
        const std::uint32_t row = band * band_rows_;
        const double x = band_left(row) + column_left_[p] - (first_of_stage_[p] ? label_width : column_gap) + 8;
        sketch_.text(band == 0 && p == 0 ? x : x, top_ + 4, {fitted(fmt::format("GPU {} · stage {}", programs_[p].rank, programs_[p].stage), caption_size, true, first_of_stage_[p] ? label_width + 10 : box_width), caption_size, true, TextInk::strong});
      }
    for (std::size_t p = 0; p < programs_.size(); ++p)
      if (first_of_stage_[p]) labels(p);
  }

  /// What the rows of a stage belong to, at their left.
  void labels(std::size_t p) {
    const auto& nodes = programs_[p].nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const DagNode& node = dag_.nodes[nodes[i]];
      if (i > 0 && rows_[p][i] % band_rows_ != 0) {
        const DagNode& before = dag_.nodes[nodes[i - 1]];
        if (before.block == node.block && before.micro_batch == node.micro_batch && before.first_layer == node.first_layer && before.chunk == node.chunk) continue;
      }
      const OpBlock& block = dag_.block_of(node);
      const double x = band_left(rows_[p][i]) + column_left_[p] - label_width + 8, y = row_y(rows_[p][i]), room = label_width - 14;
      const std::string layers = node.layers > 0 ? fmt::format("{} {}", node.layers == 1 ? "layer" : "layers", span_text(node.first_layer, node.layers)) : "";
      const std::string batch = block.pass == Pass::step ? "once a step" : fmt::format("micro-batch {}", node.micro_batch);
      sketch_.text(x, y - 11, {fitted(fmt::format("{}{}", block.name, node.layers > 1 ? fmt::format(" ×{}", node.layers) : ""), caption_size, true, room), caption_size, true});
      sketch_.text(x, y, {fitted(batch + (layers.empty() ? "" : ", " + layers), small_size, false, room), small_size, false, TextInk::muted});
      if (block.pass != Pass::step) sketch_.text(x, y + 11, {name(block.pass), small_size, false, TextInk::muted});
    }
  }

  std::uint32_t add_end(const char* id, Point centre) {
    Box box;
    box.id = id;
    box.shape = BoxShape::rounded;
    box.paint = Paint::other;
    box.width = 70;
    box.height = 22;
    box.centre = centre;
    box.lines.push_back({id, caption_size, true});
    return sketch_.add(std::move(box));
  }

  Box box_of(const Place& place) const {
    const DagNode& node = dag_.nodes[place.node];
    const Op& op = dag_.op_of(node);
    const DrawnRank& first = programs_[place.programs.front()];
    Box box;
    box.shape = shape_of(op);
    box.paint = paint_of(op);
    box.critical = node.critical;
    box.height = box.shape == BoxShape::double_ellipse ? box_height - 4 : box_height;
    const std::size_t span = place.programs.back() - place.programs.front() + 1;
    const bool together = span == place.programs.size();
    const double left = column_x(place.programs.front(), place.row), right = together ? column_x(place.programs.back(), place.row) : left;
    box.width = right - left + box_width - (box.shape == BoxShape::double_ellipse ? 8 : 0);
    box.centre = {(left + right) / 2, row_y(place.row)};
    const char* owner = op.kind == OpKind::collective ? "group" : "gpu";
    const std::uint32_t rank = op.kind == OpKind::collective ? dag_.placement.groups[static_cast<std::size_t>(op.group)].of(first.rank).first : first.rank;
    box.id = fmt::format("{}{}_{}_{}", owner, rank, op.name, place.node);
    std::string under = node.layers > 1 ? fmt::format("×{} · {}", node.layers, seconds(node.duration)) : seconds(node.duration);
    if (op.group != GroupKind::none) under = group_text(dag_, op.group, first.rank) + (node.duration > 0 ? " · " + under : "");
    else if (node.duration <= 0) under.clear();
    const double room = room_for_text(box, -6, line_height(9)) - 4;
    std::string title = op.title;
    if (text_width(title, 9, true) > room) title = short_title(op);
    box.lines.push_back({fitted(std::move(title), 9, true, room), 9, true});
    if (!under.empty()) box.lines.push_back({fitted(std::move(under), small_size, false, room_for_text(box, 7, line_height(small_size)) - 2), small_size, false, TextInk::muted});
    if (box.lines.back().text.empty()) box.lines.pop_back();
    box.tooltip = fmt::format("{}\n{} of micro-batch {}{}\n{} to {}, {}", facts_of(dag_, op, first.rank), name(dag_.block_of(node).pass), node.micro_batch, node.layers > 0 ? ", layers " + span_text(node.first_layer, node.layers) : "", seconds(node.start),
                              seconds(node.end), node.critical ? "on the critical path" : "can be late by " + seconds(node.slack));
    return box;
  }

  void connect(std::size_t p) {
    const DrawnRank& program = programs_[p];
    std::map<std::uint32_t, std::size_t> index;
    for (std::size_t i = 0; i < program.nodes.size(); ++i) index[program.nodes[i]] = i;
    std::vector<std::uint32_t> lane_end;  // rows in which the tracks beside the column are free again
    for (std::size_t i = 0; i < program.nodes.size(); ++i) {
      const DagNode& node = dag_.nodes[program.nodes[i]];
      std::vector<std::size_t> before, waits;
      const auto same_pass = [&](std::size_t other) { return dag_.block_of(dag_.nodes[program.nodes[other]]).pass == dag_.block_of(node).pass; };
      for (const std::uint32_t dep : dag_.deps_of(program.nodes[i]))
        if (const auto at = index.find(dep); at != index.end()) (needs_result(dag_, node, dag_.nodes[dep]) ? before : waits).push_back(at->second);
      if (before.empty() && !waits.empty()) before = {waits.back()};
      // Of what other blocks of the pass left behind, only the last is the input; the others only held a stream.
      const auto from_before = [&](std::size_t from) { return same_pass(from) && dag_.nodes[program.nodes[from]].block != node.block; };
      const auto input = std::find_if(before.rbegin(), before.rend(), from_before);
      const std::size_t last = input == before.rend() ? 0 : *input;
      std::erase_if(before, [&](std::size_t from) { return from != last && from_before(from); });
      bool fed = false;
      for (const std::size_t from : before) {
        const Op& op = dag_.op_of(node);
        const bool gate = op.gated_by != block_input && dag_.nodes[program.nodes[from]].op == op.gated_by && dag_.nodes[program.nodes[from]].block == node.block;
        const DagNode& source = dag_.nodes[program.nodes[from]];
        edge(places_[at_[p][from]], places_[at_[p][i]], p, gate, source.critical && node.critical && source.end >= node.start, lane_end);
        used_[at_[p][from]] = true;
        fed = true;
      }
      if (dag_.op_of(node).kind == OpKind::receive) fed = transfer(p, i) || fed;
      if (!fed) enter(places_[at_[p][i]], p);
    }
  }

  /// From the rank that sends, if it is drawn.
  bool transfer(std::size_t p, std::size_t i) {
    const DagNode& node = dag_.nodes[programs_[p].nodes[i]];
    for (const std::uint32_t dep : dag_.deps_of(programs_[p].nodes[i])) {
      const DagNode& from = dag_.nodes[dep];
      if (dag_.op_of(from).kind != OpKind::send || from.stage == node.stage) continue;
      for (std::size_t q = 0; q < programs_.size(); ++q) {
        if (programs_[q].stage != from.stage || programs_[q].rank % dag_.placement.stage_size() != programs_[p].rank % dag_.placement.stage_size()) continue;
        const auto at = std::find(programs_[q].nodes.begin(), programs_[q].nodes.end(), dep);
        if (at == programs_[q].nodes.end()) continue;
        const std::size_t source = at_[q][static_cast<std::size_t>(at - programs_[q].nodes.begin())];
        const Box &a = sketch_.box(places_[source].box), &b = sketch_.box(places_[at_[p][i]].box);
        const bool right = b.centre.x > a.centre.x;
        const double x0 = right ? a.right() + 4 : a.left() - 4, x1 = right ? b.left() - 4 : b.right() + 4, turn = right ? x1 - 10 : x1 + 10;
        sketch_.connect(places_[source].box, places_[at_[p][i]].box, {{x0, a.centre.y}, {turn, a.centre.y}, {turn, b.centre.y}, {x1, b.centre.y}}, ArrowStyle::solid, a.critical && b.critical, Paint::pipeline);
        used_[source] = true;
        return true;
      }
    }
    return false;
  }

  void enter(const Place& place, std::size_t p) {
    const Box &from = sketch_.box(input_), &to = sketch_.box(place.box);
    const double x = column_x(p, place.row);
    if (place.row > 0) return sketch_.connect(input_, place.box, {}, ArrowStyle::hidden);
    const double turn = from.bottom() + 8;
    sketch_.connect(input_, place.box, {{from.centre.x, from.bottom()}, {from.centre.x, turn}, {x, turn}, {x, outline_y(to, x, true)}});
  }

  void leave(const Place& place) {
    const Box &from = sketch_.box(place.box), &to = sketch_.box(output_);
    if (place.row / band_rows_ + 1 != bands_ || place.row + 1 < row_count_) return sketch_.connect(place.box, output_, {}, ArrowStyle::hidden);
    const double turn = to.top() - 8;
    sketch_.connect(place.box, output_, {{from.centre.x, from.bottom()}, {from.centre.x, turn}, {to.centre.x, turn}, {to.centre.x, to.top()}});
  }

  void edge(const Place& from, const Place& to, std::size_t p, bool gate, bool critical, std::vector<std::uint32_t>& lane_end) {
    const Box &a = sketch_.box(from.box), &b = sketch_.box(to.box);
    const std::uint32_t band = from.row / band_rows_, to_band = to.row / band_rows_;
    const ArrowStyle style = gate ? ArrowStyle::dashed : critical ? ArrowStyle::solid : ArrowStyle::faint;
    const auto own_x = [&](const Box& box, std::uint32_t row) { return std::clamp(column_x(p, row), box.left() + 6, box.right() - 6); };
    const double x0 = own_x(a, from.row), x1 = own_x(b, to.row);
    const double y0 = outline_y(a, x0, false), y1 = outline_y(b, x1, true);
    if (band != to_band) {
      // Lines into a band are drawn beside each other.
      const double shift = crossings_[to_band]++ % 6;
      const double below = top_ + 40 + band_rows_ * row_height + 4 + 2 * shift, above = top_ + 34 - 2 * shift, gap = band_left(to.row) - band_gap / 2 + 8 - 5 * shift;
      sketch_.connect(from.box, to.box, {{x0, y0}, {x0, below}, {gap, below}, {gap, above}, {x1, above}, {x1, y1}}, style, critical);
      return;
    }
    if (to.row == from.row + 1) {
      const double turn = (from.row % band_rows_ + 1) * row_height + top_ + 40;
      if (std::abs(x0 - x1) < 1) sketch_.connect(from.box, to.box, {{x0, y0}, {x1, y1}}, style == ArrowStyle::faint ? ArrowStyle::solid : style, critical);
      else sketch_.connect(from.box, to.box, {{x0, y0}, {x0, turn}, {x1, turn}, {x1, y1}}, style == ArrowStyle::faint ? ArrowStyle::solid : style, critical);
      return;
    }
    std::size_t track = 0;
    while (track < lane_end.size() && lane_end[track] > from.row) ++track;
    if (track == lane_end.size()) lane_end.push_back(0);
    lane_end[track] = to.row;
    const double x = column_x(p, from.row) + box_width / 2 + 7 + 6 * static_cast<double>(std::min<std::size_t>(track, 5));
    const auto side = [&](const Box& box, double column) { return box.right() > column + box_width / 2 + 1 || box.shape == BoxShape::slanted; };
    // A collective over several columns is entered from above or below beside the column's track.
    const double out_x = side(a, column_x(p, from.row)) ? x0 + box_width / 4 : a.right(), in_x = side(b, column_x(p, to.row)) ? x1 + box_width / 4 : b.right();
    std::vector<Point> points;
    if (out_x < a.right()) points = {{out_x, outline_y(a, out_x, false)}, {out_x, a.bottom() + 6}, {x, a.bottom() + 6}};
    else points = {{a.right(), a.centre.y}, {x, a.centre.y}};
    if (in_x < b.right()) points.insert(points.end(), {{x, b.top() - 6}, {in_x, b.top() - 6}, {in_x, outline_y(b, in_x, true)}});
    else points.insert(points.end(), {{x, b.centre.y}, {b.right(), b.centre.y}});
    sketch_.connect(from.box, to.box, std::move(points), style, critical, Paint::none, gate ? "selects" : "");
  }

  std::vector<LegendEntry> legend() const {
    std::vector<LegendEntry> out;
    const auto uses = [&](Paint paint) { return std::any_of(sketch_.boxes().begin(), sketch_.boxes().end(), [&](const Box& box) { return !box.decoration && box.paint == paint; }); };
    if (uses(Paint::compute)) out.push_back({BoxShape::rectangle, Paint::compute, "computation", false, false});
    if (uses(Paint::expert)) out.push_back({BoxShape::rectangle, Paint::expert, "experts' computation", false, false});
    if (uses(Paint::route)) out.push_back({BoxShape::slanted, Paint::route, "routing, splitting, adding up", false, false});
    if (uses(Paint::expert_comm)) out.push_back({BoxShape::hexagon, Paint::expert_comm, "EP all-to-all", false, false});
    if (uses(Paint::tensor_comm)) out.push_back({BoxShape::ellipse, Paint::tensor_comm, "collective of TP or CP ranks", false, false});
    if (uses(Paint::data_comm)) out.push_back({BoxShape::ellipse, Paint::data_comm, "collective of DP ranks", false, false});
    if (uses(Paint::pipeline)) out.push_back({BoxShape::double_ellipse, Paint::pipeline, "between stages", false, false});
    out.push_back({BoxShape::text, Paint::none, "red: on the critical path · dashed arrow: selection · a collective is one box for its drawn GPUs", false, false});
    return out;
  }

  const Dag& dag_;
  const PictureRequest& request_;
  std::vector<DrawnRank> programs_;
  std::vector<std::vector<std::uint32_t>> rows_;
  Sketch sketch_;
  std::vector<Place> places_;
  std::vector<std::vector<std::size_t>> at_;
  std::vector<bool> used_, first_of_stage_;
  std::vector<double> column_left_;
  std::uint32_t row_count_ = 1, band_rows_ = 1, bands_ = 1, input_ = 0, output_ = 0;
  std::map<std::uint32_t, std::uint32_t> crossings_;  ///< lines that lead into a band
  double band_width_ = 0, width_ = 0, top_ = 0;
};

}  // namespace

PictureResult operators_picture(const Dag& dag, const PictureRequest& request) {
  std::string refusal;
  std::vector<DrawnRank> programs = drawn_ranks(dag, request, refusal);
  if (programs.empty()) return {std::nullopt, refusal.empty() ? "no GPU is named" : refusal};
  return Operators(dag, request, std::move(programs)).take();
}

}  // namespace stratlint
