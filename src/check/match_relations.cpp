#include <algorithm>
#include <utility>

#include "check/implied.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

bool ends_part(char32_t c) { return c == '.' || c == ';' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF1B; }

/// `i.e.`
bool abbreviates(const Extraction& x, const Sentence& sentence, std::uint32_t at) {
  if (at == 0) return false;
  const Token& before = x.tokens[sentence.first_token + at - 1];
  return x.tokens[sentence.first_token + at].symbol == '.' && before.kind == Token::Kind::word && before.span.end - before.span.begin == 1;
}

}  // namespace

void list_parts(const Extraction& x, const Sentence& sentence, std::vector<SentencePart>& parts) {
  parts.clear();
  std::uint32_t first = 0;
  for (std::uint32_t at = 0; at <= sentence.token_count; ++at) {
    if (at < sentence.token_count && (!ends_part(x.tokens[sentence.first_token + at].symbol) || abbreviates(x, sentence, at))) continue;
    if (at > first) parts.push_back({first, at});
    first = at + 1;
  }
}

SentencePart part_around(const Extraction& x, const Sentence& sentence, std::uint32_t at, std::uint32_t reach) {
  const auto ends = [&](std::uint32_t token) { return ends_part(x.tokens[sentence.first_token + token].symbol); };
  SentencePart part{at, at};
  while (part.first > 0 && at - part.first < reach && !ends(part.first - 1)) --part.first;
  while (part.end < sentence.token_count && part.end - at < reach && !ends(part.end)) ++part.end;
  return part;
}

bool has_mark_in(const Scene& scene, const Sentence& sentence, SentencePart part, Mark mark) {
  Sentence words = sentence;
  words.first_token += part.first;
  words.token_count = part.end - part.first;
  return has_mark(scene.reading, scene.vocabulary(), words, mark);
}

void report_implied(const Scene& scene, const Rule& rule, const Implied& implied) {
  const Extraction& x = scene.x();
  const Node& claim = x.nodes[implied.claimed];
  const Role role = scene.facts().role_of_statement[implied.statement];
  // `The data loader went from 721 to 1006 samples/s (+12 %)`: what something else gained is reckoned all the same.
  const bool reckoned = rule.subject == Rule::Subject::change || rule.subject == Rule::Subject::share;
  if (role == Role::quoted || role == Role::superseded || (role == Role::foreign && !reckoned)) return;
  const PlanId plan = scene.facts().plan_of_statement[implied.statement];
  const FactId blamed = scene.facts().fact_of_node[implied.claimed];
  // The name of an entry may hold the unit.
  const Quantity& q = blamed == no_id ? claim.quantity : scene.facts().facts[blamed].quantity;
  const std::string recomputed = printed_like(implied.recomputed, q, scene.source().text(claim.span));
  Variables variables;
  variables.claimed = exact_value(q.value, q.dimension);
  variables.claimed.text = scene.source().text(claim.span);
  variables.recomputed = exact_value(implied.recomputed, q.dimension);
  variables.claimed.count = variables.recomputed.count = q.count;
  variables.claimed.percent = variables.recomputed.percent = q.percent;
  variables.recomputed.text = recomputed;
  variables.expression = implied.expression;
  variables.amounts = implied.amounts;
  if (rule.kind == RuleKind::relation && !scene.evaluator.applies(rule, plan, variables)) return;
  Candidate c = make_candidate(scene, rule, plan, claim.span, variables);
  c.blamed = blamed;
  c.arithmetic = true;
  if (!implied.derivation.empty()) c.finding.derivation.push_back(implied.derivation);
  for (const std::uint32_t input : implied.inputs) {
    c.finding.related.push_back({x.nodes[input].span, "used here"});
    if (const FactId fact = scene.facts().fact_of_node[input]; fact != no_id) c.inputs.push_back(fact);
  }
  scene.found.add(std::move(c));
}

