#include <algorithm>
#include <array>
#include <cmath>

#include "check/implied.h"
#include "check/table_cells.h"

// A table is a spreadsheet whose formulas are not shown: a column that every row but one makes from others has a slip in that row.
namespace stratlint {

namespace {

constexpr std::size_t fewest_rows = 4;
constexpr double clearly = 0.03;     ///< a slip, no rounding
constexpr double fine_enough = 0.02; ///< digits of a formula must tell it from its neighbours

struct Interval {
  double value = 0, low = 0, high = 0;
};

class ColumnMatcher {
 public:
  ColumnMatcher(const Scene& scene, const Rule& rule) : scene_(scene), rule_(rule), x_(scene.x()), cells_(scene) {}

  void run(const Table& table) {
    if (table.columns < 3 || table.columns > TableCells::most_columns || table.rows < fewest_rows + 1 || table.rows > TableCells::most_rows) return;
    rows_ = table.rows - 1;
    columns_.assign(table.columns, std::vector<Cell>(rows_));
    for (std::uint32_t row = 0; row < rows_; ++row)
      for (std::uint32_t column = 0; column < table.columns; ++column)
        columns_[column][row] = cells_.read(table, row + 1, column);
    // What is made of others stands to their right; a slip is told once, where it was made.
    told_.assign(rows_, false);
    for (std::size_t column = columns_.size(); column-- > 1;) judge(column);
  }

 private:
  bool known(std::size_t column, std::size_t row) const { return columns_[column][row].node != no_id; }
  Interval at(std::size_t column, std::size_t row) const { return {columns_[column][row].value, columns_[column][row].low, columns_[column][row].high}; }

  // Formulas: ways to make a row's number from the table, and the columns it is made of; false where a number is missing.

  /// Column `a` over or times column `b`, in any prefix.
  auto quotient(std::size_t a, std::size_t b, double prefix) const {
    return [this, a, b, prefix](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      if (!known(a, row) || !known(b, row)) return false;
      const Interval x = at(a, row), y = at(b, row);
      out = {x.value / y.value * prefix, x.low / y.high * prefix, x.high / y.low * prefix};
      used = {a, b};
      return true;
    };
  }

  /// Column `a` against the row that is the baseline, or the other way round.
  auto against(std::size_t a, std::size_t base, bool inverse, double scale) const {
    return [this, a, base, inverse, scale](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      if (!known(a, row) || !known(a, base)) return false;
      const Interval x = inverse ? at(a, base) : at(a, row), y = inverse ? at(a, row) : at(a, base);
      out = {x.value / y.value * scale, x.low / y.high * scale, x.high / y.low * scale};
      used = {a};
      return true;
    };
  }

  /// By how much of column `a` column `b` is more, in percent.
  auto change(std::size_t a, std::size_t b) const {
    return [this, a, b](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      if (!known(a, row) || !known(b, row)) return false;
      const Interval x = at(a, row), y = at(b, row);
      out = {(y.value / x.value - 1) * 100, (y.low / x.high - 1) * 100, (y.high / x.low - 1) * 100};
      used = {a, b};
      return true;
    };
  }

  /// The columns from `first` to the one before `end` added up.
  auto sum(std::size_t first, std::size_t end) const {
    return [this, first, end](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      out = {};
      for (std::size_t column = first; column < end; ++column) {
        if (!known(column, row)) return false;
        const Interval x = at(column, row);
        out = {out.value + x.value, out.low + x.low, out.high + x.high};
        used.push_back(column);
      }
      return true;
    };
  }

  /// Small counts are no results, and many formulas give them; nor are a few numbers a column of results.
  bool may_be_made(std::size_t column) const {
    std::size_t stated = 0;
    for (const Cell& cell : columns_[column]) {
      if (cell.node == no_id) continue;
      if (cell.low == cell.high) return false;
      ++stated;
    }
    return stated >= fewest_rows;
  }

  bool is_signed(std::size_t column) const { return std::any_of(columns_[column].begin(), columns_[column].end(), [](const Cell& cell) { return cell.value < 0; }); }

