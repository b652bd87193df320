#include <algorithm>

#include "check/arithmetic.h"
#include "check/candidate.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

bool may_hold(Relation relation, const Worked& a, const Worked& b) {
  switch (relation) {
    case Relation::less: return a.low < b.high;
    case Relation::less_equal: return a.low <= b.high;
    case Relation::greater: return a.high > b.low;
    case Relation::greater_equal: return a.high >= b.low;
    default: return true;
  }
}

const char* opposite(Relation relation) {
  switch (relation) {
    case Relation::less: return "≥";
    case Relation::less_equal: return ">";
    case Relation::greater: return "≤";
    default: return "<";
  }
}

bool same_unit(const Quantity& a, const Quantity& b) { return a.has_unit && b.has_unit && !a.dimension.none() && a.dimension == b.dimension && a.count == b.count; }

bool has_suffix(const Node& node) { return node.kind == Node::Kind::number && !node.quantity.has_unit && !node.quantity.percent && node.quantity.factor > 1; }

void judge(const Scene& scene, const Arithmetic& arithmetic, const Rule& rule, std::uint32_t id) {
  const Extraction& x = scene.x();
  const Statement& statement = x.statements[id];
  for (std::uint32_t i = 1; i < statement.side_count; ++i) {
    const Side& left = x.sides[statement.first_side + i - 1];
    const Side& right = x.sides[statement.first_side + i];
    if (right.relation < Relation::less) continue;
    bool holds = false;
    // `5 runs with a deviation < 2%` compares something else than the number at its start; `126 GB per GPU < 80 GB` does not.
    bool known = x.nodes[left.root].annotation.empty() || same_unit(x.nodes[left.root].quantity, x.nodes[right.root].quantity);
    for (const bool binary : {false, true}) {
      Worked a = arithmetic.work_out(left.root, {binary, false});
      Worked b = arithmetic.work_out(right.root, {binary, false});
      // A bare number is in the unit of its yardstick: `38,000 > 20,000 tokens/s`.
      if (a.any_unit && b.any_unit && a.dimension != b.dimension) known = false;
      // `TTFT at 8k ≤ 6 s`: what has a suffix of its own takes no unit.
      if (a.any_unit != b.any_unit && has_suffix(x.nodes[left.root]) != has_suffix(x.nodes[right.root])) known = false;
      if (a.any_unit != b.any_unit) {
        a = arithmetic.work_out(left.root, {binary, true});
        b = arithmetic.work_out(right.root, {binary, true});
      }
      known = known && a.known && b.known;
      holds = holds || may_hold(right.relation, a, b);
    }
    if (!known || holds) continue;
    const Sentence& sentence = x.sentences[statement.sentence];
    if (is_crossed(scene.reading, scene.vocabulary(), sentence)) continue;
    const auto operand = [&](std::uint32_t root) {
      const Worked w = arithmetic.work_out(root, {});
      Value value = exact_value(w.value, w.dimension);
      if (x.nodes[root].kind == Node::Kind::number) {
        value.count = x.nodes[root].quantity.count;
        value.percent = x.nodes[root].quantity.percent;
        value.text = scene.source().text(x.nodes[root].span);
      }
      return value;
    };
    Variables variables{operand(left.root), operand(right.root), {}};
    const Span span{x.nodes[left.root].span.begin, x.nodes[right.root].span.end};
    variables.expression = scene.source().text(span);
    const PlanId plan = scene.facts().plan_of_statement[id];
    if (!scene.evaluator.applies(rule, plan, variables)) continue;
    Candidate c = make_candidate(scene, rule, plan, span, variables);
    c.arithmetic = true;
    c.blamed = scene.facts().fact_of_node[left.root];
    c.finding.derivation.push_back(std::string(scene.source().text(x.nodes[left.root].span)) + " " + opposite(right.relation) + " " +
                                   std::string(scene.source().text(x.nodes[right.root].span)));
    scene.found.add(std::move(c));
  }
}

}  // namespace

void match_comparisons(const Scene& scene, const Arithmetic& arithmetic) {
  for (const Rule* rule : scene.rules.of(RuleKind::check)) {
    for (std::uint32_t id = 0; id < scene.x().statements.size(); ++id) {
      const Role role = scene.facts().role_of_statement[id];
      if (scene.x().statements[id].side_count < 2 || role == Role::quoted || role == Role::superseded || role == Role::foreign) continue;
      judge(scene, arithmetic, *rule, id);
    }
  }
}

}  // namespace stratlint