namespace {

constexpr double least_parameters = 1e8;

/// What the numbers of a sentence are: most have none that any of the rules asks for.
struct Kinds {
  bool percent = false, bandwidth = false, bytes = false, parameters = false;
  bool rate = false;      ///< of bytes or operations
  bool measures = false;  ///< two of them have a dimension
  bool several = false;   ///< three statements or more
  bool product = false;   ///< one is a product
  bool quotient = false;
  bool decimals = false;  ///< one has decimals and no unit
};

Kinds kinds_of(const Extraction& x, std::size_t first, std::size_t end) {
  Kinds kinds;
  std::uint32_t measured = 0;
  const auto see = [&](const Node& node) {
    const Quantity& q = node.quantity;
    kinds.percent = kinds.percent || q.percent;
    kinds.bandwidth = kinds.bandwidth || q.dimension == Dimension{.byte = 1, .flop = 0, .second = -1};
    kinds.bytes = kinds.bytes || q.dimension == Dimension{.byte = 1, .flop = 0, .second = 0};
    kinds.rate = kinds.rate || (q.dimension.second == -1 && (q.dimension.byte == 1 || q.dimension.flop == 1));
    kinds.parameters = kinds.parameters || (q.dimension.none() && q.value >= least_parameters);
    kinds.decimals = kinds.decimals || (!q.integer && !q.has_unit && !q.percent);
    if (q.percent || !q.dimension.none() || q.count == CountUnit::watt) ++measured;
  };
  for (std::size_t id = first; id < end; ++id)
    for (std::uint32_t side = 0; side < x.statements[id].side_count; ++side) {
      const Node& root = x.nodes[x.sides[x.statements[id].first_side + side].root];
      see(root.kind == Node::Kind::binary ? x.nodes[root.left] : root);
      kinds.product = kinds.product || (root.kind == Node::Kind::binary && root.op == Operator::multiply);
      kinds.quotient = kinds.quotient || (root.kind == Node::Kind::binary && root.op == Operator::divide);
      if (root.kind == Node::Kind::binary) see(x.nodes[root.right]);
    }
  kinds.measures = measured > 1;
  kinds.several = end - first > 2;
  return kinds;
}

/// Whether a sentence has the numbers that a rule is about.
bool may_concern(const Rule& rule, Kinds kinds) {
  switch (rule.subject) {
    case Rule::Subject::share: return kinds.percent || (kinds.quotient && kinds.measures);
    case Rule::Subject::change: return kinds.percent;
    case Rule::Subject::rate: return kinds.rate;
    case Rule::Subject::product: case Rule::Subject::division: return kinds.several;
    case Rule::Subject::sum: return kinds.several && (kinds.bytes || kinds.decimals);
    case Rule::Subject::shard: return kinds.parameters;
    case Rule::Subject::transfer: return kinds.bandwidth && kinds.bytes;
    case Rule::Subject::met: case Rule::Subject::bound: return kinds.measures;
    case Rule::Subject::worked: return kinds.product;
    case Rule::Subject::even: return true;
    default: return false;
  }
}

void match_part(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& part) {
  switch (rule.subject) {
    case Rule::Subject::share: return match_share(scene, rule, sentence, part);
    case Rule::Subject::change: return match_change(scene, rule, sentence, part);
    case Rule::Subject::rate: return match_rate(scene, rule, sentence, part);
    case Rule::Subject::product: return match_product(scene, rule, sentence, part);
    case Rule::Subject::shard: return match_shard(scene, rule, sentence, part);
    case Rule::Subject::transfer: return match_transfer(scene, rule, sentence, part);
    case Rule::Subject::met: return match_met(scene, rule, sentence, part);
    case Rule::Subject::sum: return match_sum(scene, rule, sentence, part);
    case Rule::Subject::bound: return match_bound(scene, rule, sentence, part);
    case Rule::Subject::division: return match_division(scene, rule, sentence, part);
    case Rule::Subject::worked: return match_worked(scene, rule, sentence, part);
    case Rule::Subject::even: return match_even(scene, rule, sentence, part);
    default: return;
  }
}

/// Whether what is said in one part may be judged in the next: `We wanted 24 days. It takes 28 days, requirement met.`,
/// `A checkpoint has 900 GB. A save at 10 GB/s takes 90 s.`
bool spans_parts(const Scene& scene, const Rule& rule, const Sentence& sentence, const Passage& before, const Passage& part) {
  constexpr std::size_t few = 3;
  // A part with parts and a total of its own needs nothing from another.
  if (rule.subject == Rule::Subject::sum) return part.values.size() <= few;
  if (rule.subject != Rule::Subject::transfer)
    return rule.subject == Rule::Subject::met || rule.subject == Rule::Subject::product || rule.subject == Rule::Subject::worked || rule.subject == Rule::Subject::even;
  const char32_t between = scene.x().tokens[sentence.first_token + before.end].symbol;
  return between == ';' || between == 0xFF1B || has_mark_in(scene, sentence, part, Mark::transfer);
}

/// The lines of a list that lead up to one of them, as one sentence: `- Nodes: 6`, `- GPUs per node: 8`, `- Total: 48 GPUs`.
Sentence list_up_to(const Scene& scene, std::uint32_t line) {
  constexpr std::uint32_t most_lines = 6, short_line = 12;
  const Document& document = *scene.reading.document;
  const Extraction& x = scene.x();
  const auto list_of = [&](const Sentence& sentence) {
    const bool item = sentence.kind == Sentence::Kind::prose && sentence.block != no_id && document.blocks[sentence.block].item != no_id && sentence.token_count <= short_line;
    return item ? document.items[document.blocks[sentence.block].item].list : no_id;
  };
  Sentence list = x.sentences[line];
  const std::uint32_t own = list_of(list);
  if (own == no_id) return list;
  for (std::uint32_t lines = 1; lines < most_lines && line > 0 && list_of(x.sentences[line - 1]) == own; ++lines) {
    --line;
    list.token_count += list.first_token - x.sentences[line].first_token;
    list.first_token = x.sentences[line].first_token;
    list.span.begin = x.sentences[line].span.begin;
  }
  return list;
}

/// Judges the sentences with numbers, a part at a time. Its lists are kept for their room.
class RelationMatcher {
 public:
  explicit RelationMatcher(const Scene& scene) : scene_(scene), x_(scene.x()), rules_(scene.rules.of(RuleKind::relation)) {}

