#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <list>

#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/report_stream.h"
#include "driver/terminal.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

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

/// A document and what was found in it, until its turn comes to be written.
struct CheckedDocument {
  std::optional<Analysis> analysis;
  FileReport report;
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

}  // namespace

int check_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  const ReportContext context{invocation.rules, style_for(1, options), std::filesystem::current_path().native(), options.quiet};
  ReportStream stream(*options.report, context, options.max_findings);
  std::list<FileOutput> files;
  for (const ReportOutput& wanted : options.outputs) {
    FileOutput& file = files.emplace_back(wanted, context, options.max_findings);
    file.output.write(file.stream.head());
  }

  std::size_t index = 0;
  Timing emitting;
  const auto check_document = [&](const Input& input, FileBytes file, Timing* timing) {
    const auto checked = std::make_shared<CheckedDocument>();
    FileReport& report = checked->report;
    report.path = input.path;
    if (file.error.empty()) {
      auto& analysis = checked->analysis.emplace(input.path, std::move(file.bytes), invocation.rules.vocabulary, Stopwatch(timing));
      report.source = &analysis.source;
      report.verdict = check(analysis.reading(), invocation.rules, timing);
    } else {
      report.error = file.error;
    }
    Piece piece;
    piece.summary.add(report);
    piece.late = [&, checked] {
      return Stopwatch(options.timing ? &emitting : nullptr).measure("emit", [&] {
        checked->report.index = index++;
        for (FileOutput& other : files) other.output.write(other.stream.file(checked->report));
        return stream.file(checked->report);
      });
    };
    return piece;
  };

  invocation.output.write(stream.head());
  auto [summary, timing] = write_documents(invocation, "", check_document);
  timing += emitting;
  invocation.output.write(stream.tail(summary));
  for (FileOutput& file : files) file.output.write(file.stream.tail(summary));
  std::string warnings = stream.warning();
  for (const FileOutput& file : files) warnings += file.stream.warning();
  std::fputs(warnings.c_str(), stderr);
  if (options.timing) std::fputs(emit_timing(timing, summary.files).c_str(), stderr);
  const int code = exit_code(invocation, summary, fails(summary, options.fail_on) ? exit_findings : exit_clean);
  return close(files) ? code : int{exit_failure};
}

}  // namespace stratlint
