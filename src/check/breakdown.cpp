#include "check/breakdown.h"

#include <algorithm>
#include <cmath>

#include "check/arithmetic.h"
#include "check/pieces.h"

namespace stratlint {

namespace {

constexpr std::size_t most_notes = 4;  ///< about breakdowns with more

/// `460 GB` below parts of 57.5 GB: those of eight GPUs.
bool counts_several(const Quantity& claimed, double sum) {
  constexpr double few = 4;  // twice may be a slip
  const double times = std::round(claimed.value / sum);
  return times >= few && claimed.low <= times * sum && times * sum <= claimed.high;
}

}  // namespace

void Breakdown::add(std::vector<Part>& parts, const Part& part) {
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

/// Value and interval of a part: of its fact if it has one, as a header may have given the unit.
Quantity Breakdown::read(const Part& part) const {
  const FactId fact = scene_.facts().fact_of_node[part.node];
  if (fact != no_id) return scene_.facts().facts[fact].quantity;
  Quantity q = quantity(part);
  if (unit_ == 0 || q.has_unit) return q;
  // A cell that no key names is in the unit of its column.
  q.value *= unit_;
  q.low = q.integer ? q.value : q.low * unit_;
  q.high = q.integer ? q.value : q.high * unit_;
  q.factor = unit_;
  q.dimension = {.byte = 1, .flop = 0, .second = 0};
  q.has_unit = true;
  return q;
}

void Breakdown::judge(const std::vector<Part>& all, const Part& total) {
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
    const Part* most = nullptr;
    for (const Part& part : parts) {
      const Quantity raw = read(part);
      const Quantity q = binary ? raw.binary_reading() : raw;
      exact += q.value;
      low += q.approximate ? q.low * 0.97 : q.low;
      high += q.approximate ? q.high * 1.03 : q.high;
      if (q.value > largest) most = &part;
      largest = std::max(largest, q.value);
    }
    if (!binary) sum = exact;
    // What is larger than the total is no part of it, unless it is what memory is needed for.
    if (!binary && largest > claimed.high && !(key_name(total) == "memory.total" && most != nullptr && are_memory_parts({most, 1}))) return;
    Allowed a = allowed(claimed, claimed.approximate, false, {binary, false});
    if (low <= a.high * (1 + 1e-9) && high >= a.low * (1 - 1e-9)) return;
    // Times may overlap: their total lies anywhere between the longest and the sum.
    if (claimed.dimension == seconds && a.high >= largest && a.low <= high) return;
    // One of the lines may be part of another.
    if (!lists_whole(parts, total)) for (const Part& part : parts) {
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
bool Breakdown::stands_among(const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double rest) const {
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

std::string_view Breakdown::key_name(const Part& part) const {
  const FactId fact = scene_.facts().fact_of_node[part.node];
  return fact == no_id ? std::string_view{} : std::string_view(scene_.vocabulary().key(scene_.facts().facts[fact].key).name);
}

/// Weights, gradients and activations, each said once, and a total that does not say which of them it means: none is part of another.
bool Breakdown::lists_whole(const std::vector<Part>& parts, const Part& total) const {
  if (!are_memory_parts(parts)) return false;
  std::vector<std::string_view> keys;
  for (const Part& part : parts) keys.push_back(key_name(part));
  std::sort(keys.begin(), keys.end());
  if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) return false;
  const Sentence& said = scene_.x().sentences[total.sentence];
  TopicSet some;
  for (const std::string_view name : {"memory_parts", "part_names", "some_parts"}) some |= scene_.vocabulary().find_classes(name).topics;
  return (classes_in(scene_, said.first_token, said.first_token + said.token_count).topics & some).none();
}

/// Weights, activations and their like are parts of a total, whatever it says.
bool Breakdown::are_memory_parts(std::span<const Part> parts) const {
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    const std::string_view key = key_name(part);
    return key.starts_with("memory.") && key != "memory.total" && key != "memory.headroom" && key != "memory.part";
  });
}

void Breakdown::note_length(const Part& total) {
  const std::uint32_t line = scene_.source().line_of(scene_.x().nodes[total.node].span.begin);
  if (scene_.found.limits.size() < most_notes)
    scene_.found.limits.push_back("line " + std::to_string(line) + ": a total of more than " + std::to_string(most_parts) + " lines is not added up");
}

bool Breakdown::same_scope(const Part& a, const Part& b) const {
  const FactId fa = scene_.facts().fact_of_node[a.node], fb = scene_.facts().fact_of_node[b.node];
  if (fa == no_id || fb == no_id) return true;
  const Fact& x = scene_.facts().facts[fa];
  const Fact& y = scene_.facts().facts[fb];
  return x.scope == y.scope && x.plan == y.plan;
}

/// `Total: 36 GB` below parts that do not say of what: the word means their sum rather than all GPUs.
bool Breakdown::may_share_scope(const Part& part, const Part& total) const {
  const Fact& x = scene_.facts().facts[scene_.facts().fact_of_node[part.node]];
  const Fact& y = scene_.facts().facts[scene_.facts().fact_of_node[total.node]];
  return x.plan == y.plan && !x.scope_stated && y.scope == Scope::total;
}

void Breakdown::report(const Rule& rule, const std::vector<Part>& parts, const Part& total, const Quantity& claimed, double sum) {
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

}  // namespace stratlint
