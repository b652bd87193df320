#include <fmt/format.h>

#include "emit/json_value.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

Json json_amount(const std::optional<Amount>& amount) {
  if (!amount) return nullptr;
  return {{"text", amount->text}, {"value", json_number(amount->value)}, {"unit", amount->unit}};
}

Json json_finding(const SourceFile& source, const Finding& finding) {
  Json related = Json::array();
  for (const Label& label : finding.related) {
    related.push_back({{"range", json_range(source, label.span)}, {"message", label.message}});
  }
  return {{"rule", finding.rule},
          {"severity", name(finding.severity)},
          {"plan", finding.plan},
          {"message", finding.message},
          {"range", json_range(source, finding.primary)},
          {"claimed", json_amount(finding.claimed)},
          {"recomputed", json_amount(finding.recomputed)},
          {"convention", finding.convention},
          {"derivation", finding.derivation},
          {"readings", finding.readings},
          {"notes", finding.notes},
          {"help", finding.help},
          {"related", std::move(related)}};
}

}  // namespace

std::string emit_json_head() {
  return R"({"schema_version":1,"tool":{"name":"stratlint","version":")" STRATLINT_VERSION R"("},"files":[)"
         "\n";
}

std::string emit_json_file(const FileReport& report) {
  Json findings = Json::array();
  if (report.source != nullptr) {
    for (const Finding& finding : report.verdict.findings) findings.push_back(json_finding(*report.source, finding));
  }
  Json skipped = Json::array();
  for (const Skipped& rule : report.verdict.skipped) {
    skipped.push_back({{"rule", rule.rule}, {"plan", rule.plan}, {"missing", rule.missing}});
  }
  Json file = {{"path", report.path},
               {"error", report.error ? Json(*report.error) : Json(nullptr)},
               {"findings", std::move(findings)},
               {"skipped", std::move(skipped)}};
  if (!report.verdict.limits.empty()) file["limits"] = report.verdict.limits;
  return json_text(file);
}

std::string emit_json_tail(const Summary& summary) {
  const Json counts = {
      {"files", summary.files}, {"errors", summary.errors}, {"warnings", summary.warnings}, {"notes", summary.notes}};
  return fmt::format("\n],\"summary\":{}}}\n", json_text(counts));
}

}  // namespace stratlint
