#include "facts/phrases.h"

#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::uint32_t longest_phrase = 10;  ///< tokens; bounds the work at every token

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

PhraseFinder::PhraseFinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary)
    : extraction_(extraction), source_(source), vocabulary_(vocabulary) {
  per_ = vocabulary.word("per");
  number_ = vocabulary.word("#");
  open_ = vocabulary.word("(");
  close_ = vocabulary.word(")");
  token_ = vocabulary.word("token");
  sequence_ = vocabulary.word("sequence");
}

std::uint32_t PhraseFinder::unit_word(const Statement& statement) const {
  const Node& last = extraction_.nodes[extraction_.sides[statement.first_side + statement.side_count - 1].root];
  if (last.kind != Node::Kind::number || !last.quantity.dimension.none()) return 0;
  if (last.quantity.count == CountUnit::token) return token_;
  if (last.quantity.count == CountUnit::sequence) return sequence_;
  return 0;
}

const std::vector<PhraseMatch>& PhraseFinder::find(const Sentence& sentence) {
  items_.clear();
  matches_.clear();
  bool known = false;
  first_token_ = sentence.first_token;
  in_sentence_ = true;
  for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
    const Token& token = extraction_.tokens[sentence.first_token + i];
    Item item;
    if (token.kind == Token::Kind::word) {
      item.word = vocabulary_.written_word(source_.text(token.span));
    } else if (token.kind == Token::Kind::statement) {
      item.kind = Item::Kind::number;
      item.word = unit_word(extraction_.statements[token.statement]);
    } else if (token.symbol == '-' || token.symbol == 0x2013) {
      item.kind = Item::Kind::joint;
    } else if (token.symbol == '/') {
      item.kind = Item::Kind::slash;
    } else if (opens(token.symbol)) {
      item.kind = Item::Kind::open;
    } else if (closes(token.symbol)) {
      item.kind = Item::Kind::close;
    } else {
      item.kind = Item::Kind::wall;
      if (token.symbol >= 0x2500) item.word = vocabulary_.written_word(source_.text(token.span));
    }
    known = known || item.word != 0;
    items_.push_back(item);
  }
  if (known || !items_.empty()) match_all();
  return matches_;
}

/// `A100 80GB` and `Ascend 910B` are names: their numbers are looked up as they are written, once a phrase leads up to them.
std::uint32_t PhraseFinder::number_word(std::uint32_t item) const {
  return in_sentence_ ? vocabulary_.written_word(source_.text(extraction_.tokens[first_token_ + item].span)) : 0;
}

void PhraseFinder::match_all() {
  for (std::uint32_t i = 0; i < items_.size(); ++i)
    if (items_[i].word != 0 || items_[i].kind == Item::Kind::slash) match_from(i);
}

/// What follows a short parenthesis, 0 if none does.
std::uint32_t PhraseFinder::behind_parenthesis(std::uint32_t open) const {
  constexpr std::uint32_t longest_remark = 8;
  const auto end = std::min<std::size_t>(items_.size(), open + longest_remark);
  for (std::uint32_t i = open + 1; i < end; ++i) {
    if (items_[i].kind == Item::Kind::open) return 0;
    if (items_[i].kind == Item::Kind::close) return i + 1;
  }
  return 0;
}

void PhraseFinder::match_from(std::uint32_t first) {
  std::uint32_t state = 0;
  std::uint16_t words = 0;
  std::uint32_t number = no_id;
  auto end = std::min<std::size_t>(items_.size(), first + longest_phrase);
  for (std::uint32_t i = first; i < end; ++i) {
    const Item& item = items_[i];
    std::uint32_t next = 0;
    switch (item.kind) {
      case Item::Kind::joint: continue;
      case Item::Kind::slash:
        next = vocabulary_.step(state, per_);
        if (next == 0 && i == first) return;
        if (next == 0) continue;
        break;
      case Item::Kind::number:
        // `128 sequences per batch`: the unit is the first word of the noun.
        if (i == first) {
          next = vocabulary_.step(0, item.word);
        } else {
          next = vocabulary_.step(state, number_word(i));
          if (next == 0 && number_ != 0) {
            next = vocabulary_.step(state, number_);
            number = i;
          }
        }
        break;
      case Item::Kind::open: {
        next = open_ == 0 ? 0 : vocabulary_.step(state, open_);
        if (next != 0) break;
        // `Each stage (32 GPUs) holds 16 layers`: a remark does not end a phrase.
        const std::uint32_t close = behind_parenthesis(i);
        if (close == 0) return;
        end = std::min<std::size_t>(items_.size(), end + close - i);
        i = close - 1;
        continue;
      }
      case Item::Kind::close: next = close_ == 0 ? 0 : vocabulary_.step(state, close_); break;
      case Item::Kind::word: next = item.word == 0 ? 0 : vocabulary_.step(state, item.word); break;
      case Item::Kind::wall: next = i == first ? vocabulary_.step(0, item.word) : 0; break;
    }
    if (next == 0) return;
    state = next;
    ++words;
    const auto meanings = vocabulary_.meanings(state);
    if (!meanings.empty()) matches_.push_back({first, i, number, words, vocabulary_.kinds(state), meanings});
    if (item.kind == Item::Kind::wall) return;
  }
}

const std::vector<PhraseMatch>& PhraseFinder::find_in(Span text) {
  items_.clear();
  matches_.clear();
  in_sentence_ = false;
  const std::string_view bytes = source_.text(text);
  for (std::size_t at = 0; at < bytes.size() && items_.size() < longest_phrase;) {
    Item item;
    if (static_cast<unsigned char>(bytes[at]) >= 0xE4 && static_cast<unsigned char>(bytes[at]) <= 0xE9 && at + 3 <= bytes.size()) {
      // A Chinese character is a word by itself.
      item.word = vocabulary_.written_word(bytes.substr(at, 3));
      items_.push_back(item);
      at += 3;
      continue;
    }
    if (is_word_byte(bytes[at])) {
      std::size_t end = at;
      while (end < bytes.size() && is_word_byte(bytes[end])) ++end;
      item.word = vocabulary_.written_word(bytes.substr(at, end - at));
      items_.push_back(item);
      at = end;
      continue;
    }
    if (bytes[at] == '/') {
      item.kind = Item::Kind::slash;
      items_.push_back(item);
    }
    ++at;
  }
  match_all();
  return matches_;
}

}  // namespace stratlint::facts
