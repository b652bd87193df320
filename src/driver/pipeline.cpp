#include "driver/pipeline.h"

#include <filesystem>

namespace stratlint {

namespace {

struct Judged {
  std::unique_ptr<const Analysis> analysis;
  std::unique_ptr<const SourceFile> source;
  Verdict verdict;
};

/// Where a document stands, for settings that hold for some paths only; working it out for nothing costs as much as reading it.
std::string place(const Pipeline& pipeline, const std::string& name) {
  std::error_code error;
  return pipeline.config.overrides.empty() ? std::string() : std::filesystem::absolute(name, error).lexically_normal().native();
}

/// The stages that depend on nothing but the text and where it stands; a cache may know what they give.
Judged judge(const Pipeline& pipeline, const std::string& name, std::string bytes, Timing* timing) {
  const std::string path = place(pipeline, name);
  Selection selection = select(pipeline.config, pipeline.rules, path);
  selection.names_skipped = pipeline.names_skipped;
  const Severity least = least_severity(pipeline.config, path);
  ContentHash key;
  if (pipeline.cache != nullptr) {
    key = pipeline.cache->key(bytes, selection, least);
    if (auto known = pipeline.cache->find(key)) return {nullptr, std::make_unique<SourceFile>(name, std::move(bytes)), std::move(*known)};
  }
  auto analysis = std::make_unique<Analysis>(name, std::move(bytes), pipeline.rules.vocabulary, pipeline.convention, Stopwatch(timing));
  Verdict verdict = check(analysis->reading(), pipeline.rules, timing, selection);
  verdict = suppress(std::move(verdict), analysis->document, pipeline.rules, selection);
  verdict = at_least(std::move(verdict), least);
  if (pipeline.cache != nullptr) pipeline.cache->add(key, verdict);
  return {std::move(analysis), nullptr, std::move(verdict)};
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
  History::Before before;
  if (pipeline.history) before = pipeline.history->before(input.path, !input.standard_input);
  Judged judged = judge(pipeline, input.path, std::move(file.bytes), timing);
  checked.analysis = std::move(judged.analysis);
  checked.source = std::move(judged.source);
  report.source = checked.analysis ? &checked.analysis->source : checked.source.get();
  Verdict verdict = std::move(judged.verdict);
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
    const Verdict known = judge(pipeline, input.path, std::move(*before.bytes), timing).verdict;
    const Comparison comparison = compare(verdict.findings, keys(known.findings));
    verdict = without_known(std::move(verdict), comparison, Known::before);
  }
  report.verdict = std::move(verdict);
  return checked;
}

}  // namespace stratlint
