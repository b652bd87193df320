#include "facts/row_names.h"

#include <algorithm>

namespace stratlint::facts {

namespace {

constexpr std::uint32_t most_rows = 64;     // of tables that are compared
constexpr std::size_t most_tables = 64;
constexpr std::uint32_t first_words = 8;    // tokens in which a sentence says what it is about

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `C1`, `#2`, `run-a`, `cfg B`: a name that no sentence has by chance.
bool is_label(std::string_view name) {
  constexpr std::size_t longest = 16;
  if (name.size() < 2 || name.size() > longest) return false;
  const bool sign = name.find_first_of("#-_") != std::string_view::npos || std::any_of(name.begin(), name.end(), is_digit);
  const bool lettered = name.size() > 2 && name[name.size() - 2] == ' ' && name.back() >= 'A' && name.back() <= 'Z';
  return (sign && (std::any_of(name.begin(), name.end(), is_letter) || name[0] == '#')) || lettered;
}

}  // namespace

RowNames::RowNames(const Document& document, const SourceFile& source) : document_(document), source_(source), shared_(document.tables.size()) {
  const std::size_t tables = std::min(document.tables.size(), most_tables);
  for (std::size_t a = 0; a < tables; ++a)
    for (std::size_t b = a + 1; b < tables; ++b)
      if (agree(document.tables[a], document.tables[b])) shared_[a] = shared_[b] = true;
}

std::string_view RowNames::text(const Table& table, std::uint32_t row, std::uint32_t column) const {
  const Block& cell = document_.blocks[table.first_block + row * table.columns + column];
  return cell.line_count == 0 ? std::string_view() : source_.text(*document_.begin_lines(cell));
}

bool RowNames::agree(const Table& a, const Table& b) const {
  if (a.columns < 2 || b.columns < 2 || a.rows > most_rows || b.rows > most_rows) return false;
  std::uint32_t rows = 0, same = 0, other = 0;
  for (std::uint32_t i = 1; i < a.rows; ++i) {
    const std::string_view name = text(a, i, 0);
    if (!is_label(name)) continue;
    for (std::uint32_t j = 1; j < b.rows; ++j) {
      if (text(b, j, 0) != name) continue;
      ++rows;
      for (std::uint32_t c = 1; c < a.columns; ++c)
        for (std::uint32_t d = 1; d < b.columns; ++d)
          if (text(a, 0, c) == text(b, 0, d)) ++(text(a, i, c) == text(b, j, d) ? same : other);
    }
  }
  return rows >= 2 && other <= same;
}

void RowNames::add(std::string_view name, PlanId plan) {
  if (plan == 0 || !is_label(name)) return;
  const auto known = std::find_if(plans_.begin(), plans_.end(), [&](const auto& entry) { return entry.first == name; });
  if (known == plans_.end()) plans_.emplace_back(name, plan);
  else if (known->second != plan) known->second = 0;  // two tables mean different things by it
}

PlanId RowNames::mentioned(const Sentence& sentence, const Extraction& x) const {
  if (plans_.empty() || sentence.token_count == 0) return 0;
  const Token& last = x.tokens[sentence.first_token + std::min(sentence.token_count, first_words) - 1];
  const std::string_view text = source_.text({sentence.span.begin, last.span.end});
  PlanId found = 0;
  for (const auto& [name, plan] : plans_) {
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos) continue;
    const auto part_of_word = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; };
    if ((at > 0 && part_of_word(text[at - 1])) || (at + name.size() < text.size() && part_of_word(text[at + name.size()]))) continue;
    if (found != 0 && found != plan) return 0;
    found = plan;
  }
  return found;
}

}  // namespace stratlint::facts
