#include <algorithm>

#include "check/breakdown.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

class TableMatcher {
 public:
  explicit TableMatcher(const Scene& scene) : scene_(scene), sums_(scene) {}

  void run() {
    const Document& document = *scene_.reading.document;
    const Extraction& x = scene_.x();
    std::vector<std::uint32_t> sentence_of(document.blocks.size(), no_id);
    for (std::uint32_t id = 0; id < x.sentences.size(); ++id)
      if (x.sentences[id].block != no_id && x.sentences[id].kind == Sentence::Kind::cell) sentence_of[x.sentences[id].block] = id;
    for (const Table& table : document.tables) {
      if (table.columns < 2 || table.rows > Breakdown::most_parts) continue;
      for (std::uint32_t column = 1; table.rows >= 4 && column < table.columns; ++column) {
        std::vector<Part> parts;
        sums_.start_anew();
        double unit = 1;
        bool memory = false;
        for (std::uint32_t row = 1; row < table.rows; ++row) {
          const std::uint32_t head = sentence_of[table.first_block + row * table.columns];
          const std::uint32_t cell = sentence_of[table.first_block + row * table.columns + column];
          if (head == no_id || cell == no_id) continue;
          Part part;
          part.sentence = cell;
          read_cell(cell, part);
          const FactId fact = part.node == no_id ? no_id : scene_.facts().fact_of_node[part.node];
          if (fact != no_id) unit = scene_.facts().facts[fact].quantity.value / std::max(sums_.quantity(part).value, 1e-300);
          memory = memory || fact != no_id;
          if (part.node == no_id) continue;
          Sentence label = x.sentences[head];
          part.total = label.token_count <= 3 && has_mark(scene_.reading, scene_.vocabulary(), label, Mark::total);
          if (part.total && !memory) break;
          sums_.set_unit(unit);
          sums_.add(parts, part);
        }
        sums_.set_unit(0);
      }
      sums_.start_anew();
      run_rows(table, sentence_of);
    }
  }

 private:
  /// `| run | weights | gradients | total |`: the parts of a configuration in one row.
  void run_rows(const Table& table, const std::vector<std::uint32_t>& sentence_of) {
    for (std::uint32_t row = 1; row < table.rows; ++row) {
      std::vector<Part> parts;
      Part total;
      for (std::uint32_t column = 0; column < table.columns; ++column) {
        const std::uint32_t cell = sentence_of[table.first_block + row * table.columns + column];
        if (cell == no_id) continue;
        Part part;
        part.sentence = cell;
        read_cell(cell, part);
        const FactId fact = part.node == no_id ? no_id : scene_.facts().fact_of_node[part.node];
        if (fact == no_id) continue;
        const std::string& key = scene_.vocabulary().key(scene_.facts().facts[fact].key).name;
        if (key == "memory.total") total = part;
        else if (key.starts_with("memory.") && key != "memory.headroom") parts.push_back(part);
      }
      if (total.node != no_id) sums_.judge(parts, total);
    }
    if (adds_memory(table, sentence_of)) run_bare_rows(table, sentence_of);
  }

  /// `| W | G | Opt | Act | Total (GB) |`: the last column is the total of all before it, which few of the headers name.
  bool adds_memory(const Table& table, const std::vector<std::uint32_t>& sentence_of) const {
    constexpr std::uint32_t least_columns = 4;
    constexpr int least_named = 2;
    if (table.columns < least_columns || table.rows < 2) return false;
    const auto header = [&](std::uint32_t column) { return sentence_of[table.first_block + column]; };
    const std::uint32_t last = header(table.columns - 1);
    if (last == no_id || !has_mark(scene_.reading, scene_.vocabulary(), scene_.x().sentences[last], Mark::total)) return false;
    const TopicSet names = scene_.vocabulary().find_classes("memory_parts").topics | scene_.vocabulary().find_classes("part_names").topics;
    int named = 0;
    for (std::uint32_t column = 0; column + 1 < table.columns; ++column)
      if (header(column) != no_id && (classes_of(scene_, scene_.source().text(scene_.x().sentences[header(column)].span)).topics & names).any()) ++named;
    return named >= least_named || scene_.source().text(scene_.x().sentences[last].span).find("GB") != std::string_view::npos;
  }

  void run_bare_rows(const Table& table, const std::vector<std::uint32_t>& sentence_of) {
    constexpr double gigabyte = 1e9;
    for (std::uint32_t row = 1; row < table.rows; ++row) {
      std::vector<Part> parts;
      for (std::uint32_t column = 0; column < table.columns; ++column) {
        const std::uint32_t cell = sentence_of[table.first_block + row * table.columns + column];
        Part part;
        part.sentence = cell;
        if (cell != no_id) read_cell(cell, part);
        // The row may start with its name.
        if (part.node == no_id && column > 0) break;
        if (part.node != no_id) parts.push_back(part);
        if (column + 1 < table.columns || parts.size() < 4) continue;
        const Part total = parts.back();
        parts.pop_back();
        const bool decimals = std::any_of(parts.begin(), parts.end(), [&](const Part& p) { return !sums_.quantity(p).integer; });
        sums_.set_unit(gigabyte);
        if (decimals && std::all_of(parts.begin(), parts.end(), [&](const Part& p) { return sums_.quantity(p).has_unit == sums_.quantity(total).has_unit; })) sums_.judge(parts, total);
        sums_.set_unit(0);
      }
    }
  }

  /// Cells are bare numbers: they add up only in a column of memory.
  void read_cell(std::uint32_t cell, Part& part) const {
    const Extraction& x = scene_.x();
    const Sentence& sentence = x.sentences[cell];
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = x.tokens[sentence.first_token + i];
      if (token.kind != Token::Kind::statement) continue;
      const Statement& statement = x.statements[token.statement];
      const std::uint32_t root = x.sides[statement.first_side].root;
      if (statement.side_count != 1 || x.nodes[root].kind != Node::Kind::number) return;
      const FactId fact = scene_.facts().fact_of_node[root];
      const bool memory = fact == no_id || scene_.facts().facts[fact].quantity.dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
      if (!memory || x.nodes[root].quantity.percent) return;
      part.node = root;
      part.statement = token.statement;
      return;
    }
  }

  const Scene& scene_;
  Breakdown sums_;
};

}  // namespace

void match_group_tables(const Scene& scene) { TableMatcher(scene).run(); }

}  // namespace stratlint
