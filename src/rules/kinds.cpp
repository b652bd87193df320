#include "rules/kinds.h"

#include <algorithm>
#include <array>

namespace stratlint {

namespace {

constexpr Type any_number{Type::Kind::number, {}, true};
constexpr Type text{Type::Kind::name, {}, false};

constexpr std::array claim_variables = {Variable{"claimed", any_number}, Variable{"recomputed", any_number},
                                        Variable{"expression", text}};

using Names = std::string_view;
constexpr std::array shared_fields = {Names("kind"),  Names("severity"), Names("doc"),     Names("margin"),
                                      Names("let"),   Names("when"),     Names("message"), Names("primary"),
                                      Names("label"), Names("derive"),   Names("note"),    Names("help")};
constexpr std::array formula_fields = {Names("judge"), Names("require"), Names("recomputed"), Names("given"), Names("beside")};
constexpr std::array equation_fields = {Names("subject"), Names("operands"), Names("result"), Names("keys"), Names("recomputed")};
constexpr std::array relation_fields = {Names("subject"), Names("operands"), Names("result")};
constexpr std::array together_variables = {Variable{"claimed", any_number}, Variable{"recomputed", any_number}};
constexpr std::array together_fields = {Names("amount"), Names("words"), Names("between"), Names("without"), Names("require"), Names("recomputed")};
constexpr std::array suppression_variables = {Variable{"expression", text}};
constexpr std::array suppression_fields = {Names("subject")};
constexpr std::array matcher_fields = {Names("operands"), Names("result"), Names("keys")};

constexpr std::array equation_subjects = {Subject{"value", Rule::Subject::value}, Subject{"unit", Rule::Subject::unit}, Subject{"elements", Rule::Subject::elements}};
constexpr std::array pin_subjects = {Subject{"unknown", Rule::Subject::unknown}, Subject{"value", Rule::Subject::value}};
constexpr std::array suppression_subjects = {Subject{"unused", Rule::Subject::unused}, Subject{"unknown", Rule::Subject::unknown},
                                             Subject{"reason", Rule::Subject::reason}};

constexpr std::array relation_subjects = {Subject{"share", Rule::Subject::share}, Subject{"change", Rule::Subject::change},
                                          Subject{"transfer", Rule::Subject::transfer}, Subject{"column", Rule::Subject::column}, Subject{"totals", Rule::Subject::totals}, Subject{"counts", Rule::Subject::counts},
                                          Subject{"rate", Rule::Subject::rate}, Subject{"met", Rule::Subject::met}, Subject{"shard", Rule::Subject::shard},
                                          Subject{"product", Rule::Subject::product}, Subject{"sum", Rule::Subject::sum},
                                          Subject{"division", Rule::Subject::division}, Subject{"bound", Rule::Subject::bound}, Subject{"even", Rule::Subject::even},
                                          Subject{"worked", Rule::Subject::worked}};

constexpr std::array table = {
    Kind{"formula", RuleKind::formula, {}, formula_fields, {}},
    Kind{"equation", RuleKind::equation, claim_variables, equation_fields, equation_subjects},
    Kind{"group", RuleKind::group, claim_variables, matcher_fields, {}},
    Kind{"check", RuleKind::check, claim_variables, matcher_fields, {}},
    Kind{"pair", RuleKind::pair, claim_variables, matcher_fields, {}},
    Kind{"same-fact", RuleKind::same_fact, claim_variables, matcher_fields, {}},
    Kind{"pin", RuleKind::pin, claim_variables, suppression_fields, pin_subjects},
    Kind{"suppression", RuleKind::suppression, suppression_variables, suppression_fields, suppression_subjects},
    Kind{"relation", RuleKind::relation, claim_variables, relation_fields, relation_subjects},
    Kind{"together", RuleKind::together, together_variables, together_fields, {}},
};

}  // namespace

Dimension dimension_of(Rule::Amount::Kind kind) {
  using Amount = Rule::Amount::Kind;
  switch (kind) {
    case Amount::count: case Amount::parameters: case Amount::share: case Amount::tokens: case Amount::measure: return {};
    case Amount::bytes: return {.byte = 1, .flop = 0, .second = 0};
    case Amount::bandwidth: case Amount::bit_rate: case Amount::byte_rate: return {.byte = 1, .flop = 0, .second = -1};
    case Amount::time: return {.byte = 0, .flop = 0, .second = 1};
    case Amount::flops: return {.byte = 0, .flop = 1, .second = -1};
    case Amount::flop: return {.byte = 0, .flop = 1, .second = 0};
    case Amount::token_rate: case Amount::sequence_rate: return {.byte = 0, .flop = 0, .second = -1};
  }
  return {};
}

std::span<const Kind> kinds() {
  return table;
}

const Kind& kind_of(RuleKind kind) {
  return table[static_cast<std::size_t>(kind)];
}

const Kind* find_kind(std::string_view name) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Kind& kind) { return kind.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names(shared_fields.begin(), shared_fields.end());
  names.insert(names.end(), formula_fields.begin(), formula_fields.end());
  names.insert(names.end(), equation_fields.begin(), equation_fields.end());
  names.insert(names.end(), together_fields.begin(), together_fields.begin() + 3);
  return names;
}

bool belongs(std::string_view field, const Kind& kind) {
  const auto in = [&](const auto& names) { return std::find(names.begin(), names.end(), field) != names.end(); };
  return in(shared_fields) || in(kind.fields);
}

bool repeatable(std::string_view field) {
  return field == "let" || field == "when" || field == "label" || field == "derive" || field == "note" || field == "amount" || field == "words";
}

}  // namespace stratlint
