#include "emit/picture/operator_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "emit/picture/labels.h"
#include "emit/picture/text_metrics.h"

namespace stratlint::picture {

namespace {

bool joins(const Op& before, const Op& op) {
  return !communicates(before) && !communicates(op) && paint_of(before) == paint_of(op);
}

void finish(OperatorRow& row, const OpBlock& block) {
  std::string last;
  for (const std::uint16_t i : row.ops) {
    const Op& op = block.ops[i];
    row.flops += op.flops;
    row.bytes += op.bytes;
    row.time += op.time;
    std::string part = row.ops.size() == 1 ? op.title : short_title(op);
    if (part != last) row.title += (row.title.empty() ? "" : " → ") + part;
    last = std::move(part);
  }
}

}  // namespace

std::vector<OperatorRow> fold_operators(const OpBlock& block) {
  std::vector<OperatorRow> rows;
  std::vector<int> row_of;
  for (std::uint16_t i = 0; i < block.ops.size(); ++i) {
    const Op& op = block.ops[i];
    // A row starts anew where the operator does not go on from the one before.
    const bool goes_on = i > 0 && joins(block.ops[i - 1], op) && std::any_of(op.after.begin(), op.after.end(), [&](std::uint16_t before) { return before != block_input && row_of[before] == row_of.back(); });
    if (!goes_on) rows.emplace_back();
    row_of.push_back(static_cast<int>(rows.size()) - 1);
    OperatorRow& row = rows.back();
    row.ops.push_back(i);
    for (const std::uint16_t before : op.after) {
      const int from = before == block_input ? -1 : row_of[before];
      if (from == row_of.back()) continue;
      if (std::find(row.after.begin(), row.after.end(), from) == row.after.end()) row.after.push_back(from);
      if (op.gated_by != block_input && before == op.gated_by) row.gates.push_back(from);
    }
  }
  for (OperatorRow& row : rows) {
    finish(row, block);
    if (row.after.empty()) row.after.push_back(-1);
  }
  return rows;
}

Box row_box(const Dag& dag, const OpBlock& block, const OperatorRow& row, std::uint32_t rank, bool exposed, double width) {
  const Op& first = block.ops[row.ops.front()];
  Box box;
  box.shape = shape_of(first);
  box.paint = paint_of(first);
  box.width = box.shape == BoxShape::slanted ? width * 0.86 : width;
  const bool talks = first.group != GroupKind::none;
  box.height = talks ? 58 : 40;
  std::string title = row.title;
  box.lines.push_back({std::move(title), 11, true});
  if (talks) {
    box.lines.push_back({group_text(dag, first.group, rank), 9, false, TextInk::muted});
    box.lines.push_back({fmt::format("{} · {} · {}{}", link_text(link_of(dag, first, rank)), bytes(row.bytes), seconds(row.time), exposed ? " exposed" : ""), 9, false, exposed ? TextInk::exposed : TextInk::muted});
  } else {
    std::string work;
    for (const std::string& part : {row.flops > 0 ? flops(row.flops) : "", row.bytes > 0 ? bytes(row.bytes) : "", row.time > 0 ? seconds(row.time) : ""})
      if (!part.empty()) work += (work.empty() ? "" : " · ") + part;
    if (!work.empty()) box.lines.push_back({std::move(work), 9, false, TextInk::muted});
  }
  double y = -text_height(box.lines) / 2;
  for (TextLine& line : box.lines) {
    const double high = line_height(line.size), room = room_for_text(box, y + high / 2, high) - 4;
    if (line.bold && text_width(line.text, line.size, true) > room) line.size = 9;
    line.text = fitted(line.text, line.size, line.bold, room);
    y += high;
  }
  for (const std::uint16_t op : row.ops) box.tooltip += (box.tooltip.empty() ? "" : "\n\n") + facts_of(dag, block.ops[op], rank);
  return box;
}

}  // namespace stratlint::picture
