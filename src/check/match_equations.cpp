#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "check/equation.h"
#include "check/pieces.h"
#include "check/sentence_marks.h"

namespace stratlint {

namespace {

const Key* key_of_node(const Scene& scene, std::uint32_t node) {
  const FactId fact = scene.facts().fact_of_node[node];
  return fact == no_id ? nullptr : &scene.vocabulary().key(scene.facts().facts[fact].key);
}

/// `a = b = c` is two equations; the side that is one number is the claim, and words are passed over.
std::vector<Equation> equations_of(const Scene& scene, std::uint32_t id) {
  std::vector<Equation> result;
  const Extraction& x = scene.x();
  const Statement& statement = x.statements[id];
  std::uint32_t previous = no_id;
  for (std::uint32_t i = 0; i < statement.side_count; ++i) {
    const Side& side = x.sides[statement.first_side + i];
    const bool related = side.relation == Relation::equal || side.relation == Relation::approx;
    if (i > 0 && !related) previous = no_id;
    if (previous != no_id) {
      const bool claim_last = x.nodes[side.root].kind == Node::Kind::number;
      const bool claim_first = x.nodes[previous].kind == Node::Kind::number;
      const bool approximate = side.relation == Relation::approx;
      if (claim_last) result.push_back({id, previous, side.root, approximate});
      else if (claim_first) result.push_back({id, side.root, previous, approximate});
    }
    const bool words = x.nodes[side.root].kind == Node::Kind::name;
    previous = words ? no_id : side.root;
  }
  return result;
}

class EquationMatcher {
 public:
  EquationMatcher(const Scene& scene, const Arithmetic& arithmetic) : scene_(scene), arithmetic_(arithmetic), rules_(scene.rules.of(RuleKind::equation)) {}

  void run() {
    if (rules_.empty()) return;
    const Extraction& x = scene_.x();
    for (std::uint32_t id = 0; id < x.statements.size(); ++id) {
      if (x.statements[id].side_count < 2) continue;
      const Role role = scene_.facts().role_of_statement[id];
      if (role == Role::quoted || role == Role::superseded || role == Role::foreign) continue;
      for (const Equation& equation : equations_of(scene_, id)) judge(equation);
    }
  }

 private:
  void judge(const Equation& equation) {
    const Extraction& x = scene_.x();
    const Quantity result = result_of(equation);
    const Key* result_key = key_of_node(scene_, equation.result);
    if (is_no_equation(scene_, arithmetic_, equation, result)) return;
    const bool exact = result_key != nullptr && result_key->exact;
    const Comparison comparison = compare(arithmetic_, x, equation.expression, result, equation.approximate, exact);
    if (comparison.comparable && !comparison.holds && is_misread(scene_, arithmetic_, equation, comparison, result)) return;
    for (const Rule* rule : rules_) {
      if (!takes(*rule, equation, result, result_key)) continue;
      if (rule->subject == Rule::Subject::unit) {
        // `60,800 tokens/s (9.3 s + 5 s)`: a parenthesis need not derive what stands before it.
        if (!x.statements[equation.statement].gloss) judge_units(*rule, equation, comparison);
      } else if (rule->subject == Rule::Subject::elements) {
        if (comparison.comparable && comparison.holds && counts_elements(equation, result, comparison)) report_elements(*rule, equation);
      } else if (comparison.comparable && !comparison.holds && comparison.worked.known) {
        report(*rule, equation, comparison, result_key);
      }
    }
  }

  Quantity result_of(const Equation& equation) const {
    const Extraction& x = scene_.x();
    if (derives_entry(x, x.statements[equation.statement])) return quantity_of(equation.result);
    Quantity result = x.nodes[equation.result].quantity;
    if (const double seconds = letter_of_time(equation); seconds > 0 && arithmetic_.work_out(equation.expression, {}).dimension == Dimension{.byte = 0, .flop = 0, .second = 1}) {
      const double half = result.integer ? 0.5 : 0;
      result.value *= seconds;
      result.low = (result.low - half) * seconds;
      result.high = (result.high + half) * seconds;
      result.factor *= seconds;
      result.dimension = {.byte = 0, .flop = 0, .second = 1};
      result.has_unit = true;
      result.integer = false;
      return result;
    }
    // In `10B × 2 FLOPs = 20 GFLOPs` the plural is no rate.
    constexpr Dimension flop{.byte = 0, .flop = 1, .second = 0}, rate{.byte = 0, .flop = 1, .second = -1};
    const Node& product = x.nodes[equation.expression];
    if (result.dimension != rate || product.kind != Node::Kind::binary || product.op != Operator::multiply || !scene_.source().text(x.nodes[equation.result].span).ends_with('s')) return result;
    const auto is_factor = [&](std::uint32_t node) { return x.nodes[node].kind == Node::Kind::number && (x.nodes[node].quantity.dimension.none() || x.nodes[node].quantity.dimension == flop); };
    const bool amount = x.nodes[product.left].quantity.dimension == flop || x.nodes[product.right].quantity.dimension == flop;
    if (amount && is_factor(product.left) && is_factor(product.right)) result.dimension = flop;
    return result;
  }

