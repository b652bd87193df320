#include "driver/dag_document.h"

#include <fmt/format.h>

#include <filesystem>

#include "driver/exit_code.h"
#include "driver/terminal.h"
#include "stratlint/config.h"
#include "stratlint/emit_dag.h"

namespace stratlint {

namespace {

std::string line(const std::string& path, const std::string& what) {
  return fmt::format("stratlint: {}: {}\n", path, what);
}

/// What is needed, and where to write it.
void say_missing(DagDocument& out, const std::string& path, const std::vector<std::string>& missing, const Vocabulary& vocabulary) {
  std::string keys, fence;
  for (const std::string& one : missing) {
    const KeyId key = vocabulary.find_key(one);
    if (key == no_key) {
      out.message += line(path, "no DAG: " + one);
      out.reason = one;
      continue;
    }
    keys += (keys.empty() ? "" : ", ") + vocabulary.key(key).title;
    fence += fmt::format("    {}: …\n", one);
  }
  if (keys.empty()) return;
  out.reason = fmt::format("the document does not say {}", keys);
  out.message += line(path, fmt::format("no DAG: {}. It can say so in a block of its own:\n\n    ```stratlint\n{}    ```\n", out.reason, fence));
}

/// The findings that stand in the way, as `check` prints them.
void say_refused(DagDocument& out, const Options& options, std::vector<Finding> wrong) {
  const std::string& path = out.analysis->source.path();
  const std::string count = wrong.size() == 1 ? "an error" : fmt::format("{} errors", wrong.size());
  out.reason = fmt::format("{} about what shapes the DAG: {}", count, wrong.front().message);
  out.message = emit_text({&out.analysis->source, path, std::nullopt, {std::move(wrong), {}, {}}}, style_for(2, options));
  out.message += line(path, fmt::format("no DAG: {} about what shapes it; --accept-recomputed takes the recomputed values", count));
}

/// Errors of the plan that is compiled, or of the document as a whole.
std::vector<Finding> errors_in_the_way(const Invocation& invocation, const Analysis& analysis, PlanId plan) {
  const std::string absolute = std::filesystem::absolute(analysis.source.path()).lexically_normal().native();
  Verdict verdict = check(analysis.reading(), invocation.rules, nullptr, select(invocation.config, invocation.rules, absolute));
  std::vector<Finding> wrong;
  for (Finding& finding : verdict.findings) {
    const bool concerns = finding.plan == analysis.facts.plans[plan].name || finding.plan == analysis.facts.plans.front().name;
    if (concerns && shapes_dag(finding, analysis.facts, invocation.rules.vocabulary)) wrong.push_back(std::move(finding));
  }
  return wrong;
}

}  // namespace

DagDocument compile_document(const Invocation& invocation, const DagSettings& settings, const Input& input) {
  const Vocabulary& vocabulary = invocation.rules.vocabulary;
  const DagOptions& options = invocation.options.dag;
  DagDocument out;
  FileBytes file = read_input(input);
  if (!file.error.empty()) {
    out.reason = "cannot be read: " + file.error;
    out.message = line(input.path, out.reason);
    out.code = exit_failure;
    return out;
  }
  out.analysis = std::make_unique<Analysis>(input.path, std::move(file.bytes), vocabulary, settings.convention);
  DagRequest request{plan_to_compile(out.analysis->facts, vocabulary), options.mode, settings.hardware.nodes, settings.hardware.gpus_per_node};
  std::vector<Finding> wrong = errors_in_the_way(invocation, *out.analysis, request.plan);
  out.code = exit_findings;
  if (!wrong.empty() && !options.accept_recomputed) {
    say_refused(out, invocation.options, std::move(wrong));
    return out;
  }
  std::vector<std::string> taken;
  out.facts = accept_recomputed(out.analysis->facts, request.plan, wrong, vocabulary, taken);
  if (settings.hardware.device != nullptr) out.facts = on_device(std::move(out.facts), *settings.hardware.device, vocabulary);
  Compilation compilation = compile_dag(out.facts, vocabulary, request);
  for (const std::string& one : taken) out.message += line(input.path, "taken: " + one);
  if (!compilation.dag) {
    say_missing(out, input.path, compilation.missing, vocabulary);
    return out;
  }
  for (const DagProblem& problem : compilation.problems) {
    out.reason = fmt::format("internal error: unsound DAG ({}): {}", problem.check, problem.message);
    out.message += line(input.path, out.reason);
    out.code = exit_failure;
  }
  if (!compilation.problems.empty()) return out;
  out.dag = std::move(compilation.dag);
  out.dag->taken = std::move(taken);
  out.dag->stated = stated_facts({&*out.dag, input.path, &out.analysis->source, &out.facts, &vocabulary});
  out.code = exit_clean;
  return out;
}

}  // namespace stratlint
