#include "check/table_cells.h"

#include <algorithm>

namespace stratlint {

TableCells::TableCells(const Scene& scene) : scene_(scene), sentence_of_(scene.reading.document->blocks.size(), no_id) {
  const Extraction& x = scene.x();
  for (std::uint32_t id = 0; id < x.sentences.size(); ++id)
    if (x.sentences[id].block != no_id && x.sentences[id].kind == Sentence::Kind::cell) sentence_of_[x.sentences[id].block] = id;
}

std::uint32_t TableCells::sentence(const Table& table, std::size_t row, std::size_t column) const { return sentence_of_[table.first_block + row * table.columns + column]; }

bool TableCells::is_empty(std::uint32_t sentence) const {
  const Extraction& x = scene_.x();
  const Sentence& cell = x.sentences[sentence];
  return std::all_of(x.tokens.begin() + cell.first_token, x.tokens.begin() + cell.first_token + cell.token_count, [&](const Token& token) {
    if (token.statement == no_id) return token.kind == Token::Kind::symbol;
    const Statement& statement = x.statements[token.statement];
    const Node& node = x.nodes[x.sides[statement.first_side].root];
    return statement.side_count == 1 && node.kind == Node::Kind::number && node.quantity.value == 0;
  });
}

Cell TableCells::read(const Table& table, std::size_t row, std::size_t column) const {
  const Extraction& x = scene_.x();
  const std::uint32_t sentence = this->sentence(table, row, column);
  Cell out;
  out.empty = sentence == no_id || is_empty(sentence);
  if (out.empty || x.sentences[sentence].token_count > 3) return out;
  const Sentence& cell = x.sentences[sentence];
  for (std::uint32_t at = 0; at < cell.token_count; ++at) {
    const Token& token = x.tokens[cell.first_token + at];
    if (token.statement == no_id) continue;
    const Statement& statement = x.statements[token.statement];
    const Node& node = x.nodes[x.sides[statement.first_side].root];
    const Quantity& q = node.quantity;
    const std::string_view before = scene_.source().bytes().substr(0, node.span.begin);
    const bool plus = before.ends_with('+'), minus = before.ends_with('-') || before.ends_with("−") || before.ends_with("–");
    if (at > (plus || minus ? 1U : 0U) || statement.glued || statement.side_count != 1 || node.kind != Node::Kind::number || q.range || q.bound != Bound::none || q.approximate || q.value <= 0) return {};
    const double unit = q.percent ? 0.01 : q.factor;
    // Small counts are exact.
    const double half = q.integer ? (q.value < 1000 && !q.percent ? 0 : 0.5) : std::max((q.high - q.low) / 2 / unit, 0.0);
    const double value = (minus ? -q.value : q.value) / unit;
    out = {x.sides[statement.first_side].root, token.statement, value, value - half, value + half};
  }
  return out;
}

}  // namespace stratlint
