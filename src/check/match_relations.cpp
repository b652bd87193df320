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

std::vector<SentencePart> parts_of(const Extraction& x, const Sentence& sentence) {
  std::vector<SentencePart> parts;
  std::uint32_t first = 0;
  for (std::uint32_t at = 0; at <= sentence.token_count; ++at) {
    if (at < sentence.token_count && (!ends_part(x.tokens[sentence.first_token + at].symbol) || abbreviates(x, sentence, at))) continue;
    if (at > first) parts.push_back({first, at});
    first = at + 1;
  }
  return parts;
}

std::vector<SentenceValue> values_in(const Extraction& x, const Sentence& sentence, SentencePart part) {
  std::vector<SentenceValue> values;
  for (std::uint32_t at = part.first; at < part.end; ++at) {
    const Token& token = x.tokens[sentence.first_token + at];
    if (token.statement == no_id || x.statements[token.statement].glued) continue;
    const Statement& statement = x.statements[token.statement];
    for (std::uint32_t side = 0; side < statement.side_count; ++side) {
      const std::uint32_t root = x.sides[statement.first_side + side].root;
      if (x.nodes[root].kind == Node::Kind::number) values.push_back({at, root});
    }
  }
  return values;
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
  if (role == Role::quoted || role == Role::superseded || role == Role::foreign) return;
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

/// What the numbers of a sentence are: most have none that any of the rules asks for.
struct Kinds {
  bool percent = false, bandwidth = false, rate = false;
  bool measures = false;  ///< two of them have a dimension
  bool several = false;   ///< three statements or more
};

Kinds kinds_of(const Extraction& x, std::size_t first, std::size_t end) {
  Kinds kinds;
  std::uint32_t measured = 0;
  const auto see = [&](const Node& node) {
    const Quantity& q = node.quantity;
    kinds.percent = kinds.percent || q.percent;
    kinds.bandwidth = kinds.bandwidth || q.dimension == Dimension{.byte = 1, .flop = 0, .second = -1};
    kinds.rate = kinds.rate || q.dimension.second == -1;
    if (q.percent || !q.dimension.none()) ++measured;
  };
  for (std::size_t id = first; id < end; ++id)
    for (std::uint32_t side = 0; side < x.statements[id].side_count; ++side) {
      const Node& root = x.nodes[x.sides[x.statements[id].first_side + side].root];
      see(root.kind == Node::Kind::binary ? x.nodes[root.left] : root);
      if (root.kind == Node::Kind::binary) see(x.nodes[root.right]);
    }
  kinds.measures = measured > 1;
  kinds.several = end - first > 2;
  return kinds;
}

void match_part(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart part, Kinds kinds) {
  switch (rule.subject) {
    case Rule::Subject::share: if (kinds.percent) match_share(scene, rule, sentence, part); break;
    case Rule::Subject::change: if (kinds.percent) match_change(scene, rule, sentence, part); break;
    case Rule::Subject::rate: if (kinds.rate) match_rate(scene, rule, sentence, part); break;
    case Rule::Subject::product: if (kinds.several) match_product(scene, rule, sentence, part); break;
    case Rule::Subject::shard: match_shard(scene, rule, sentence, part); break;
    case Rule::Subject::transfer: if (kinds.bandwidth) match_transfer(scene, rule, sentence, part); break;
    case Rule::Subject::met: if (kinds.measures) match_met(scene, rule, sentence, part); break;
    case Rule::Subject::sum: if (kinds.several) match_sum(scene, rule, sentence, part); break;
    case Rule::Subject::bound: if (kinds.measures) match_bound(scene, rule, sentence, part); break;
    case Rule::Subject::division: if (kinds.several) match_division(scene, rule, sentence, part); break;
    case Rule::Subject::even: match_even(scene, rule, sentence, part); break;
    default: break;
  }
}

/// Whether what is said in one part may be judged in the next: `We wanted 24 days. It takes 28 days, requirement met.`,
/// `A checkpoint has 900 GB. A save at 10 GB/s takes 90 s.`
bool spans_parts(const Scene& scene, const Rule& rule, const Sentence& sentence, SentencePart before, SentencePart part) {
  if (rule.subject != Rule::Subject::transfer)
    return rule.subject == Rule::Subject::met || rule.subject == Rule::Subject::sum || rule.subject == Rule::Subject::product;
  const char32_t between = scene.x().tokens[sentence.first_token + before.end].symbol;
  return between == ';' || between == 0xFF1B || has_mark_in(scene, sentence, part, Mark::transfer);
}

void match_sentence(const Scene& scene, const std::vector<const Rule*>& rules, const Sentence& sentence, Kinds kinds) {
  const auto parts = parts_of(scene.x(), sentence);
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (const Rule* rule : rules) {
      match_part(scene, *rule, sentence, parts[i], kinds);
      if (i > 0 && spans_parts(scene, *rule, sentence, parts[i - 1], parts[i])) match_part(scene, *rule, sentence, {parts[i - 1].first, parts[i].end}, kinds);
    }
}

/// Of a row only a transfer is known by its units alone.
void match_row(const Scene& scene, const std::vector<const Rule*>& rules, const Sentence& row, Kinds kinds) {
  for (const Rule* rule : rules)
    if (rule->subject == Rule::Subject::transfer) match_part(scene, *rule, row, {0, row.token_count}, kinds);
}

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
  std::vector<const Rule*> rules;
  for (const Rule& rule : scene.rules.rules) {
    if (rule.kind != RuleKind::relation) continue;
    if (rule.subject == Rule::Subject::column) match_columns(scene, rule);
    else rules.push_back(&rule);
    if (rule.subject == Rule::Subject::met) match_met_rows(scene, rule);
  }
  if (rules.empty()) return;
  const Extraction& x = scene.x();
  for (std::size_t first = 0, end = 0; first < x.statements.size(); first = end) {
    Sentence sentence = x.sentences[x.statements[first].sentence];
    const bool row = sentence.kind == Sentence::Kind::cell && sentence.block != no_id;
    if (row) sentence = row_of(x, scene.reading.document->blocks, x.statements[first].sentence);
    const auto inside = [&](std::size_t id) { return x.statements[id].sentence == x.statements[first].sentence || (row && x.statements[id].span.begin < sentence.span.end); };
    while (end < x.statements.size() && inside(end)) ++end;
    if (end - first < 2) continue;
    const Kinds kinds = kinds_of(x, first, end);
    if (row) match_row(scene, rules, sentence, kinds);
    else match_sentence(scene, rules, sentence, kinds);
  }
}

}  // namespace stratlint
