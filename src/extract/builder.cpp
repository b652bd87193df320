#include "builder.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace stratlint::extraction {

char32_t code_of(std::string_view sign) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sign[i]); };
  if (sign.size() == 2) return static_cast<char32_t>((byte(0) & 0x1Fu) << 6 | (byte(1) & 0x3Fu));
  if (sign.size() == 3) return static_cast<char32_t>((byte(0) & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu));
  return byte(0);
}

bool Builder::push_number(Span span) {
  if (draft.overflow) note_overflow(span);
  if (!draft.valid()) return false;
  Node node;
  node.kind = Node::Kind::number;
  node.quantity = draft.quantity();
  node.span = span;
  if (!std::isfinite(node.quantity.high)) {
    note_overflow(span);
    return false;
  }
  push(node);
  return true;
}

void Builder::note_overflow(Span span) {
  const std::string_view digits = source_.text(span).substr(0, 24);
  std::string note = "line " + std::to_string(source_.line_of(span.begin)) + ": " + std::string(digits) +
                     (digits.size() < span.size() ? "…" : "") + " is too large or too long to be read as a number";
  // A document of such numbers gets a few notes, not millions.
  if (out_.limits.size() < 8 && (out_.limits.empty() || out_.limits.back() != note)) out_.limits.push_back(std::move(note));
}

namespace {

/// Behind one of its dots stands a word, and none of its numbers comes to anything.
bool separates_by_dots(std::string_view line) {
  constexpr std::string_view dot = " · ";
  constexpr std::size_t shortest = 3;  // letters: `2 · L · h` and `TP 8 · PP 2` are products
  std::size_t at = line.find(dot);
  if (at == std::string_view::npos || line.find('=') != std::string_view::npos || line.find("≈") != std::string_view::npos) return false;
  for (; at != std::string_view::npos; at = line.find(dot, at + dot.size())) {
    const std::string_view word = line.substr(at + dot.size());
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const std::size_t end = static_cast<std::size_t>(std::find_if_not(word.begin(), word.end(), is_letter) - word.begin());
    if (end >= shortest) return true;
  }
  return false;
}

}  // namespace

void Builder::begin_line(Span text) {
  spaced = false;
  dots_separate = separates_by_dots(source_.text(text));
  line_ = text;
  last_relation_.reset();
}

bool Builder::relates(const char* place) {
  const std::string_view bytes = source_.bytes();
  const auto may_relate = [](char c) { return c == '=' || c == '<' || c == '>' || c == '\\' || static_cast<unsigned char>(c) >= 0x80; };
  if (!last_relation_) {
    std::uint32_t at = line_.end;
    while (at > line_.begin && !may_relate(bytes[at - 1])) --at;
    last_relation_ = at;
  }
  return place < bytes.data() + *last_relation_;
}

void Builder::push(const Node& node) {
  operands_.push_back(static_cast<std::uint32_t>(out_.nodes.size()));
  out_.nodes.push_back(node);
}

void Builder::push_count(Span span, double value) {
  Node node;
  node.quantity.value = node.quantity.low = node.quantity.high = value;
  node.quantity.integer = true;
  node.span = span;
  push(node);
}

void Builder::push_name(Span span) {
  Node node;
  node.kind = Node::Kind::name;
  node.span = span;
  push(node);
}

void Builder::annotate(Span words) { out_.nodes[operands_.back()].annotation = words; }

void Builder::widen(Span span) { out_.nodes[operands_.back()].span = span; }

void Builder::raise(double exponent, Span span) {
  push_count(span, exponent);
  reduce(Operator::power);
}

/// Addends all take the unit, of a product the first factor does.
bool Builder::scale_to_unit(Span unit) {
  const Unit amount = draft.last().unit;
  if (amount.dimension.none()) return false;
  for (std::vector<std::uint32_t> open{operands_.back()}; !open.empty();) {
    Node& node = out_.nodes[open.back()];
    open.pop_back();
    if (node.kind == Node::Kind::binary) {
      if (node.op == Operator::add || node.op == Operator::subtract) open.push_back(node.right);
      open.push_back(node.left);
    } else if (node.kind == Node::Kind::number && !node.quantity.has_unit) {
      Quantity& q = node.quantity;
      for (double* value : {&q.value, &q.low, &q.high, &q.factor}) *value *= amount.factor;
      q.dimension = amount.dimension;
      q.count = amount.count;
      q.binary_steps = amount.binary_steps;
      q.has_unit = true;
      q.integer = false;
    }
  }
  out_.nodes[operands_.back()].span.end = unit.end;
  return true;
}