  void judge(std::size_t column) {
    if (!may_be_made(column)) return;
    found_ = {};
    holds_everywhere_ = false;
    for (std::size_t a = 1; a < columns_.size() && !holds_everywhere_; ++a) {
      if (a == column) continue;
      for (std::size_t b = 0; b < columns_.size() && !holds_everywhere_; ++b)
        if (b != a && b != column)
          for (const double prefix : {1.0, 100.0, 1e3, 1e-3}) tries(column, quotient(a, b, prefix));
    }
    if (is_signed(column) && column > 2) tries(column, change(column - 2, column - 1), 100);
    for (std::size_t base = 0; base < rows_ && !holds_everywhere_; ++base) {
      const double one = columns_[column][base].value;
      if (!known(column, base) || (one != 1 && one != 100)) continue;
      for (std::size_t a = 1; a < columns_.size(); ++a)
        if (a != column)
          for (const bool inverse : {false, true}) tries(column, against(a, base, inverse, one));
    }
    for (std::size_t first = 1; first + 3 <= column && !holds_everywhere_; ++first) tries(column, sum(first, column));
    if (holds_everywhere_ || found_.claimed == no_id || told_[slip_]) return;
    told_[slip_] = true;
    report_implied(scene_, rule_, found_);
  }

  /// A change in percent is as fine as what it is a change of.
  template <typename Formula>
  void tries(std::size_t column, const Formula& formula, double whole = 0) {
    std::size_t stated = 0, wrong = 0, slip = 0;
    Interval expected;
    distinct_.clear();
    for (std::size_t row = 0; row < rows_; ++row) {
      if (!known(column, row)) continue;
      Interval made;
      used_.clear();
      if (!formula(row, made, used_)) return;
      ++stated;
      const Cell& cell = columns_[column][row];
      if (cell.low <= made.high && cell.high >= made.low) {
        // Coarse digits fit anything.
        if (made.high - made.low > fine_enough * std::max(std::abs(made.value), whole) || cell.high - cell.low > 2 * fine_enough * std::max(std::abs(cell.value), whole)) return;
        distinct_.push_back(cell.value);
        continue;
      }
      slip = row;
      expected = made;
      if (++wrong > 1) return;
    }
    std::sort(distinct_.begin(), distinct_.end());
    distinct_.erase(std::unique(distinct_.begin(), distinct_.end()), distinct_.end());
    if (stated < fewest_rows || distinct_.size() < 3) return;
    if (wrong == 0) {
      holds_everywhere_ = true;
      return;
    }
    const Cell& cell = columns_[column][slip];
    if (std::abs(expected.value - cell.value) < clearly * std::max(std::abs(cell.value), whole) || found_.claimed != no_id) return;
    Interval made;
    used_.clear();
    formula(slip, made, used_);
    const Quantity& q = x_.nodes[cell.node].quantity;
    slip_ = slip;
    found_ = {cell.node, cell.statement, expected.value * (q.percent ? 0.01 : q.factor), {}, {}, {}};
    for (const std::size_t source : used_) {
      found_.inputs.push_back(columns_[source][slip].node);
      found_.expression += (found_.expression.empty() ? "" : " and ") + std::string(scene_.source().text(x_.nodes[columns_[source][slip].node].span));
    }
    found_.derivation = "the other " + std::to_string(stated - 1) + " rows make the column from the same ones";
  }

  const Scene& scene_;
  const Rule& rule_;
  const Extraction& x_;
  const TableCells cells_;
  std::vector<std::vector<Cell>> columns_;
  std::size_t rows_ = 0;
  std::size_t slip_ = 0;     ///< the row of `found_`
  std::vector<bool> told_;   ///< rows with a finding
  bool holds_everywhere_ = false;
  std::vector<std::size_t> used_;   ///< columns, of the row at hand
  std::vector<double> distinct_;    ///< values of the column at hand that the formula makes
  Implied found_;
};

}  // namespace

void match_columns(const Scene& scene, const Rule& rule) {
  if (scene.reading.document->tables.empty()) return;
  ColumnMatcher matcher(scene, rule);
  for (const Table& table : scene.reading.document->tables) matcher.run(table);
}

}  // namespace stratlint
