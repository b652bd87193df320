#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

/// The lines that the block parser is given. They are the source's own bytes, or a copy of the same length in which
/// some marks are plain letters, so that the tree stays small however deep hostile text nests.
struct TreeInput {
  std::string_view lines;
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 0;
  std::vector<std::uint32_t> cut_lines;  ///< lines with marks that are not read
  std::string limit;                     ///< why the last lines are left out, empty if they are not

  std::string copy;
};

void prepare_tree_input(const SourceFile& source, std::uint32_t first_line, TreeInput& input);

}  // namespace stratlint
