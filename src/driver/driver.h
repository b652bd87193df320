#pragma once

namespace stratlint {

/// The whole program: reads the command line, runs the command, returns the exit code.
int run(int argc, const char* const* argv);

}  // namespace stratlint
