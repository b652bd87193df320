#include <algorithm>

#include "check/evaluate.h"

namespace stratlint {

namespace {

/// Beyond this a rule is too unsure of its facts to accuse anyone.
constexpr std::size_t most_combinations = 4096;

constexpr std::uint64_t all_inputs = ~std::uint64_t{0};

void add_convention(const std::string& convention, Violation& out) {
  if (convention.empty() || out.convention.find(convention) != std::string::npos) return;
  out.convention += (out.convention.empty() ? "" : ", ") + convention;
}

constexpr std::uint64_t bit(std::size_t number) {
  return std::uint64_t{1} << number;
}

}  // namespace

Judgement Evaluator::judge(const Rule& rule, PlanId plan, bool names_missing) {
  Judgement out;
  if (facts_.all(plan, rule.judge).empty()) return out;
  const auto judged = inputs_.judged(rule, plan);
  if (std::all_of(judged.begin(), judged.end(), [&](FactId fact) { return inherited(fact, plan); })) return out;
  start(rule, plan, {});
  for (const FactId fact : judged) {
    if (inherited(fact, plan)) continue;
    const bool open = judge_fact(fact, out) == Outcome::open;
    if (open && names_missing) report_missing(out);
  }
  std::erase_if(out.violations, [&](const Violation& v) { return is_swept(v, plan); });
  // Where every value must fail, one that fits clears the others, and the firmest is blamed.
  if (rule.each_candidate && !out.violations.empty()) {
    if (out.violations.size() < judged.size()) {
      // A label of its own is no passing mention: it stands accused beside the value that fits.
      std::erase_if(out.violations, [&](const Violation& v) { return facts_.facts[v.judged].strength < strength::label; });
    } else {
      out.violations.erase(out.violations.begin() + 1, out.violations.end());
    }
  }
  if (!out.violations.empty()) out.missing.clear();
  return out;
}

/// A plan that gives other values of a key leaves open what else changes with it: what it inherits may not hold there.
bool Evaluator::is_swept(const Violation& v, PlanId plan) const {
  if (plan == 0) return false;
  const std::string_view key = vocabulary_.key(facts_.facts[v.judged].key).name;
  const std::string_view family = key.substr(0, key.find('.') + 1);
  const auto stale = [&](FactId input) {
    const std::string_view name = vocabulary_.key(facts_.facts[input].key).name;
    if (!inherited(input, plan) || (family != "batch." && family != "perf.")) return false;
    return name.starts_with("perf.") || (name.starts_with("batch.") && (family == "batch." || name != "batch.global"));
  };
  if (std::any_of(v.inputs.begin(), v.inputs.end(), stale)) return true;
  if (std::any_of(v.inputs.begin(), v.inputs.end(), [&](FactId input) { return !inherited(input, plan); })) return false;
  const Fact& judged = facts_.facts[v.judged];
  const auto said = facts_.all(0, judged.key);
  return !v.inputs.empty() && std::any_of(said.begin(), said.end(), [&](FactId id) { return facts_.facts[id].quantity.value != judged.quantity.value; });
}

/// Inputs are looked up when something asks for them.
void Evaluator::start(const Rule& rule, PlanId plan, const Variables& variables) {
  rule_ = &rule;
  plan_ = plan;
  variables_ = variables;
  binary_ = false;
  known_.assign(rule.nodes.size(), false);
  if (slots_.size() < rule.inputs.size()) slots_.resize(rule.inputs.size());
  if (values_.size() < rule.nodes.size()) values_.resize(rule.nodes.size());
  for (std::size_t i = 0; i < rule.inputs.size(); ++i) {
    slots_[i].options.clear();
    slots_[i].chosen = 0;
    slots_[i].loaded = judges(rule.inputs[i]);
  }
}

void Evaluator::load(std::size_t input) {
  inputs_.load(rule_->inputs[input], plan_, slots_[input].options);
  slots_[input].loaded = true;
}

void Evaluator::load_all() {
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) slot(i);
}

void Evaluator::load_judged(FactId judged) {
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    if (!judges(rule_->inputs[i])) continue;
    slots_[i].options.clear();
    inputs_.add_fact(rule_->inputs[i], plan_, judged, slots_[i].options);
  }
}

