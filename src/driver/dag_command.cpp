#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "driver/convention.h"
#include "driver/dag_document.h"
#include "driver/dag_format.h"
#include "driver/exit_code.h"
#include "driver/progress.h"
#include "driver/replace_file.h"
#include "driver/terminal.h"

namespace stratlint {

namespace {

namespace fs = std::filesystem;

int usage_error(const std::string& message) {
  std::fprintf(stderr, "stratlint: %s\n", message.c_str());
  return exit_usage;
}

/// What the options name, but the DAG has not; empty if it has all of it.
std::string absent(const DagOptions& options, const Dag& dag) {
  const auto last = [](const char* option, const char* what, std::size_t asked, std::size_t count) { return asked < count ? std::string() : fmt::format("{}: there is no {} {}, the last is {}", option, what, asked, count - 1); };
  std::string out;
  if (options.stage) out = last("--stage", "stage", *options.stage, dag.stages.size());
  if (options.layer && out.empty()) out = last("--layer", "layer", *options.layer, dag.layers);
  if (options.ranks && out.empty()) out = last("--rank", "rank", options.ranks->first, dag.placement.world);
  return out;
}

/// Writes a document's DAG to `output`. Prints what went wrong; the exit code.
int write_document(const DagDocument& document, const std::string& path, DagFormat format, const DagOptions& options, const Vocabulary& vocabulary) {
  if (const std::string error = absent(options, *document.dag); !error.empty()) return usage_error(error);
  std::string error;
  if (write_dag({&*document.dag, path, &document.analysis->source, &document.facts, &vocabulary}, format, options, error)) return exit_clean;
  std::fprintf(stderr, "stratlint: cannot write %s: %s\n", options.output.c_str(), error.c_str());
  return exit_failure;
}

/// `plans/a b.md` in the folder `plans` as a file name: `a b.svg`; the same name twice gets a number.
std::string file_name(const std::string& path, std::string_view suffix, std::set<std::string>& taken) {
  const std::string stem = fs::path(path).stem().string();
  std::string name = stem;
  for (int n = 2; !taken.insert(name).second; ++n) name = fmt::format("{}-{}", stem, n);
  return name + std::string(suffix);
}

/// Every document of a folder, and a page that lists them.
int draw_folder(const Invocation& invocation, const DagSettings& settings, const Inputs& inputs, DagFormat format) {
  DagOptions options = invocation.options.dag;
  const fs::path folder = options.output;
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return usage_error(fmt::format("cannot make the folder {}: {}", options.output, failed.message()));
  std::vector<DagListing> listings;
  std::set<std::string> taken{"index"};
  Progress progress(inputs.files.size(), is_terminal(2));
  int code = exit_clean;
  for (const Input& input : inputs.files) {
    const DagDocument document = compile_document(invocation, settings, input);
    DagListing listing{input.path, {}, document.reason, {}};
    progress.clear();
    std::fputs(document.message.c_str(), stderr);
    int one = document.code;
    if (document.dag) {
      listing.file = file_name(input.path, suffix_of(format), taken);
      listing.configuration = document.dag->configuration;
      options.output = (folder / listing.file).string();
      one = write_document(document, input.path, format, options, invocation.rules.vocabulary);
    }
    code = std::max(code, one);
    listings.push_back(std::move(listing));
    progress.advance(1);
  }
  progress.clear();
  const std::string index = (folder / "index.html").string();
  const std::string error = replace_file(index, emit_dag_index(listings));
  if (error.empty()) return code;
  std::fprintf(stderr, "stratlint: cannot write %s: %s\n", index.c_str(), error.c_str());
  return exit_failure;
}

}  // namespace

int dag_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  std::error_code failed;
  const bool folder = fs::is_directory(options.paths.front(), failed);
  std::string error;
  auto format = choose_dag_format(options.dag, error);
  if (!format && folder && options.dag.format.empty()) format = DagFormat::svg;
  if (!format) return usage_error(error);
  const auto hardware = read_hardware(options.hardware, invocation.rules.vocabulary, error);
  if (!hardware) return usage_error(error);
  const auto convention = chosen_convention(options, invocation.rules.vocabulary);
  if (!convention) return exit_usage;
  const DagSettings settings{*hardware, *convention};

  const Inputs inputs = collect_inputs(options.paths, options.stdin_filename);
  if (folder && inputs.files.empty()) return usage_error(fmt::format("no Markdown files in {}", options.paths.front()));
  if (folder) return draw_folder(invocation, settings, inputs, *format);
  const DagDocument document = compile_document(invocation, settings, inputs.files.front());
  std::fputs(document.message.c_str(), stderr);
  return document.dag ? write_document(document, inputs.files.front().path, *format, options.dag, invocation.rules.vocabulary) : document.code;
}

}  // namespace stratlint
