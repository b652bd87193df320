#include "driver/driver.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>

#include "driver/commands.h"
#include "driver/exit_code.h"
#include "driver/load_config.h"
#include "driver/terminal.h"

namespace stratlint {

namespace {

int run_command(const Invocation& invocation) {
  switch (invocation.options.command) {
    case Command::check:
      return check_command(invocation);
    case Command::facts:
      return facts_command(invocation);
    case Command::plan:
      return plan_command(invocation);
    case Command::dag:
      return dag_command(invocation);
    case Command::rules:
      return rules_command(invocation);
    case Command::explain:
      return explain_command(invocation);
    case Command::config:
      return config_command(invocation);
    case Command::completions:
      break;  // done by parse_options
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
    const std::optional<Config> config = load_config(options);
    RuleSet rules;
    if (!config || !load_rules(*config, options, rules)) return exit_usage;
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    if (log.enabled()) log.line(fmt::format("rules: {}, loaded in {:.2f} ms", rules.rules.size(), spent.count()));
    Output output(is_terminal(1));
    return run_command({options, rules, log, output, *config});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stratlint: internal error: %s\n", error.what());
    return exit_failure;
  }
}

}  // namespace stratlint
