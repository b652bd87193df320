#include <algorithm>
#include <cmath>

#include "check/arithmetic.h"
#include "check/candidate.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

/// The value that a line of a breakdown stands for.
struct Part {
  std::uint32_t sentence = no_id;
  std::uint32_t node = no_id;
  std::uint32_t statement = no_id;
  bool total = false;
  bool running = false;  ///< `+15% = 8.6GB`: what came before, raised
  bool unlike = false;   ///< a line with numbers, none of which is a value to add
};

constexpr std::size_t most_parts = 64;
constexpr std::size_t most_notes = 4;  ///< about breakdowns with more

/// Lines of one list, one fence or one table column that belong together.
class GroupMatcher {
 public:
  explicit GroupMatcher(const Scene& scene) : scene_(scene), rules_(scene.rules.of(RuleKind::group)) {}

  void run() {
    if (rules_.empty()) return;
    const Extraction& x = scene_.x();
    std::vector<Part> parts;
    std::uint32_t block = no_id, list = no_id, lead = no_id;
    std::size_t statement = 0;  // of the sentence at hand, the first
    for (std::uint32_t id = 0; id < x.sentences.size(); ++id) {
      const Sentence& sentence = x.sentences[id];
      if (sentence.kind == Sentence::Kind::cell || sentence.kind == Sentence::Kind::heading || sentence.block == no_id) {
        parts.clear();
        list = no_id;
        block = no_id;
        continue;
      }
      const Block& b = scene_.reading.document->blocks[sentence.block];
      const std::uint32_t own_list = b.item == no_id ? no_id : scene_.reading.document->items[b.item].list;
      const bool together = own_list != no_id ? own_list == list : sentence.block == block && sentence.lead == lead;
      while (statement < x.statements.size() && x.statements[statement].sentence < id) ++statement;
      const bool has_number = statement < x.statements.size() && x.statements[statement].sentence == id;
      const Part part = has_number ? part_of(id) : Part{};
      // `This adds up to 61 GB.` below the list.
      if (!together && !broken_ && parts.size() > 1 && own_list == no_id && says_sum(part)) judge(parts, part);
      // An item's own children do not end the list they stand in.
      if (!together) {
        parts.clear();
        broken_ = false;
      }
      list = own_list;
      block = sentence.block;
      lead = sentence.lead;
      add(parts, part);
    }
    run_tables();
  }

 private:
  void add(std::vector<Part>& parts, const Part& part) {
    broken_ = broken_ || part.unlike;
    if (part.node == no_id) return;
    if (part.total) {
      if (!broken_) judge(parts, part);
      parts.clear();
      broken_ = false;
    } else {
      if (part.running) parts.clear();
      parts.push_back(part);
    }
  }

  const Quantity& quantity(const Part& part) const { return scene_.x().nodes[part.node].quantity; }

  Part part_of(std::uint32_t id) const {
    const Extraction& x = scene_.x();
    const Sentence& sentence = x.sentences[id];
    Part part;
    part.sentence = id;
    std::uint32_t depth = 0;
    for (std::uint32_t i = 0; i < sentence.token_count; ++i) {
      const Token& token = x.tokens[sentence.first_token + i];
      if (token.symbol == '(') ++depth;
      if (token.symbol == ')' && depth > 0) --depth;
      if (token.symbol == '+' && part.node == no_id) part.running = true;
      if (token.kind != Token::Kind::statement || depth > 0) continue;
      const Statement& statement = x.statements[token.statement];
      const std::uint32_t root = x.sides[statement.first_side + statement.side_count - 1].root;
      if (x.nodes[root].kind != Node::Kind::number) continue;
      const FactId fact = scene_.facts().fact_of_node[root];
      const Quantity& q = fact == no_id ? x.nodes[root].quantity : scene_.facts().facts[fact].quantity;
      if (part.node != no_id) {
        // `3.9 min from memory, 15.5 min from disk: 5.1 min on average`: which of them is added nobody knows.
        part.unlike = part.unlike || (q.dimension == quantity(part).dimension && !q.percent && q.has_unit && q.factor == quantity(part).factor);
        continue;
      }
      part.unlike = true;
      // `52.2 of 64 GB`: the whole that it is a part of.
      if (i > 1 && scene_.source().text(x.tokens[sentence.first_token + i - 1].span) == "of" && x.tokens[sentence.first_token + i - 2].kind == Token::Kind::statement) continue;
      if (q.dimension.none() || q.percent || q.bound != Bound::none) continue;
      part.unlike = false;
      part.node = root;
      part.statement = token.statement;
    }
    Sentence head = sentence;
    head.token_count = 0;
    while (head.token_count < sentence.token_count && x.tokens[sentence.first_token + head.token_count].kind == Token::Kind::word) ++head.token_count;
    part.total = part.node != no_id && head.token_count > 0 && has_mark(scene_.reading, scene_.vocabulary(), head, Mark::total);
    return part;
  }

  /// `adds up to 61 GB`
  bool says_sum(const Part& part) const {
    return part.node != no_id && has_mark(scene_.reading, scene_.vocabulary(), scene_.x().sentences[part.sentence], Mark::sum);
  }

