#include <fmt/format.h>

#include "emit/json_value.h"
#include "emit/plain_text.h"
#include "emit/report_formats.h"
#include "emit/report_paths.h"
#include "emit/sarif_rules.h"

// SARIF 2.1.0: one run, whose results name the rule by id and the place by line and code point.

namespace stratlint {

namespace {

Json artifact(const std::string& path) {
  Json location = {{"uri", path_uri(path)}};
  if (!path.starts_with('/')) location["uriBaseId"] = "SRCROOT";
  return location;
}

Json region(const SourceFile& source, Span span) {
  const Position begin = source.position(span.begin), end = source.position(span.end);
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json physical(const std::string& path, const SourceFile& source, Span span) {
  return {{"artifactLocation", artifact(path)}, {"region", region(source, span)}};
}

Json result(const std::string& path, const Finding& finding, const SourceFile& source) {
  Json related = Json::array();
  for (const Label& label : finding.related) {
    related.push_back({{"id", related.size() + 1}, {"physicalLocation", physical(path, source, label.span)}, {"message", {{"text", label.message}}}});
  }
  Json out = {{"ruleId", finding.rule},
              {"level", name(finding.severity)},
              {"message", {{"text", plain_text(finding)}}},
              {"locations", Json::array({{{"physicalLocation", physical(path, source, finding.primary)}}})},
              {"partialFingerprints", {{"stratlintClaim/v1", fingerprint(path, finding.key)}}}};
  if (!related.empty()) out["relatedLocations"] = std::move(related);
  if (finding.fix && finding.fix->safe) {
    Json replacements = Json::array();
    for (const Edit& edit : finding.fix->edits) {
      replacements.push_back({{"deletedRegion", region(source, edit.span)}, {"insertedContent", {{"text", edit.text}}}});
    }
    out["fixes"] = Json::array({{{"description", {{"text", finding.fix->message}}},
                                 {"artifactChanges", Json::array({{{"artifactLocation", artifact(path)}, {"replacements", std::move(replacements)}}})}}});
  }
  return out;
}

Json suppression(const Suppressed& suppressed) {
  Json out = {{"kind", suppressed.by == Suppressed::By::comment ? "inSource" : "external"}};
  if (!suppressed.reason.empty()) out["justification"] = suppressed.reason;
  return out;
}

// A file that could not be read is no result: the run was not a whole one.
Json invocation(const Summary& summary) {
  Json notifications = Json::array();
  if (summary.unreadable > 0) {
    notifications.push_back({{"level", "error"}, {"message", {{"text", fmt::format("{} of {} files could not be read", summary.unreadable, summary.files)}}}});
  }
  if (summary.cut > 0) {
    notifications.push_back({{"level", "warning"}, {"message", {{"text", fmt::format("{} findings more than the limit are left out", summary.cut)}}}});
  }
  Json out = {{"executionSuccessful", summary.unreadable == 0}};
  if (!notifications.empty()) out["toolExecutionNotifications"] = std::move(notifications);
  return out;
}

}  // namespace

std::string Sarif::head(const ReportContext& context) {
  const Json driver = {{"name", "stratlint"},
                       {"version", STRATLINT_VERSION},
                       {"semanticVersion", STRATLINT_VERSION},
                       {"informationUri", STRATLINT_HOMEPAGE},
                       {"rules", sarif_rules(context.rules)}};
  const Json bases = {{"SRCROOT", {{"description", {{"text", "the folder that stratlint was started in"}}}}}};
  return fmt::format(R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{{"tool":{{"driver":{}}},)"
                     R"("automationDetails":{{"id":"stratlint/"}},"columnKind":"unicodeCodePoints","originalUriBaseIds":{},"results":[)"
                     "\n",
                     json_text(driver), json_text(bases));
}

std::string Sarif::file(const FileReport& report, const ReportContext& context) {
  const std::string path = report_path(report.path, context.root);
  std::string out;
  const auto append = [&](const Json& one) {
    if (!out.empty()) out += ",\n";
    out += json_text(one);
  };
  for (const Finding& finding : report.verdict.findings) append(result(path, finding, *report.source));
  for (const Suppressed& suppressed : report.verdict.suppressed) {
    Json one = result(path, suppressed.finding, *report.source);
    one["suppressions"] = Json::array({suppression(suppressed)});
    append(one);
  }
  return out;
}

std::string Sarif::tail(const Summary& summary, const ReportContext&) {
  return fmt::format("\n],\"invocations\":[{}]}}]}}\n", json_text(invocation(summary)));
}

}  // namespace stratlint
