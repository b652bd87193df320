#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "stratlint/source.h"

namespace stratlint {

inline constexpr std::uint32_t no_id = 0xffffffff;

enum class BlockKind : std::uint8_t { paragraph, heading, code, html, table_cell };

struct Heading {
  std::uint8_t level = 1;
  std::uint32_t parent = no_id;  ///< index of the enclosing heading
  std::uint32_t block = 0;       ///< index of its text
};

/// A leaf of the document: text without nested blocks. Its bytes are `lines`, one span a source line, without
/// container prefixes (`> `, list markers, indentation, fence marks) and line endings.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  std::uint32_t heading = no_id;     ///< innermost heading above (a heading's own index for its own text)
  std::uint32_t first_line = 0;      ///< into Document::lines
  std::uint32_t line_count = 0;
  std::uint32_t item = no_id;        ///< the list item it belongs to, index into Document::items
  std::uint32_t table = no_id;       ///< cells: index into Document::tables
  std::uint32_t row = 0;             ///< cells: 0 is the header row
  std::uint32_t column = 0;          ///< cells: 0-based
  bool quoted = false;               ///< inside a block quote
  Span info;                         ///< fences: the info string, trimmed
};

/// One list item; `parent` is the item that it is nested in.
struct ListItem {
  std::uint32_t parent = no_id;
  std::uint32_t list = 0;         ///< items of one list share a number
  std::uint32_t first_block = no_id;  ///< its own first leaf, no_id for an empty item
  std::optional<bool> ticked;     ///< `[x]` or `[ ]`
};

struct Table {
  std::uint32_t rows = 0;     ///< with the header row
  std::uint32_t columns = 0;
  std::uint32_t first_block = 0;  ///< cells are stored row by row, all columns present (empty cells have no line)
  std::uint32_t intro = no_id;    ///< block of the paragraph right above (its caption), if any
};

/// The structure of one Markdown file. Blocks stand in document order; all text is spans into the source.
struct Document {
  const SourceFile* source = nullptr;
  std::vector<Heading> headings;
  std::vector<Block> blocks;
  std::vector<Span> lines;
  std::vector<ListItem> items;
  std::vector<Table> tables;
  Span front_matter;                 ///< YAML between `---` lines at the top, without them; empty if none
  std::vector<std::string> limits;   ///< what was left out because of a size or nesting limit, in words

  const Span* begin_lines(const Block& block) const { return lines.data() + block.first_line; }
};

/// The last block that begins at or before a byte; null before the first one. Blocks that follow each other may have
/// bytes between them, which belong to neither.
const Block* block_before(const Document& document, std::uint32_t byte);

/// Reads GitHub-flavoured Markdown (tables and task lists). Never fails: any bytes are a document.
/// Reentrant, and linear in the size of the document.
Document parse_markdown(const SourceFile& source);

}  // namespace stratlint
