#include <fmt/format.h>

#include "emit/json_finding.h"
#include "stratlint/emit.h"

namespace stratlint {

std::string emit_json_head() {
  return R"({"schema_version":1,"tool":{"name":"stratlint","version":")" STRATLINT_VERSION R"("},"files":[)"
         "\n";
}

std::string emit_json_file(const FileReport& report, std::string_view root) {
  Json findings = Json::array();
  for (const Finding& finding : report.verdict.findings) findings.push_back(json_finding(report, finding, root));
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
  return fmt::format("\n],\"summary\":{}}}\n", json_text(json_summary(summary)));
}

}  // namespace stratlint