bool Evaluator::judges(const Rule::Input& input) const {
  if (input.kind != Rule::Input::Kind::claim || input.key != rule_->judge) return false;
  // `judge K per gpu` compares values of that scope with those of others.
  return !rule_->judged_scope || input.scope == rule_->judged_scope;
}

/// What the document says for all is judged there; a plan of its own is accused of its own words only.
bool Evaluator::inherited(FactId judged, PlanId plan) const {
  return facts_.facts[judged].plan != plan;
}

/// Sets up the choices of the inputs that decide. False if they are too many.
bool Evaluator::count_combinations() {
  std::size_t combinations = 1;
  ambiguous_ = false;
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    const Rule::Input& input = rule_->inputs[i];
    Slot& slot = slots_[i];
    slot.chosen = 0;
    slot.choices = 1;
    if ((rule_->decisive & bit(i)) == 0) continue;
    this->slot(i);
    if (input.kind == Rule::Input::Kind::any)
      slot.choices = rule_->arms_of(rule_->nodes[input.node]).size();
    else
      slot.choices = std::max<std::size_t>(slot.options.size(), 1);
    for (const Option& option : slot.options) ambiguous_ = ambiguous_ || option.ambiguous();
    combinations *= slot.choices;
    if (combinations > most_combinations) return false;
  }
  return combinations * (ambiguous_ ? 2 : 1) <= most_combinations;
}

/// The last input changes first: later lets rest on earlier ones, which keep their values. The last inputs are passed
/// over as long as the outcome did not rest on them: it would be the same again.
bool Evaluator::next_combination() {
  std::uint64_t changed = 0;
  bool matters = false;
  for (std::size_t i = rule_->inputs.size(); i-- > 0;) {
    Slot& slot = slots_[i];
    if (slot.choices == 1) continue;
    changed |= bit(i);
    matters = matters || (rested_ & bit(i)) != 0;
    if (matters && ++slot.chosen < slot.choices) {
      forget(changed);
      return true;
    }
    slot.chosen = 0;
  }
  if (!ambiguous_ || binary_) return false;
  binary_ = true;
  forget(all_inputs);
  return true;
}

std::size_t Evaluator::rank() const {
  std::size_t rank = 0;
  for (std::size_t i = rule_->inputs.size(); i-- > 0;) rank = rank * slots_[i].choices + slots_[i].chosen;
  return rank * 2 + (binary_ ? 1 : 0);
}

void Evaluator::set_rank(std::size_t rank) {
  binary_ = rank % 2 != 0;
  rank /= 2;
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    slots_[i].chosen = rank % slots_[i].choices;
    rank /= slots_[i].choices;
  }
}

/// The inputs of a condition that cannot hold which alone keep it from holding: of `a and b` those of the part that fails.
std::uint64_t Evaluator::cause(std::uint32_t condition) const {
  const Expr& node = rule_->nodes[condition];
  if (node.op == Expr::Op::logical_and) {
    // The left part first: if it fails, the right one was not worked out.
    for (const std::uint32_t part : {node.children[0], node.children[1]})
      if (!values_[part].may_hold()) return cause(part);
  }
  return node.uses;
}

Evaluator::Outcome Evaluator::try_combination(bool only_holding) {
  rested_ = 0;
  for (const std::uint32_t when : rule_->when) {
    rested_ |= rule_->nodes[when].uses;
    const Value& condition = value_of(when);
    if (condition.state == Value::State::missing) lacking_ |= condition.inputs;
    if (!condition.known()) return Outcome::open;
    // A rule that may not apply accuses nobody.
    if (!condition.must_hold()) return Outcome::holds;
  }
  const Value& required = value_of(rule_->require);
  if (required.may_hold()) return Outcome::holds;
  rested_ |= only_holding ? cause(rule_->require) : rule_->nodes[rule_->require].uses;
  if (required.state == Value::State::missing) lacking_ |= required.inputs;
  return required.known() ? Outcome::fails : Outcome::open;
}

