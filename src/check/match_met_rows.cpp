#include <optional>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

constexpr double furthest = 4;  ///< what is further from a limit than this is measured against another

/// The one number of a cell, if it is all that the cell says.
std::optional<std::uint32_t> statement_in(const Extraction& x, const Sentence& cell) {
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < cell.token_count; ++i) {
    const Token& token = x.tokens[cell.first_token + i];
    if (token.kind != Token::Kind::statement) continue;
    if (found || x.statements[token.statement].side_count > 1) return std::nullopt;
    found = token.statement;
  }
  return found;
}

void judge_row(const Scene& scene, const Rule& rule, const std::vector<std::uint32_t>& cells) {
  const Extraction& x = scene.x();
  std::optional<std::uint32_t> asked, reached;
  const auto quantity = [&](std::uint32_t id) -> const Quantity& { return x.nodes[x.sides[x.statements[id].first_side].root].quantity; };
  for (const std::uint32_t cell : cells) {
    const auto id = statement_in(x, x.sentences[cell]);
    if (!id || x.nodes[x.sides[x.statements[*id].first_side].root].kind != Node::Kind::number) continue;
    std::optional<std::uint32_t>& place = quantity(*id).bound != Bound::none ? asked : reached;
    if (place) return;  // several: which of them meets which?
    place = id;
  }
  // What is asked for stands before what is reached: in `| 10 s | < 6 s | ✓ |` the bound is that of a result.
  if (!asked || !reached || *asked > *reached || scene.facts().role_of_statement[*reached] == Role::requirement) return;
  const Quantity &limit = quantity(*asked), &value = quantity(*reached);
  const bool alike = limit.has_unit == value.has_unit && limit.percent == value.percent && limit.dimension == value.dimension && limit.count == value.count;
  if (!alike || limit.range || value.range || value.value * furthest < limit.value || value.value > limit.value * furthest) return;
  const bool most = limit.bound == Bound::less || limit.bound == Bound::less_equal;
  if (most ? value.low <= limit.value : value.high >= limit.value) return;
  const Sentence& cell = x.sentences[x.statements[*reached].sentence];
  if (!is_ticked(scene.reading, scene.vocabulary(), cell)) return;
  const auto text = [&](std::uint32_t id) { return std::string(scene.source().text(x.nodes[x.sides[x.statements[id].first_side].root].span)); };
  report_implied(scene, rule, {x.sides[x.statements[*reached].first_side].root, *reached, limit.value, text(*asked), text(*reached) + (most ? " > " : " < ") + text(*asked), {x.sides[x.statements[*asked].first_side].root}});
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
