#include "emit/fact_value.h"
#include "emit/plan_summary.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

Json json_computed(const PlanReport& report, const Recomputed& one) {
  const Computed& usual = one.values.front();
  Json out = {{"value", json_number(usual.value)}, {"unit", unit_name(usual.dimension)},       {"convention", usual.convention},
              {"formula", one.key->formula},       {"derivation", Json::array()},              {"source", one.key->source},
              {"assumptions", usual.assumptions},  {"readings", Json::array()},                {"inputs", Json::array()}};
  for (const Line& line : usual.derivation) out["derivation"].push_back(line.text());
  for (auto reading = one.values.begin() + 1; reading != one.values.end(); ++reading)
    out["readings"].push_back({{"value", json_number(reading->value)}, {"convention", reading->convention}});
  const Vocabulary& vocabulary = *report.facts.vocabulary;
  for (const FactId input : usual.inputs) out["inputs"].push_back(vocabulary.key(report.facts.facts->facts[input].key).name);
  if (one.claimed != no_id) out["claimed"] = json_number(report.facts.facts->facts[one.claimed].quantity.value);
  return out;
}

}  // namespace

std::string emit_plan_json(const PlanReport& report) {
  Json out = {{"schema_version", 1}, {"path", report.facts.path}};
  if (report.facts.error) out["error"] = *report.facts.error;
  out["plans"] = Json::array();
  for (std::size_t plan = 0; plan < report.recomputed.size(); ++plan) {
    const FactBase& facts = *report.facts.facts;
    Json shown = {{"name", facts.plans[plan].name}, {"facts", Json::array()}, {"computed", Json::object()}, {"missing", Json::object()}};
    for (const auto& key : facts_in_use(facts, static_cast<PlanId>(plan), *report.facts.vocabulary))
      for (const FactId fact : key) shown["facts"].push_back(json_fact(*report.facts.source, *report.facts.vocabulary, facts.facts[fact]));
    for (const Recomputed& one : report.recomputed[plan]) {
      if (one.values.empty() && one.missing.empty()) continue;
      if (one.values.empty())
        shown["missing"][std::string(one.key->name)] = one.missing;
      else
        shown["computed"][std::string(one.key->name)] = json_computed(report, one);
    }
    out["plans"].push_back(std::move(shown));
  }
  return json_text(out) + "\n";
}

}  // namespace stratlint
