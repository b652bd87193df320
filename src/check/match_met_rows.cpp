#include <optional>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr double furthest = 4;  ///< what is further from a limit than this is measured against another

enum class Limit { none, most, least };

/// The one number of a cell.
struct CellValue {
  std::uint32_t statement = no_id;
  std::uint32_t node = no_id;
  Limit limit = Limit::none;
};

/// The number of a cell and the side that its sign, or `at most`, limits; nothing if there are several.
std::optional<CellValue> value_in(const Scene& scene, const Sentence& cell) {
  const Extraction& x = scene.x();
  std::optional<CellValue> found;
  for (std::uint32_t i = 0; i < cell.token_count; ++i) {
    const Token& token = x.tokens[cell.first_token + i];
    if (token.kind != Token::Kind::statement || x.statements[token.statement].glued) continue;
    const Statement& statement = x.statements[token.statement];
    const std::uint32_t node = x.sides[statement.first_side].root;
    if (found || statement.side_count > 1 || x.nodes[node].kind != Node::Kind::number) return std::nullopt;
    const Bound bound = x.nodes[node].quantity.bound;
    const auto says = [&](Mark mark) { return has_mark_before(scene.reading, scene.vocabulary(), cell, i, mark); };
    found = CellValue{token.statement, node};
    if (bound == Bound::less || bound == Bound::less_equal || (bound == Bound::none && says(Mark::most))) found->limit = Limit::most;
    else if (bound != Bound::none || says(Mark::least)) found->limit = Limit::least;
  }
  return found;
}

bool are_alike(const Quantity& a, const Quantity& b) { return a.has_unit == b.has_unit && a.percent == b.percent && a.dimension == b.dimension && a.count == b.count; }

void judge_row(const Scene& scene, const Rule& rule, const std::vector<std::uint32_t>& cells) {
  const Extraction& x = scene.x();
  std::vector<CellValue> values;
  for (const std::uint32_t cell : cells)
    if (const auto value = value_in(scene, x.sentences[cell])) values.push_back(*value);
  const CellValue *asked = nullptr, *reached = nullptr;
  for (const CellValue& value : values) {
    if (value.limit == Limit::none) continue;
    if (asked != nullptr) return;  // several: which of them is met?
    asked = &value;
  }
  for (const CellValue& value : values) {
    if (asked == nullptr || &value == asked || !are_alike(x.nodes[value.node].quantity, x.nodes[asked->node].quantity)) continue;
    if (reached != nullptr) return;  // several: which of them meets it?
    reached = &value;
  }
  // What is asked for stands before what is reached: in `| 10 s | < 6 s | ✓ |` the bound is that of a result.
  if (reached == nullptr || asked->statement > reached->statement || scene.facts().role_of_statement[reached->statement] == Role::requirement) return;
  const Quantity &limit = x.nodes[asked->node].quantity, &value = x.nodes[reached->node].quantity;
  if (limit.range || value.range || value.value * furthest < limit.value || value.value > limit.value * furthest) return;
  const bool most = asked->limit == Limit::most;
  if (most ? value.low <= limit.value : value.high >= limit.value) return;
  const Sentence& cell = x.sentences[x.statements[reached->statement].sentence];
  if (!is_ticked(scene.reading, scene.vocabulary(), cell)) return;
  const auto text = [&](const CellValue& of) { return std::string(scene.source().text(x.nodes[of.node].span)); };
  report_implied(scene, rule, {reached->node, reached->statement, limit.value, text(*asked), text(*reached) + (most ? " > " : " < ") + text(*asked), {asked->node}});
}

}  // namespace

/// `| MFU | ≥ 44 % | 31 % | ✓ |`
void match_met_rows(const Scene& scene, const Rule& rule) {
  const Extraction& x = scene.x();
  const std::vector<Block>& blocks = scene.reading.document->blocks;
  std::vector<std::uint32_t> row;
  const auto together = [&](const Sentence& a, const Sentence& b) { return blocks[a.block].table == blocks[b.block].table && blocks[a.block].row == blocks[b.block].row; };
  for (std::uint32_t id = 0; id < x.sentences.size(); ++id) {
    const bool cell = x.sentences[id].kind == Sentence::Kind::cell;
    if (!row.empty() && (!cell || !together(x.sentences[row.front()], x.sentences[id]))) {
      judge_row(scene, rule, row);
      row.clear();
    }
    if (cell) row.push_back(id);
  }
  if (!row.empty()) judge_row(scene, rule, row);
}

}  // namespace stratlint