void Builder::reduce(Operator op) {
  Node node;
  node.kind = Node::Kind::binary;
  node.op = op;
  node.right = operands_.back();
  operands_.pop_back();
  node.left = operands_.back();
  operands_.pop_back();
  node.span = {out_.nodes[node.left].span.begin, out_.nodes[node.right].span.end};
  push(node);
}

bool Builder::top_is_amount() const { return !out_.nodes[operands_.back()].quantity.dimension.none(); }

bool Builder::top_has_decimals() const { return !out_.nodes[operands_.back()].quantity.integer && !out_.nodes[operands_.back()].quantity.percent; }

bool Builder::top_is_count() const { return is_count(operands_.back()); }

bool Builder::last_side_is_fraction() const {
  const Node& root = out_.nodes[out_.sides.back().root];
  if (root.kind != Node::Kind::binary || root.op != Operator::divide) return false;
  return is_count(root.left) && is_count(root.right) && source_.text(root.span).find(' ') == std::string_view::npos;
}

bool Builder::last_side_computes() const { return out_.nodes[out_.sides.back().root].kind == Node::Kind::binary; }

bool Builder::last_side_is_formula() const {
  const Node& root = out_.nodes[out_.sides.back().root];
  if (root.kind != Node::Kind::binary || root.op != Operator::multiply || out_.nodes[root.left].kind != Node::Kind::binary) return false;
  const Node& last = out_.nodes[root.right];
  return last.kind == Node::Kind::number && !last.quantity.dimension.none();
}

bool Builder::add_apposed() {
  const Node& formula = out_.nodes[out_.nodes[out_.sides.back().root].right];
  if (out_.nodes[operands_.back()].quantity.dimension != formula.quantity.dimension) return false;
  add_side(Relation::equal);
  return true;
}

bool Builder::is_count(std::uint32_t root) const {
  // To the left an expression may be as long as its line, to the right only as deep as its parentheses.
  for (; out_.nodes[root].kind == Node::Kind::binary; root = out_.nodes[root].left)
    if (!is_count(out_.nodes[root].right)) return false;
  const Node& node = out_.nodes[root];
  return node.kind == Node::Kind::number && node.quantity.integer && node.quantity.dimension.none() && !node.quantity.percent;
}

/// `13.4 + 26.7 + 8.5 GB is 48.6 GB`
bool Builder::ends_sum_of_amounts() const {
  const Node& root = out_.nodes[out_.sides.back().root];
  const auto adds = [](const Node& node) { return node.kind == Node::Kind::binary && node.op == Operator::add; };
  if (!adds(root) || !adds(out_.nodes[root.left])) return false;
  const Quantity &last = out_.nodes[root.right].quantity, &result = out_.nodes[operands_.back()].quantity;
  return last.has_unit && !last.dimension.none() && result.has_unit && last.dimension == result.dimension;
}

bool Builder::add_count() {
  if (ends_sum_of_amounts()) {
    add_side(Relation::equal);
    return true;
  }
  if (!last_side_computes() || !is_count(out_.sides.back().root) || !is_count(operands_.back())) return false;
  add_side(Relation::equal);
  return true;
}

/// `80 layers × width 8,192 → 66.2 B` leaves out the rest of what it computes, and `12 × 5 GB → 40 GB`, `8 × 16 → 256 GPUs` tell what became of it: a
/// result has another dimension than its operands, is the product of several, or one of counts that have their names before them.
bool Builder::add_arrowed() {
  constexpr std::uint32_t several = 3;
  const std::uint32_t root = out_.sides.back().root;
  const Node& result = out_.nodes[operands_.back()];
  // `8 × 48 × 4 → 1,536 sequences`
  const bool counts = is_count(operands_.back()) || (result.kind == Node::Kind::number && result.quantity.count != CountUnit::none && result.quantity.dimension.none() && !result.quantity.percent);
  if (is_count(root) && !counts) return false;
  std::uint32_t operands = 0;
  bool alike = false, named = false;
  const auto see = [&](const Node& node) {
    ++operands;
    alike = alike || (node.kind == Node::Kind::number && node.quantity.dimension == result.quantity.dimension && node.quantity.percent == result.quantity.percent);
    named = named || (!node.annotation.empty() && node.annotation.begin == node.span.begin);
  };
  std::uint32_t left = root;
  for (; out_.nodes[left].kind == Node::Kind::binary; left = out_.nodes[left].left) see(out_.nodes[out_.nodes[left].right]);
  see(out_.nodes[left]);
  if (alike && operands < several && !(named && is_count(root))) return false;
  add_side(Relation::equal);
  return true;
}

