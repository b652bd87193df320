#include "driver/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>
#include <thread>

#include "driver/exit_code.h"
#include "driver/progress.h"
#include "driver/terminal.h"

namespace stratlint {

namespace {

// An error in one document must not stop the others.
Piece write_guarded(const Input& input, const DocumentWriter& writer, Timing* timing) {
  try {
    return writer(input, Stopwatch(timing).measure("read", [&] { return read_input(input); }), timing);
  } catch (const std::bad_alloc&) {
    return writer(input, {"", "not enough memory"}, timing);
  } catch (const std::exception& error) {
    return writer(input, {"", fmt::format("internal error: {}", error.what())}, timing);
  }
}

unsigned thread_count(const Options& options, std::size_t documents) {
  const unsigned wanted = options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::min<std::size_t>(wanted, std::max<std::size_t>(documents, 1)));
}

void leave_out_excluded(std::vector<Input>& files, const Config& config) {
  if (config.exclude.empty()) return;
  std::error_code error;
  std::erase_if(files, [&](const Input& file) { return is_excluded(config, std::filesystem::absolute(file.path, error).lexically_normal().native()); });
}

}  // namespace

Analysis::Analysis(const std::string& path, std::string bytes, const Vocabulary& vocabulary, const NamedValue& convention, Stopwatch watch)
    : source(path, std::move(bytes)),
      document(watch.measure("markdown", [&] { return parse_markdown(source); })),
      extraction(watch.measure("extract", [&] { return extract(document); })),
      facts(watch.measure("facts", [&] { return bind_facts(document, extraction, vocabulary); })) {
  if (convention.key != no_key) facts = with_name(std::move(facts), convention, vocabulary);
}

Totals write_documents(const Invocation& invocation, std::string_view separator, const DocumentWriter& writer) {
  Inputs inputs = collect_inputs(invocation.options.paths, invocation.options.stdin_filename);
  leave_out_excluded(inputs.files, invocation.config);
  for (const std::string& folder : inputs.empty_folders) {
    std::fprintf(stderr, "stratlint: warning: no Markdown files in %s\n", folder.c_str());
  }
  const unsigned jobs = thread_count(invocation.options, inputs.files.size());
  if (invocation.log.enabled()) invocation.log.line(fmt::format("documents: {}, threads: {}", inputs.files.size(), jobs));

  Totals totals;
  const bool for_people = invocation.options.format == Format::text && invocation.options.report->name == "text";
  Progress progress(inputs.files.size(), for_people && is_terminal(2));
  const auto work = [&](std::size_t index) {
    if (invocation.log.enabled()) invocation.log.line(fmt::format("read {}", inputs.files[index].path));
    Timing timing;
    Piece piece = write_guarded(inputs.files[index], writer, invocation.options.timing ? &timing : nullptr);
    piece.timing = std::move(timing);
    return piece;
  };
  run_in_order(inputs.files.size(), jobs, work, [&](Piece piece) {
    if (piece.late) piece.text = piece.late();
    if (!piece.text.empty()) progress.clear();
    if (totals.summary.files > 0) invocation.output.write(separator);
    invocation.output.write(piece.text);
    totals.summary += piece.summary;
    totals.timing += piece.timing;
    progress.advance();
    return invocation.output.good();
  });
  return totals;
}

int exit_code(const Invocation& invocation, const Summary& summary, int otherwise) {
  invocation.output.flush();
  if (const std::string error = invocation.output.error(); !error.empty()) {
    std::fprintf(stderr, "stratlint: cannot write the output: %s\n", error.c_str());
    return exit_failure;
  }
  return summary.unreadable > 0 ? int{exit_failure} : otherwise;
}

}  // namespace stratlint
