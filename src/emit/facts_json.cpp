#include "emit/fact_value.h"
#include "stratlint/emit.h"

namespace stratlint {

std::string emit_facts_json_head() {
  return "{\"schema_version\":1,\"files\":[\n";
}

std::string emit_facts_json_file(const FactsReport& report) {
  Json plans = Json::array();
  if (report.facts != nullptr) {
    for (const Plan& plan : report.facts->plans) plans.push_back({{"name", plan.name}, {"facts", Json::array()}});
    for (const Fact& fact : report.facts->facts) plans[fact.plan]["facts"].push_back(json_fact(*report.source, *report.vocabulary, fact));
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
