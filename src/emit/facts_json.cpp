#include "emit/json_value.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

void add_value(Json& out, const Fact& fact, const Vocabulary& vocabulary) {
  const Quantity& quantity = fact.quantity;
  switch (vocabulary.key(fact.key).type) {
    case ValueType::name:
      if (fact.value_name == 0) break;
      out["value"] = vocabulary.values()[fact.value_name];
      out["unit"] = "1";
      return;
    case ValueType::boolean:
      out["value"] = quantity.value != 0;
      out["unit"] = "1";
      return;
    case ValueType::number:
    case ValueType::fraction:
      break;
  }
  out["value"] = json_number(quantity.value);
  if (quantity.range) {
    out["min"] = json_number(quantity.low);
    out["max"] = json_number(quantity.high);
  }
  if (quantity.bound == Bound::less || quantity.bound == Bound::less_equal) out["bound"] = "<";
  if (quantity.bound == Bound::greater || quantity.bound == Bound::greater_equal) out["bound"] = ">";
  if (quantity.approximate) out["approx"] = true;
  out["unit"] = unit_name(quantity.dimension, quantity.count);
}

Json json_fact(const FactsReport& report, const Fact& fact) {
  Json out = {{"key", report.vocabulary->key(fact.key).name}};
  add_value(out, fact, *report.vocabulary);
  out["scope"] = name(fact.scope);
  out["role"] = name(fact.role);
  out["origin"] = name(fact.origin);
  out["text"] = report.source->text(fact.span);
  out["range"] = fact.span.empty() ? Json(nullptr) : json_range(*report.source, fact.span);
  return out;
}

}  // namespace

std::string emit_facts_json_head() {
  return "{\"schema_version\":1,\"files\":[\n";
}

std::string emit_facts_json_file(const FactsReport& report) {
  Json plans = Json::array();
  if (report.facts != nullptr) {
    for (const Plan& plan : report.facts->plans) plans.push_back({{"name", plan.name}, {"facts", Json::array()}});
    for (const Fact& fact : report.facts->facts) plans[fact.plan]["facts"].push_back(json_fact(report, fact));
  }
  Json file = {{"path", report.path}};
  if (report.error) file["error"] = *report.error;
  file["plans"] = std::move(plans);
  return json_text(file);
}

std::string emit_facts_json_tail() {
  return "\n]}\n";
}

}  // namespace stratlint
