#pragma once

#include "driver/log.h"
#include "driver/options.h"
#include "driver/output.h"
#include "stratlint/rule.h"

namespace stratlint {

/// What every command works with.
struct Session {
  const Options& options;
  const RuleSet& rules;
  const Log& log;
  Output& output;
};

/// Each runs one command and returns the exit code.
int check_command(const Session& session);
int facts_command(const Session& session);
int rules_command(const Session& session);
int explain_command(const Session& session);

}  // namespace stratlint