bool Builder::add_listed() {
  constexpr double million = 1e6;
  if (!last_side_computes()) return false;
  const Quantity& result = out_.nodes[operands_.back()].quantity;
  if (result.percent || result.count != CountUnit::none) return false;
  const bool counts = result.dimension.none() && result.factor >= million && is_count(out_.sides.back().root);
  // `8 × 80 GB: 500 GB` may name what holds them, `145 GB / 20 GB/s: 7.3 s` does not.
  constexpr std::uint32_t least = 2;
  if (!counts && (result.dimension.none() || dimensions_in(out_.sides.back().root) < least)) return false;
  add_side(Relation::equal);
  return true;
}

std::uint32_t Builder::dimensions_in(std::uint32_t root) const {
  std::uint32_t count = 0;
  for (; out_.nodes[root].kind == Node::Kind::binary; root = out_.nodes[root].left) count += dimensions_in(out_.nodes[root].right);
  return count + (out_.nodes[root].kind == Node::Kind::number && !out_.nodes[root].quantity.dimension.none() ? 1 : 0);
}

bool Builder::add_conversion(bool surely, bool near) {
  const Node &stated = out_.nodes[out_.sides.back().root], &again = out_.nodes[operands_.back()];
  // `7/103, or 6.8 %`
  if (last_side_is_fraction() && again.kind == Node::Kind::number && again.quantity.percent) {
    add_side(Relation::equal);
    return true;
  }
  const auto is_amount = [](const Node& node) { return node.kind == Node::Kind::number && node.quantity.has_unit && !node.quantity.dimension.none(); };
  if (!is_amount(stated) || !is_amount(again) || stated.quantity.dimension != again.quantity.dimension) return false;
  const bool is_time = again.quantity.dimension == Dimension{.byte = 0, .flop = 0, .second = 1};
  if (stated.quantity.in_bits() == again.quantity.in_bits() && (!surely || !is_time || stated.quantity.factor == again.quantity.factor)) return false;
  constexpr double far = 2;  // `每步 3 秒，约 5 天` tells of two things
  if (near && (again.quantity.value > far * stated.quantity.value || stated.quantity.value > far * again.quantity.value)) return false;
  add_side(Relation::equal);
  return true;
}

bool Builder::left_is_share() const {
  const Node& left = out_.nodes[operands_[operands_.size() - 2]];
  return left.kind == Node::Kind::number && left.quantity.percent;
}

void Builder::add_side(Relation side_relation) {
  if (side_relation == Relation::none) chain_sides_ = out_.sides.size();
  out_.sides.push_back({side_relation, operands_.back()});
  operands_.pop_back();
}

/// `21 GB + activations of two batches 2.4 GB = 38 GB`: words that no operand takes stand between a plus and the number at hand.
bool Builder::adds_to_words() const {
  constexpr std::size_t most_words = 16;
  std::size_t at = out_.tokens.size();
  for (std::size_t words = 0; at > 0 && words < most_words && (out_.tokens[at - 1].kind == Token::Kind::word || out_.tokens[at - 1].symbol == '(' || out_.tokens[at - 1].symbol == ')'); ++words) --at;
  return at > 0 && at < out_.tokens.size() && out_.tokens[at - 1].symbol == '+';
}

bool Builder::finish_chain(Span span, bool must_compute) {
  const auto first = static_cast<std::uint32_t>(chain_sides_);
  const bool alone = out_.nodes[out_.sides[first].root].kind == Node::Kind::number;
  if (alone && out_.sides.size() - first > 1 && adds_to_words()) {
    out_.sides.resize(first + 1);
    span.end = out_.nodes[out_.sides[first].root].span.end;
  }
  const auto count = static_cast<std::uint32_t>(out_.sides.size()) - first;
  if (must_compute && out_.nodes[out_.sides[first].root].kind != Node::Kind::binary) return false;
  Statement statement;
  statement.span = span;
  statement.first_side = first;
  statement.side_count = count;
  statement.sentence = static_cast<std::uint32_t>(out_.sentences.size());
  share_annotations(first);
  Token token;
  token.kind = Token::Kind::statement;
  token.span = span;
  token.statement = static_cast<std::uint32_t>(out_.statements.size());
  token.spaced = spaced;
  spaced = false;
  out_.statements.push_back(statement);
  out_.tokens.push_back(token);
  release_trailing_words(first);
  return true;
}

