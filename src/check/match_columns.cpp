#include <algorithm>
#include <array>
#include <cmath>

#include "check/implied.h"
#include "check/log_rows.h"
#include "check/table_cells.h"

// A table is a spreadsheet whose formulas are not shown: a column that every row but one makes from others has a slip in that row.
namespace stratlint {

namespace {

constexpr std::size_t fewest_rows = 3;
constexpr double clearly = 0.03;    ///< a slip, no rounding
constexpr double coarsest = 0.1;    ///< coarser digits fit anything
constexpr double by_chance = 1e-3;  ///< formulas of a column that may be expected to hold by accident
constexpr double surely = 1e-8;     ///< no measurements: nothing is so proportional

struct Interval {
  double value = 0, low = 0, high = 0;
  bool proves = true;  ///< false where the formula holds whatever is written
};

class ColumnMatcher {
 public:
  ColumnMatcher(const Scene& scene, const Rule& rule) : scene_(scene), rule_(rule), x_(scene.x()), cells_(scene) {}

  void run(const Table& table) {
    if (table.columns < 3 || table.columns > TableCells::most_columns || table.rows < fewest_rows + 1 || table.rows > TableCells::most_rows) return;
    std::vector<std::vector<Cell>> columns(table.columns, std::vector<Cell>(table.rows - 1));
    for (std::uint32_t row = 0; row + 1 < table.rows; ++row)
      for (std::uint32_t column = 0; column < table.columns; ++column)
        columns[column][row] = cells_.read(table, row + 1, column);
    run(std::move(columns), false);
  }

