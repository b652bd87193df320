#include "facts/table_reader.h"

#include <algorithm>

#include "facts/label_unit.h"

namespace stratlint::facts {

namespace {

constexpr std::uint32_t longest_symbol = 8;  ///< bytes of `$n_h$`
constexpr std::size_t most_plans = 256;

/// Quantities of every kind that a caption may name: whichever fits shows that it names a key.
std::array<Quantity, 10> samples() {
  std::array<Quantity, 10> result;
  const auto set = [&](std::size_t i, Dimension dimension, CountUnit count) {
    result[i].value = result[i].low = result[i].high = 8;
    result[i].dimension = dimension;
    result[i].count = count;
    result[i].has_unit = !dimension.none() || count != CountUnit::none;
  };
  set(0, {}, CountUnit::none);
  result[0].integer = true;
  set(1, {.byte = 1, .flop = 0, .second = 0}, CountUnit::none);
  set(2, {.byte = 0, .flop = 0, .second = 1}, CountUnit::none);
  set(3, {.byte = 0, .flop = 0, .second = -1}, CountUnit::token);
  set(4, {.byte = 0, .flop = 0, .second = -1}, CountUnit::sequence);
  set(5, {.byte = 1, .flop = 0, .second = -1}, CountUnit::none);
  set(6, {.byte = 0, .flop = 1, .second = -1}, CountUnit::none);
  set(7, {}, CountUnit::none);
  result[7].value = 0.5;
  result[7].percent = true;
  // `Hidden size`, `Parameters`: counts that are never small.
  constexpr double wide = 4096, huge = 2e9;
  for (std::size_t i : {8, 9}) {
    set(i, {}, CountUnit::none);
    result[i].value = result[i].low = result[i].high = i == 8 ? wide : huge;
    result[i].integer = true;
  }
  return result;
}

/// `Memory requirement` and `Scaling efficiency` name what they measure: the longer phrase takes the meaning of its words.
bool inside_longer(const PhraseMatch& match, const std::vector<PhraseMatch>& all) {
  return std::any_of(all.begin(), all.end(), [&](const PhraseMatch& other) {
    if (other.first > match.first || other.last < match.last || other.words <= match.words) return false;
    return std::any_of(other.meanings.begin(), other.meanings.end(),
                       [](const Meaning& m) { return m.kind == Meaning::Kind::key || m.kind == Meaning::Kind::role || is_plan(m); });
  });
}

}  // namespace

PlanMark plan_mark(std::span<const PhraseMatch> matches, const Sentence& sentence, const Extraction& x, const SourceFile& source) {
  PlanMark mark;
  std::uint32_t words = 0;
  for (const PhraseMatch& match : matches) {
    if (match.words <= words || !match.has(Meaning::Kind::mark)) continue;
    const auto meaning = std::find_if(match.meanings.begin(), match.meanings.end(), is_plan);
    if (meaning == match.meanings.end()) continue;
    words = match.words;
    mark.part = static_cast<Mark>(meaning->id) == Mark::part;
    mark.name = source.text({x.tokens[sentence.first_token + match.first].span.begin, x.tokens[sentence.first_token + match.last].span.end});
    for (char& c : mark.name) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return mark;
}

PlanId known_plan(const FactBase& base, std::string_view name) {
  for (std::size_t i = 0; i < base.plans.size(); ++i)
    if (base.plans[i].name == name) return static_cast<PlanId>(i);
  return 0;
}

PlanId plan_named(FactBase& base, std::string name, Span span) {
  if (const PlanId known = known_plan(base, name); known != 0 || name == base.plans[0].name) return known;
  if (base.plans.size() >= most_plans) {
    if (base.limits.empty()) base.limits.push_back("only the first " + std::to_string(most_plans - 1) + " plans are told apart");
    return 0;
  }
  base.plans.push_back({std::move(name), 0, span, false});
  return static_cast<PlanId>(base.plans.size() - 1);
}

TableReader::TableReader(const Document& document, const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary)
    : document_(document), x_(extraction), source_(source), vocabulary_(vocabulary), names_(document, source) {}

/// `Memory (GB)`, `Time / ms`, `Throughput [tokens/s]`, `tokens/s per GPU`, `sum GB`.
std::optional<Unit> TableReader::unit_in(const Sentence& sentence) const {
  const auto token = [&](std::uint32_t i) -> const Token& { return x_.tokens[sentence.first_token + i]; };
  const auto unit_at = [&](std::uint32_t i) -> std::optional<Unit> {
    return i < sentence.token_count && token(i).kind == Token::Kind::word ? find_label_unit(source_.text(token(i).span)) : std::nullopt;
  };
  const auto per = [&](std::uint32_t i) {
    return i < sentence.token_count && (token(i).symbol == '/' || (token(i).kind == Token::Kind::word && source_.text(token(i).span) == "per"));
  };
  constexpr Dimension seconds{.byte = 0, .flop = 0, .second = 1};
  for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
    const char32_t before = i == 0 ? 0 : token(i - 1).symbol;
    const bool behind_sign = before == '(' || before == '[' || before == '/' || before == 0xFF08;
    const bool rate = per(i + 1);
    // A unit at the end, or before what it is counted for: `sum GB`, `GB per GPU`.
    const bool ends = i + 1 == sentence.token_count || rate;
    if (!behind_sign && !ends) continue;
    const auto unit = unit_at(i);
    if (!unit) continue;
    const auto time = rate ? unit_at(i + 2) : std::nullopt;
    if (time && time->dimension == seconds) return divide(*unit, *time);
    if (behind_sign || (ends && !unit->dimension.none())) return unit;
  }
  return source_.text(sentence.span).find('%') != std::string_view::npos ? find_unit("%") : std::nullopt;
}

/// `Bytes per parameter`: shares of what is no scope are another quantity than the rows'.
bool TableReader::is_per_other(const Sentence& sentence, std::span<const PhraseMatch> matches) const {
  for (std::uint32_t i = 0; i + 1 < sentence.token_count; ++i) {
    const Token& token = x_.tokens[sentence.first_token + i];
    const Token& of = x_.tokens[sentence.first_token + i + 1];
    if (token.kind != Token::Kind::word || of.kind != Token::Kind::word || source_.text(token.span) != "per") continue;
    // `bytes per parameter` is the size of a type.
    const auto names_type = [&](const Meaning& m) { return m.kind == Meaning::Kind::key && vocabulary_.key(static_cast<KeyId>(m.id)).type == ValueType::name; };
    const bool known = std::any_of(matches.begin(), matches.end(), [&](const PhraseMatch& match) {
      return match.first <= i && match.last > i && std::none_of(match.meanings.begin(), match.meanings.end(), names_type);
    });
    if (!known && !find_label_unit(source_.text(of.span))) return true;
  }
  return false;
}

TableReader::Caption TableReader::caption_of(std::uint32_t block, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder,
                                             const SentenceBinder& binder, const Context& context) const {
  Caption caption;
  const std::uint32_t sentence = block < sentence_of_block.size() ? sentence_of_block[block] : no_id;
  if (sentence == no_id) return caption;
  caption.sentence = &x_.sentences[sentence];
  caption.matches = finder.find(*caption.sentence);
  caption.unit = unit_in(*caption.sentence);
  caption.scope = caption_scope(*caption.sentence, x_.tokens, caption.matches);
  caption.plan_mark = marks_plan(caption.matches, 0, no_id);
  caption.per_other = is_per_other(*caption.sentence, caption.matches);
  for (const PhraseMatch& match : caption.matches) {
    if (!match.has(Meaning::Kind::key)) continue;
    for (const Meaning& meaning : match.meanings) {
      if (meaning.kind != Meaning::Kind::key || !vocabulary_.key(static_cast<KeyId>(meaning.id)).degree) continue;
      caption.degrees = true;
      caption.degree_said = caption.degree_said || (facts::labels(meaning.place) && has_its_number(*caption.sentence, match));
    }
  }
  // `Plan 2 (old)`: words behind a number count as well.
  const auto& words = finder.find_in(caption.sentence->span);
  for (const PhraseMatch& match : words) {
    if (!match.has(Meaning::Kind::role)) continue;
    for (const Meaning& meaning : match.meanings)
      if (meaning.kind == Meaning::Kind::role && !meaning.before && !meaning.section && !inside_longer(match, words)) caption.role = static_cast<Role>(meaning.id);
  }
  if (std::none_of(caption.matches.begin(), caption.matches.end(), [](const PhraseMatch& m) { return m.has(Meaning::Kind::key); })) return caption;
  static const std::array<Quantity, 10> kinds = samples();
  const TopicSet topics = context.topics | topics_in(caption.matches);
  for (const Quantity& sample : kinds) {
    const Binding binding = binder.label_in(*caption.sentence, caption.matches, 0, caption.sentence->token_count, sample, topics);
    if (!binding) continue;
    caption.keyed = true;
    const Key& key = vocabulary_.key(binding.key);
    caption.config = key.degree;
    caption.memory = caption.memory || key.name.starts_with("memory.");
    if (caption.config || (!caption.degrees && caption.memory)) break;
  }
  return caption;
}

void TableReader::open(std::uint32_t table, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder, const SentenceBinder& binder,
                       const Context& context, FactBase& base) {
  table_ = table;
  const Table& t = document_.tables[table];
  columns_.clear();
  rows_.clear();
  for (std::uint32_t c = 0; c < t.columns; ++c) columns_.push_back(caption_of(t.first_block + c, sentence_of_block, finder, binder, context));
  for (std::uint32_t c = 2; c < t.columns; ++c) {
    const Caption& before = columns_[c - 1];
    if (columns_[c].sentence && columns_[c].scope && !columns_[c].keyed && !columns_[c].unit && words_in(columns_[c]) <= 2)
      columns_[c].names_like = before.names_like == no_id ? c - 1 : before.names_like;
  }
  for (std::uint32_t r = 0; r < t.rows; ++r) {
    rows_.push_back(r == 0 || t.columns == 0 ? Caption{} : caption_of(t.first_block + r * t.columns, sentence_of_block, finder, binder, context));
    // `| $d$ | data parallel | 32 |`: the meaning of a symbol stands behind it.
    if (r == 0 || t.columns < 3 || rows_[r].keyed || !rows_[r].sentence || rows_[r].sentence->span.size() > longest_symbol || words_in(rows_[r]) == 0) continue;
    Caption meaning = caption_of(t.first_block + r * t.columns + 1, sentence_of_block, finder, binder, context);
    if (meaning.keyed && words_in(meaning) == meaning.sentence->token_count) rows_[r] = std::move(meaning);
  }

  values_ = no_id;
  for (std::uint32_t c = t.columns; c-- > 1;)
    if (columns_[c].sentence && words_in(columns_[c]) == 1 && std::any_of(columns_[c].matches.begin(), columns_[c].matches.end(), [](const PhraseMatch& m) { return m.has(Mark::values); })) values_ = c;
  topics_ = {};
  if (std::count_if(columns_.begin(), columns_.end(), [](const Caption& c) { return c.memory; }) > 2)
    if (const std::uint32_t state = vocabulary_.step(0, vocabulary_.written_word("memory")); state != 0) topics_ = vocabulary_.sense(state).topics;
  find_remarks(t, sentence_of_block);
  find_ordinals(t, sentence_of_block);
  asks_ = std::any_of(columns_.begin(), columns_.end(), [](const Caption& c) { return c.role == Role::requirement; });
  subject_ = columns_.empty() || !columns_[0].sentence ? PlanId{0} : mentioned(*columns_[0].sentence);
  column_plans_.assign(t.columns, 0);
  row_plans_.assign(t.rows, 0);
  const auto count = [](const std::vector<Caption>& captions, bool Caption::*what, std::size_t from) {
    return std::count_if(captions.begin() + static_cast<std::ptrdiff_t>(std::min(from, captions.size())), captions.end(),
                         [&](const Caption& c) { return c.*what; });
  };
  // `TP=8` above a column is a configuration, `TP` the name of what stands in it.
  const auto config_columns = std::count_if(columns_.begin(), columns_.end(), [&](const Caption& c) { return c.config && !has_number(c); });
  const auto keyed_rows = count(rows_, &Caption::keyed, 1);
  const auto config_rows = std::count_if(rows_.begin() + 1, rows_.end(), [&](const Caption& c) { return c.config && !has_number(c); });
  // Rows that are named after degrees hold one configuration, whatever stands in the header.
  // Rows that start with whole sentences are remarks, no configurations.
  constexpr std::ptrdiff_t longest_name = 5;
  const bool named = std::any_of(rows_.begin() + 1, rows_.end(), [&](const Caption& c) { return c.degree_said && words_in(c) <= longest_name; });
  const bool wordy = std::any_of(rows_.begin() + 1, rows_.end(), [&](const Caption& c) { return c.sentence && words_in(c) > longest_name; });
  const bool rows_are_plans = t.rows > 2 && subject_ == 0 && config_rows < 2 && (config_columns > 0 || (keyed_rows == 0 && !wordy) || named);
  firm_ = !rows_are_plans && t.columns <= 3;
  const auto text = [&](const Caption& caption) { return caption.sentence ? std::string(source_.text(caption.sentence->span)) : std::string(); };
  if (rows_are_plans) {
    for (std::uint32_t r = 1; r < t.rows; ++r) {
      std::string name(names_.text(t, r, 0));
      const Span span = rows_[r].sentence ? rows_[r].sentence->span : Span{};
      if (name.empty()) name = "row " + std::to_string(r);
      if (config_columns > 0 && !names_.shared(table)) name = "row " + std::to_string(r) + " of the table on line " + std::to_string(table_line(t));
      row_plans_[r] = add_plan(base, rows_[r], name, span);
      names_.add(names_.text(t, r, 0), row_plans_[r]);
    }
  } else if (keyed_rows > 0 && t.columns > 2 && columns_compare(t, sentence_of_block)) {
    for (std::uint32_t c = 1; c < t.columns; ++c)
      column_plans_[c] = add_plan(base, columns_[c], text(columns_[c]), columns_[c].sentence ? columns_[c].sentence->span : Span{});
  }
  if (rows_are_plans || column_plans_.size() != static_cast<std::size_t>(std::count(column_plans_.begin(), column_plans_.end(), PlanId{0})))
    find_failures(t, rows_are_plans, sentence_of_block, finder);
  // A later table may go on about plans that an earlier one named.
  for (std::uint32_t c = 1; c < t.columns; ++c)
    if (!rows_are_plans && column_plans_[c] == 0) column_plans_[c] = known_plan(base, text(columns_[c]));
}

/// `| Stage | Layers | Node |` above `| 0 | 0-14 | 0 |`, `| 1 | 15-29 | 0 |`: what starts with 0 or 1 and goes up by one numbers the rows, it counts nothing.
void TableReader::find_ordinals(const Table& t, const std::vector<std::uint32_t>& sentence_of_block) {
  constexpr std::uint32_t fewest_from_one = 5;  // rows with the header: `TP` of a sweep may be 1 and 2
  ordinals_.assign(t.columns, false);
  for (std::uint32_t c = 0; c < t.columns; ++c) {
    bool repeats = false, counts = t.rows > 2;
    double first = 0, last = 0;
    for (std::uint32_t r = 1; r < t.rows && counts; ++r) {
      const auto value = lone_count(sentence_of_block[t.first_block + r * t.columns + c]);
      const double before = r == 1 && value ? *value : last;
      counts = value && (*value == before || *value == before + 1);
      if (!counts) break;
      repeats = repeats || (r > 1 && *value == before);
      if (r == 1) first = *value;
      last = *value;
    }
    ordinals_[c] = counts && last > 0 && (first == 0 || (first == 1 && !repeats && t.rows >= fewest_from_one));
  }
}

std::optional<double> TableReader::lone_count(std::uint32_t sentence) const {
  if (sentence == no_id || x_.sentences[sentence].token_count != 1) return std::nullopt;
  const Token& token = x_.tokens[x_.sentences[sentence].first_token];
  if (token.statement == no_id || x_.statements[token.statement].side_count != 1) return std::nullopt;
  const Node& node = x_.nodes[x_.sides[x_.statements[token.statement].first_side].root];
  return node.kind == Node::Kind::number && node.quantity.integer && !node.quantity.has_unit ? std::optional(node.quantity.value) : std::nullopt;
}

/// `| Stage depth | 10 layers | uniform partition of 80 by 8 |`: behind the value of a row words are a remark, whose numbers have names of their own.
void TableReader::find_remarks(const Table& t, const std::vector<std::uint32_t>& sentence_of_block) {
  remarks_.assign(static_cast<std::size_t>(t.rows) * t.columns, false);
  for (std::uint32_t r = 1; r < t.rows; ++r) {
    bool valued = false;
    for (std::uint32_t c = 1; c < t.columns; ++c) {
      const std::uint32_t sentence = sentence_of_block[t.first_block + r * t.columns + c];
      if (sentence == no_id || x_.sentences[sentence].token_count == 0) continue;
      const Token& first = x_.tokens[x_.sentences[sentence].first_token];
      remarks_[r * t.columns + c] = valued && first.kind == Token::Kind::word;
      valued = valued || first.kind == Token::Kind::statement;
    }
  }
}

/// A configuration with `✗` or `OOM` in one of its cells was tried or thought of, and is no plan.
void TableReader::find_failures(const Table& t, bool rows, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder) {
  constexpr std::uint32_t longest = 4;  // tokens of a verdict
  for (std::uint32_t r = 1; r < t.rows; ++r)
    for (std::uint32_t c = 1; c < t.columns; ++c) {
      const std::uint32_t sentence = sentence_of_block[t.first_block + r * t.columns + c];
      if (sentence == no_id || x_.sentences[sentence].token_count > longest || (!rows && column_plans_[c] == 0)) continue;
      for (const PhraseMatch& match : finder.find(x_.sentences[sentence]))
        for (const Meaning& m : match.meanings) {
          // `| fits? |` above `| no |`
          const bool denied = m.kind == Meaning::Kind::mark && static_cast<Mark>(m.id) == Mark::negation && x_.sentences[sentence].token_count == 1 &&
                              std::any_of(columns_[c].matches.begin(), columns_[c].matches.end(), [](const PhraseMatch& head) { return head.has(Mark::within); });
          const bool fails = denied || (m.kind == Meaning::Kind::mark && static_cast<Mark>(m.id) == Mark::cross) ||
                             (is_role(m) && static_cast<Role>(m.id) == Role::hypothetical);
          if (fails) (rows ? rows_[r] : columns_[c]).role = Role::hypothetical;
        }
    }
}

/// `TP=8`, `8-way TP`, and neither `Hidden size (64 × 128)` nor `12 B / 6 replicas`.
bool TableReader::has_its_number(const Sentence& sentence, const PhraseMatch& match) const {
  const auto number = [&](std::uint32_t at) { return at < sentence.token_count && x_.tokens[sentence.first_token + at].statement != no_id; };
  const char32_t sign = match.last + 1 < sentence.token_count ? x_.tokens[sentence.first_token + match.last + 1].symbol : U'\0';
  const Span name = x_.tokens[sentence.first_token + match.first].span;
  if (source_.text({sentence.span.begin, name.begin}).ends_with("-way ")) return true;
  const bool tied = sign == '=' || sign == '-' || sign == ':' || sign == 0xFF1A;
  return number(match.last) || number(match.last + 1) || (tied && number(match.last + 2));
}

/// `Baseline (TP=8, PP=2)` is the name of a configuration, `TP` that of a degree.
bool TableReader::has_number(const Caption& caption) const {
  const auto begin = x_.tokens.begin() + caption.sentence->first_token;
  return std::any_of(begin, begin + caption.sentence->token_count, [](const Token& t) { return t.statement != no_id; });
}

std::ptrdiff_t TableReader::words_in(const Caption& caption) const {
  const auto begin = x_.tokens.begin() + caption.sentence->first_token;
  return std::count_if(begin, begin + caption.sentence->token_count, [](const Token& t) { return t.kind == Token::Kind::word; });
}

/// Columns are configurations if at least two of them give numbers for the same rows, and none says why it stands there.
bool TableReader::columns_compare(const Table& t, const std::vector<std::uint32_t>& sentence_of_block) const {
  if (std::any_of(columns_.begin(), columns_.end(), [](const Caption& c) { return c.role && *c.role != Role::superseded; })) return false;
  std::uint32_t rows = 0, keyed = 0;
  for (std::uint32_t r = 1; r < t.rows; ++r) {
    std::uint32_t numbers = 0;
    const Quantity* first = nullptr;
    for (std::uint32_t c = 1; c < t.columns; ++c) {
      const std::uint32_t sentence = sentence_of_block[t.first_block + r * t.columns + c];
      if (sentence == no_id) continue;
      const Sentence& cell = x_.sentences[sentence];
      const bool starts = cell.token_count > 0 && x_.tokens[cell.first_token].kind == Token::Kind::statement;
      if (!starts || cell.token_count > 3) continue;
      // `14.8 / 4 × 2` is how the number beside it comes about.
      const Statement& statement = x_.statements[x_.tokens[cell.first_token].statement];
      const Node& node = x_.nodes[x_.sides[statement.first_side].root];
      if (statement.side_count != 1 || node.kind != Node::Kind::number) continue;
      // `| Weights | 17.4 GB | 51 % |`: of one part two things are told.
      const Quantity& told = node.quantity;
      if (first == nullptr) first = &told;
      if (told.percent == first->percent && (!told.has_unit || !first->has_unit || told.dimension == first->dimension)) ++numbers;
    }
    if (!rows_[r].keyed) continue;
    ++keyed;
    if (numbers >= 2) ++rows;
  }
  return rows >= 2 && rows * 2 > keyed;
}

std::uint32_t TableReader::table_line(const Table& table) const {
  const Block& first = document_.blocks[table.first_block];
  return first.line_count == 0 ? 0 : source_.line_of(document_.begin_lines(first)->begin);
}

PlanId TableReader::add_plan(FactBase& base, const Caption& caption, std::string name, Span span) {
  if (caption.plan_mark) {
    const PlanMark mark = plan_mark(caption.matches, *caption.sentence, x_, source_);
    const PlanId plan = plan_named(base, mark.name, span);
    if (plan != 0) base.plans[plan].part = mark.part;
    return plan;
  }
  return name.empty() ? PlanId{0} : plan_named(base, std::move(name), span);
}

std::span<const OuterLabel> TableReader::labels(const Block& cell) {
  const Caption& column = columns_[cell.column];
  const Caption& row = rows_[cell.row];
  const bool behind = remarks_[cell.row * columns_.size() + cell.column] && !column.plan_mark && !column.role && !column.scope && column_plans_[cell.column] == 0;
  const auto unit = row.unit && !behind ? row.unit : column.unit;
  const Caption& named = column.names_like == no_id ? column : columns_[column.names_like];
  const auto shared = row.unit && !behind ? row.unit : named.unit;
  const bool remark = column.per_other || behind || (values_ != no_id && cell.column != values_ && !column.plan_mark && !column.role && !column.scope && !column.unit);
  // `| TP 8 | 635 ms | 96 |`: what has its value is the name of a row.
  const bool valued = row.degree_said && row.config;
  labels_[0] = cell.column == 0 || remark || valued ? OuterLabel{} : OuterLabel{row.sentence, row.matches, firm_, unit ? unit : shared, row.scope};
  // `| Parameter | Value |` above `| Fits into 80 GB? | yes |`: the head of a column of names labels no number in them.
  labels_[1] = cell.row == 0 || ordinals_[cell.column] || (cell.column == 0 && firm_ && row.sentence && words_in(row) > 1) ? OuterLabel{} : OuterLabel{named.sentence, named.matches, false, unit ? unit : shared, column.scope};
  return labels_;
}

std::optional<Role> TableReader::role(const Block& cell) const {
  if (cell.row > 0 && columns_[cell.column].role) return columns_[cell.column].role;
  return cell.column > 0 ? rows_[cell.row].role : std::nullopt;
}

PlanId TableReader::plan(const Block& cell, PlanId outer) const {
  if (cell.row == 0) return column_plans_[cell.column] != 0 ? column_plans_[cell.column] : outer;
  if (row_plans_[cell.row] != 0) return row_plans_[cell.row];
  if (column_plans_[cell.column] != 0) return column_plans_[cell.column];
  return subject_ != 0 ? subject_ : outer;
}

}  // namespace stratlint::facts
