#include "driver/documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <new>
#include <thread>
#include <utility>

#include "driver/exit_code.h"
#include "driver/progress.h"
#include "driver/terminal.h"

namespace stratlint {

namespace {

constexpr std::size_t most_in_batch = 128;
constexpr std::size_t most_bytes_together = 1024 * 1024;

FileBytes read_guarded(const Input& input) {
  try {
    return read_input(input);
  } catch (const std::bad_alloc&) {
    return {"", "not enough memory"};
  }
}

void append(Piece& all, Piece piece) {
  all.text += piece.text;
  all.summary += piece.summary;
  if (!all.late) all.late = std::move(piece.late);
  else if (piece.late) all.late = [first = std::move(all.late), next = std::move(piece.late)] { return first() + next(); };
}

// An error in one document must not stop the others.
Piece write_guarded(std::span<const Input> inputs, std::vector<FileBytes> files, const BatchWriter& writer, Timing* timing) {
  std::string error;
  try {
    return writer(inputs, std::move(files), timing);
  } catch (const std::bad_alloc&) {
    error = "not enough memory";
  } catch (const std::exception& thrown) {
    error = fmt::format("internal error: {}", thrown.what());
  }
  if (inputs.size() == 1) return writer(inputs, {{"", error}}, timing);
  Piece all;
  for (const Input& input : inputs) append(all, write_guarded({&input, 1}, {read_guarded(input)}, writer, timing));
  return all;
}

// What is read is written before more than fits into the caches is there.
Piece write_batch(std::span<const Input> inputs, const BatchWriter& writer, Timing* timing) {
  Piece all;
  std::vector<FileBytes> files;
  std::size_t first = 0, bytes = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    files.push_back(Stopwatch(timing).measure("read", [&] { return read_guarded(inputs[i]); }));
    bytes += files.back().bytes.size();
    if (bytes < most_bytes_together && i + 1 < inputs.size()) continue;
    append(all, write_guarded(inputs.subspan(first, i + 1 - first), std::exchange(files, {}), writer, timing));
    first = i + 1;
    bytes = 0;
  }
  return all;
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

std::vector<Contents> read_contents(std::span<const SourceFile* const> sources, const Vocabulary& vocabulary, const NamedValue& convention, Stopwatch watch) {
  std::vector<Contents> all(sources.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].document = watch.measure("markdown", [&] { return parse_markdown(*sources[i]); });
  for (Contents& one : all) one.extraction = watch.measure("extract", [&] { return extract(one.document); });
  for (Contents& one : all) one.facts = watch.measure("facts", [&] { return bind_facts(one.document, one.extraction, vocabulary); });
  if (convention.key != no_key)
    for (Contents& one : all) one.facts = with_name(std::move(one.facts), convention, vocabulary);
  return all;
}

Analysis::Analysis(const std::string& path, std::string bytes, const Vocabulary& vocabulary, const NamedValue& convention, Stopwatch watch)
    : source(path, std::move(bytes)) {
  const SourceFile* const own = &source;
  Contents::operator=(std::move(read_contents({&own, 1}, vocabulary, convention, watch).front()));
}

namespace {

Totals write_all(const Invocation& invocation, std::string_view separator, std::size_t together, const BatchWriter& writer) {
  Inputs inputs = collect_inputs(invocation.options.paths, invocation.options.stdin_filename);
  leave_out_excluded(inputs.files, invocation.config);
  for (const std::string& folder : inputs.empty_folders) {
    std::fprintf(stderr, "stratlint: warning: no Markdown files in %s\n", folder.c_str());
  }
  const std::size_t count = inputs.files.size();
  const unsigned jobs = thread_count(invocation.options, count);
  if (invocation.log.enabled()) invocation.log.line(fmt::format("documents: {}, threads: {}", count, jobs));

  // Several batches for each thread, so that all are done at about the same time.
  constexpr std::size_t batches_of_thread = 4;
  const std::size_t size = std::clamp<std::size_t>(count / (jobs * batches_of_thread), 1, together);
  const auto batch = [&](std::size_t index) { return std::span<const Input>(inputs.files).subspan(index * size, std::min(size, count - index * size)); };
  Totals totals;
  const bool for_people = invocation.options.format == Format::text && invocation.options.report->name == "text";
  Progress progress(count, for_people && is_terminal(2));
  const auto work = [&](std::size_t index) {
    if (invocation.log.enabled())
      for (const Input& input : batch(index)) invocation.log.line(fmt::format("read {}", input.path));
    Timing timing;
    Piece piece = write_batch(batch(index), writer, invocation.options.timing ? &timing : nullptr);
    piece.timing = std::move(timing);
    return piece;
  };
  std::size_t taken = 0;
  run_in_order((count + size - 1) / size, jobs, work, [&](Piece piece) {
    if (piece.late) piece.text = piece.late();
    if (!piece.text.empty()) progress.clear();
    if (taken > 0) invocation.output.write(separator);
    invocation.output.write(piece.text);
    totals.summary += piece.summary;
    totals.timing += piece.timing;
    progress.advance(batch(taken++).size());
    return invocation.output.good();
  });
  return totals;
}

}  // namespace

Totals write_documents(const Invocation& invocation, std::string_view separator, const DocumentWriter& writer) {
  return write_all(invocation, separator, 1, [&](std::span<const Input> inputs, std::vector<FileBytes> files, Timing* timing) {
    return writer(inputs.front(), std::move(files.front()), timing);
  });
}

Totals write_batches(const Invocation& invocation, const BatchWriter& writer) { return write_all(invocation, "", most_in_batch, writer); }

int exit_code(const Invocation& invocation, const Summary& summary, int otherwise) {
  invocation.output.flush();
  if (const std::string error = invocation.output.error(); !error.empty()) {
    std::fprintf(stderr, "stratlint: cannot write the output: %s\n", error.c_str());
    return exit_failure;
  }
  return summary.unreadable > 0 ? int{exit_failure} : otherwise;
}

}  // namespace stratlint
