#pragma once

#include <string>

#include "stratlint/document.h"

namespace stratlint {

/// One line a block: `h1 [Title]`, `p #0 -1 > [first line] [second line]`, `cell t0 1,2 [text]`. `#` is the heading
/// that it is under, `-` its list item, `>` a quote.
inline std::string dump(const Document& document) {
  const auto number = [](std::uint32_t id) { return std::to_string(id); };
  std::string text;
  if (!document.front_matter.empty())
    text += "front [" + std::string(document.source->text(document.front_matter)) + "]\n";
  std::size_t next_heading = 0;
  for (std::uint32_t index = 0; index < document.blocks.size(); ++index) {
    const Block& block = document.blocks[index];
    for (std::uint32_t table = 0; table < document.tables.size(); ++table) {
      const Table& t = document.tables[table];
      if (t.first_block != index || block.kind != BlockKind::table_cell) continue;
      text += "table " + number(table) + ": " + number(t.rows) + "x" + number(t.columns);
      text += t.intro == no_id ? "\n" : " intro " + number(t.intro) + "\n";
    }
    switch (block.kind) {
      case BlockKind::paragraph:
        text += "p";
        break;
      case BlockKind::code:
        text += "code";
        break;
      case BlockKind::html:
        text += "html";
        break;
      case BlockKind::table_cell:
        text += "cell " + number(block.row) + "," + number(block.column);
        break;
      case BlockKind::heading: {
        const Heading& heading = document.headings[next_heading];
        text += "h" + std::to_string(heading.level);
        if (heading.parent != no_id) text += " in " + number(heading.parent);
        ++next_heading;
        break;
      }
    }
    if (block.heading != no_id && block.kind != BlockKind::heading) text += " #" + number(block.heading);
    if (block.item != no_id) text += " -" + number(block.item);
    if (block.quoted) text += " >";
    if (!block.info.empty()) text += " `" + std::string(document.source->text(block.info)) + "`";
    for (std::uint32_t i = 0; i < block.line_count; ++i) {
      text += " [" + std::string(document.source->text(document.begin_lines(block)[i])) + "]";
    }
    text += "\n";
  }
  for (std::uint32_t index = 0; index < document.items.size(); ++index) {
    const ListItem& item = document.items[index];
    text += "item " + number(index) + ": list " + number(item.list);
    if (item.parent != no_id) text += " in " + number(item.parent);
    text += item.first_block == no_id ? " empty" : " at " + number(item.first_block);
    if (item.ticked) text += *item.ticked ? " ticked" : " open";
    text += "\n";
  }
  for (const std::string& limit : document.limits) text += "limit " + limit + "\n";
  return text;
}

}  // namespace stratlint
