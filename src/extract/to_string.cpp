#include "stratlint/statement.h"

namespace stratlint {

namespace {

const char* sign(Operator op) {
  switch (op) {
    case Operator::add: return " + ";
    case Operator::subtract: return " - ";
    case Operator::multiply: return " * ";
    case Operator::divide: return " / ";
    case Operator::modulo: return "%";
    case Operator::power: return "^";
  }
  return " ? ";
}

const char* sign(Relation relation) {
  switch (relation) {
    case Relation::none: return "";
    case Relation::equal: return " = ";
    case Relation::approx: return " ~= ";
    case Relation::less: return " < ";
    case Relation::less_equal: return " <= ";
    case Relation::greater: return " > ";
    case Relation::greater_equal: return " >= ";
  }
  return " ? ";
}

std::string bound_sign(Bound bound) {
  switch (bound) {
    case Bound::none: return "";
    case Bound::less: return "<";
    case Bound::less_equal: return "<=";
    case Bound::greater: return ">";
    case Bound::greater_equal: return ">=";
  }
  return "";
}

std::string print(const Extraction& x, const SourceFile& source, std::uint32_t id, int depth) {
  const Node& node = x.nodes[id];
  std::string text;
  if (node.kind == Node::Kind::binary) {
    if (depth > 64) return "...";
    text = "(" + print(x, source, node.left, depth + 1) + sign(node.op) + print(x, source, node.right, depth + 1) + ")";
  } else if (node.kind == Node::Kind::name) {
    text = std::string(source.text(node.span));
  } else {
    const Quantity& q = node.quantity;
    if (q.approximate) text += "~";
    text += bound_sign(q.bound);
    if (q.range) {
      text += format_value(q.low, q.dimension, q.count, q.percent) + ".." + format_value(q.high, q.dimension, q.count, q.percent);
    } else {
      text += format_value(q.value, q.dimension, q.count, q.percent);
    }
  }
  if (!node.annotation.empty()) text += "[" + std::string(source.text(node.annotation)) + "]";
  return text;
}

}  // namespace

std::string to_string(const Extraction& x, const SourceFile& source) {
  std::string out;
  for (const Sentence& sentence : x.sentences) {
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = x.tokens[sentence.first_token + i];
      if (i > 0) out += ' ';
      if (token.kind == Token::Kind::statement) {
        const Statement& s = x.statements[token.statement];
        out += '{';
        for (std::uint32_t side = 0; side < s.side_count; ++side) {
          const Side& part = x.sides[s.first_side + side];
          out += sign(part.relation) + print(x, source, part.root, 0);
        }
        out += '}';
      } else {
        out += source.text(token.span);
      }
    }
    out += '\n';
  }
  return out;
}

}  // namespace stratlint
