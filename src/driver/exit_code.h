#pragma once

namespace stratlint {

/// What the process returns; the largest one that applies.
enum ExitCode : int {
  exit_clean = 0,
  exit_findings = 1,  ///< something at or above --fail-on
  exit_usage = 2,     ///< wrong command line or rule files
  exit_failure = 3,   ///< a file could not be read, the output not be written, or an internal error
};

}  // namespace stratlint
