#include "emit/json_finding.h"

#include "emit/report_paths.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

Json json_amount(const std::optional<Amount>& amount) {
  if (!amount) return nullptr;
  return {{"text", amount->text}, {"value", json_number(amount->value)}, {"unit", amount->unit}};
}

Json json_fix(const std::optional<Fix>& fix, const SourceFile& source) {
  if (!fix) return nullptr;
  Json edits = Json::array();
  for (const Edit& edit : fix->edits) edits.push_back({{"range", json_range(source, edit.span)}, {"text", edit.text}});
  return {{"message", fix->message}, {"safe", fix->safe}, {"edits", std::move(edits)}};
}

}  // namespace

Json json_finding(const FileReport& report, const Finding& finding, std::string_view root) {
  const SourceFile& source = *report.source;
  Json related = Json::array();
  for (const Label& label : finding.related) {
    related.push_back({{"range", json_range(source, label.span)}, {"message", label.message}});
  }
  return {{"rule", finding.rule},
          {"severity", name(finding.severity)},
          {"plan", finding.plan},
          {"message", finding.message},
          {"range", json_range(source, finding.primary)},
          {"claimed", json_amount(finding.claimed)},
          {"recomputed", json_amount(finding.recomputed)},
          {"convention", finding.convention},
          {"derivation", finding.derivation},
          {"readings", finding.readings},
          {"notes", finding.notes},
          {"help", finding.help},
          {"related", std::move(related)},
          {"fix", json_fix(finding.fix, source)},
          {"fingerprint", fingerprint(report_path(report.path, root), finding.key)}};
}

Json json_summary(const Summary& summary) {
  Json out = {{"files", summary.files}, {"errors", summary.errors}, {"warnings", summary.warnings}, {"notes", summary.notes}};
  const std::pair<const char*, std::size_t> unreported[] = {
      {"silenced", summary.silenced}, {"in_baseline", summary.in_baseline}, {"known_before", summary.known_before}, {"below_level", summary.below_level}};
  for (const auto& [key, count] : unreported) {
    if (count > 0) out[key] = count;
  }
  if (summary.cut > 0) out["cut"] = summary.cut;
  return out;
}

}  // namespace stratlint
