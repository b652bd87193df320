#include "emit/picture/op_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "emit/picture/labels.h"

namespace stratlint::picture {

namespace {

constexpr double row_height = 15;

struct TableColumn {
  const char* head;
  double width;
  bool right;
};
constexpr std::array table_columns{TableColumn{"#", 26, true},       TableColumn{"operator", 250, false}, TableColumn{"result, on one GPU", 330, false}, TableColumn{"group", 210, false}, TableColumn{"FLOP", 74, true},
                                   TableColumn{"bytes", 74, true}, TableColumn{"time", 64, true},       TableColumn{"plan says", 70, true},             TableColumn{"bound by", 76, false}};

}  // namespace

double add_op_table(Sketch& sketch, const Dag& dag, const OpBlock& block, std::uint32_t rank, double left, double top) {
  const bool planned = std::any_of(block.ops.begin(), block.ops.end(), [](const Op& op) { return op.plan_time.has_value(); });
  const bool groups = std::any_of(block.ops.begin(), block.ops.end(), [](const Op& op) { return op.group != GroupKind::none; });
  double wide = 0;
  for (std::size_t c = 0; c < table_columns.size(); ++c)
    if ((planned || c != 7) && (groups || c != 3)) wide += table_columns[c].width + 14;
  double y = top + row_height / 2;
  const auto row = [&](const std::array<std::string, table_columns.size()>& cells, bool bold, TextInk ink) {
    double x = left + 8;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if ((!planned && c == 7) || (!groups && c == 3)) continue;
      const TableColumn& column = table_columns[c];
      if (!cells[c].empty()) {
        const TextLine line{fitted(cells[c], small_size + 1, bold, column.width), small_size + 1, bold, ink};
        if (column.right) sketch.text_before(x + column.width, y, line);
        else sketch.text(x, y, line);
      }
      x += column.width + 14;
    }
    y += row_height;
  };
  sketch.panel({left, top - 3, left + wide, top + row_height * static_cast<double>(block.ops.size() + 1) + 5, Paint::strip, false});
  std::array<std::string, table_columns.size()> cells;
  for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = table_columns[c].head;
  row(cells, true, TextInk::muted);
  for (std::size_t i = 0; i < block.ops.size(); ++i) {
    const Op& op = block.ops[i];
    sketch.rule(left + 3, y - row_height / 2 + 1.5, left + 8, y + row_height / 2 - 1.5, paint_of(op), {}, 1);
    row({fmt::format("{}", i + 1), op.title, op.output, op.group == GroupKind::none ? "" : group_text(dag, op.group, rank), op.flops > 0 ? flops(op.flops) : "–", op.bytes > 0 ? bytes(op.bytes) : "–", op.time > 0 ? seconds(op.time) : "–",
         op.plan_time ? seconds(*op.plan_time) : "–", op.time > 0 ? bound_of(dag, op, rank) : "–"},
        false, TextInk::strong);
  }
  return y + 4;
}

}  // namespace stratlint::picture
