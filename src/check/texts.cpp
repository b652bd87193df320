#include <algorithm>

#include "check/evaluate.h"
#include "check/printed.h"

namespace stratlint {

bool Evaluator::applies(const Rule& rule, PlanId plan, const Variables& variables) {
  if (rule.when.empty()) return true;
  start(rule, plan, variables);
  return std::all_of(rule.when.begin(), rule.when.end(),
                     [&](std::uint32_t when) { return evaluate(when).must_hold(); });
}

bool Evaluator::may_hold(const Rule& rule, PlanId plan, const Variables& variables) {
  start(rule, plan, variables);
  if (!count_combinations()) return true;
  do {
    if (try_combination(false) != Outcome::fails) return true;
  } while (next_combination());
  return false;
}

Value Evaluator::recomputed(const Rule& rule, PlanId plan, const Variables& variables) {
  start(rule, plan, variables);
  return evaluate(rule.recomputed);
}

Texts Evaluator::texts(const Rule& rule, PlanId plan, const Variables& variables) {
  start(rule, plan, variables);
  load_all();
  return fill_texts();
}

Texts Evaluator::fill_texts() {
  Texts out;
  out.message = fill(rule_->message);
  out.primary = fill(rule_->primary);
  out.help = fill(rule_->help);
  for (const Template& text : rule_->derivation) out.derivation.push_back(fill(text));
  for (const Template& text : rule_->notes) out.notes.push_back(fill(text));
  for (const Rule::KeyLabel& label : rule_->labels) {
    const FactId fact = fact_of(label.key);
    if (fact != no_id) out.labels.push_back({fact, fill(label.text)});
  }
  return out;
}

FactId Evaluator::fact_of(KeyId key) const {
  for (std::size_t i = 0; i < rule_->inputs.size(); ++i) {
    const Slot& slot = slots_[i];
    if (rule_->inputs[i].key == key && !slot.options.empty() && slot.options[slot.chosen].fact != no_id)
      return slot.options[slot.chosen].fact;
  }
  const auto candidates = facts_.candidates(plan_, key);
  return candidates.empty() ? no_id : candidates.front();
}

std::string Evaluator::fill(const Template& text) {
  std::string out;
  for (const Template::Part& part : text.parts) {
    if (part.node == no_node)
      out += part.text;
    else
      out += print(part.node, part.text);
  }
  return out;
}

std::string Evaluator::print(std::uint32_t node, std::string_view unit) {
  const Value& value = evaluate(node);
  if (!value.known()) return "?";
  if (!unit.empty()) {
    if (const auto text = format_in(value.value, unit)) return *text;
  }
  const Fact* fact = fact_behind(node);
  if (fact != nullptr && !fact->span.empty()) {
    const std::string_view words = source_.text(fact->span);
    if (value.kind == Type::Kind::number) return printed(words, fact->quantity);
    // `H100` is what the document says, whichever of them it means.
    if (value.kind == Type::Kind::name && words.find('\n') == std::string_view::npos) return std::string(words);
  }
  return to_text(value);
}

const Fact* Evaluator::fact_behind(std::uint32_t node) const {
  const Expr* expression = &rule_->nodes[node];
  while (expression->kind == Expr::Kind::local) expression = &rule_->nodes[rule_->lets[expression->index].node];
  if (expression->kind != Expr::Kind::key && expression->kind != Expr::Kind::scoped) return nullptr;
  const Slot& slot = slots_[expression->index];
  if (slot.options.empty()) return nullptr;
  const Option& option = slot.options[slot.chosen];
  return option.fact == no_id || option.factor != no_id ? nullptr : &facts_.facts[option.fact];
}

}  // namespace stratlint
