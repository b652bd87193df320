#include <fmt/format.h>

#include <iterator>

#include "emit/cells.h"
#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"

// Workflow commands of GitHub Actions: `::error file=..,line=..::message` puts a note beside the line of a pull request.

namespace stratlint {

namespace {

std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// What a document says must not start a command of its own.
std::string message(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!out.empty()) out += "%0A";
    out += escaped(printable(text.substr(0, end)), false);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string_view command(Severity severity) {
  return severity == Severity::note ? "notice" : name(severity);
}

}  // namespace

std::string Github::file(const FileReport& report, const ReportContext& context) {
  const std::string path = escaped(printable(report_path(report.path, context.root)), true);
  if (report.source == nullptr) {
    return fmt::format("::error file={},title=stratlint::cannot be read: {}\n", path, message(report.error.value_or("unknown reason")));
  }
  std::string out;
  for (const Finding& finding : report.verdict.findings) {
    const Position begin = report.source->position(finding.primary.begin), end = report.source->position(finding.primary.end);
    fmt::format_to(std::back_inserter(out), "::{} file={},line={},endLine={}", command(finding.severity), path, begin.line, end.line);
    if (begin.line == end.line) fmt::format_to(std::back_inserter(out), ",col={},endColumn={}", begin.column, end.column);
    fmt::format_to(std::back_inserter(out), ",title={}::{}\n", escaped(finding.rule, true), message(plain_text(finding)));
  }
  return out;
}

std::string Github::tail(const Summary& summary, const ReportContext& context) {
  return context.quiet ? "" : message(summary_line(summary)) + "\n";
}

}  // namespace stratlint
