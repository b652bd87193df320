#pragma once

#include <string>
#include <vector>

namespace stratlint {

/// What another program said, once it is done.
struct ProcessResult {
  int code = -1;  ///< -1: it could not be started
  std::string out, err;
};

/// Runs a program of the search path without a shell. `err` is what it wrote to standard error.
ProcessResult run_process(const std::vector<std::string>& arguments);

}  // namespace stratlint
