#include "facts/phrases.h"

#include "facts/signs.h"

namespace stratlint::facts {

namespace {

constexpr std::size_t usual_tokens = 64;      ///< of a sentence; growing would move what is there
constexpr std::uint32_t longest_phrase = 10;  ///< tokens; bounds the work at every token

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

PhraseFinder::PhraseFinder(const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary)
    : extraction_(extraction), source_(source), vocabulary_(vocabulary.data()) {
  per_ = entry(vocabulary.word("per"));
  number_ = vocabulary.word("#");
  open_ = vocabulary.word("(");
  close_ = vocabulary.word(")");
  comma_ = vocabulary.word(",");
  equals_ = entry(vocabulary.word("="));
  token_ = entry(vocabulary.word("token"));
  sequence_ = entry(vocabulary.word("sequence"));
  gpu_ = entry(vocabulary.word("gpu"));
  device_ = vocabulary.find_key("gpu.name");
  counters_ = vocabulary.find_classes("counter_words").topics;
  items_.resize(usual_tokens);
  first_words_.resize(usual_tokens);
  matches_.reserve(usual_tokens);
  starts_.reserve(usual_tokens);
}

WordIndex::Entry PhraseFinder::entry(std::uint32_t word) const { return {word, vocabulary_.first_state(word)}; }

WordIndex::Entry PhraseFinder::unit_word(const Statement& statement) const {
  const Node& last = extraction_.nodes[extraction_.sides[statement.first_side + statement.side_count - 1].root];
  if (last.kind != Node::Kind::number || !last.quantity.dimension.none()) return {};
  if (last.quantity.count == CountUnit::token) return token_;
  if (last.quantity.count == CountUnit::sequence) return sequence_;
  return {};
}

const std::vector<PhraseMatch>& PhraseFinder::find(const Sentence& sentence) {
  clear(sentence.token_count);
  const std::string_view bytes = source_.bytes();
  first_token_ = sentence.first_token;
  in_sentence_ = true;
  const Token* token = extraction_.tokens.data() + sentence.first_token;
  for (const Token* end = token + sentence.token_count; token != end; ++token) {
    if (token->kind == Token::Kind::word) {
      add(Item::Kind::word, vocabulary_.find(source_.text(token->span), bytes));
    } else if (token->kind == Token::Kind::statement) {
      add(Item::Kind::number, unit_word(extraction_.statements[token->statement]));
    } else if (token->symbol == '-' || token->symbol == 0x2013) {
      add(Item::Kind::joint);
    } else if (token->symbol == '/') {
      // `Recipe / A100` lists two things, `Memory (GB/GPU)` divides.
      const bool lists = sentence.kind == Sentence::Kind::heading && token->spaced && token + 1 != end && token[1].spaced;
      add(lists ? Item::Kind::wall : Item::Kind::slash, {0, lists ? 0 : per_.state});
    } else if (token->symbol == '.' && sentence.kind == Sentence::Kind::cell && !token->spaced && token + 1 != end && token[1].kind == Token::Kind::word) {
      add(Item::Kind::joint);  // `Accum. steps`
    } else if (opens(token->symbol)) {
      add(Item::Kind::open);
    } else if (token->symbol == '=' || token->symbol == 0xFF1D) {
      add(Item::Kind::word, equals_);
    } else if (token->symbol == ',') {
      add(Item::Kind::comma);
    } else if (closes(token->symbol)) {
      add(Item::Kind::close);
    } else {
      add(Item::Kind::wall, token->symbol >= 0x2500 ? vocabulary_.find(source_.text(token->span), bytes) : WordIndex::Entry{});
    }
  }
  match_all();
  return matches_;
}

/// `A100 80GB` and `Ascend 910B` are names: their numbers are looked up as they are written, once a phrase leads up to them.
std::uint32_t PhraseFinder::number_word(std::uint32_t item) const {
  return in_sentence_ ? vocabulary_.find(source_.text(extraction_.tokens[first_token_ + item].span), source_.bytes()).word : 0;
}

void PhraseFinder::clear(std::size_t most_items) {
  item_count_ = 0;
  first_count_ = 0;
  if (items_.size() > most_items) return;
  items_.resize(most_items + 1);
  first_words_.resize(most_items + 1);
}

void PhraseFinder::match_all() {
  items_[item_count_] = {0, 0, Item::Kind::wall};
  matches_.clear();
  said_ = {};
  starts_.assign(item_count_ + 1, 0);
  for (const std::uint32_t first : std::span(first_words_.data(), first_count_)) {
    const std::size_t before = matches_.size();
    match_from(first);
    starts_[first + 1] = static_cast<std::uint32_t>(matches_.size() - before);
  }
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

/// What follows a short parenthesis, 0 if none does.
std::uint32_t PhraseFinder::behind_parenthesis(std::uint32_t open) const {
  constexpr std::uint32_t longest_remark = 8;
  const std::uint32_t end = std::min(item_count_, open + longest_remark);
  for (std::uint32_t i = open + 1; i < end; ++i) {
    if (items_[i].kind == Item::Kind::open) return 0;
    if (items_[i].kind == Item::Kind::close) return i + 1;
  }
  return 0;
}

/// Whether a phrase goes on with an item that is a word.
bool PhraseFinder::leads_on(std::uint32_t state, std::uint32_t item) const {
  return item < item_count_ && items_[item].kind == Item::Kind::word && vocabulary_.next_state(state, items_[item].word) != 0;
}

/// Whether the item behind the first word of a phrase lets none go on, as behind most.
bool PhraseFinder::stands_alone(std::uint32_t first) const {
  const Item& next = items_[first + 1];
  if (next.kind == Item::Kind::word) return vocabulary_.next_state(items_[first].state, next.word) == 0;
  return next.kind == Item::Kind::wall || !vocabulary_.goes_on(items_[first].state);
}

/// `every stage still has 8 layers`, `it needs about 40 GB`.
bool PhraseFinder::changes_nothing(const Item& item) const { return item.state != 0 && (vocabulary_.sense(item.state).marks & bit(Mark::approx)) != 0; }

/// `uses 128 H200 SXM GPUs`: the name of a product may stand between a number and what is counted.
bool PhraseFinder::names_product(std::uint32_t number, std::uint32_t item) const {
  constexpr std::uint32_t longest = 3;
  if (!in_sentence_ || number == no_id || item - number > longest) return false;
  const auto is_name = [&](std::uint32_t at, bool first) {
    const std::string_view word = source_.text(extraction_.tokens[first_token_ + at].span);
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return capital(word.front()) && std::all_of(word.begin(), word.end(), [&](char c) { return capital(c) || digit(c); }) && (!first || std::any_of(word.begin(), word.end(), digit));
  };
  for (std::uint32_t at = number + 1; at <= item; ++at)
    if (items_[at].kind != Item::Kind::joint && !is_name(at, at == number + 1)) return false;
  return true;
}

/// `eight H100s each`: behind a number the name of a product stands for GPUs, unless it tells of which kind they or the nodes are. Its last item, `item` - 1 if it is none.
std::uint32_t PhraseFinder::end_of_devices(std::uint32_t item) const {
  if (!in_sentence_ || item == 0 || items_[item].state == 0 || !is_counted(item)) return item - 1;
  const Sense sense = vocabulary_.sense(items_[item].state);
  if (!sense.has(Meaning::Kind::value) || std::none_of(sense.meanings.begin(), sense.meanings.end(), [&](const Meaning& m) { return m.kind == Meaning::Kind::value && static_cast<KeyId>(m.id) == device_; })) return item - 1;
  // `8 H100 SXM5 80GB per host`
  constexpr std::uint32_t longest = 3;
  std::uint32_t last = item;
  while (last + 1 < item_count_ && last - item < longest) {
    // `8 A100-80GB per host`
    const std::uint32_t next = items_[last + 1].kind == Item::Kind::joint ? last + 2 : last + 1;
    if (next >= item_count_ || !is_model(next)) break;
    last = next;
  }
  // `four GB200 NVL72 racks`, `160 GB200 superchip modules`: what goes on as a name does not count GPUs.
  const Item& next = items_[last + 1];
  if (last + 1 < item_count_ && next.kind == Item::Kind::word && next.word == gpu_.word) return last + 1;
  if (last + 1 >= item_count_ || next.kind != Item::Kind::word) return last;
  constexpr std::uint32_t ends = bit(Mark::preposition) | bit(Mark::link) | bit(Mark::filler) | bit(Mark::total) | bit(Mark::within);
  const Sense behind = next.state == 0 ? Sense{} : vocabulary_.sense(next.state);
  return (behind.marks & ends) != 0 || behind.has(Meaning::Kind::scope) || behind.has(Meaning::Kind::role) ? last : item - 1;
}

/// `8 × H100`, `8x H100`
bool PhraseFinder::is_times(std::uint32_t item) const {
  const Token& token = extraction_.tokens[first_token_ + item];
  return token.symbol == times_sign || (items_[item].kind == Item::Kind::word && source_.text(token.span) == "x");
}

/// Behind a number and a sign, or behind the word that Chinese counts with: `8 张 H800`.
bool PhraseFinder::is_counted(std::uint32_t item) const {
  if (items_[item - 1].kind == Item::Kind::number) return true;
  if (item > 1 && is_times(item - 1)) return items_[item - 2].kind == Item::Kind::number;
  if (item < 2 || items_[item - 1].kind != Item::Kind::word || items_[item - 1].state == 0 || items_[item - 2].kind != Item::Kind::number) return false;
  return (vocabulary_.sense(items_[item - 1].state).topics & counters_).any();
}

/// A word of capitals and digits, or a size.
bool PhraseFinder::is_model(std::uint32_t item) const {
  const Token& token = extraction_.tokens[first_token_ + item];
  const std::string_view text = source_.text(token.span);
  if (items_[item].kind == Item::Kind::number) return text.ends_with("GB");
  return items_[item].kind == Item::Kind::word && text.size() > 1 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

void PhraseFinder::match_from(std::uint32_t first) {
  Way way{items_[first].state, first, first + longest_phrase, no_id, 1};
  add_match(first, first, way);
  if (const std::uint32_t last = first == 0 ? no_id : end_of_devices(first); last != no_id && last >= first) {
    const Way gpus{gpu_.state, last, last + longest_phrase, no_id, 1};
    add_match(first, last, gpus);
    go_on(first, gpus);
  }
  if (items_[first].kind == Item::Kind::wall || stands_alone(first)) return;
  const auto own = static_cast<std::ptrdiff_t>(matches_.size());
  branched_ = false;
  go_on(first, way);
  if (branched_) std::stable_sort(matches_.begin() + own, matches_.end(), [](const PhraseMatch& a, const PhraseMatch& b) { return a.words < b.words; });
}

void PhraseFinder::add_match(std::uint32_t first, std::uint32_t last, const Way& way) {
  const Sense sense = vocabulary_.sense(way.state);
  if (sense.meanings.empty()) return;
  matches_.push_back({sense, first, last, way.number, way.words});
  said_.topics |= sense.topics;
  said_.marks |= sense.marks;
  said_.kinds |= sense.kinds;
}

/// All that a phrase which has come this far may still become.
void PhraseFinder::go_on(std::uint32_t first, Way way) {
  auto& [state, last, end, number, words] = way;
  for (std::uint32_t i = last + 1; i < std::min(item_count_, end); ++i) {
    const Item& item = items_[i];
    std::uint32_t next = 0;
    if (i == number + 1 && in_sentence_ && is_times(i) && i + 1 < item_count_ && end_of_devices(i + 1) > i) continue;
    switch (item.kind) {
      case Item::Kind::joint: continue;
      case Item::Kind::slash:
        next = vocabulary_.next_state(state, per_.word);
        // `TFLOP/s per GPU` is in no phrase `TFLOP per GPU`.
        if (next == 0 || (leads_on(state, i + 1) && !leads_on(next, i + 1))) continue;
        break;
      case Item::Kind::number:
        next = vocabulary_.next_state(state, number_word(i));
        // `with eight 80 GB GPUs`: their size.
        if (next == 0 && in_sentence_ && number != no_id && i == number + 1 && is_model(i)) continue;
        if (next == 0) {
          next = vocabulary_.next_state(state, number_);
          number = i;
        }
        break;
      case Item::Kind::open: {
        next = vocabulary_.next_state(state, open_);
        // `Each stage (32 GPUs) holds 16 layers`: a remark does not end a phrase.
        const std::uint32_t close = behind_parenthesis(i);
        const bool either = close != 0 && next != 0 && leads_on(state, close);
        branched_ = branched_ || either;
        if (either || (close != 0 && next == 0)) go_on(first, {state, close - 1, end + close - i, number, words});
        break;
      }
      case Item::Kind::comma: next = vocabulary_.next_state(state, comma_); break;
      case Item::Kind::close: next = vocabulary_.next_state(state, close_); break;
      case Item::Kind::word:
        next = vocabulary_.next_state(state, item.word);
        if (const std::uint32_t gpus = next == 0 && number < i && i - number <= 2 ? vocabulary_.next_state(state, gpu_.word) : 0; gpus != 0 && end_of_devices(i) >= i) {
          const std::uint32_t name_end = end_of_devices(i);
          const Way counted{gpus, name_end, end + name_end - i, number, static_cast<std::uint16_t>(words + 1)};
          add_match(first, name_end, counted);
          branched_ = true;
          go_on(first, counted);
        }
        if (next == 0 && (names_product(number, i) || changes_nothing(item))) continue;
        break;
      case Item::Kind::wall: break;
    }
    if (next == 0) return;
    state = next;
    ++words;
    add_match(first, i, way);
  }
}

const std::vector<PhraseMatch>& PhraseFinder::find_in(Span text) {
  clear(longest_phrase);
  in_sentence_ = false;
  const std::string_view bytes = source_.text(text);
  for (std::size_t at = 0; at < bytes.size() && item_count_ < longest_phrase;) {
    if (static_cast<unsigned char>(bytes[at]) >= 0xE4 && static_cast<unsigned char>(bytes[at]) <= 0xE9 && at + 3 <= bytes.size()) {
      // A Chinese character is a word by itself.
      add(Item::Kind::word, vocabulary_.find(bytes.substr(at, 3)));
      at += 3;
      continue;
    }
    if (is_word_byte(bytes[at])) {
      std::size_t end = at;
      while (end < bytes.size() && is_word_byte(bytes[end])) ++end;
      add(Item::Kind::word, vocabulary_.find(bytes.substr(at, end - at)));
      at = end;
      continue;
    }
    if (bytes[at] == '/') add(Item::Kind::slash, {0, per_.state});
    ++at;
  }
  match_all();
  return matches_;
}

}  // namespace stratlint::facts
