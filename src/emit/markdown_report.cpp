#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "emit/cells.h"
#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"

// A summary for the page of a CI job or a comment: a table for each file with findings.

namespace stratlint {

namespace {

// What a document says must stay text: no markup, no links, no HTML.
std::string escaped(std::string_view text) {
  constexpr std::string_view markup = "\\`*_{}[]<>#|~&!@";
  std::string out;
  for (const char c : printable(text)) {
    if (markup.find(c) != markup.npos) out += '\\';
    out += c;
  }
  return out;
}

std::string cell(const Finding& finding) {
  std::string text = fmt::format("**{}**", escaped(finding.message));
  for (const std::string& line : remarks(finding)) text += "<br>" + escaped(line);
  return text;
}

}  // namespace

std::string Markdown::head(const ReportContext&) {
  return "## stratlint\n";
}

std::string Markdown::file(const FileReport& report, const ReportContext& context) {
  const auto& findings = report.verdict.findings;
  const std::string path = escaped(report_path(report.path, context.root));
  if (report.source == nullptr) return fmt::format("\n### {}\n\n**cannot be read**: {}\n", path, escaped(report.error.value_or("unknown reason")));
  if (findings.empty() && report.verdict.limits.empty()) return {};
  std::string out = fmt::format("\n### {}\n", path);
  if (!findings.empty()) out += "\n| line | severity | finding | rule |\n|--:|---|---|---|\n";
  for (const Finding& finding : findings) {
    fmt::format_to(std::back_inserter(out), "| {} | {} | {} | [{}]({}) |\n", report.source->position(finding.primary.begin).line,
                   name(finding.severity), cell(finding), escaped(finding.rule), rule_url(finding.rule));
  }
  for (const std::string& limit : report.verdict.limits) fmt::format_to(std::back_inserter(out), "\nnote: {}\n", escaped(limit));
  return out;
}

std::string Markdown::tail(const Summary& summary, const ReportContext&) {
  return fmt::format("\n{}\n", escaped(summary_line(summary)));
}

}  // namespace stratlint