  void run_tables() {
    const Document& document = *scene_.reading.document;
    const Extraction& x = scene_.x();
    std::vector<std::uint32_t> sentence_of(document.blocks.size(), no_id);
    for (std::uint32_t id = 0; id < x.sentences.size(); ++id)
      if (x.sentences[id].block != no_id && x.sentences[id].kind == Sentence::Kind::cell) sentence_of[x.sentences[id].block] = id;
    for (const Table& table : document.tables) {
      if (table.columns < 2 || table.rows > most_parts) continue;
      for (std::uint32_t column = 1; table.rows >= 4 && column < table.columns; ++column) {
        std::vector<Part> parts;
        broken_ = false;
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
          if (fact != no_id) unit = scene_.facts().facts[fact].quantity.value / std::max(quantity(part).value, 1e-300);
          memory = memory || fact != no_id;
          if (part.node == no_id) continue;
          Sentence label = x.sentences[head];
          part.total = label.token_count <= 3 && has_mark(scene_.reading, scene_.vocabulary(), label, Mark::total);
          if (part.total && !memory) break;
          scale_ = unit;
          add(parts, part);
        }
        scale_ = 0;
      }
      broken_ = false;
      run_rows(table, sentence_of);
    }
  }

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
      if (total.node != no_id) judge(parts, total);
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
      if (header(column) != no_id && (classes_of(scene_, scene_.source().text(scene_.x().sentences[header(column)].span)).topics & names) != 0) ++named;
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
        const bool decimals = std::any_of(parts.begin(), parts.end(), [&](const Part& p) { return !quantity(p).integer; });
        scale_ = gigabyte;
        if (decimals && std::all_of(parts.begin(), parts.end(), [&](const Part& p) { return quantity(p).has_unit == quantity(total).has_unit; })) judge(parts, total);
        scale_ = 0;
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

  /// Value and interval of a part: of its fact if it has one, as a header may have given the unit.
  Quantity read(const Part& part) const {
    const FactId fact = scene_.facts().fact_of_node[part.node];
    if (fact != no_id) return scene_.facts().facts[fact].quantity;
    Quantity q = quantity(part);
    if (scale_ == 0 || q.has_unit) return q;
    // A cell that no key names is in the unit of its column.
    q.value *= scale_;
    q.low = q.integer ? q.value : q.low * scale_;
    q.high = q.integer ? q.value : q.high * scale_;
    q.factor = scale_;
    q.dimension = {.byte = 1, .flop = 0, .second = 0};
    q.has_unit = true;
    return q;
  }

  void judge(const std::vector<Part>& all, const Part& total) {
    // A total with its own formula is no sum of the lines above.
    const Statement& said = scene_.x().statements[total.statement];
    if (said.side_count > 1) return;
    const Quantity claimed = read(total);
    std::vector<Part> parts;
    bool loose = false;
    for (const Part& part : all) {
      const Quantity q = read(part);
      const bool same = same_scope(part, total);
      loose = loose || !same;
      // `121 B` below gigabytes counts parameters.
      constexpr double prefixes = 1e6;
      if (q.factor > claimed.factor * prefixes) return;
      if (q.dimension == claimed.dimension && q.count == claimed.count && (same || may_share_scope(part, total))) parts.push_back(part);
      else return;  // a list of unlike things is no breakdown
    }
    if (parts.size() < 2) return;
    const Dimension bytes{.byte = 1, .flop = 0, .second = 0}, seconds{.byte = 0, .flop = 0, .second = 1};
    if (claimed.dimension != bytes && claimed.dimension != seconds) return;
    if (parts.size() > most_parts) return note_length(total);
    double sum = 0;
    for (const bool binary : {false, true}) {
      double exact = 0, low = 0, high = 0, largest = 0;
      for (const Part& part : parts) {
        const Quantity raw = read(part);
        const Quantity q = binary ? raw.binary_reading() : raw;
        exact += q.value;
        low += q.approximate ? q.low * 0.97 : q.low;
        high += q.approximate ? q.high * 1.03 : q.high;
        largest = std::max(largest, q.value);
      }
      if (!binary) sum = exact;
      // What is larger than the total is no part of it.
      if (!binary && largest > claimed.high && !(key_name(total) == "memory.total" && are_memory_parts(parts))) return;
      Allowed a = allowed(claimed, claimed.approximate, false, {binary, false});
      if (low <= a.high * (1 + 1e-9) && high >= a.low * (1 - 1e-9)) return;
      // Times may overlap: their total lies anywhere between the longest and the sum.
      if (claimed.dimension == seconds && a.high >= largest && a.low <= high) return;
      // One of the lines may be part of another.
      for (const Part& part : parts) {
        const Quantity raw = read(part);
        const Quantity q = binary ? raw.binary_reading() : raw;
        if (low - q.low <= a.high && high - q.high >= a.low) return;
      }
    }
    if (counts_several(claimed, sum)) return;
    // A total over all GPUs would be several times the parts of one.
    if (loose && (sum >= 2 * claimed.value || claimed.value >= 2 * sum)) return;
    if (stands_among(parts, total, claimed, claimed.value - sum)) return;
    for (const Rule* rule : rules_) report(*rule, parts, total, claimed, sum);
  }

  /// What the parts lack is not missing where it stands among them: `- Optimizer (12 B, 4 ways): 12 / 4 = 3 GB` was not read as a part.
  bool stands_among(const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double rest) const {
    constexpr std::size_t most = 16;
    const double slack = claimed.high - claimed.low + 0.005 * claimed.value;
    if (rest <= slack) return false;
    const Extraction& x = scene_.x();
    std::vector<double> others{0};
    for (std::uint32_t id = parts.front().statement; id < total.statement && others.size() < most; ++id) {
      const Statement& statement = x.statements[id];
      for (std::uint32_t side = 0; side < statement.side_count; ++side) {
        const std::uint32_t node = x.sides[statement.first_side + side].root;
        const bool taken = std::any_of(parts.begin(), parts.end(), [&](const Part& part) { return part.node == node; });
        if (taken || x.nodes[node].kind != Node::Kind::number) continue;
        const Quantity& q = x.nodes[node].quantity;
        if (q.dimension == claimed.dimension) others.push_back(q.value);
        else if (!q.has_unit) others.push_back(q.value * claimed.factor);
      }
    }
    for (const double one : others)
      for (const double another : others)
        if (std::abs(one + another - rest) <= slack) return true;
    return false;
  }

  std::string_view key_name(const Part& part) const {
    const FactId fact = scene_.facts().fact_of_node[part.node];
    return fact == no_id ? std::string_view{} : std::string_view(scene_.vocabulary().key(scene_.facts().facts[fact].key).name);
  }

  /// Weights, activations and their like are parts of a total, whatever it says.
  bool are_memory_parts(const std::vector<Part>& parts) const {
    return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
      const std::string_view key = key_name(part);
      return key.starts_with("memory.") && key != "memory.total" && key != "memory.headroom" && key != "memory.part";
    });
  }

  /// `460 GB` below parts of 57.5 GB: those of eight GPUs.
  static bool counts_several(const Quantity& claimed, double sum) {
    constexpr double few = 4;  // twice may be a slip
    const double times = std::round(claimed.value / sum);
    return times >= few && claimed.low <= times * sum && times * sum <= claimed.high;
  }

  void note_length(const Part& total) {
    const std::uint32_t line = scene_.source().line_of(scene_.x().nodes[total.node].span.begin);
    if (scene_.found.limits.size() < most_notes)
      scene_.found.limits.push_back("line " + std::to_string(line) + ": a total of more than " + std::to_string(most_parts) + " lines is not added up");
  }

  bool same_scope(const Part& a, const Part& b) const {
    const FactId fa = scene_.facts().fact_of_node[a.node], fb = scene_.facts().fact_of_node[b.node];
    if (fa == no_id || fb == no_id) return true;
    const Fact& x = scene_.facts().facts[fa];
    const Fact& y = scene_.facts().facts[fb];
    return x.scope == y.scope && x.plan == y.plan;
  }

  /// `Total: 36 GB` below parts that do not say of what: the word means their sum rather than all GPUs.
  bool may_share_scope(const Part& part, const Part& total) const {
    const Fact& x = scene_.facts().facts[scene_.facts().fact_of_node[part.node]];
    const Fact& y = scene_.facts().facts[scene_.facts().fact_of_node[total.node]];
    return x.plan == y.plan && !x.scope_stated && y.scope == Scope::total;
  }

  void report(const Rule& rule, const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double sum) {
    const Role role = scene_.facts().role_of_statement[total.statement];
    if (role == Role::quoted || role == Role::superseded || role == Role::foreign) return;
    const PlanId plan = scene_.facts().plan_of_statement[total.statement];
    Variables variables;
    variables.claimed = exact_value(claimed.value, claimed.dimension);
    variables.claimed.text = scene_.source().text(scene_.x().nodes[total.node].span);
    variables.recomputed = exact_value(sum, claimed.dimension);
    std::string expression;
    for (const Part& part : parts) expression += (expression.empty() ? "" : " + ") + std::string(scene_.source().text(scene_.x().nodes[part.node].span));
    variables.expression = expression;
    if (!scene_.evaluator.applies(rule, plan, variables)) return;
    Candidate c = make_candidate(scene_, rule, plan, scene_.x().nodes[total.node].span, variables);
    c.blamed = scene_.facts().fact_of_node[total.node];
    c.finding.derivation.push_back(expression + " = " + c.finding.recomputed->text);
    for (const Part& part : parts) {
      c.finding.related.push_back({scene_.x().nodes[part.node].span, "part"});
      const FactId fact = scene_.facts().fact_of_node[part.node];
      if (fact != no_id) c.inputs.push_back(fact);
    }
    scene_.found.add(std::move(c));
  }

  const Scene& scene_;
  const std::vector<const Rule*>& rules_;
  bool broken_ = false;  ///< a line among the parts cannot be added
  double scale_ = 0;     ///< unit of the column at hand, 0 outside tables
};

}  // namespace

void match_groups(const Scene& scene) { GroupMatcher(scene).run(); }

}  // namespace stratlint
