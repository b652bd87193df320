#include <fmt/format.h>

#include <iterator>

#include "emit/cells.h"
#include "stratlint/emit.h"

namespace stratlint {

std::string emit_concise(const FileReport& report) {
  std::string out;
  if (report.source == nullptr) {
    append_printable(out, report.path);
    out += ": error: cannot read: ";
    append_printable(out, report.error.value_or("unknown reason"));
    out += '\n';
    return out;
  }
  for (const Finding& finding : report.verdict.findings) {
    const Position position = report.source->position(finding.primary.begin);
    append_printable(out, report.path);
    fmt::format_to(std::back_inserter(out), ":{}:{}: {}[{}] ", position.line, position.column, name(finding.severity),
                   finding.rule);
    append_printable(out, finding.message);
    out += '\n';
  }
  for (const std::string& limit : report.verdict.limits) {
    append_printable(out, report.path);
    out += ": note: ";
    append_printable(out, limit);
    out += '\n';
  }
  return out;
}

}  // namespace stratlint