  /// `232 TB / 3 GB/s = 21.5 h`, `= 37.8 d`: the seconds of a lone letter behind a result without a unit; 0 if none stands there.
  double letter_of_time(const Equation& equation) const {
    const Node& result = scene_.x().nodes[equation.result];
    const std::string_view behind = scene_.source().bytes().substr(result.span.end, 3);
    const std::size_t at = behind.starts_with(' ') ? 1 : 0;
    if (result.quantity.has_unit || behind.size() <= at || (at + 1 < behind.size() && (std::isalnum(static_cast<unsigned char>(behind[at + 1])) != 0 || behind[at + 1] == '_'))) return 0;
    return behind[at] == 'd' ? 86400 : behind[at] == 'h' ? 3600 : 0;
  }

  /// The value of an entry, in the unit that its name gives.
  Quantity quantity_of(std::uint32_t node) const {
    const FactId fact = scene_.facts().fact_of_node[node];
    return fact == no_id ? scene_.x().nodes[node].quantity : scene_.facts().facts[fact].quantity;
  }

  bool takes(const Rule& rule, const Equation& equation, const Quantity& result, const Key* result_key) const {
    const auto has = [](const std::vector<std::string>& list, const char* word) { return std::find(list.begin(), list.end(), word) != list.end(); };
    if (!rule.results.empty()) {
      const bool fraction = result.percent && has(rule.results, "fraction");
      const bool plain = !result.percent && has(rule.results, "none");
      if (!fraction && !plain && !matches_pattern(rule.results, result_key)) return false;
    }
    if (rule.operands.empty() || has(rule.operands, "any")) return true;
    const auto operands = arithmetic_.operands(equation.expression);
    return operands.size() > 1 && std::all_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return matches_pattern(rule.operands, key_of_node(scene_, operand)); });
  }

  void report(const Rule& rule, const Equation& equation, const Comparison& comparison, const Key* result_key) {
    const Extraction& x = scene_.x();
    const Node& result = x.nodes[equation.result];
    const Statement& statement = x.statements[equation.statement];
    Variables variables = variables_of(equation, comparison.recomputed);
    const PlanId plan = scene_.facts().plan_of_statement[equation.statement];
    if (!scene_.evaluator.applies(rule, plan, variables)) return;
    const FactId blamed = scene_.facts().fact_of_node[equation.result];
    const Span primary = blamed != no_id ? scene_.facts().facts[blamed].span : result.span;
    Candidate c = make_candidate(scene_, rule, plan, primary, variables);
    c.arithmetic = true;
    c.blamed = blamed;
    const Span expression = x.nodes[equation.expression].span;
    if (statement.gloss || arithmetic_.operands(equation.expression).size() > 1) c.finding.related.push_back({expression, "comes to " + c.finding.recomputed->text});
    for (const std::uint32_t operand : arithmetic_.operands(equation.expression)) {
      const FactId fact = scene_.facts().fact_of_node[operand];
      if (fact != no_id) c.inputs.push_back(fact);
    }
    c.finding.derivation.insert(c.finding.derivation.begin(), std::string(scene_.source().text(expression)) + " = " + format_value(comparison.recomputed, result_of(equation).dimension, result.quantity.count, result.quantity.percent));
    if (comparison.readings.size() > 1) c.finding.readings = comparison.readings;
    if (result_key != nullptr && c.finding.convention.empty() && result_key->name == "cluster.gpus") c.finding.convention = "product";
    scene_.found.add(std::move(c));
  }

  Variables variables_of(const Equation& equation, double recomputed) const {
    const Extraction& x = scene_.x();
    const bool derivation = derives_entry(x, x.statements[equation.statement]);
    const Quantity result = result_of(equation);
    Variables variables;
    variables.claimed = exact_value(result.value, result.dimension);
    variables.claimed.text = scene_.source().text(x.nodes[equation.result].span);
    variables.recomputed = exact_value(recomputed, result.dimension);
    variables.claimed.count = variables.recomputed.count = result.count;
    variables.claimed.percent = variables.recomputed.percent = result.percent;
    // The name of an entry holds the unit: `memory_total_gb: 32.7`.
    if (derivation && result.has_unit && !x.nodes[equation.result].quantity.has_unit) {
      in_claimed_unit_ = format_value(result.value, result.dimension, result.count, result.percent);
      variables.claimed.text = in_claimed_unit_;
      in_unit_of_claim_ = format_value(recomputed, result.dimension, result.count, result.percent);
    } else
      in_unit_of_claim_ = printed_like(recomputed, result, variables.claimed.text);
    variables.recomputed.text = in_unit_of_claim_;
    variables.expression = scene_.source().text(x.nodes[equation.expression].span);
    return variables;
  }

