#include <algorithm>

#include "stratlint/document.h"

namespace stratlint {

const Block* block_before(const Document& document, std::uint32_t byte) {
  const auto& lines = document.lines;
  const auto begins_after = [](std::uint32_t at, Span span) { return at < span.begin; };
  const auto line = std::upper_bound(lines.begin(), lines.end(), byte, begins_after) - lines.begin();
  // Empty cells have no line; the block that has the line is the last one that does not begin after it.
  const auto& blocks = document.blocks;
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), line, [](auto at, const Block& block) { return at <= block.first_line; });
  return after == blocks.begin() ? nullptr : &*std::prev(after);
}

}  // namespace stratlint
