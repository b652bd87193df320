#include "glosses.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "arithmetic.hpp"
#include "reads.h"

namespace stratlint::extraction {

namespace {

bool opens(char32_t sign) { return sign == '(' || sign == 0xFF08; }
bool closes(char32_t sign) { return sign == ')' || sign == 0xFF09; }
bool ends_part(char32_t sign) { return sign == '.' || sign == ',' || sign == ';' || closes(sign); }

/// Two amounts with dimensions, `145 GB / 25 GB/s`.
bool has_amounts(const Extraction& out, std::uint32_t root) {
  const Node& node = out.nodes[root];
  const auto is_amount = [&](std::uint32_t id) { return out.nodes[id].kind == Node::Kind::number && !out.nodes[id].quantity.dimension.none(); };
  return is_amount(node.left) && is_amount(node.right);
}

void add_gloss(Extraction& out, const Statement& expression, Span span, std::uint32_t root, std::uint32_t claimed) {
  Statement gloss;
  gloss.span = span;
  gloss.first_side = static_cast<std::uint32_t>(out.sides.size());
  gloss.side_count = 2;
  gloss.sentence = expression.sentence;
  gloss.gloss = true;
  out.sides.push_back({Relation::none, root});
  out.sides.push_back({Relation::equal, claimed});
  out.statements.push_back(gloss);
}

/// `Loading takes 5.8 s: 145 GB / 25 GB/s`: an amount, and how it comes about from amounts.
void add_worked_amount(Extraction& out, const Sentence& sentence, std::uint32_t colon, std::uint32_t end) {
  const Token &before = out.tokens[colon - 1], &behind = out.tokens[colon + 1];
  if (colon == sentence.first_token || before.kind != Token::Kind::statement || behind.kind != Token::Kind::statement) return;
  if (colon + 2 < end && !ends_part(out.tokens[colon + 2].symbol)) return;
  const Statement value = out.statements[before.statement], expression = out.statements[behind.statement];
  if (value.side_count != 1 || expression.side_count != 1) return;
  const std::uint32_t claimed = out.sides[value.first_side].root, root = out.sides[expression.first_side].root;
  const Node& result = out.nodes[claimed];
  if (result.kind != Node::Kind::number || result.quantity.dimension.none() || out.nodes[root].kind != Node::Kind::binary) return;
  if (has_amounts(out, root)) add_gloss(out, expression, {value.span.begin, expression.span.end}, root, claimed);
}

/// `16 bit`, `2 bytes per element`: the type of a number, never what a product comes to.
bool names_type(const Quantity& quantity) {
  constexpr double widest = 8;  // bytes
  return quantity.has_unit && quantity.dimension == Dimension{.byte = 1, .flop = 0, .second = 0} && quantity.value <= widest;
}

bool is_times(const Extraction& out, const SourceFile& source, std::uint32_t at) {
  const Token& token = out.tokens[at];
  if (token.kind == Token::Kind::symbol) return token.symbol == 0xD7 || token.symbol == '*';
  const std::string_view text = source.text(token.span);
  return token.kind == Token::Kind::word && (text == "x" || text == "X");
}

/// `)`, and `: micro-batch, accumulation, DP)`: words say what the numbers in front of them are.
bool closes_behind(const Extraction& out, std::uint32_t at, std::uint32_t end) {
  if (closes(out.tokens[at].symbol)) return true;
  constexpr std::uint32_t longest = 16;  // tokens
  if (out.tokens[at].symbol != ':' && out.tokens[at].symbol != ',') return false;
  for (std::uint32_t next = at + 1; next < std::min(end, at + longest); ++next) {
    if (closes(out.tokens[next].symbol)) return true;
    if (out.tokens[next].statement != no_id || opens(out.tokens[next].symbol)) return false;
  }
  return false;
}

/// The words of `(TP × PP × DP)`, none if something else stands there.
std::vector<Span> names_of_factors(const Extraction& out, const SourceFile& source, std::uint32_t open, std::uint32_t end) {
  constexpr std::size_t most = 8;
  std::vector<Span> names;
  for (std::uint32_t at = open + 1; at + 1 < end && names.size() < most; at += 2) {
    if (out.tokens[at].kind != Token::Kind::word || out.tokens[at].statement != no_id) return {};
    names.push_back(out.tokens[at].span);
    if (closes(out.tokens[at + 1].symbol)) return names.size() > 1 ? names : std::vector<Span>{};
    if (!is_times(out, source, at + 1)) return {};
  }
  return {};
}

/// `8 × 2 × 12 = 192 GPUs (TP × PP × DP)`: the parenthesis names the factors.
void name_factors(Extraction& out, const Statement& product, const std::vector<Span>& names) {
  for (std::uint32_t side = product.first_side; side < product.first_side + product.side_count; ++side) {
    std::vector<std::uint32_t> factors;
    std::uint32_t root = out.sides[side].root;
    while (out.nodes[root].kind == Node::Kind::binary && out.nodes[root].op == Operator::multiply && factors.size() <= names.size()) {
      factors.push_back(out.nodes[root].right);
      root = out.nodes[root].left;
    }
    factors.push_back(root);
    const bool bare = std::all_of(factors.begin(), factors.end(), [&](std::uint32_t id) { return out.nodes[id].kind == Node::Kind::number && out.nodes[id].annotation.empty(); });
    if (factors.size() != names.size() || !bare) continue;
    for (std::size_t i = 0; i < names.size(); ++i) out.nodes[factors[names.size() - 1 - i]].annotation = names[i];
  }
}

/// `one 32,768-token sequence (2 × 40 × 8 × 128 × 2 bytes × 32,768)`: the number is part of a name.
bool is_adjective(const SourceFile& source, const Statement& value) {
  const std::string_view text = source.text(value.span);
  const std::size_t joint = text.find_last_of('-');
  return joint != std::string_view::npos && joint > 0 && joint + 1 < text.size() && std::isalpha(static_cast<unsigned char>(text[joint + 1])) != 0;
}

/// `64 GPUs (40 % of 989)`: no count of things is a share.
bool takes_share(const Extraction& out, std::uint32_t root) {
  std::uint32_t first = root;  // operands stand before what they make, from left to right
  while (out.nodes[first].kind == Node::Kind::binary) first = out.nodes[first].left;
  for (std::uint32_t id = first; id <= root; ++id)
    if (out.nodes[id].kind == Node::Kind::number && out.nodes[id].quantity.percent) return true;
  return false;
}

/// `4.54e6 s (52.5 days)`: the same time in a longer unit.
bool says_again(const Extraction& out, std::uint32_t time, std::uint32_t again) {
  const auto is_time = [&](std::uint32_t id) { return out.nodes[id].kind == Node::Kind::number && out.nodes[id].quantity.dimension == Dimension{.byte = 0, .flop = 0, .second = 1}; };
  constexpr double longer = 24;
  return is_time(time) && is_time(again) && out.nodes[again].quantity.factor >= longer * out.nodes[time].quantity.factor;
}

bool reads_result(std::string_view text) { return reads<grammar::said_behind_remark>(text); }

/// `347 GB / 32 (TP × PP = 8 × 4) = 10.8 GB`, `9 + 18 GB (weights, gradients) is 27 GB`: a remark stands between an expression and what it comes to.
void add_interrupted(Extraction& out, const SourceFile& source, const Sentence& sentence, std::uint32_t open, std::uint32_t end) {
  constexpr std::uint32_t longest = 24;  // tokens of the remark
  if (out.tokens[open - 1].kind != Token::Kind::statement) return;
  std::uint32_t close = open + 1;
  while (close < end && close - open < longest && !closes(out.tokens[close].symbol) && !opens(out.tokens[close].symbol)) ++close;
  constexpr std::uint32_t words = 3;  // `that is` and the number
  std::uint32_t result = close + 2;
  while (result < end && result - close < words && out.tokens[result].kind != Token::Kind::statement) ++result;
  if (result >= end || !closes(out.tokens[close].symbol) || out.tokens[result].kind != Token::Kind::statement) return;
  const char32_t sign = out.tokens[close + 1].symbol;
  const bool told = result == close + 2 && (sign == '=' || sign == 0x2248 || sign == 0x2192);
  if (!told && !reads_result(source.text({out.tokens[close].span.end, out.tokens[result].span.begin}))) return;
  const Statement expression = out.statements[out.tokens[open - 1].statement], value = out.statements[out.tokens[result].statement];
  if (expression.side_count != 1 || value.side_count != 1 || expression.sentence != value.sentence || sentence.token_count == 0) return;
  const std::uint32_t root = out.sides[expression.first_side].root, claimed = out.sides[value.first_side].root;
  if (out.nodes[root].kind != Node::Kind::binary || out.nodes[claimed].kind != Node::Kind::number) return;
  add_gloss(out, expression, {expression.span.begin, value.span.end}, root, claimed);
}

}  // namespace

/// `64 (8 expert × 4 tensor × 2 pipeline)`: the parenthesis says how the value comes about.
void add_glosses(Extraction& out, const SourceFile& source, const Sentence& sentence) {
  const auto end = sentence.first_token + sentence.token_count;
  for (std::uint32_t open = sentence.first_token + 1; open + 1 < end; ++open) {
    if (out.tokens[open].symbol == ':') add_worked_amount(out, sentence, open, end);
    if (!opens(out.tokens[open].symbol)) continue;
    add_interrupted(out, source, sentence, open, end);
    if (const auto names = names_of_factors(out, source, open, end); !names.empty()) {
      constexpr std::uint32_t far = 3;  // words between: `= 192 GPUs (TP × PP × DP)`
      std::uint32_t at = open;
      while (at > sentence.first_token && open - at < far && out.tokens[at - 1].kind == Token::Kind::word) --at;
      if (at > sentence.first_token && out.tokens[at - 1].kind == Token::Kind::statement) name_factors(out, out.statements[out.tokens[at - 1].statement], names);
      continue;
    }
    if (open + 2 >= end || !closes_behind(out, open + 2, end)) continue;
    const Token& inner = out.tokens[open + 1];
    if (inner.kind != Token::Kind::statement) continue;
    const Statement expression = out.statements[inner.statement];
    const std::uint32_t root = out.sides[expression.first_side].root;
    const Token& before = out.tokens[open - 1];
    const bool again = before.kind == Token::Kind::statement && says_again(out, out.sides[out.statements[before.statement].first_side].root, root);
    if (expression.side_count != 1 || (out.nodes[root].kind != Node::Kind::binary && !again)) continue;
    std::uint32_t at = open;
    // `45.2 GB per GPU (56.5% of 80 GB)`, `45.2 GB/GPU (56.5% of 80 GB)`
    while (at > sentence.first_token && open - at < 4 && (out.tokens[at - 1].kind == Token::Kind::word || out.tokens[at - 1].symbol == '/')) --at;
    if (at == sentence.first_token || out.tokens[at - 1].kind != Token::Kind::statement) continue;
    if (names_type(out.nodes[out.sides[out.statements[out.tokens[at - 1].statement].first_side].root].quantity)) continue;
    const Statement value = out.statements[out.tokens[at - 1].statement];
    const std::uint32_t claimed = out.sides[value.first_side].root;
    if (value.side_count != 1 || out.nodes[claimed].kind != Node::Kind::number) continue;
    const bool words = at < open;
    if (words && (is_adjective(source, value) || (!out.nodes[claimed].quantity.has_unit && !out.nodes[claimed].quantity.percent && takes_share(out, root)))) continue;
    // `Two machines (8 × 80 GB each)`: a count in words is no result.
    if (const char c = source.bytes()[value.span.begin]; (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) continue;
    if (again) add_gloss(out, expression, {value.span.begin, out.tokens[open + 2].span.end}, claimed, root);
    else add_gloss(out, expression, {value.span.begin, out.tokens[open + 2].span.end}, root, claimed);
  }
}

void add_row_gloss(Extraction& out, const Sentence& value, std::uint32_t sentence_of_expression) {
  constexpr std::uint32_t longest = 3;  // tokens of `1,536 sequences`
  const Sentence& cell = out.sentences[sentence_of_expression];
  const auto lone = [&](const Sentence& sentence) {
    std::uint32_t found = no_id;
    for (std::uint32_t at = sentence.first_token; at < sentence.first_token + sentence.token_count; ++at) {
      if (out.tokens[at].statement == no_id) continue;
      if (found != no_id || out.tokens[at].kind != Token::Kind::statement) return no_id;
      found = out.tokens[at].statement;
    }
    return found != no_id && out.statements[found].side_count == 1 ? found : no_id;
  };
  const std::uint32_t claimed = value.token_count <= longest ? lone(value) : no_id, derived = claimed == no_id ? no_id : lone(cell);
  if (derived == no_id || out.tokens[cell.first_token].statement != derived) return;
  const std::uint32_t result = out.sides[out.statements[claimed].first_side].root, root = out.sides[out.statements[derived].first_side].root;
  if (out.nodes[result].kind != Node::Kind::number || out.nodes[root].kind != Node::Kind::binary) return;
  const Statement expression = out.statements[derived];
  const Span stated = out.statements[claimed].span;
  add_gloss(out, expression, {std::min(stated.begin, expression.span.begin), std::max(stated.end, expression.span.end)}, root, result);
  out.statements.back().row = true;
}

}  // namespace stratlint::extraction
