#include "check/log_rows.h"

#include <algorithm>
#include <functional>
#include <map>

namespace stratlint {

namespace {

constexpr std::size_t fewest_numbers = 3, most_numbers = 12;  // of a line
constexpr std::size_t fewest_rows = 3;
constexpr std::uint32_t longest_line = 64;  // tokens

/// The number that a token states, `46.3 %` or `mfu=46.3%`; no_id if it is an expression or an equation.
std::uint32_t number_of(const Extraction& x, const Token& token) {
  const Statement& statement = x.statements[token.statement];
  for (std::uint32_t side = 0; side + 1 < statement.side_count; ++side)
    if (x.nodes[x.sides[statement.first_side + side].root].kind != Node::Kind::name) return no_id;
  const std::uint32_t last = x.sides[statement.first_side + statement.side_count - 1].root;
  return x.nodes[last].kind == Node::Kind::number ? last : no_id;
}

class Lines {
 public:
  explicit Lines(const Scene& scene) : scene_(scene), x_(scene.x()) {}

  std::vector<std::vector<std::vector<Cell>>> tables() const {
    std::map<std::size_t, std::vector<std::uint32_t>> alike;  // sentences by what they say
    for (std::uint32_t id = 0; id < x_.sentences.size(); ++id)
      if (const std::size_t words = words_of(x_.sentences[id]); words != 0) alike[words].push_back(id);
    std::vector<std::vector<std::vector<Cell>>> out;
    for (const auto& [words, lines] : alike)
      for (std::size_t first = 0; first + fewest_rows <= lines.size(); first += TableCells::most_rows)
        out.push_back(table({lines.data() + first, std::min(lines.size() - first, TableCells::most_rows)}));
    return out;
  }

 private:
  /// What a line says beside its numbers; 0 if it is no row of a log.
  std::size_t words_of(const Sentence& sentence) const {
    if (sentence.kind == Sentence::Kind::cell || sentence.kind == Sentence::Kind::heading || sentence.token_count > longest_line) return 0;
    std::size_t words = 1, numbers = 0;
    const auto add = [&](std::string_view text) { words = words * 31 + std::hash<std::string_view>{}(text); };
    for (std::uint32_t at = sentence.first_token; at < sentence.first_token + sentence.token_count; ++at) {
      const Token& token = x_.tokens[at];
      if (token.kind != Token::Kind::statement) {
        add(scene_.source().text(token.span));
        continue;
      }
      const std::uint32_t node = number_of(x_, token);
      if (node == no_id) return 0;
      const Span whole = x_.statements[token.statement].span, number = x_.nodes[node].span;
      add(scene_.source().text({whole.begin, std::max(whole.begin, number.begin)}));
      add(x_.nodes[node].quantity.has_unit ? "unit" : "number");
      ++numbers;
    }
    return numbers < fewest_numbers || numbers > most_numbers ? 0 : words;
  }

  std::vector<std::vector<Cell>> table(std::span<const std::uint32_t> lines) const {
    std::vector<std::vector<Cell>> columns;
    for (std::size_t row = 0; row < lines.size(); ++row) {
      const Sentence& sentence = x_.sentences[lines[row]];
      std::size_t column = 0;
      for (std::uint32_t at = sentence.first_token; at < sentence.first_token + sentence.token_count; ++at) {
        if (x_.tokens[at].kind != Token::Kind::statement) continue;
        if (column == columns.size()) columns.emplace_back(lines.size());
        columns[column++][row] = cell(x_.tokens[at]);
      }
    }
    return columns;
  }

  Cell cell(const Token& token) const {
    const std::uint32_t node = number_of(x_, token);
    const Quantity& q = x_.nodes[node].quantity;
    if (q.range || q.bound != Bound::none || q.approximate || q.value <= 0) return {};
    const double unit = q.percent ? 0.01 : 1;
    const bool exact = q.integer && !q.percent && !q.has_unit;
    return {node, token.statement, q.value / unit, exact ? q.value / unit : q.low / unit, exact ? q.value / unit : q.high / unit};
  }

  const Scene& scene_;
  const Extraction& x_;
};

}  // namespace

std::vector<std::vector<std::vector<Cell>>> log_tables(const Scene& scene) { return Lines(scene).tables(); }

}  // namespace stratlint
