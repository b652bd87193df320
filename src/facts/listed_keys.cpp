#include <algorithm>

#include "facts/sentence_binder.h"
#include "facts/signs.h"

// Several keys that are named and valued in one go: `TP / PP / DP | 4 / 3 / 6`, `TP × PP × DP = 8 × 4 × 2 = 64`.
namespace stratlint::facts {

namespace {

constexpr std::size_t most_listed = 8;

bool lists(char32_t sign) { return sign == '/' || sign == 0xD7 || sign == ',' || sign == '-' || sign == '+' || sign == '='; }

}  // namespace

/// Key names with nothing but signs between them, in order; empty if anything else stands there.
std::vector<KeyId> SentenceBinder::listed_keys(const Sentence& sentence, std::span<const PhraseMatch> matches, std::uint32_t first, std::uint32_t end) const {
  std::vector<KeyId> keys;
  for (std::uint32_t at = first; at < end;) {
    const Token& t = x_.tokens[sentence.first_token + at];
    if (t.kind == Token::Kind::symbol) {
      if (!lists(t.symbol)) return {};
      ++at;
      continue;
    }
    KeyId key = no_key;
    std::uint32_t last = at;
    for (const PhraseMatch& match : matches) {
      if (match.first != at || match.last >= end || match.number != no_id || (key != no_key && match.last <= last)) continue;
      bool conditional = false;
      for (const Meaning& meaning : match.meanings) {
        const bool names = meaning.kind == Meaning::Kind::key && labels(meaning.place) && holds(meaning, context_.topics);
        if (!names || !vocabulary_.key(static_cast<KeyId>(meaning.id)).exact) continue;
        // Of two meanings of one phrase that which asks for a topic knows more.
        if (key != no_key && last == match.last && (conditional || meaning.under.none())) continue;
        key = static_cast<KeyId>(meaning.id);
        last = match.last;
        conditional = meaning.under.any();
      }
    }
    if (key == no_key || keys.size() == most_listed) return {};
    keys.push_back(key);
    at = last + 1;
  }
  return keys;
}

/// The operands of an expression from left to right, if all are bare numbers.
std::vector<std::uint32_t> SentenceBinder::bare_operands(std::uint32_t root) {
  std::vector<std::uint32_t> operands;
  std::vector<std::uint32_t>& open = open_nodes(root);
  while (!open.empty() && operands.size() <= most_listed) {
    const Node& node = x_.nodes[open.back()];
    const std::uint32_t id = open.back();
    open.pop_back();
    if (node.kind == Node::Kind::binary) {
      if (node.op != Operator::multiply && node.op != Operator::divide) return {};
      open.push_back(node.right);
      open.push_back(node.left);
    } else {
      if (node.kind != Node::Kind::number || !node.annotation.empty() || node.quantity.has_unit) return {};
      operands.push_back(id);
    }
  }
  return operands;
}

/// The keys of the factors of a product, named by words (`TP × PP`) or by annotations (`TP(8) × 4 PP`); empty if one has none.
std::vector<KeyId> SentenceBinder::factor_keys(std::uint32_t root) {
  std::vector<KeyId> keys;
  std::vector<std::uint32_t> open{root};
  while (!open.empty() && keys.size() <= most_listed) {
    Node node = x_.nodes[open.back()];
    open.pop_back();
    if (node.kind == Node::Kind::binary) {
      if (node.op != Operator::multiply) return {};
      open.push_back(node.right);
      open.push_back(node.left);
      continue;
    }
    if (node.kind == Node::Kind::name) {
      node.annotation = node.span;
      node.quantity.value = node.quantity.low = node.quantity.high = 1;
      node.quantity.integer = true;
    }
    const Binding binding = node.annotation.empty() ? Binding{} : annotation_of(node);
    if (!binding) return {};
    keys.push_back(binding.key);
  }
  return keys;
}

/// The degree that the word right before a number is short for; no_key if it is none.
KeyId SentenceBinder::degree_before(std::uint32_t at) const {
  if (at == 0 || !is_number(at) || token(at - 1).kind != Token::Kind::word) return no_key;
  for (const PhraseMatch& match : matches_from(at - 1, at))
    for (const Meaning& meaning : match.meanings)
      if (const auto id = static_cast<KeyId>(meaning.id); meaning.kind == Meaning::Kind::key && meaning.place == Place::axis && match.words == 1 && vocabulary_.key(id).degree) return id;
  return no_key;
}

/// `tensor 4, pipeline 5 and data 8`: everyday words name degrees where the number before or behind has such a name too.
bool SentenceBinder::lists_degrees(std::uint32_t at) const {
  constexpr std::uint32_t nearest = 3, farthest = 4;  // tokens between two numbers, the name of the second among them
  const KeyId own = degree_before(at);
  const auto joined = [&](std::uint32_t first, std::uint32_t second) {
    const KeyId first_key = degree_before(first), second_key = degree_before(second);
    if (first_key == no_key || second_key == no_key || first_key == second_key) return false;
    for (std::uint32_t between = first + 1; between + 1 < second; ++between)
      if (is_number(between) || (token(between).symbol != ';' && ends_sentence(token(between).symbol))) return false;
    return true;
  };
  for (std::uint32_t apart = nearest; own != no_key && apart <= farthest; ++apart) {
    if (at >= apart && joined(at - apart, at)) return true;
    if (at + apart < sentence_->token_count && joined(at, at + apart)) return true;
  }
  return false;
}

bool SentenceBinder::bind_listed(std::uint32_t at, const Statement& statement, std::vector<Fact>& facts) {
  const auto bind = [&](std::vector<KeyId> keys, const std::vector<std::uint32_t>& operands, std::uint8_t firm) {
    if (keys.size() < 2 || keys.size() != operands.size()) return false;
    // `nodes × gpus: 16 × 8`: the GPUs of one node.
    const bool multiplied = x_.nodes[x_.sides[statement.first_side].root].op == Operator::multiply;
    if (multiplied && std::find(keys.begin(), keys.end(), nodes_) != keys.end())
      for (KeyId& key : keys)
        if (vocabulary_.key(key).name == "cluster.gpus") key = vocabulary_.find_key("cluster.gpus_per_node");
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (!fits(vocabulary_.key(keys[i]), x_.nodes[operands[i]].quantity)) return false;
    for (std::size_t i = 0; i < keys.size(); ++i) add(facts, {keys[i], firm, 1, no_id, no_id}, at, operands[i], x_.nodes[operands[i]].quantity);
    return true;
  };
  const Side* sides = &x_.sides[statement.first_side];
  const auto binary = [&](std::uint32_t side) { return x_.nodes[sides[side].root].kind == Node::Kind::binary; };
  // Annotated numbers have their values already.
  const auto in_words = [&](std::uint32_t side) {
    std::uint32_t node = sides[side].root;
    while (x_.nodes[node].kind == Node::Kind::binary) node = x_.nodes[node].left;
    return x_.nodes[node].kind == Node::Kind::name;
  };
  for (std::uint32_t i = 0; i + 1 < statement.side_count; ++i)
    if (in_words(i) && binary(i) && binary(i + 1) && bind(factor_keys(sides[i].root), bare_operands(sides[i + 1].root), strength::axis)) return true;
  if (!binary(0)) return false;
  const auto operands = bare_operands(sides[0].root);
  if (operands.size() < 2) return false;
  const auto region = label_region(clauses_[clause_], clause_, at);
  if (region && bind(listed_keys(*sentence_, matches_from(region->first, region->end), region->first, region->end), operands, strength::label)) return true;
  if (outer_taken_) return false;
  return std::any_of(outer_.begin(), outer_.end(), [&](const OuterLabel& outer) {
    return outer.sentence && bind(listed_keys(*outer.sentence, outer.matches, 0, outer.sentence->token_count), operands, strength::axis);
  });
}

}  // namespace stratlint::facts
