#include "driver/driver.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "driver/commands.h"
#include "driver/exit_code.h"
#include "driver/rule_folders.h"
#include "driver/terminal.h"
#include "stratlint/cost.h"
#include "stratlint/emit.h"

namespace stratlint {

namespace {

// The built-in rules and those of the folders; prints what is wrong with them and returns false if they cannot be used.
bool load(const Options& options, RuleSet& rules) {
  std::vector<RuleFolder> folders;
  std::vector<RuleLayer> layers;
  if (options.default_rules) layers.push_back({embedded_rule_files()});
  folders.reserve(options.rule_folders.size());  // layers refer to them
  for (const std::string& path : options.rule_folders) {
    const RuleFolder& folder = folders.emplace_back(read_rule_folder(path));
    if (!folder.error.empty()) {
      std::fprintf(stderr, "stratlint: %s\n", folder.error.c_str());
      return false;
    }
    layers.push_back({folder.files});
  }
  LoadResult result = load_rules(layers, computed_keys());
  const TextStyle style = style_for(2, options);
  bool usable = true;
  for (const LoadProblem& problem : result.problems) {
    const FileReport report{problem.source.get(), problem.source->path(), std::nullopt, {{problem.finding}, {}, {}}};
    std::fputs(emit_text(report, style).c_str(), stderr);
    usable = usable && problem.finding.severity != Severity::error;
  }
  rules = std::move(result.rules);
  return usable;
}

int run_command(const Invocation& invocation) {
  switch (invocation.options.command) {
    case Command::check:
      return check_command(invocation);
    case Command::facts:
      return facts_command(invocation);
    case Command::plan:
      return plan_command(invocation);
    case Command::rules:
      return rules_command(invocation);
    case Command::explain:
      return explain_command(invocation);
  }
  return exit_failure;
}

}  // namespace

int run(int argc, const char* const* argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves early shows as a failed write
  try {
    Options options;
    if (const auto done = parse_options(argc, argv, options)) return *done;
    const Log log(options.verbose);
    const auto start = std::chrono::steady_clock::now();
    RuleSet rules;
    if (!load(options, rules)) return exit_usage;
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    if (log.enabled()) log.line(fmt::format("rules: {}, loaded in {:.2f} ms", rules.rules.size(), spent.count()));
    Output output(is_terminal(1));
    return run_command({options, rules, log, output});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stratlint: internal error: %s\n", error.what());
    return exit_failure;
  }
}

}  // namespace stratlint
