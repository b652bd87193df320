#include "emit/json_value.h"
#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"

// The Reviewdog Diagnostic Format. Its columns count bytes from 1, and ends are exclusive.

namespace stratlint {

namespace {

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::note:
      return "INFO";
  }
  return "INFO";
}

Json byte_position(const SourceFile& source, std::uint32_t byte) {
  const std::uint32_t line = source.line_of(byte);
  return {{"line", line}, {"column", byte - std::min(byte, source.line(line).begin) + 1}};
}

Json byte_range(const SourceFile& source, Span span) {
  return {{"start", byte_position(source, span.begin)}, {"end", byte_position(source, span.end)}};
}

Json diagnostic(const std::string& path, const Finding& finding, const SourceFile& source) {
  const auto location = [&](Span span) { return Json{{"path", path}, {"range", byte_range(source, span)}}; };
  Json out = {{"message", plain_text(finding)},
              {"location", location(finding.primary)},
              {"severity", severity_name(finding.severity)},
              {"code", {{"value", finding.rule}, {"url", rule_url(finding.rule)}}}};
  if (finding.fix && finding.fix->safe) {
    Json& suggestions = out["suggestions"] = Json::array();
    for (const Edit& edit : finding.fix->edits) suggestions.push_back({{"range", byte_range(source, edit.span)}, {"text", edit.text}});
  }
  Json related = Json::array();
  for (const Label& label : finding.related) related.push_back({{"message", label.message}, {"location", location(label.span)}});
  if (!related.empty()) out["related_locations"] = std::move(related);
  return out;
}

}  // namespace

std::string Rdjson::head(const ReportContext&) {
  return R"({"source":{"name":"stratlint","url":")" STRATLINT_HOMEPAGE R"("},"diagnostics":[)"
         "\n";
}

std::string Rdjson::file(const FileReport& report, const ReportContext& context) {
  const std::string path = report_path(report.path, context.root);
  if (report.source == nullptr) {
    return json_text({{"message", "cannot be read: " + report.error.value_or("unknown reason")}, {"location", {{"path", path}}}, {"severity", "ERROR"}});
  }
  std::string out;
  for (const Finding& finding : report.verdict.findings) {
    if (!out.empty()) out += ",\n";
    out += json_text(diagnostic(path, finding, *report.source));
  }
  return out;
}

std::string Rdjson::tail(const Summary&, const ReportContext&) {
  return "\n]}\n";
}

}  // namespace stratlint