  void match_sentence(const Sentence& sentence, Kinds kinds) {
    list_parts(x_, sentence, parts_);
    list_values(sentence);
    passages_.clear();
    const SentenceValue* value = values_.data();
    for (const SentencePart& part : parts_) {
      const SentenceValue* const first = value;
      while (value != values_.data() + values_.size() && value->at < part.end) ++value;
      passages_.push_back({part, {first, value}});
    }
    for (std::size_t i = 0; i < passages_.size(); ++i)
      for (const Rule* rule : rules_) {
        if (!may_concern(*rule, kinds)) continue;
        const Passage& part = passages_[i];
        match_part(scene_, *rule, sentence, part);
        if (i == 0 || !spans_parts(scene_, *rule, sentence, passages_[i - 1], part)) continue;
        const Passage& before = passages_[i - 1];
        match_part(scene_, *rule, sentence, {{before.first, part.end}, {before.values.data(), part.values.data() + part.values.size()}});
      }
  }

  /// Of a row a transfer is known by its units, a product by what its numbers were read as.
  void match_row(const Sentence& row, Kinds kinds) {
    list_values(row);
    for (const Rule* rule : rules_)
      if (may_concern(*rule, kinds) && (rule->subject == Rule::Subject::transfer || (rule->subject == Rule::Subject::product && has_one_of_several(*rule)))) match_part(scene_, *rule, row, {{0, row.token_count}, values_});
  }

  /// A product that a list works out: its last line has the result, and nothing else.
  void match_list(std::uint32_t line, std::uint32_t statement) {
    const FactId fact = scene_.facts().fact_of_node[x_.sides[x_.statements[statement].first_side].root];
    for (const Rule* rule : rules_) {
      if (rule->subject != Rule::Subject::product || !is_one_of_several(*rule, fact)) continue;
      const Sentence list = list_up_to(scene_, line);
      if (list.first_token == x_.sentences[line].first_token) return;
      list_values(list);
      match_product(scene_, *rule, list, {{0, list.token_count}, values_});
    }
  }