namespace {

/// Of the characters that are words by themselves, each of three bytes (grammar/text.hpp).
bool starts_ideograph(char c) { return static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9; }

}  // namespace

/// Words behind the last number (`(32 GPUs)`, `= 4.2GB total)`) belong to the sentence, not to the expression.
void Builder::release_trailing_words(std::uint32_t first_side) {
  std::uint32_t last = out_.sides.back().root;
  while (out_.nodes[last].kind == Node::Kind::binary) last = out_.nodes[last].right;
  Node& node = out_.nodes[last];
  const Span words = node.annotation;
  const std::string_view bytes = source_.bytes();
  if (words.empty() || words.begin < node.span.end || bytes[words.begin - 1] == '(' || bytes.substr(0, words.begin).ends_with("（")) return;
  if (out_.sides.size() - first_side == 1 && out_.nodes[out_.sides.back().root].kind == Node::Kind::binary) return;
  node.annotation = {};
  out_.statements.back().span.end = out_.tokens.back().span.end = node.span.end;
  for (std::uint32_t at = words.begin; at < words.end;) {
    std::uint32_t end = at;
    if (starts_ideograph(bytes[at])) {
      // Bytes that are no UTF-8 may break off.
      add_word({at, std::min(at + 3, words.end)});
      at += 3;
      continue;
    }
    while (end < words.end && bytes[end] != ' ' && bytes[end] != '-' && bytes[end] != '_' && bytes[end] != '/' && bytes[end] != '\t' && !starts_ideograph(bytes[end])) ++end;
    if (end > at) {
      spaced = true;
      add_word({at, end});
    }
    if (end < words.end && bytes[end] == '/') add_symbol({end, end + 1}, '/');
    at = end < words.end && starts_ideograph(bytes[end]) ? end : end + 1;
  }
}

namespace {

/// Operands of a side from left to right, if it is a chain of one-level operations.
std::vector<std::uint32_t> leaves(const std::vector<Node>& nodes, std::uint32_t root) {
  std::vector<std::uint32_t> result;
  while (nodes[root].kind == Node::Kind::binary && result.size() < 16) {
    result.push_back(nodes[root].right);
    root = nodes[root].left;
  }
  result.push_back(root);
  return result;
}

}  // namespace

/// `TP × PP = 8 × 2`: the words of one side name the numbers of the next.
void Builder::share_annotations(std::uint32_t first_side) {
  for (std::size_t side = first_side; side + 1 < out_.sides.size(); ++side) {
    const Node& root = out_.nodes[out_.sides[side].root];
    if (root.kind != Node::Kind::binary || out_.nodes[root.right].kind != Node::Kind::name) continue;
    const auto names = leaves(out_.nodes, out_.sides[side].root);
    const auto numbers = leaves(out_.nodes, out_.sides[side + 1].root);
    if (names.size() != numbers.size()) continue;
    for (std::size_t i = 0; i < names.size(); ++i) {
      Node& number = out_.nodes[numbers[i]];
      const Node& label = out_.nodes[names[i]];
      // `N/(tp)`: letters in parentheses are a product of their own.
      if (source_.text(label.span).starts_with('(')) continue;
      if (number.kind == Node::Kind::number && label.kind == Node::Kind::name && number.annotation.empty())
        number.annotation = label.span;
    }
  }
}

/// `eight`: a statement of one bare count.
bool Builder::add_read_number(Span span) {
  if (!push_number(span)) return false;
  add_side(Relation::none);
  return finish_chain(span, false);
}

void Builder::add_number(Span span, std::string_view digits, const std::optional<Unit>& unit) {
  draft.clear();
  draft.add_number(digits);
  if (unit) draft.set_unit(*unit);
  add_read_number(span);
}

bool Builder::add_degree(Span span, Span name, std::string_view digits) {
  draft.clear();
  draft.add_number(digits);
  if (!push_number(span)) return false;
  annotate(name);
  add_side(Relation::none);
  if (!finish_chain(span, false)) return false;
  out_.statements.back().glued = true;
  out_.tokens.back().kind = Token::Kind::word;
  return true;
}

}  // namespace stratlint::extraction
