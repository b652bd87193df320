#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "driver/convention.h"
#include "driver/dag_format.h"
#include "driver/documents.h"
#include "driver/exit_code.h"
#include "driver/hardware.h"
#include "driver/load_config.h"
#include "driver/terminal.h"
#include "stratlint/dag.h"
#include "stratlint/triage.h"

namespace stratlint {

namespace {

int usage_error(const std::string& message) {
  std::fprintf(stderr, "stratlint: %s\n", message.c_str());
  return exit_usage;
}

void print(const std::string& path, const std::string& what) {
  std::fprintf(stderr, "stratlint: %s: %s\n", path.c_str(), what.c_str());
}

/// What is needed, and where to write it.
void report_missing(const std::string& path, const std::vector<std::string>& missing, const Vocabulary& vocabulary) {
  std::string keys, fence;
  for (const std::string& one : missing) {
    if (vocabulary.find_key(one) == no_key) {
      print(path, fmt::format("no DAG: {}", one));
      continue;
    }
    keys += (keys.empty() ? "" : ", ") + vocabulary.key(vocabulary.find_key(one)).title;
    fence += fmt::format("    {}: …\n", one);
  }
  if (keys.empty()) return;
  print(path, fmt::format("no DAG: the document does not say {}. It can say so in a block of its own:\n\n    ```stratlint\n{}    ```\n", keys, fence));
}

/// The findings that stand in the way, as `check` prints them.
int refuse(const Invocation& invocation, const Analysis& analysis, std::vector<Finding> wrong) {
  FileReport report{&analysis.source, analysis.source.path(), std::nullopt, {std::move(wrong), {}, {}}};
  const TextStyle style = style_for(2, invocation.options);
  std::fputs(emit_text(report, style).c_str(), stderr);
  print(report.path, fmt::format("no DAG: {} about what shapes it; --accept-recomputed takes the recomputed values", report.verdict.findings.size() == 1 ? "an error" : fmt::format("{} errors", report.verdict.findings.size())));
  return exit_findings;
}

void report_notes(const std::string& path, const Dag& dag) {
  for (const std::string& taken : dag.taken) print(path, "taken: " + taken);
}

}  // namespace

int dag_command(const Invocation& invocation) {
  const Options& options = invocation.options;
  const Vocabulary& vocabulary = invocation.rules.vocabulary;
  std::string error;
  const auto format = choose_dag_format(options.dag, error);
  if (!format) return usage_error(error);
  const auto hardware = read_hardware(options.hardware, vocabulary, error);
  if (!hardware) return usage_error(error);

  const auto convention = chosen_convention(options, vocabulary);
  if (!convention) return exit_usage;

  const Inputs inputs = collect_inputs(options.paths, options.stdin_filename);
  if (inputs.files.size() != 1) return usage_error(fmt::format("{} holds {} documents; a DAG is made of one", options.paths.front(), inputs.files.size()));
  const Input& input = inputs.files.front();
  FileBytes file = read_input(input);
  if (!file.error.empty()) {
    print(input.path, "cannot be read: " + file.error);
    return exit_failure;
  }
  Analysis analysis(input.path, std::move(file.bytes), vocabulary, *convention);
  DagRequest request;
  request.mode = options.dag.mode;
  request.nodes = hardware->nodes;
  request.gpus_per_node = hardware->gpus_per_node;
  request.plan = plan_to_compile(analysis.facts, vocabulary);

  const std::string plan = analysis.facts.plans[request.plan].name;
  const std::string absolute = std::filesystem::absolute(input.path).lexically_normal().native();
  Verdict verdict = check(analysis.reading(), invocation.rules, nullptr, select(invocation.config, invocation.rules, absolute));
  std::vector<Finding> wrong;
  for (Finding& finding : verdict.findings)
    if ((finding.plan == plan || finding.plan == analysis.facts.plans.front().name) && shapes_dag(finding, analysis.facts, vocabulary)) wrong.push_back(std::move(finding));
  if (!wrong.empty() && !options.dag.accept_recomputed) return refuse(invocation, analysis, std::move(wrong));
  std::vector<std::string> taken;
  FactBase facts = accept_recomputed(analysis.facts, request.plan, wrong, vocabulary, taken);
  if (hardware->device != nullptr) facts = on_device(std::move(facts), *hardware->device, vocabulary);

  Compilation compilation = compile_dag(facts, vocabulary, request);
  if (!compilation.dag) {
    report_missing(input.path, compilation.missing, vocabulary);
    return exit_findings;
  }
  for (const DagProblem& problem : compilation.problems) print(input.path, fmt::format("internal error: unsound DAG ({}): {}", problem.check, problem.message));
  if (!compilation.problems.empty()) return exit_failure;
  if (options.dag.stage && *options.dag.stage >= compilation.dag->stages.size()) return usage_error(fmt::format("--stage: there is no stage {}, the last is {}", *options.dag.stage, compilation.dag->stages.size() - 1));
  if (options.dag.layer && *options.dag.layer >= compilation.dag->layers) return usage_error(fmt::format("--layer: there is no layer {}, the last is {}", *options.dag.layer, compilation.dag->layers - 1));
  if (options.dag.ranks && options.dag.ranks->first >= compilation.dag->placement.world) return usage_error(fmt::format("--rank: there is no rank {}, the last is {}", options.dag.ranks->first, compilation.dag->placement.world - 1));
  compilation.dag->taken = std::move(taken);
  report_notes(input.path, *compilation.dag);
  const DagReport report{&*compilation.dag, input.path, &analysis.source, &facts, &vocabulary};
  if (!write_dag(report, *format, options.dag, error)) {
    std::fprintf(stderr, "stratlint: cannot write %s: %s\n", options.dag.output.c_str(), error.c_str());
    return exit_failure;
  }
  return exit_clean;
}

}  // namespace stratlint
