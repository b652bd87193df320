#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <list>

#include "driver/convention.h"
#include "driver/exit_code.h"
#include "driver/fix_document.h"
#include "driver/pipeline.h"
#include "driver/replace_file.h"
#include "driver/report_stream.h"
#include "driver/terminal.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

int usage_error(const std::string& message) {
  std::fprintf(stderr, "stratlint: %s\n", message.c_str());
  return exit_usage;
}

bool fails(const Summary& summary, std::optional<Severity> level) {
  if (!level) return false;
  return summary.errors > 0 || (summary.warnings > 0 && *level <= Severity::warning) ||
         (summary.notes > 0 && *level == Severity::note);
}

/// A further report, which goes to a file.
struct FileOutput {
  FileOutput(const ReportOutput& wanted, const ReportContext& context, std::size_t most)
      : path(wanted.path), stream(*wanted.format, context, most), output(wanted.path) {}
  std::string path;
  ReportStream stream;
  Output output;
};

// Flushes the reports in files; false, with a message, if one could not be written.
bool close(std::list<FileOutput>& outputs) {
  bool good = true;
  for (FileOutput& file : outputs) {
    file.output.flush();
    if (file.output.good()) continue;
    std::fprintf(stderr, "stratlint: cannot write %s: %s\n", file.path.c_str(), file.output.error().c_str());
    good = false;
  }
  return good;
}

// Whether a report names the rules that could not run.
bool names_skipped(const Options& options) {
  const auto is_json = [](const ReportFormat* format) { return format->name == "json"; };
  return options.show_skipped || is_json(options.report) ||
         std::any_of(options.outputs.begin(), options.outputs.end(), [&](const ReportOutput& output) { return is_json(output.format); });
}

// Says what became of the baseline, and replaces it if that is asked for. False if that failed.
bool finish(const KnownClaims& baseline, const Options& options) {
  if (!baseline.enabled()) return true;
  const std::size_t stale = baseline.stale();
  std::string error;
  if (options.write_baseline) error = baseline.write();
  else if (options.prune_baseline) error = baseline.prune();
  else if (stale > 0)
    std::fprintf(stderr, "stratlint: warning: %zu %s of the baseline found no more; --prune-baseline takes %s out\n", stale, stale == 1 ? "claim" : "claims", stale == 1 ? "it" : "them");
  if (!error.empty()) std::fprintf(stderr, "stratlint: cannot write the baseline: %s\n", error.c_str());
  return error.empty();
}

// Writes a diff for every document that `--fix` would change.
int show_diff(const Invocation& invocation, const Pipeline& pipeline) {
  const TextStyle style = style_for(1, invocation.options);
  const auto work = [&](const Input& input, FileBytes file, Timing*) {
    Piece piece;
    piece.summary.files = 1;
    if (!file.error.empty()) {
      piece.summary.unreadable = 1;
      std::fprintf(stderr, "stratlint: cannot read %s: %s\n", input.path.c_str(), file.error.c_str());
      return piece;
    }
    const FixedDocument fixed = fix_document(pipeline, input, file.bytes, invocation.options.unsafe_fixes);
    piece.text = emit_diff(input.path, file.bytes, fixed.bytes, style);
    piece.summary.fixed = fixed.fixes;
    return piece;
  };
  const Summary summary = write_documents(invocation, "", work).summary;
  return exit_code(invocation, summary, summary.fixed > 0 ? exit_findings : exit_clean);
}

