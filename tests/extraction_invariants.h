#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <string>

#include "stratlint/statement.h"

namespace stratlint {

/// What holds for everything that is read, whatever the bytes. Gives the first thing that does not.
inline std::optional<std::string> broken_invariant(const Extraction& x, const Document& document) {
  const SourceFile& source = *document.source;
  const auto at = [](const char* what, std::size_t index) { return std::string(what) + " " + std::to_string(index); };
  const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= source.bytes().size(); };
  const auto has_digit = [&](Span span) {
    const std::string_view text = source.text(span);
    // Superscripts are digits too: the first byte of ² and ³.
    return std::any_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '\xC2'; });
  };
  for (std::size_t i = 0; i < x.nodes.size(); ++i) {
    const Node& node = x.nodes[i];
    if (!inside(node.span) || node.span.empty()) return at("span of node", i);
    if (!inside(node.annotation)) return at("annotation of node", i);
    if (node.kind == Node::Kind::binary) {
      if (node.left >= i || node.right >= i) return at("children of node", i);
      if (!node.span.contains(x.nodes[node.left].span) || !node.span.contains(x.nodes[node.right].span)) {
        return at("span around the children of node", i);
      }
    }
    if (node.kind != Node::Kind::number) continue;
    const Quantity& q = node.quantity;
    // `eight`, `ten %`, `twelve and a half days`: letters only, and two or more halves.
    const std::string_view words = source.text(node.span);
    const bool in_words = std::all_of(words.begin(), words.end(), [](char c) { return c == ' ' || c == '-' || c == '/' || c == '%' || c == '\n' || std::isalpha(static_cast<unsigned char>(c)) != 0; }) && q.value / q.factor >= 1;
    if (!has_digit(node.span) && !in_words) return at("digits of node", i);
    if (!(std::isfinite(q.value) && q.low <= q.high)) return at("interval of node", i);
    const bool spread = q.range && q.low == -q.high;  // of ±2 % the value is how far it spreads
    if (!spread && !(q.value >= q.low && q.value <= q.high)) return at("value of node", i);
  }
  for (std::size_t i = 0; i < x.sides.size(); ++i) {
    if (x.sides[i].root >= x.nodes.size()) return at("root of side", i);
  }
  for (std::size_t i = 0; i < x.statements.size(); ++i) {
    const Statement& statement = x.statements[i];
    if (!inside(statement.span) || statement.span.empty()) return at("span of statement", i);
    if (statement.sentence >= x.sentences.size()) return at("sentence of statement", i);
    if (statement.side_count == 0) return at("sides of statement", i);
    if (std::size_t{statement.first_side} + statement.side_count > x.sides.size()) return at("sides of statement", i);
    for (std::uint32_t side = 0; side < statement.side_count; ++side) {
      const Side& one = x.sides[statement.first_side + side];
      if ((side == 0) != (one.relation == Relation::none)) return at("relations of statement", i);
      if (!statement.span.contains(x.nodes[one.root].span)) return at("span around the sides of statement", i);
    }
    if (statement.gloss && statement.side_count != 2) return at("sides of gloss", i);
  }
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < x.sentences.size(); ++i) {
    const Sentence& sentence = x.sentences[i];
    if (!inside(sentence.span)) return at("span of sentence", i);
    if (sentence.first_token != next || sentence.token_count == 0) return at("tokens of sentence", i);
    next += sentence.token_count;
    if (sentence.block != no_id && sentence.block >= document.blocks.size()) return at("block of sentence", i);
    if (sentence.lead != no_id && sentence.lead >= i) return at("lead of sentence", i);
    std::uint32_t end = sentence.span.begin;
    for (std::uint32_t k = 0; k < sentence.token_count && next <= x.tokens.size(); ++k) {
      const Token& token = x.tokens[sentence.first_token + k];
      if (!inside(token.span) || !sentence.span.contains(token.span)) return at("token in sentence", i);
      const bool glued = token.statement != no_id && x.statements[token.statement].glued;
      if (token.span.begin < end) return at("order of tokens in sentence", i);
      end = token.span.end;
      if (token.kind == Token::Kind::statement && token.statement >= x.statements.size()) {
        return at("statement of token in sentence", i);
      }
      if (token.kind == Token::Kind::word && token.statement != no_id && !glued) return at("word in sentence", i);
      if (token.statement != no_id && x.statements[token.statement].sentence != i) {
        return at("owner of statement in sentence", i);
      }
    }
  }
  if (next != x.tokens.size()) return "tokens without sentences";
  return std::nullopt;
}

}  // namespace stratlint