  void run(std::vector<std::vector<Cell>> columns, bool log) {
    columns_ = std::move(columns);
    rows_ = columns_.front().size();
    log_ = log;
    // Quotients and products, with their prefixes, and baselines.
    formulas_ = static_cast<double>(columns_.size() * columns_.size() * prefixes.size() + 2 * rows_ * columns_.size());
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

  /// Column `a` times a factor that row `seed` gives, or that factor over the column.
  auto scaled(std::size_t a, const Interval& factor, std::size_t seed, bool inverse) const {
    return [this, a, factor, seed, inverse](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      if (!known(a, row)) return false;
      const Interval x = at(a, row);
      out = inverse ? Interval{factor.value / x.value, factor.low / x.high, factor.high / x.low} : Interval{factor.value * x.value, factor.low * x.low, factor.high * x.high};
      out.proves = row != seed;
      used = {a};
      return true;
    };
  }

  /// Column `a` against the row that is the baseline, or the other way round.
  auto against(std::size_t a, std::size_t base, bool inverse, double scale) const {
    return [this, a, base, inverse, scale](std::size_t row, Interval& out, std::vector<std::size_t>& used) {
      if (!known(a, row) || !known(a, base)) return false;
      const Interval x = inverse ? at(a, base) : at(a, row), y = inverse ? at(a, row) : at(a, base);
      out = {x.value / y.value * scale, x.low / y.high * scale, x.high / y.low * scale, row != base};
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
    for (std::size_t a = 0; a < columns_.size() && !holds_everywhere_; ++a) {
      if (a == column) continue;
      for (std::size_t b = 0; b < columns_.size() && !holds_everywhere_; ++b)
        if (b != a && b != column)
          for (const double prefix : prefixes) tries(column, quotient(a, b, prefix));
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
    for (std::size_t a = 0; a < columns_.size() && !holds_everywhere_; ++a)
      if (a != column) try_scaled(column, a);
    if (holds_everywhere_ || found_.claimed == no_id || told_[slip_]) return;
    told_[slip_] = true;
    report_implied(scene_, rule_, found_);
  }

  /// Rates that go up and down together, `74.2 seq/s | 607.9k tok/s | mfu 46.3 %`, and times against them; in tables a number of the document times a column.
  void try_scaled(std::size_t column, std::size_t a) {
    constexpr std::size_t seeds = 2;  // one of them is no slip
    for (std::size_t seed = 0, tried = 0; seed < rows_ && tried < seeds; ++seed) {
      if (!known(column, seed) || !known(a, seed)) continue;
      ++tried;
      const Interval y = at(column, seed), x = at(a, seed);
      const Interval ratio{y.value / x.value, y.low / x.high, y.high / x.low}, product{y.value * x.value, y.low * x.low, y.high * x.high};
      if (log_ ? is_rate(column, seed) && is_rate(a, seed) : is_stated_factor(ratio)) tries(column, scaled(a, ratio, seed, false));
      else if (!log_) tries(column, scaled(a, ratio, seed, false), 0, surely);
      if (log_ && is_rate(column, seed) && is_time(a, seed)) tries(column, scaled(a, product, seed, true));
    }
  }

  const Quantity& quantity(std::size_t column, std::size_t row) const { return x_.nodes[columns_[column][row].node].quantity; }
  bool is_rate(std::size_t column, std::size_t row) const { return quantity(column, row).percent || quantity(column, row).dimension.second == -1; }
  bool is_time(std::size_t column, std::size_t row) const { return quantity(column, row).dimension == Dimension{.byte = 0, .flop = 0, .second = 1}; }

  /// Sequences of 8192 tokens, 64 GPUs: a whole number that the document gives a meaning. A few fit anything.
  bool is_stated_factor(const Interval& ratio) {
    constexpr double least = 8;
    if (factors_.empty()) {
      for (const Fact& fact : scene_.facts().facts)
        if (const double value = fact.quantity.value; fact.role == Role::claim && fact.quantity.integer && fact.quantity.dimension.none() && !fact.quantity.percent && value > least) factors_.push_back(value);
      factors_.push_back(least);  // bits of a byte
      std::sort(factors_.begin(), factors_.end());
    }
    for (const double prefix : {1.0, 1e-3, 1e3}) {
      const auto factor = std::lower_bound(factors_.begin(), factors_.end(), ratio.low / prefix);
      if (factor != factors_.end() && *factor <= ratio.high / prefix) return true;
    }
    return false;
  }

  /// A change in percent is as fine as what it is a change of.
  template <typename Formula>
  void tries(std::size_t column, const Formula& formula, double whole = 0, double accident = by_chance) {
    std::size_t stated = 0, wrong = 0, slip = 0;
    Interval expected;
    held_.clear();
    for (std::size_t row = 0; row < rows_; ++row) {
      if (!known(column, row)) continue;
      Interval made;
      used_.clear();
      if (!formula(row, made, used_)) return;
      ++stated;
      const Cell& cell = columns_[column][row];
      if (cell.low <= made.high && cell.high >= made.low) {
        const double width = (made.high - made.low + cell.high - cell.low) / std::max(std::abs(cell.value), whole);
        if (width > coarsest) return;
        if (made.proves) held_.push_back({cell.value, width});
        continue;
      }
      slip = row;
      expected = made;
      if (++wrong > 1) return;
    }
    if (stated < fewest_rows || accidents(whole) > accident) return;
    if (wrong == 0) {
      holds_everywhere_ = true;
      return;
    }
    const Cell& cell = columns_[column][slip];
    const double off = std::abs(expected.value - cell.value), digits = expected.high - expected.low + cell.high - cell.low;
    if (off < std::max(clearly * std::max(std::abs(cell.value), whole), digits) || found_.claimed != no_id) return;
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

  /// How many of the formulas that are tried fit the rows by accident: values that hardly differ, or of few digits, fit many.
  double accidents(double whole) {
    std::sort(held_.begin(), held_.end(), [](const Held& a, const Held& b) { return a.value < b.value; });
    held_.erase(std::unique(held_.begin(), held_.end(), [](const Held& a, const Held& b) { return a.value == b.value; }), held_.end());
    if (held_.size() < 2) return formulas_;
    const double largest = std::max({std::abs(held_.front().value), std::abs(held_.back().value), whole});
    const double spread = std::min((held_.back().value - held_.front().value) / largest, 1.0);
    double expected = formulas_;
    for (const Held& held : held_) expected *= std::min(held.width / spread, 1.0);
    return expected;
  }

  static constexpr std::array prefixes{1.0, 100.0, 1e3, 1e-3};

  struct Held {
    double value, width;  ///< relative
  };

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
  std::vector<Held> held_;          ///< values of the column at hand that the formula makes
  bool log_ = false;                ///< the rows are lines of a log
  double formulas_ = 0;             ///< how many are tried for a column
  std::vector<double> factors_;     ///< whole numbers of the document that have a meaning
  Implied found_;
};

}  // namespace

void match_columns(const Scene& scene, const Rule& rule) {
  ColumnMatcher matcher(scene, rule);
  for (const Table& table : scene.reading.document->tables) matcher.run(table);
  for (auto& columns : log_tables(scene)) matcher.run(std::move(columns), true);
}

}  // namespace stratlint
