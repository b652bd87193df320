#include "derivation.h"

#include <algorithm>
#include <vector>

namespace stratlint::extraction {

namespace {

/// `micro 2 x accum 24 x dp 32`, `weights 5.8 + gradients 5.8`: operands with their names before them; the root, no_id if it is none.
std::uint32_t named_operands(Extraction& out, const SourceFile& source, const Sentence& comment, bool share) {
  constexpr std::uint32_t longest_name = 3, most = 16;
  std::vector<std::uint32_t> operands;
  char32_t sign = 0;
  std::uint32_t words = 0;
  bool signed_since = true;
  for (std::uint32_t i = 0; i < comment.token_count; ++i) {
    const Token& token = out.tokens[comment.first_token + i];
    if (token.kind == Token::Kind::statement) {
      const Statement& statement = out.statements[token.statement];
      const std::uint32_t root = out.sides[statement.first_side].root;
      // `39%  # 75.2 GB of 192 GB`
      if (share && operands.size() == 1 && words == 1 && !signed_since) {
        sign = '/';
        signed_since = true;
      }
      if (!signed_since || words > longest_name || statement.side_count != 1 || out.nodes[root].kind != Node::Kind::number || operands.size() == most) return no_id;
      operands.push_back(root);
      signed_since = false;
      words = 0;
      continue;
    }
    const std::string_view text = source.text(token.span);
    const char32_t now = text == "x" || text == "*" ? U'\u00D7' : token.symbol;
    if (now == U'\u00D7' || now == '+') {
      if (operands.empty() || signed_since || (sign != 0 && sign != now)) return no_id;
      sign = now;
      signed_since = true;
      words = 0;
    } else if (token.kind == Token::Kind::word) {
      ++words;
    } else {
      return no_id;
    }
  }
  if (operands.size() < 2 || signed_since) return no_id;
  const auto copy = [&](std::uint32_t id) {
    out.nodes.push_back(Node(out.nodes[id]));
    return static_cast<std::uint32_t>(out.nodes.size()) - 1;
  };
  std::uint32_t root = copy(operands[0]);
  for (std::size_t i = 1; i < operands.size(); ++i) {
    Node node;
    node.kind = Node::Kind::binary;
    node.op = sign == '+' ? Operator::add : sign == '/' ? Operator::divide : Operator::multiply;
    node.left = root;
    node.right = copy(operands[i]);
    node.span = {out.nodes[root].span.begin, out.nodes[node.right].span.end};
    out.nodes.push_back(node);
    root = static_cast<std::uint32_t>(out.nodes.size()) - 1;
  }
  return root;
}

void relate(Extraction& out, std::uint32_t expression, std::uint32_t claimed, std::uint32_t comment) {
  Statement gloss;
  gloss.span = {std::min(out.nodes[claimed].span.begin, out.nodes[expression].span.begin), std::max(out.nodes[claimed].span.end, out.nodes[expression].span.end)};
  gloss.first_side = static_cast<std::uint32_t>(out.sides.size());
  gloss.side_count = 2;
  gloss.sentence = comment;
  gloss.gloss = true;
  out.sides.push_back({Relation::none, expression});
  out.sides.push_back({Relation::equal, claimed});
  out.statements.push_back(gloss);
}

/// `per_stage = 56 // 7  # 8`: the comment starts with what the entry comes to; the number, no_id if it does not.
std::uint32_t said_result(const Extraction& out, const Sentence& comment) {
  if (comment.token_count == 0) return no_id;
  const Token& first = out.tokens[comment.first_token];
  if (first.kind != Token::Kind::statement || out.statements[first.statement].side_count != 1) return no_id;
  const std::uint32_t root = out.sides[out.statements[first.statement].first_side].root;
  return out.nodes[root].kind == Node::Kind::number ? root : no_id;
}

}  // namespace

void add_derivation(Extraction& out, const SourceFile& source, std::uint32_t entry_id, std::uint32_t comment_id) {
  const Sentence &entry = out.sentences[entry_id], &comment = out.sentences[comment_id];
  std::uint32_t value = no_id, expression = no_id;
  for (std::uint32_t i = 0; i < entry.token_count; ++i)
    if (const Token& token = out.tokens[entry.first_token + i]; token.kind == Token::Kind::statement) value = token.statement;
  for (std::uint32_t i = 0; i < comment.token_count; ++i) {
    const Token& token = out.tokens[comment.first_token + i];
    if (token.kind != Token::Kind::statement) continue;
    const Statement& statement = out.statements[token.statement];
    // A comment that says more than one thing may speak of another.
    if (expression != no_id || statement.side_count != 1 || out.nodes[out.sides[statement.first_side].root].kind != Node::Kind::binary) {
      expression = no_id;
      break;
    }
    expression = token.statement;
  }
  if (value == no_id) return;
  if (const std::uint32_t root = out.sides[out.statements[value].first_side].root; out.statements[value].side_count == 1 && out.nodes[root].kind == Node::Kind::binary) {
    if (const std::uint32_t claimed = said_result(out, comment); claimed != no_id) relate(out, root, claimed, comment_id);
    return;
  }
  const bool share = out.nodes[out.sides[out.statements[value].first_side].root].quantity.percent;
  const std::uint32_t named = expression == no_id ? named_operands(out, source, comment, share) : no_id;
  if ((expression == no_id && named == no_id) || out.statements[value].side_count != 1) return;
  const std::uint32_t root = named != no_id ? named : out.sides[out.statements[expression].first_side].root;
  const std::uint32_t claimed = out.sides[out.statements[value].first_side].root;
  if (out.nodes[claimed].kind != Node::Kind::number) return;
  relate(out, root, claimed, comment_id);
}

}  // namespace stratlint::extraction