  /// `128 × 10000 × 4096 = 5.24 GB`: a product of what the model and its batch have, and no size of a value.
  bool counts_elements(const Equation& equation, const Quantity& result, const Comparison& comparison) const {
    constexpr double widest = 8;  // bytes of a value; keys and values are two of them
    constexpr std::ptrdiff_t least = 2;
    constexpr double most_rounded = 0.2;
    if (result.dimension != Dimension{.byte = 1, .flop = 0, .second = 0} || result.in_bits() || !comparison.worked.known || comparison.worked.any_unit) return false;
    if (std::abs(comparison.worked.value - result.value) > most_rounded * result.value) return false;  // it holds at two bytes each
    if (is_share_of_parameters(equation)) return true;
    const auto operands = arithmetic_.operands(equation.expression);
    const auto quantity = [&](std::uint32_t operand) -> const Quantity& { return scene_.x().nodes[operand].quantity; };
    if (std::any_of(operands.begin(), operands.end(), [&](std::uint32_t operand) { return quantity(operand).percent || (quantity(operand).value >= 1 && quantity(operand).value <= widest); })) return false;
    return !operands.empty() && is_product(equation.expression) && std::count_if(operands.begin(), operands.end(), [&](std::uint32_t operand) { return is_dimension(equation, quantity(operand).value); }) >= least;
  }

  /// `13B / 8`: the parameters of the model over some GPUs.
  bool is_share_of_parameters(const Equation& equation) const {
    constexpr double least_parameters = 1e8;
    const Node& node = scene_.x().nodes[equation.expression];
    if (node.kind != Node::Kind::binary || node.op != Operator::divide || !is_product(node.right)) return false;
    const Quantity& whole = scene_.x().nodes[node.left].quantity;
    const Key* key = key_of_node(scene_, node.left);
    return whole.dimension == Dimension() && (key == nullptr || key->name == "model.params") && whole.value >= least_parameters && is_dimension(equation, whole.value);
  }

  bool is_product(std::uint32_t root) const {
    const Node& node = scene_.x().nodes[root];
    return node.kind == Node::Kind::number || (node.kind == Node::Kind::binary && node.op == Operator::multiply && is_product(node.left) && is_product(node.right));
  }

  /// Whether the plan, or that of the document, states the value for its model or batch.
  bool is_dimension(const Equation& equation, double value) const {
    if (!dimensions_) list_dimensions();
    const auto stated = [&](PlanId plan) { return std::binary_search(dimensions_->begin(), dimensions_->end(), std::pair(plan, value)); };
    return stated(scene_.facts().plan_of_statement[equation.statement]) || stated(0);
  }

  void list_dimensions() const {
    dimensions_.emplace();
    for (const Fact& fact : scene_.facts().facts) {
      const std::string& key = scene_.vocabulary().key(fact.key).name;
      if (!key.starts_with("model.") && !key.starts_with("batch.")) continue;
      for (const double value : {fact.quantity.low, fact.quantity.value, fact.quantity.high}) dimensions_->push_back({fact.plan, value});
    }
    std::sort(dimensions_->begin(), dimensions_->end());
  }

  /// An equation that holds, of a product that lacks the bytes of an element.
  void report_elements(const Rule& rule, const Equation& equation) {
    Variables variables = variables_of(equation, 0);
    const PlanId plan = scene_.facts().plan_of_statement[equation.statement];
    if (!scene_.evaluator.applies(rule, plan, variables)) return;
    variables.recomputed = scene_.evaluator.recomputed(rule, plan, variables);
    if (!variables.recomputed.known()) return;
    Candidate c = make_candidate(scene_, rule, plan, scene_.x().nodes[equation.result].span, variables);
    c.arithmetic = true;
    c.blamed = scene_.facts().fact_of_node[equation.result];
    scene_.found.add(std::move(c));
  }

  /// `at 50 % of 312 TFLOPS = 2.05 s`: what is worked out stands before it.
  bool is_led_in(const Equation& equation) const {
    const Extraction& x = scene_.x();
    const Statement& statement = x.statements[equation.statement];
    const Sentence& sentence = x.sentences[statement.sentence];
    const auto first = x.tokens.begin() + sentence.first_token, end = first + sentence.token_count;
    const auto own = std::lower_bound(first, end, statement.span.begin, [](const Token& token, std::uint32_t byte) { return token.span.begin < byte; });
    return own != end && own != first && has_mark_before(scene_.reading, scene_.vocabulary(), sentence, static_cast<std::uint32_t>(own - first), Mark::preposition);
  }

