#pragma once

#include <optional>
#include <string>

#include "stratlint/document.h"

namespace stratlint {

/// What holds for every document, whatever its bytes. Gives the first thing that does not.
inline std::optional<std::string> broken_invariant(const Document& document) {
  const SourceFile& source = *document.source;
  const auto at = [](const char* what, std::size_t index) { return std::string(what) + " " + std::to_string(index); };
  const auto on_one_line = [&](Span span) {
    return span.begin <= span.end && span.end <= source.bytes().size() &&
           source.text(span).find_first_of("\r\n") == std::string_view::npos;
  };
  std::uint32_t end = 0, heading = 0;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (std::size_t{block.first_line} + block.line_count > document.lines.size()) return at("lines of block", i);
    if (!on_one_line(block.info)) return at("info of block", i);
    if (!block.info.empty() && block.info.begin < end) return at("order of info", i);
    end = std::max(end, block.info.end);
    for (std::uint32_t k = 0; k < block.line_count; ++k) {
      const Span line = document.begin_lines(block)[k];
      if (!on_one_line(line)) return at("line of block", i);
      if (line.begin < end) return at("order of block", i);
      end = line.end;
      if (line.empty() && block.kind != BlockKind::code) return at("empty line of block", i);
    }
    if (block.kind == BlockKind::heading) {
      if (heading >= document.headings.size() || document.headings[heading].block != i) return at("heading block", i);
      if (block.heading != heading) return at("own heading of block", i);
      ++heading;
    }
    if (block.heading != no_id && block.heading >= heading) return at("heading of block", i);
    if (block.item != no_id && block.item >= document.items.size()) return at("item of block", i);
    if ((block.kind == BlockKind::table_cell) != (block.table != no_id)) return at("table of block", i);
  }
  if (heading != document.headings.size()) return "headings without blocks";
  for (std::size_t i = 0; i < document.headings.size(); ++i) {
    const Heading& own = document.headings[i];
    if (own.level < 1 || own.level > 6) return at("level of heading", i);
    if (own.parent == no_id) continue;
    if (own.parent >= i || document.headings[own.parent].level >= own.level) return at("parent of heading", i);
  }
  for (std::size_t i = 0; i < document.items.size(); ++i) {
    const ListItem& item = document.items[i];
    if (item.parent != no_id && item.parent >= i) return at("parent of item", i);
    if (item.first_block != no_id && document.blocks[item.first_block].item != i) return at("block of item", i);
  }
  for (std::size_t i = 0; i < document.tables.size(); ++i) {
    const Table& table = document.tables[i];
    if (table.rows == 0 || table.columns == 0) return at("size of table", i);
    if (table.first_block + std::size_t{table.rows} * table.columns > document.blocks.size()) return at("table", i);
    for (std::uint32_t cell = 0; cell < table.rows * table.columns; ++cell) {
      const Block& block = document.blocks[table.first_block + cell];
      if (block.table != i || block.row != cell / table.columns || block.column != cell % table.columns ||
          block.line_count > 1) {
        return at("cells of table", i);
      }
    }
    if (table.intro == no_id) continue;
    if (table.intro + 1 != table.first_block || document.blocks[table.intro].kind != BlockKind::paragraph) {
      return at("intro of table", i);
    }
  }
  const Span front = document.front_matter;
  if (front.begin > front.end || front.end > source.bytes().size()) return "front matter";
  return std::nullopt;
}

}  // namespace stratlint
