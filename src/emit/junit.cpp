#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"
#include "emit/xml.h"

// What the schemas of Ant and of Jenkins both accept: a suite for each file, a test for each finding. They demand a time,
// a host and a date, which would differ from run to run, so constants stand there.

namespace stratlint {

namespace {

std::string test(std::string_view test_name, std::string_view file, std::string_view inside) {
  return fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"0\"{}\n", xml(test_name), xml(file),
                     inside.empty() ? "/>" : fmt::format(">{}</testcase>", inside));
}

std::string finding_test(const FileReport& report, const Finding& finding, std::string_view file) {
  const Position position = report.source->position(finding.primary.begin);
  const std::string test_name = fmt::format("{} {}:{}", finding.rule, position.line, position.column);
  // A note fails nothing.
  if (finding.severity == Severity::note) {
    return test(test_name, file, fmt::format("<skipped message=\"{}\"/>", xml(finding.message)));
  }
  return test(test_name, file,
              fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", name(finding.severity), xml(finding.message),
                          xml(fmt::format("{}:{}:{}: {}", file, position.line, position.column, plain_text(finding)))));
}

}  // namespace

std::string Junit::head(const ReportContext&) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
}

std::string Junit::file(const FileReport& report, const ReportContext& context) {
  const std::string file = report_path(report.path, context.root);
  const auto& findings = report.verdict.findings;
  const bool unreadable = report.source == nullptr;
  const auto failures = std::count_if(findings.begin(), findings.end(), [](const Finding& f) { return f.severity != Severity::note; });
  std::string out = fmt::format("  <testsuite id=\"{}\" package=\"stratlint\" name=\"{}\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"0\">\n    <properties/>\n",
                                report.index, xml(file), std::max<std::size_t>(findings.size(), 1), failures, unreadable ? 1 : 0);
  if (unreadable) {
    out += test("readable", file, fmt::format("<error type=\"unreadable\" message=\"cannot be read: {}\"/>", xml(report.error.value_or("unknown reason"))));
  } else if (findings.empty()) {
    out += test("consistent", file, "");
  }
  for (const Finding& finding : findings) out += finding_test(report, finding, file);
  return out + "    <system-out/>\n    <system-err/>\n  </testsuite>\n";
}

std::string Junit::tail(const Summary&, const ReportContext&) {
  return "</testsuites>\n";
}

}  // namespace stratlint
