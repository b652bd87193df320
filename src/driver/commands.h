#pragma once

#include "driver/log.h"
#include "driver/options.h"
#include "driver/output.h"
#include "stratlint/config.h"

namespace stratlint {

/// What every command works with.
struct Invocation {
  const Options& options;
  const RuleSet& rules;
  const Log& log;
  Output& output;
  const Config& config;  ///< of files and of the command line
};

/// Each runs one command and returns the exit code.
int check_command(const Invocation& invocation);
int facts_command(const Invocation& invocation);
int plan_command(const Invocation& invocation);
int dag_command(const Invocation& invocation);
int rules_command(const Invocation& invocation);
int explain_command(const Invocation& invocation);
int config_command(const Invocation& invocation);

}  // namespace stratlint
