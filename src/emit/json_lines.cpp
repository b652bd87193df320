#include "emit/json_finding.h"
#include "emit/report_formats.h"

// An object a line: findings as they come, what could not be read or was cut, the counts at the end.

namespace stratlint {

namespace {

std::string line(const std::string& path, const Json& fields) {
  Json out = {{"path", path}};
  out.update(fields);
  return json_text(out) + "\n";
}

}  // namespace

std::string JsonLines::file(const FileReport& report, const ReportContext& context) {
  if (report.source == nullptr) return line(report.path, {{"error", report.error.value_or("unknown reason")}});
  std::string out;
  for (const Finding& finding : report.verdict.findings) out += line(report.path, json_finding(report, finding, context.root));
  for (const std::string& limit : report.verdict.limits) out += line(report.path, {{"limit", limit}});
  return out;
}

std::string JsonLines::tail(const Summary& summary, const ReportContext& context) {
  return context.quiet ? "" : json_text({{"summary", json_summary(summary)}}) + "\n";
}

}  // namespace stratlint
