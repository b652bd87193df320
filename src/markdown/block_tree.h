#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace stratlint {

/// One block of the document as cmark-gfm sees it, by lines: its columns are not to be relied on, nor are the ends
/// of some blocks, so the text itself is found in the source.
struct TreeBlock {
  enum class Kind : std::uint8_t { quote, list, item, paragraph, heading, fence, indented_code, html };
  Kind kind = Kind::paragraph;
  std::uint8_t level = 0;        ///< headings
  std::uint32_t depth = 0;       ///< number of blocks around it
  std::uint32_t first_line = 0;  ///< of a fence, the line of its opening mark
  /// Leaves: the last line of text. A fence's closing mark is beyond it, an underlined heading's is not and the line
  /// after it may not be either.
  std::uint32_t last_line = 0;
};

/// Blocks of some whole lines in document order. `first_line` is the number of the first of them, `last_line` of the
/// last.
std::vector<TreeBlock> read_block_tree(std::string_view lines, std::uint32_t first_line, std::uint32_t last_line);

}  // namespace stratlint