  /// Operands without a unit take that of the one stated value they repeat: `280/1440` of 280 GB/ms and 1440 GB/s.
  void judge_units(const Rule& rule, const Equation& equation, const Comparison& comparison) {
    const Extraction& x = scene_.x();
    const Node& root = x.nodes[equation.expression];
    const Quantity& result = x.nodes[equation.result].quantity;
    if (!comparison.worked.known || is_led_in(equation)) return;
    if (comparison.worked.all_units && result.has_unit && !result.percent && comparison.worked.dimension != result.dimension && !comparison.worked.dimension.none()) {
      Variables variables = variables_of(equation, comparison.worked.value);
      variables.recomputed.dimension = comparison.worked.dimension;
      push_unit_finding(rule, equation, variables, {});
      return;
    }
    if (!comparison.holds || root.kind != Node::Kind::binary || root.op != Operator::divide || result.has_unit != result.percent) return;
    const auto above = bind(root.left, equation), below = bind(root.right, equation);
    if (!above || !below || above->dimension != below->dimension || below->value == 0) return;
    const double ratio = above->value / below->value;
    const double apart = std::abs(std::log10(ratio / result.value));
    if (apart < 1) return;
    push_unit_finding(rule, equation, variables_of(equation, ratio), {*above, *below});
  }

  struct Bound_ {
    double value;
    Dimension dimension;
    Span operand;
    Span origin;
    std::string text;
  };

  std::optional<Bound_> bind(std::uint32_t operand, const Equation& equation) const {
    const Node& node = scene_.x().nodes[operand];
    if (node.kind != Node::Kind::number || node.quantity.has_unit || node.quantity.value <= 0) return std::nullopt;
    const PlanId plan = scene_.facts().plan_of_statement[equation.statement];
    std::optional<Bound_> found;
    const auto offer = [&](double value, Dimension dimension, Span origin) {
      const double scale = std::log10(value / node.quantity.value) / 3;
      if (std::abs(scale - std::round(scale)) > 1e-6 || scale < 1) return true;
      if (found && std::abs(found->value - value) > 1e-6 * value) return false;
      if (!found) found = Bound_{value, dimension, node.span, origin, format_value(value, dimension)};
      return true;
    };
    const Dimension rate{.byte = 1, .flop = 0, .second = -1};
    for (const Fact& fact : scene_.facts().facts) {
      if (fact.plan != plan || fact.quantity.dimension != rate || fact.node == no_id || fact.quantity.range) continue;
      if (!offer(fact.quantity.value, rate, fact.span)) return std::nullopt;
    }
    const KeyId bandwidth = scene_.vocabulary().find_key("gpu.mem_bandwidth"), share = scene_.vocabulary().find_key("gpu.mem_efficiency");
    if (!found && bandwidth != no_key && share != no_key) {
      const auto peaks = scene_.facts().candidates(plan, bandwidth), shares = scene_.facts().candidates(plan, share);
      if (peaks.size() == 1 && shares.size() == 1) {
        const Fact& peak = scene_.facts().facts[peaks[0]];
        offer(peak.quantity.value * scene_.facts().facts[shares[0]].quantity.value, rate, peak.span);
      }
    }
    return found;
  }

  void push_unit_finding(const Rule& rule, const Equation& equation, const Variables& variables, const std::vector<Bound_>& bound) {
    const PlanId plan = scene_.facts().plan_of_statement[equation.statement];
    if (!scene_.evaluator.applies(rule, plan, variables)) return;
    Candidate c = make_candidate(scene_, rule, plan, scene_.x().nodes[equation.result].span, variables);
    c.arithmetic = true;
    for (const Bound_& operand : bound) {
      c.finding.related.push_back({operand.origin, operand.text});
      c.finding.derivation.push_back(std::string(scene_.source().text(operand.operand)) + " stands for " + operand.text);
    }
    if (bound.size() == 2) c.finding.derivation.push_back(bound[0].text + " / " + bound[1].text + " = " + c.finding.recomputed->text);
    scene_.found.add(std::move(c));
  }

  const Scene& scene_;
  const Arithmetic& arithmetic_;
  const std::vector<const Rule*>& rules_;
  mutable std::string in_unit_of_claim_, in_claimed_unit_;
  mutable std::optional<std::vector<std::pair<PlanId, double>>> dimensions_;  ///< of models and batches, sorted
};

}  // namespace

void match_equations(const Scene& scene, const Arithmetic& arithmetic) { EquationMatcher(scene, arithmetic).run(); }

}  // namespace stratlint
