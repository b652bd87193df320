#include <cstdio>

#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/terminal.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

std::string write_report(const FileReport& report, Format format, const TextStyle& style) {
  switch (format) {
    case Format::text:
      return emit_text(report, style);
    case Format::concise:
      return emit_concise(report);
    case Format::json:
      return emit_json_file(report);
  }
  return {};
}

bool fails(const Summary& summary, std::optional<Severity> level) {
  if (!level) return false;
  return summary.errors > 0 || (summary.warnings > 0 && *level <= Severity::warning) ||
         (summary.notes > 0 && *level == Severity::note);
}

}  // namespace

int check_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  const TextStyle style = style_for(1, options);
  const auto check_document = [&](const Input& input, FileBytes file, Timing* timing) {
    FileReport report{nullptr, input.path, std::nullopt, {}};
    std::optional<Analysis> analysis;
    if (file.error.empty()) {
      analysis.emplace(input.path, std::move(file.bytes), invocation.rules.vocabulary, Stopwatch(timing));
      report.source = &analysis->source;
      report.verdict = check(analysis->reading(), invocation.rules, timing);
    } else {
      report.error = file.error;
    }
    const auto write = [&] { return write_report(report, options.format, style); };
    Piece piece{Stopwatch(timing).measure("emit", write), {}, {}};
    piece.summary.add(report);
    return piece;
  };

  const bool json = options.format == Format::json;
  if (json) invocation.output.write(emit_json_head());
  const auto [summary, timing] = write_documents(invocation, json ? ",\n" : "", check_document);
  if (json) invocation.output.write(emit_json_tail(summary));
  if (options.format == Format::text && !options.quiet) invocation.output.write(emit_text_summary(summary, style));
  if (options.timing) std::fputs(emit_timing(timing, summary.files).c_str(), stderr);
  return exit_code(invocation, summary, fails(summary, options.fail_on) ? exit_findings : exit_clean);
}

}  // namespace stratlint
