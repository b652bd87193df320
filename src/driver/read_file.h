#pragma once

#include <string>

#include "driver/inputs.h"

namespace stratlint {

struct FileBytes {
  std::string bytes;
  std::string error;  ///< empty if the file was read
};

/// Reads a whole regular file or standard input. Anything that could block or never end is refused.
FileBytes read_input(const Input& input);

}  // namespace stratlint