 private:
  /// The result of a product that is stated otherwise elsewhere; where it is the only one, a formula judges it.
  bool is_one_of_several(const Rule& rule, FactId id) const {
    if (id == no_id) return false;
    const Fact& fact = scene_.facts().facts[id];
    return matches_pattern(rule.results, &scene_.vocabulary().key(fact.key)) && scene_.facts().candidates(fact.plan, fact.key).size() > 1;
  }
  bool has_one_of_several(const Rule& rule) const {
    return std::any_of(values_.begin(), values_.end(), [&](const SentenceValue& value) { return is_one_of_several(rule, scene_.facts().fact_of_node[value.node]); });
  }

  void list_values(const Sentence& sentence) {
    values_.clear();
    for (std::uint32_t at = 0; at < sentence.token_count; ++at) {
      const Token& token = x_.tokens[sentence.first_token + at];
      if (token.statement == no_id || x_.statements[token.statement].glued) continue;
      const Statement& statement = x_.statements[token.statement];
      for (std::uint32_t side = 0; side < statement.side_count; ++side) {
        const std::uint32_t root = x_.sides[statement.first_side + side].root;
        if (x_.nodes[root].kind == Node::Kind::number) values_.push_back({at, root});
      }
    }
  }

  const Scene& scene_;
  const Extraction& x_;
  const std::vector<const Rule*>& rules_;
  // Of the sentence at hand.
  std::vector<SentencePart> parts_;
  std::vector<SentenceValue> values_;
  std::vector<Passage> passages_;
};

/// The cells of a row are read like one sentence: `| checkpoint | 966 GB | 12 GB/s | 81 s |`.
Sentence row_of(const Extraction& x, const std::vector<Block>& blocks, std::uint32_t cell) {
  const Block& own = blocks[x.sentences[cell].block];
  const auto in_row = [&](const Sentence& other) { return other.block != no_id && blocks[other.block].table == own.table && blocks[other.block].row == own.row; };
  while (cell > 0 && in_row(x.sentences[cell - 1])) --cell;
  Sentence row = x.sentences[cell];
  for (std::uint32_t next = cell + 1; next < x.sentences.size() && in_row(x.sentences[next]); ++next) {
    const Sentence& other = x.sentences[next];
    row.token_count = other.first_token + other.token_count - row.first_token;
    row.span.end = other.span.end;
  }
  return row;
}

}  // namespace

void match_relations(const Scene& scene) {
  for (const Rule* rule : scene.rules.of(RuleKind::relation)) {
    if (rule->subject == Rule::Subject::column) match_columns(scene, *rule);
    if (rule->subject == Rule::Subject::totals) match_totals(scene, *rule);
    if (rule->subject == Rule::Subject::met) match_met_rows(scene, *rule);
  }
  RelationMatcher matcher(scene);
  const Extraction& x = scene.x();
  for (std::size_t first = 0, end = 0; first < x.statements.size(); first = end) {
    Sentence sentence = x.sentences[x.statements[first].sentence];
    const bool row = sentence.kind == Sentence::Kind::cell && sentence.block != no_id;
    if (row) sentence = row_of(x, scene.reading.document->blocks, x.statements[first].sentence);
    const auto inside = [&](std::size_t id) { return x.statements[id].sentence == x.statements[first].sentence || (row && x.statements[id].span.begin < sentence.span.end); };
    while (end < x.statements.size() && inside(end)) ++end;
    if (end - first == 1 && !row) matcher.match_list(x.statements[first].sentence, static_cast<std::uint32_t>(first));
    if (end - first < 2) continue;
    const Kinds kinds = kinds_of(x, first, end);
    if (row) matcher.match_row(sentence, kinds);
    else matcher.match_sentence(sentence, kinds);
  }
  // What the numbers beside a count make explains more than another count far away.
  for (const Rule* rule : scene.rules.of(RuleKind::relation))
    if (rule->subject == Rule::Subject::counts) match_counts(scene, *rule);
}

}  // namespace stratlint
