#include "driver/pipeline.h"

#include <filesystem>

namespace stratlint {

namespace {

/// Where a document stands, for settings that hold for some paths only; working it out for nothing costs as much as reading it.
std::string place(const Pipeline& pipeline, const std::string& name) {
  std::error_code error;
  return pipeline.config.overrides.empty() ? std::string() : std::filesystem::absolute(name, error).lexically_normal().native();
}

/// What a document is judged by, beside its text.
struct Setting {
  Selection selection;
  Severity least = Severity::note;
  ContentHash key;
};

/// The stages that depend on nothing but the texts and where they stand; a cache may know what they give.
std::vector<Verdict> judge(const Pipeline& pipeline, std::span<const SourceFile* const> sources, Timing* timing) {
  std::vector<Verdict> verdicts(sources.size());
  std::vector<Setting> settings(sources.size());
  std::vector<const SourceFile*> unknown;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string path = place(pipeline, sources[i]->path());
    Setting& setting = settings[i];
    setting.selection = select(pipeline.config, pipeline.rules, path);
    setting.selection.names_skipped = pipeline.names_skipped;
    setting.least = least_severity(pipeline.config, path);
    if (pipeline.cache != nullptr) {
      setting.key = pipeline.cache->key(sources[i]->bytes(), setting.selection, setting.least);
      if (auto known = pipeline.cache->find(setting.key)) {
        verdicts[i] = std::move(*known);
        continue;
      }
    }
    unknown.push_back(sources[i]);
    places.push_back(i);
  }
  const std::vector<Contents> contents = read_contents(unknown, pipeline.rules.vocabulary, pipeline.convention, Stopwatch(timing));
  for (std::size_t k = 0; k < unknown.size(); ++k) {
    const auto& [document, extraction, facts] = contents[k];
    const Setting& setting = settings[places[k]];
    Verdict verdict = check({unknown[k], &document, &extraction, &facts}, pipeline.rules, timing, setting.selection);
    verdict = suppress(std::move(verdict), document, pipeline.rules, setting.selection);
    verdict = at_least(std::move(verdict), setting.least);
    if (pipeline.cache != nullptr) pipeline.cache->add(setting.key, verdict);
    verdicts[places[k]] = std::move(verdict);
  }
  return verdicts;
}

std::vector<ClaimKey> keys(const std::vector<Finding>& findings) {
  std::vector<ClaimKey> keys;
  for (const Finding& finding : findings) keys.push_back(finding.key);
  return keys;
}

/// What is to be reported of a document that was judged.
void report(const Pipeline& pipeline, const Input& input, Verdict verdict, Timing* timing, CheckedDocument& checked) {
  History::Before before;
  if (pipeline.history) before = pipeline.history->before(input.path, !input.standard_input);
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
    const SourceFile source(input.path, std::move(*before.bytes));
    const SourceFile* const then = &source;
    const Comparison comparison = compare(verdict.findings, keys(judge(pipeline, {&then, 1}, timing).front().findings));
    verdict = without_known(std::move(verdict), comparison, Known::before);
  }
  checked.report.verdict = std::move(verdict);
}

}  // namespace

std::vector<CheckedDocument> check_documents(const Pipeline& pipeline, std::span<const Input> inputs, std::vector<FileBytes> files, Timing* timing) {
  std::vector<CheckedDocument> all(inputs.size());
  std::vector<const SourceFile*> sources;
  for (std::size_t i = 0; i < all.size(); ++i) {
    FileReport& report = all[i].report;
    report.path = inputs[i].path;
    if (!files[i].error.empty()) {
      report.error = std::move(files[i].error);
      continue;
    }
    all[i].source = std::make_unique<SourceFile>(inputs[i].path, std::move(files[i].bytes));
    report.source = all[i].source.get();
    sources.push_back(report.source);
  }
  std::vector<Verdict> verdicts = judge(pipeline, sources, timing);
  auto verdict = verdicts.begin();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].source) report(pipeline, inputs[i], std::move(*verdict++), timing, all[i]);
  return all;
}

CheckedDocument check_document(const Pipeline& pipeline, const Input& input, FileBytes file, Timing* timing) {
  std::vector<FileBytes> files;
  files.push_back(std::move(file));
  return std::move(check_documents(pipeline, {&input, 1}, std::move(files), timing).front());
}

}  // namespace stratlint
