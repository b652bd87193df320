#include <fmt/format.h>

#include <iterator>

#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"
#include "emit/xml.h"

namespace stratlint {

namespace {

std::string_view severity_name(Severity severity) {
  return severity == Severity::note ? "info" : name(severity);
}

}  // namespace

std::string Checkstyle::head(const ReportContext&) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
}

std::string Checkstyle::file(const FileReport& report, const ReportContext& context) {
  std::string out;
  if (report.source == nullptr) {
    fmt::format_to(std::back_inserter(out), "    <error line=\"1\" severity=\"error\" message=\"cannot be read: {}\" source=\"stratlint\"/>\n",
                   xml(report.error.value_or("unknown reason")));
  }
  for (const Finding& finding : report.verdict.findings) {
    const Position position = report.source->position(finding.primary.begin);
    fmt::format_to(std::back_inserter(out), "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"stratlint.{}\"/>\n",
                   position.line, position.column, severity_name(finding.severity), xml(plain_text(finding)), xml(finding.rule));
  }
  if (out.empty()) return out;
  return fmt::format("  <file name=\"{}\">\n{}  </file>\n", xml(report_path(report.path, context.root)), out);
}

std::string Checkstyle::tail(const Summary&, const ReportContext&) {
  return "</checkstyle>\n";
}

}  // namespace stratlint
