#include "check/pieces.h"

#include <array>
#include <cctype>

#include "check/implied.h"

namespace stratlint {

namespace {

constexpr std::size_t most_operands = 6;

/// The numbers that a product or quotient is made of; false if it has others, or names.
bool list_operands(const Extraction& x, std::uint32_t root, std::size_t most, std::vector<StatedNumber>& out) {
  const Node& node = x.nodes[root];
  if (node.kind == Node::Kind::number) out.push_back({root});
  if (node.kind != Node::Kind::binary) return node.kind == Node::Kind::number;
  if (node.op != Operator::multiply && node.op != Operator::divide) return false;
  return out.size() < most && list_operands(x, node.left, most, out) && list_operands(x, node.right, most, out);
}

bool has_name(const Extraction& x, std::uint32_t root) {
  const Node& node = x.nodes[root];
  if (node.kind == Node::Kind::name) return true;
  return node.kind == Node::Kind::binary && (has_name(x, node.left) || has_name(x, node.right));
}

/// The 2 of `2(n−1)/n`.
bool is_coefficient(const Scene& scene, std::uint32_t root) {
  const std::string_view bytes = scene.source().bytes();
  const std::uint32_t end = scene.x().nodes[root].span.end;
  return scene.x().nodes[root].kind == Node::Kind::number && end + 1 < bytes.size() && bytes[end] == '(' && std::isalpha(static_cast<unsigned char>(bytes[end + 1])) != 0;
}

/// `INFRA-2502`: a ticket, not an amount.
bool is_part_of_name(const Scene& scene, std::uint32_t root) {
  const std::string_view bytes = scene.source().bytes();
  const std::uint32_t begin = scene.x().nodes[root].span.begin;
  return begin > 1 && bytes[begin - 1] == '-' && std::isalpha(static_cast<unsigned char>(bytes[begin - 2])) != 0 && scene.facts().fact_of_node[root] == no_id;
}

/// `1:1` says how things match.
bool is_one_to_one(const Scene& scene, std::uint32_t root) {
  const std::string_view bytes = scene.source().bytes();
  const Span span = scene.x().nodes[root].span;
  return scene.source().text(span) == "1" && (bytes.substr(span.end).starts_with(":1") || bytes.substr(0, span.begin).ends_with("1:"));
}

/// False if one of the statement's numbers cannot be listed.
bool list_numbers(const Scene& scene, std::uint32_t id, std::vector<StatedNumber>& out) {
  const Extraction& x = scene.x();
  const Statement& statement = x.statements[id];
  const std::uint32_t last_root = x.sides[statement.first_side + statement.side_count - 1].root;
  bool is_equation = false;
  for (std::uint32_t side = 0; side < statement.side_count; ++side) {
    const std::uint32_t root = x.sides[statement.first_side + side].root;
    // `H100` is a name unless it was read as something.
    if (statement.glued && scene.facts().fact_of_node[root] == no_id) continue;
    // `2(n-1)/n` is a formula, and no number of the text.
    if (has_name(x, root) || is_coefficient(scene, root) || is_part_of_name(scene, root) || is_one_to_one(scene, root)) continue;
    // An equation is judged by itself; what it comes to is a number of the text. `TP × PP = 2 × 4` only names its factors.
    const bool named_factors = statement.side_count == 2 && side == 1 && has_name(x, x.sides[statement.first_side].root);
    if (statement.side_count > 1 && x.nodes[root].kind == Node::Kind::binary && !named_factors) {
      if (x.nodes[last_root].kind != Node::Kind::number) return false;
      is_equation = true;
      continue;
    }
    const std::size_t before = out.size();
    if (!list_operands(x, root, before + most_operands, out)) {
      out.resize(before);
      return false;
    }
    for (std::size_t i = before; i < out.size(); ++i) {
      out[i].statement = id;
      out[i].operand = out.size() > before + 1;
      out[i].worked = is_equation;
    }
  }
  return true;
}

class Reader {
 public:
  explicit Reader(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// A phrase may be part of a longer one, `kv cache` of `of kv cache`, unless that says for what: `per stage` is no stage.
  void see(std::string_view text) {
    const std::uint32_t word = vocabulary_.written_word(text);
    if (word == 0) return stop();
    std::size_t going = 0;
    bool scoped = false;
    for (std::size_t i = 0; i <= open_; ++i) {  // those that are open, the longest first, and one that starts here
      const std::uint32_t state = vocabulary_.step(i == open_ ? 0 : states_[i], word);
      if (state == 0) continue;
      const Sense sense = vocabulary_.sense(state);
      if (!scoped) add(sense);
      scoped = scoped || sense.has(Meaning::Kind::scope);
      if (going < states_.size()) states_[going++] = state;
    }
    open_ = going;
  }
  void stop() { open_ = 0; }
  WordClasses found() const { return found_; }

 private:
  void add(const Sense& sense) {
    found_.topics |= sense.topics;
    found_.marks |= sense.marks;
  }

  const Vocabulary& vocabulary_;
  std::array<std::uint32_t, 3> states_{};  ///< of phrases that may go on
  std::size_t open_ = 0;
  WordClasses found_;
};

}  // namespace

Pieces pieces_of(const Scene& scene) {
  const Extraction& x = scene.x();
  const WordClasses months = scene.vocabulary().find_classes("month");
  Pieces all;
  all.pieces.reserve(x.statements.size());
  all.numbers.reserve(x.nodes.size());
  std::vector<SentencePart> parts;
  std::uint32_t last = no_id;
  for (const Statement& statement : x.statements) {
    // What has no number has no part in anything.
    const std::uint32_t id = statement.sentence;
    if (id == last) continue;
    last = id;
    const Sentence& sentence = x.sentences[id];
    list_parts(x, sentence, parts);
    for (const SentencePart& part : parts) {
      Piece piece;
      piece.sentence = id;
      piece.first = sentence.first_token + part.first;
      piece.end = sentence.first_token + part.end;
      piece.whole = part.first == 0 && part.end + 1 >= sentence.token_count;
      piece.closed = sentence.kind == Sentence::Kind::heading;
      piece.first_number = static_cast<std::uint32_t>(all.numbers.size());
      int depth = 0;
      for (std::uint32_t at = piece.first; at < piece.end; ++at) {
        const char32_t sign = x.tokens[at].symbol;
        if (sign == '(' || sign == 0xFF08) ++depth;
        if (sign == ')' || sign == 0xFF09) --depth;
        if (x.tokens[at].statement == no_id || is_day(scene, at, months)) continue;
        const std::size_t before = all.numbers.size();
        if (!list_numbers(scene, x.tokens[at].statement, all.numbers)) piece.closed = true;
        for (std::size_t i = before; i < all.numbers.size(); ++i) all.numbers[i].aside = depth != 0;
      }
      piece.end_number = static_cast<std::uint32_t>(all.numbers.size());
      all.pieces.push_back(piece);
    }
  }
  return all;
}

bool go_together(const Scene& scene, const Piece& piece, const Piece& next) {
  if (piece.closed || next.closed) return false;
  if (piece.sentence == next.sentence) return true;
  const Sentence &a = scene.x().sentences[piece.sentence], &b = scene.x().sentences[next.sentence];
  if (next.sentence != piece.sentence + 1 && b.kind != Sentence::Kind::cell) return false;
  if (a.block == no_id || b.block == no_id || !piece.whole || !next.whole) return false;
  if (b.kind == Sentence::Kind::comment) return b.lead == piece.sentence;
  if (a.kind != b.kind) return false;
  const Document& document = *scene.reading.document;
  const Block &first = document.blocks[a.block], &second = document.blocks[b.block];
  if (a.kind == Sentence::Kind::cell) return first.table == second.table && first.row == second.row && first.row != 0;
  if (a.block == b.block) return true;
  // `- storage: 10 GB/s`
  constexpr std::uint32_t short_line = 8;
  if (a.token_count > short_line || b.token_count > short_line) return false;
  return first.item != no_id && second.item != no_id && document.items[first.item].list == document.items[second.item].list;
}

bool is_day(const Scene& scene, std::uint32_t at, const WordClasses& months) {
  const Extraction& x = scene.x();
  const Statement& statement = x.statements[x.tokens[at].statement];
  const Node& node = x.nodes[x.sides[statement.first_side].root];
  if (statement.side_count > 1 || node.kind != Node::Kind::number || !node.quantity.integer || node.quantity.value > 31) return false;
  const auto names_month = [&](std::uint32_t word) {
    if (word >= x.tokens.size() || x.tokens[word].kind != Token::Kind::word) return false;
    const char first = scene.source().text(x.tokens[word].span).front();
    return first >= 'A' && first <= 'Z' && (classes_in(scene, word, word + 1).topics & months.topics).any();
  };
  return names_month(at + 1) || (at > 0 && names_month(at - 1));
}

namespace {

/// The hyphen of `all-reduce`.
bool joins_words(const Extraction& x, std::uint32_t at, std::uint32_t end) {
  if (x.tokens[at].symbol != '-' || at == 0 || at + 1 >= end) return false;
  const Token &before = x.tokens[at - 1], &behind = x.tokens[at + 1];
  return before.kind == Token::Kind::word && behind.kind == Token::Kind::word && before.span.end == x.tokens[at].span.begin && behind.span.begin == x.tokens[at].span.end;
}

}  // namespace

WordClasses classes_in(const Scene& scene, std::uint32_t first, std::uint32_t end) {
  Reader reader(scene.vocabulary());
  for (std::uint32_t at = first; at < end; ++at) {
    const Token& token = scene.x().tokens[at];
    const bool sign = token.kind == Token::Kind::symbol && token.symbol < 0x80;
    if (joins_words(scene.x(), at, end)) continue;
    if (token.kind == Token::Kind::statement || sign) reader.stop();
    else reader.see(scene.source().text(token.span));
  }
  return reader.found();
}

WordClasses classes_of(const Scene& scene, std::string_view text) {
  Reader reader(scene.vocabulary());
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    // A character beyond ASCII is a word by itself.
    if (end == at && (static_cast<unsigned char>(text[at]) & 0x80) != 0)
      for (++end; end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;) ++end;
    if (end > at) reader.see(text.substr(at, end - at));
    at = end > at ? end : at + 1;
  }
  return reader.found();
}

}  // namespace stratlint