Evaluator::Outcome Evaluator::judge_fact(FactId judged, Judgement& out) {
  load_judged(judged);
  lacking_ = 0;
  binary_ = false;
  for (Slot& slot : slots_) slot.chosen = 0;
  forget(all_inputs);
  // The firmest values alone clear most claims; how many others there are is counted only if they do not.
  Outcome outcome = try_combination(false);
  if (outcome == Outcome::holds || !count_combinations()) return Outcome::holds;

  std::optional<std::size_t> first;
  do {
    if (outcome == Outcome::fails) first = std::min(first.value_or(rank()), rank());
    if (!next_combination()) break;
    // The first one that fails is told; those behind it only matter if they hold.
    outcome = try_combination(first && *first < rank());
  } while (outcome != Outcome::holds);
  if (outcome == Outcome::holds || !first) return outcome;
  set_rank(*first);
  out.violations.push_back(explain(judged));
  return Outcome::fails;
}

void Evaluator::report_missing(Judgement& out) {
  const auto add = [&](const std::string& key) {
    if (std::find(out.missing.begin(), out.missing.end(), key) == out.missing.end()) out.missing.push_back(key);
  };
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    if ((lacking_ & bit(i)) == 0) continue;
    const Rule::Input& input = rule_->inputs[i];
    // The judged key is stated, only not in the scope that the rule judges.
    if (judges(input)) continue;
    if (input.key != no_key) add(vocabulary_.key(input.key).name);
    if (input.kind == Rule::Input::Kind::computed)
      for (const std::string& key : inputs_.missing(input.computed, plan_)) add(key);
  }
}

Violation Evaluator::explain(FactId judged) {
  load_all();
  forget(all_inputs);
  all_arms_ = true;  // the readings that were tried are listed
  for (const Rule::Let& let : rule_->lets) value_of(let.node);
  Violation out;
  out.judged = judged;
  out.claimed = fact_value(facts_.facts[judged], vocabulary_.key(rule_->judge), vocabulary_, binary_);
  std::uint64_t used = evaluate(rule_->require).inputs;
  if (rule_->recomputed != no_node) {
    const Value& recomputed = evaluate(rule_->recomputed);
    used |= recomputed.inputs;
    if (recomputed.known()) out.recomputed = recomputed;
  }
  for (const std::uint32_t when : rule_->when) used |= evaluate(when).inputs;
  list_inputs(used, judged, out);
  list_readings(out.readings);
  all_arms_ = false;
  out.texts = fill_texts();
  return out;
}

void Evaluator::list_inputs(std::uint64_t used, FactId judged, Violation& out) const {
  const auto add = [&](FactId fact) {
    if (fact == no_id || fact == judged || std::find(out.inputs.begin(), out.inputs.end(), fact) != out.inputs.end())
      return;
    out.inputs.push_back(fact);
  };
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    const Slot& slot = slots_[i];
    if ((used & bit(i)) == 0 || slot.options.empty()) continue;
    const Option& option = slot.options[slot.chosen];
    add(option.fact);
    add(option.factor);
    // A name that makes the plan what it is, as its layout, decided how the numbers were read.
    const Key* named = option.fact == no_id ? nullptr : &vocabulary_.key(rule_->inputs[i].key);
    if (named && named->type == ValueType::name && !named->inherited) add_convention(vocabulary_.values()[facts_.facts[option.fact].value_name], out);
    if (option.computed == nullptr) continue;
    for (const FactId fact : option.computed->inputs) add(fact);
    for (const Line& line : option.computed->derivation) {
      std::string step = line.text();
      if (std::find(out.derivation.begin(), out.derivation.end(), step) == out.derivation.end())
        out.derivation.push_back(std::move(step));
    }
    add_convention(option.computed->convention, out);
  }
}

void Evaluator::list_readings(std::vector<std::string>& out) const {
  const bool fraction = vocabulary_.key(rule_->judge).type == ValueType::fraction;
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    if ((rule_->decisive & bit(i)) == 0) continue;
    const Rule::Input& input = rule_->inputs[i];
    const Slot& slot = slots_[i];
    if (input.kind == Rule::Input::Kind::any) {
      for (const Rule::Arm& arm : rule_->arms_of(rule_->nodes[input.node])) {
        Value value = values_[arm.value];
        value.percent = value.percent || fraction;
        const bool applies = arm.when == no_node || values_[arm.when].may_hold();
        if (applies && value.known() && value.kind != Type::Kind::boolean)
          out.push_back(arm.name + ": " + to_text(value));
      }
    } else if (input.kind == Rule::Input::Kind::computed && slot.options.size() > 1) {
      for (const Option& option : slot.options)
        out.push_back(option.computed->convention + ": " + to_text(option.decimal));
    }
  }
}

}  // namespace stratlint