// Reports what is wrong with every document, after the fixes that are asked for.
int report(const Invocation& invocation, const Pipeline& pipeline, KnownClaims& baseline) {
  const Options& options = invocation.options;
  const ReportContext context{invocation.rules, style_for(1, options), std::filesystem::current_path().native(), options.quiet};
  ReportStream stream(*options.report, context, options.max_findings);
  std::list<FileOutput> files;
  for (const ReportOutput& wanted : options.outputs) {
    FileOutput& file = files.emplace_back(wanted, context, options.max_findings);
    file.output.write(file.stream.head());
  }

  std::size_t index = 0;
  bool written = true;
  Timing emitting;
  const auto replace = [&](const std::string& path, const std::string& bytes) {
    const std::string error = replace_file(path, bytes);
    if (error.empty()) return;
    std::fprintf(stderr, "stratlint: cannot write %s: %s\n", path.c_str(), error.c_str());
    written = false;
  };
  const auto emit = [&](CheckedDocument& checked, const FixedDocument& fixed) {
    FileReport& report = checked.report;
    report.index = index++;
    if (fixed.fixes > 0) replace(report.path, fixed.bytes);
    if (!report.error && baseline.enabled()) baseline.add(report.path, std::move(checked.claims), std::move(checked.stale));
    for (FileOutput& other : files) other.output.write(other.stream.file(report));
    return stream.file(report);
  };
  const auto work = [&](std::span<const Input> inputs, std::vector<FileBytes> read, Timing* timing) {
    std::vector<FixedDocument> fixed(inputs.size());
    for (std::size_t i = 0; options.fix && i < inputs.size(); ++i) {
      if (!read[i].error.empty()) continue;
      fixed[i] = fix_document(pipeline, inputs[i], read[i].bytes, options.unsafe_fixes);
      read[i].bytes = fixed[i].bytes;
    }
    const auto checked = std::make_shared<std::vector<CheckedDocument>>(check_documents(pipeline, inputs, std::move(read), timing));
    Piece piece;
    for (const CheckedDocument& document : *checked) {
      Summary one;
      one.add(document.report);
      piece.summary += one;
    }
    for (const FixedDocument& document : fixed) piece.summary.fixed += document.fixes;
    piece.late = [&, checked, fixed = std::move(fixed)] {
      return Stopwatch(options.timing ? &emitting : nullptr).measure("emit", [&] {
        std::string text;
        for (std::size_t i = 0; i < checked->size(); ++i) text += emit((*checked)[i], fixed[i]);
        return text;
      });
    };
    return piece;
  };

  invocation.output.write(stream.head());
  auto [summary, timing] = write_batches(invocation, work);
  timing += emitting;
  invocation.output.write(stream.tail(summary));
  std::string remarks = stream.warning();
  for (FileOutput& file : files) {
    file.output.write(file.stream.tail(summary));
    remarks += file.stream.warning();
  }
  if (options.statistics) remarks += emit_statistics(summary);
  if (options.timing) remarks += emit_timing(timing, summary.files);
  std::fputs(remarks.c_str(), stderr);
  const int code = exit_code(invocation, summary, fails(summary, invocation.config.fail_on.value) ? exit_findings : exit_clean);
  written = close(files) && written;
  return finish(baseline, options) && written ? code : int{exit_failure};
}

bool reads_standard_input(const Options& options) {
  return std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
}

}  // namespace

int check_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  const Config& config = invocation.config;
  if (options.fix && !options.diff && reads_standard_input(options)) return usage_error("--fix changes files; for standard input there is --diff");
  const auto convention = chosen_convention(options, invocation.rules.vocabulary);
  if (!convention) return exit_usage;
  std::string error;
  KnownClaims baseline(config.baseline.value, options.write_baseline, error);
  if (!error.empty()) return usage_error(fmt::format("cannot use the baseline {}: {}", config.baseline.value, error));
  if ((options.write_baseline || options.prune_baseline) && !baseline.enabled()) return usage_error("which baseline? --baseline FILE says so");
  std::optional<History> history;
  if (!options.since.empty()) history = History::open(options.since, options.since_merge_base, error);
  if (!error.empty()) return usage_error(fmt::format("cannot look at {}: {}", options.since, error));
  std::optional<Cache> cache;
  if (options.cache || !options.cache_folder.empty()) {
    const std::string folder = options.cache_folder.empty() ? default_cache_folder() : options.cache_folder;
    cache.emplace(folder + "/verdicts", config, options.convention);
  }
  const Pipeline pipeline{invocation.rules, config, baseline, history, options.write_baseline, *convention, cache ? &*cache : nullptr, names_skipped(options)};
  const int code = options.diff ? show_diff(invocation, pipeline) : report(invocation, pipeline, baseline);
  if (cache) error = cache->save();
  if (!error.empty()) std::fprintf(stderr, "stratlint: warning: cannot write the cache: %s\n", error.c_str());
  return code;
}

}  // namespace stratlint
