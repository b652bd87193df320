#include "driver/pipeline.h"

#include <filesystem>

namespace stratlint {

namespace {

/// The stages that depend on nothing but the text and where it stands.
Verdict judge(const Pipeline& pipeline, const Analysis& analysis, const std::string& path, Timing* timing) {
  const Selection selection = select(pipeline.config, pipeline.rules, path);
  Verdict verdict = check(analysis.reading(), pipeline.rules, timing, selection);
  verdict = suppress(std::move(verdict), analysis.document, pipeline.rules, selection);
  return at_least(std::move(verdict), least_severity(pipeline.config, path));
}

std::vector<ClaimKey> keys(const std::vector<Finding>& findings) {
  std::vector<ClaimKey> keys;
  for (const Finding& finding : findings) keys.push_back(finding.key);
  return keys;
}

}  // namespace

CheckedDocument check_document(const Pipeline& pipeline, const Input& input, FileBytes file, Timing* timing) {
  CheckedDocument checked;
  FileReport& report = checked.report;
  report.path = input.path;
  if (!file.error.empty()) {
    report.error = file.error;
    return checked;
  }
  std::error_code error;
  const std::string path = std::filesystem::absolute(input.path, error).lexically_normal().native();
  History::Before before;
  if (pipeline.history) before = pipeline.history->before(input.path, !input.standard_input);
  checked.analysis = std::make_unique<Analysis>(input.path, std::move(file.bytes), pipeline.rules.vocabulary, Stopwatch(timing));
  const Analysis& analysis = *checked.analysis;
  report.source = &analysis.source;
  Verdict verdict = judge(pipeline, analysis, path, timing);

  if (pipeline.baseline.enabled()) {
    checked.claims = keys(verdict.findings);
    Comparison comparison = compare(verdict.findings, pipeline.write_baseline ? checked.claims : pipeline.baseline.of(input.path));
    checked.stale = std::move(comparison.stale);
    verdict = without_known(std::move(verdict), comparison, Known::baseline);
  }
  if (before.same) {
    const Comparison comparison = compare(verdict.findings, keys(verdict.findings));
    verdict = without_known(std::move(verdict), comparison, Known::before);
  } else if (before.bytes && !verdict.findings.empty()) {
    const Analysis earlier(input.path, std::move(*before.bytes), pipeline.rules.vocabulary, Stopwatch(timing));
    const Verdict known = judge(pipeline, earlier, path, timing);
    const Comparison comparison = compare(verdict.findings, keys(known.findings));
    verdict = without_known(std::move(verdict), comparison, Known::before);
  }
  report.verdict = std::move(verdict);
  return checked;
}

}  // namespace stratlint
