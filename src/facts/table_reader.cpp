#include "facts/table_reader.h"

#include <algorithm>

namespace stratlint::facts {

namespace {

constexpr std::size_t most_plans = 256;

/// Quantities of every kind that a caption may name: whichever fits shows that it names a key.
std::array<Quantity, 8> samples() {
  std::array<Quantity, 8> result;
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
  return result;
}

}  // namespace

PlanId plan_named(FactBase& base, std::string name, Span span) {
  for (std::size_t i = 0; i < base.plans.size(); ++i)
    if (base.plans[i].name == name) return static_cast<PlanId>(i);
  if (base.plans.size() >= most_plans) return 0;
  base.plans.push_back({std::move(name), 0, span});
  return static_cast<PlanId>(base.plans.size() - 1);
}

TableReader::TableReader(const Document& document, const Extraction& extraction, const SourceFile& source, const Vocabulary& vocabulary)
    : document_(document), x_(extraction), source_(source), vocabulary_(vocabulary) {}

std::optional<Unit> TableReader::unit_in(const Sentence& sentence) const {
  // `Memory (GB)`, `Time / ms`, `Throughput [tokens/s]`: the unit stands behind a sign, at the end.
  std::optional<Unit> unit;
  bool behind_sign = false;
  for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
    const Token& token = x_.tokens[sentence.first_token + i];
    if (token.kind == Token::Kind::symbol) {
      if (token.symbol == '(' || token.symbol == '[' || token.symbol == 0xFF08) behind_sign = true;
      if (token.symbol == '/') behind_sign = true;
      continue;
    }
    if (!behind_sign || token.kind != Token::Kind::word) continue;
    const auto found = find_unit(source_.text(token.span));
    if (!found) continue;
    if (unit && found->dimension == Dimension{.byte = 0, .flop = 0, .second = 1} && i > 0 && x_.tokens[sentence.first_token + i - 1].symbol == '/')
      unit = divide(*unit, *found);
    else if (!unit)
      unit = found;
  }
  const std::string_view text = source_.text(sentence.span);
  if (!unit && text.find('%') != std::string_view::npos) unit = find_unit("%");
  return unit;
}

TableReader::Caption TableReader::caption_of(std::uint32_t block, const std::vector<std::uint32_t>& sentence_of_block, PhraseFinder& finder,
                                             const SentenceBinder& binder, const Context& context) const {
  Caption caption;
  const std::uint32_t sentence = block < sentence_of_block.size() ? sentence_of_block[block] : no_id;
  if (sentence == no_id) return caption;
  caption.sentence = &x_.sentences[sentence];
  caption.matches = finder.find(*caption.sentence);
  caption.unit = unit_in(*caption.sentence);
  caption.plan_mark = marks_plan(caption.matches, 0, no_id);
  for (const PhraseMatch& match : caption.matches)
    for (const Meaning& meaning : match.meanings)
      if (meaning.kind == Meaning::Kind::role && !meaning.before) caption.role = static_cast<Role>(meaning.id);
  static const std::array<Quantity, 8> kinds = samples();
  const std::uint64_t topics = context.topics | topics_in(caption.matches);
  for (const Quantity& sample : kinds) {
    const Binding binding = binder.label_in(*caption.sentence, caption.matches, 0, caption.sentence->token_count, sample, topics);
    if (!binding) continue;
    caption.keyed = true;
    const std::string& name = vocabulary_.key(binding.key).name;
    if (name.starts_with("axis.")) caption.config = true;
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
  for (std::uint32_t r = 0; r < t.rows; ++r)
    rows_.push_back(r == 0 || t.columns == 0 ? Caption{} : caption_of(t.first_block + r * t.columns, sentence_of_block, finder, binder, context));

  column_plans_.assign(t.columns, 0);
  row_plans_.assign(t.rows, 0);
  const auto count = [](const std::vector<Caption>& captions, bool Caption::*what, std::size_t from) {
    return std::count_if(captions.begin() + static_cast<std::ptrdiff_t>(std::min(from, captions.size())), captions.end(),
                         [&](const Caption& c) { return c.*what; });
  };
  const auto config_columns = count(columns_, &Caption::config, 0);
  const auto keyed_rows = count(rows_, &Caption::keyed, 1);
  const bool rows_are_plans = t.rows > 2 && (config_columns > 0 || keyed_rows == 0);
  const auto text = [&](const Caption& caption) { return caption.sentence ? std::string(source_.text(caption.sentence->span)) : std::string(); };
  if (rows_are_plans) {
    for (std::uint32_t r = 1; r < t.rows; ++r) {
      std::string name = text(rows_[r]);
      const Span span = rows_[r].sentence ? rows_[r].sentence->span : Span{};
      if (name.empty()) name = "row " + std::to_string(r);
      if (config_columns > 0) name = "row " + std::to_string(r) + " of the table on line " + std::to_string(table_line(t));
      row_plans_[r] = add_plan(base, rows_[r], name, span);
    }
  } else if (keyed_rows > 0 && t.columns > 2) {
    for (std::uint32_t c = 1; c < t.columns; ++c)
      column_plans_[c] = add_plan(base, columns_[c], text(columns_[c]), columns_[c].sentence ? columns_[c].sentence->span : Span{});
  }
}

std::uint32_t TableReader::table_line(const Table& table) const {
  const Block& first = document_.blocks[table.first_block];
  return first.line_count == 0 ? 0 : source_.line_of(document_.begin_lines(first)->begin);
}

PlanId TableReader::add_plan(FactBase& base, const Caption& caption, std::string name, Span span) {
  if (caption.plan_mark) return plan_named(base, "baseline", span);
  return name.empty() ? PlanId{0} : plan_named(base, std::move(name), span);
}

std::span<const OuterLabel> TableReader::labels(const Block& cell) {
  const Caption& column = columns_[cell.column];
  const Caption& row = rows_[cell.row];
  const auto unit = row.unit ? row.unit : column.unit;
  labels_[0] = cell.column == 0 ? OuterLabel{} : OuterLabel{row.sentence, row.matches, unit};
  labels_[1] = cell.row == 0 ? OuterLabel{} : OuterLabel{column.sentence, column.matches, unit};
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
  return outer;
}

}  // namespace stratlint::facts
