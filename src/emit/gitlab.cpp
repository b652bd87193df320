#include "emit/json_value.h"
#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"

// The Code Quality report of GitLab: one array over all files, whose brackets the table of formats has.

namespace stratlint {

namespace {

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "minor";
    case Severity::note:
      return "info";
  }
  return "info";
}

Json issue(std::string_view path, const Finding& finding, const SourceFile& source) {
  const Position begin = source.position(finding.primary.begin), end = source.position(finding.primary.end);
  return {{"type", "issue"},
          {"check_name", finding.rule},
          {"description", finding.message},
          {"content", {{"body", plain_text(finding)}}},
          {"categories", {"Bug Risk"}},
          {"fingerprint", fingerprint(path, finding.key)},
          {"severity", severity_name(finding.severity)},
          {"location", {{"path", path}, {"lines", {{"begin", begin.line}, {"end", end.line}}}}}};
}

Json unreadable(std::string_view path, const FileReport& report) {
  return {{"type", "issue"},
          {"check_name", "stratlint"},
          {"description", "cannot be read: " + report.error.value_or("unknown reason")},
          {"fingerprint", fingerprint(path, {})},
          {"severity", "blocker"},
          {"location", {{"path", path}, {"lines", {{"begin", 1}}}}}};
}

}  // namespace

std::string Gitlab::file(const FileReport& report, const ReportContext& context) {
  const std::string path = report_path(report.path, context.root);
  if (report.source == nullptr) return json_text(unreadable(path, report));
  std::string out;
  for (const Finding& finding : report.verdict.findings) {
    if (!out.empty()) out += ",\n";
    out += json_text(issue(path, finding, *report.source));
  }
  return out;
}

}  // namespace stratlint
