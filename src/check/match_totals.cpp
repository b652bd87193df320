#include <algorithm>
#include <cmath>

#include "check/implied.h"
#include "check/sentence_marks.h"
#include "check/table_cells.h"

// The row of a table that names a total is the sum of the rows above it: where one column's is, and another's in the same unit is not, it has a slip.
namespace stratlint {

namespace {

constexpr double clearly = 0.03;  ///< a slip, no rounding

class TotalMatcher {
 public:
  TotalMatcher(const Scene& scene, const Rule& rule) : scene_(scene), rule_(rule), x_(scene.x()), cells_(scene) {}

  void run(const Table& table) const {
    constexpr std::uint32_t fewest_columns = 3, fewest_parts = 2;
    if (table.columns < fewest_columns || table.columns > TableCells::most_columns || table.rows > TableCells::most_rows) return;
    std::uint32_t first = 1;
    for (std::uint32_t row = 1; row < table.rows; ++row) {
      const std::uint32_t name = cells_.sentence(table, row, 0);
      if (name == no_id || !has_mark(scene_.reading, scene_.vocabulary(), x_.sentences[name], Mark::total)) continue;
      if (row >= first + fewest_parts) judge(table, first, row);
      first = row + 1;
    }
  }

 private:
  enum class Outcome { none, holds, fails, no_sum };

  void judge(const Table& table, std::uint32_t first, std::uint32_t row) const {
    std::vector<std::uint32_t> holding;
    Implied slip;
    std::uint32_t failed = 0, failures = 0;
    for (std::uint32_t column = 1; column < table.columns; ++column) {
      Implied sum;
      const Outcome outcome = add_up(table, first, row, column, sum);
      if (outcome == Outcome::no_sum) return;
      if (outcome == Outcome::holds) holding.push_back(column);
      if (outcome != Outcome::fails) continue;
      slip = std::move(sum);
      failed = column;
      ++failures;
    }
    const std::string_view unit = failures == 1 ? unit_of(table, failed) : std::string_view{};
    if (!unit.empty() && std::any_of(holding.begin(), holding.end(), [&](std::uint32_t column) { return unit_of(table, column) == unit; })) report_implied(scene_, rule_, slip);
  }

  /// The rows from `first` to the one before `row`; those without an amount add nothing.
  Outcome add_up(const Table& table, std::uint32_t first, std::uint32_t row, std::uint32_t column, Implied& sum) const {
    const Cell total = cells_.read(table, row, column);
    if (total.node == no_id) return Outcome::none;
    double value = 0, low = 0, high = 0, largest = 0;
    for (std::uint32_t part = first; part < row; ++part) {
      const Cell cell = cells_.read(table, part, column);
      if (cell.node == no_id && !cell.empty) return Outcome::none;
      if (cell.node == no_id) continue;
      value += cell.value;
      low += cell.low;
      high += cell.high;
      largest = std::max(largest, cell.value);
      sum.inputs.push_back(cell.node);
      sum.expression += (sum.expression.empty() ? "" : " + ") + std::string(scene_.source().text(x_.nodes[cell.node].span));
    }
    if (sum.inputs.size() < 2) return Outcome::none;
    if (low <= total.high && high >= total.low) return Outcome::holds;
    // The largest, or the mean of them.
    if (total.value <= largest || value >= 2 * total.value || std::abs(value / total.value - 1) <= clearly) return Outcome::no_sum;
    const Quantity& q = x_.nodes[total.node].quantity;
    sum.claimed = total.node;
    sum.statement = total.statement;
    sum.recomputed = value * (q.percent ? 0.01 : q.factor);
    return Outcome::fails;
  }

  /// What the head of a column writes in parentheses.
  std::string_view unit_of(const Table& table, std::uint32_t column) const {
    const Document& document = *scene_.reading.document;
    const Block& head = document.blocks[table.first_block + column];
    if (head.line_count == 0) return {};
    const std::string_view text = scene_.source().text(document.begin_lines(head)[0]);
    const std::size_t open = text.find('('), close = text.find(')', open);
    return close == std::string_view::npos ? std::string_view{} : text.substr(open + 1, close - open - 1);
  }

  const Scene& scene_;
  const Rule& rule_;
  const Extraction& x_;
  const TableCells cells_;
};

}  // namespace

void match_totals(const Scene& scene, const Rule& rule) {
  if (scene.reading.document->tables.empty()) return;
  const TotalMatcher matcher(scene, rule);
  for (const Table& table : scene.reading.document->tables) matcher.run(table);
}

}  // namespace stratlint
