#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <list>

#include "driver/exit_code.h"
#include "driver/pipeline.h"
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

}  // namespace

int check_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  const Config& config = invocation.config;
  std::string error;
  KnownClaims baseline(config.baseline.value, options.write_baseline, error);
  if (!error.empty()) return usage_error(fmt::format("cannot use the baseline {}: {}", config.baseline.value, error));
  if ((options.write_baseline || options.prune_baseline) && !baseline.enabled()) return usage_error("which baseline? --baseline FILE says so");
  std::optional<History> history;
  if (!options.since.empty()) history = History::open(options.since, options.since_merge_base, error);
  if (!error.empty()) return usage_error(fmt::format("cannot look at {}: {}", options.since, error));
  const Pipeline pipeline{invocation.rules, config, baseline, history, options.write_baseline};

  const ReportContext context{invocation.rules, style_for(1, options), std::filesystem::current_path().native(), options.quiet};
  ReportStream stream(*options.report, context, options.max_findings);
  std::list<FileOutput> files;
  for (const ReportOutput& wanted : options.outputs) {
    FileOutput& file = files.emplace_back(wanted, context, options.max_findings);
    file.output.write(file.stream.head());
  }

  std::size_t index = 0;
  Timing emitting;
  const auto work = [&](const Input& input, FileBytes file, Timing* timing) {
    const auto checked = std::make_shared<CheckedDocument>(check_document(pipeline, input, std::move(file), timing));
    Piece piece;
    piece.summary.add(checked->report);
    piece.late = [&, checked] {
      return Stopwatch(options.timing ? &emitting : nullptr).measure("emit", [&] {
        FileReport& report = checked->report;
        report.index = index++;
        if (!report.error && baseline.enabled()) baseline.add(report.path, std::move(checked->claims), std::move(checked->stale));
        for (FileOutput& other : files) other.output.write(other.stream.file(report));
        return stream.file(report);
      });
    };
    return piece;
  };

  invocation.output.write(stream.head());
  auto [summary, timing] = write_documents(invocation, "", work);
  timing += emitting;
  invocation.output.write(stream.tail(summary));
  std::string warnings = stream.warning();
  for (FileOutput& file : files) {
    file.output.write(file.stream.tail(summary));
    warnings += file.stream.warning();
  }
  std::fputs(warnings.c_str(), stderr);
  if (options.timing) std::fputs(emit_timing(timing, summary.files).c_str(), stderr);
  const int code = exit_code(invocation, summary, fails(summary, config.fail_on.value) ? exit_findings : exit_clean);
  const bool written = close(files);
  return finish(baseline, options) && written ? code : int{exit_failure};
}

}  // namespace stratlint
