#include "markdown/document_builder.h"

#include <algorithm>
#include <limits>

#include "markdown/table_row.h"

namespace stratlint {

namespace {

/// `===` or `---` under a heading.
bool is_underline(std::string_view text) {
  return !text.empty() && (text[0] == '=' || text[0] == '-') &&
         text.find_first_not_of(text[0]) == std::string_view::npos;
}

/// Number of `#` that open a heading, 0 if they do not.
std::uint32_t heading_mark(std::string_view text) {
  const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
  return marks >= 1 && marks <= 6 && (marks == text.size() || is_blank(text[marks])) ? static_cast<std::uint32_t>(marks)
                                                                                     : 0;
}

/// Without the `##` that may close a heading.
Span trim_closing_marks(std::string_view bytes, Span text) {
  std::uint32_t end = text.end;
  while (end > text.begin && bytes[end - 1] == '#') --end;
  if (end == text.begin || is_blank(bytes[end - 1])) text.end = end;
  return trim(bytes, text);
}

}  // namespace

void DocumentBuilder::add(const TreeBlock& block) {
  while (!containers_.empty() && containers_.back().depth >= block.depth) {
    heading_ = containers_.back().heading;
    containers_.pop_back();
  }
  if (caption_depth_ != block.depth || block.kind != TreeBlock::Kind::paragraph) caption_ = no_id;
  switch (block.kind) {
    case TreeBlock::Kind::quote:
      return add_quote(block);
    case TreeBlock::Kind::list:
      return add_list(block);
    case TreeBlock::Kind::item:
      return add_item(block);
    case TreeBlock::Kind::paragraph:
      return add_paragraph(block);
    case TreeBlock::Kind::heading:
      return add_heading(block);
    case TreeBlock::Kind::fence:
      return add_fence(block);
    case TreeBlock::Kind::indented_code:
      return add_code(block.first_line, block.last_line, 4);
    case TreeBlock::Kind::html:
      return add_html(block);
  }
}

Container DocumentBuilder::open(Container::Kind kind, const TreeBlock& block) const {
  Container container;
  if (!containers_.empty()) {
    container.item = containers_.back().item;
    container.quoted = containers_.back().quoted;
    container.list = containers_.back().list;
  }
  container.kind = kind;
  container.depth = block.depth;
  container.first_line = block.first_line;
  container.heading = heading_;
  return container;
}

void DocumentBuilder::add_quote(const TreeBlock& block) {
  Container quote = open(Container::Kind::quote, block);
  quote.quoted = true;
  containers_.push_back(quote);
}

void DocumentBuilder::add_list(const TreeBlock& block) {
  Container list = open(Container::Kind::list, block);
  list.list = lists_++;
  containers_.push_back(list);
}

void DocumentBuilder::add_item(const TreeBlock& block) {
  Container container = open(Container::Kind::item, block);
  container.start = enter(block.first_line);
  container.text_column = container.start.skip_item_mark();
  ListItem item;
  item.parent = container.item;
  item.list = container.list;
  container.item = static_cast<std::uint32_t>(document_.items.size());
  document_.items.push_back(item);
  containers_.push_back(container);
}

Block& DocumentBuilder::new_block(BlockKind kind) {
  Block block;
  block.kind = kind;
  block.heading = heading_;
  block.first_line = static_cast<std::uint32_t>(document_.lines.size());
  if (!containers_.empty()) {
    block.item = containers_.back().item;
    block.quoted = containers_.back().quoted;
  }
  const auto index = static_cast<std::uint32_t>(document_.blocks.size());
  if (block.item != no_id && document_.items[block.item].first_block == no_id) {
    document_.items[block.item].first_block = index;
  }
  return document_.blocks.emplace_back(block);
}

void DocumentBuilder::add_text(BlockKind kind, std::span<const Span> lines) {
  Block& block = new_block(kind);
  block.line_count = static_cast<std::uint32_t>(lines.size());
  document_.lines.insert(document_.lines.end(), lines.begin(), lines.end());
}

/// Text and HTML, without blank lines. A paragraph turns into a table where a delimiter row follows.
void DocumentBuilder::read_lines(std::uint32_t first, std::uint32_t last) {
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  lines_.clear();
  header_ = rows_end_ = none;
  for (std::uint32_t number = first; number <= last; ++number) {
    bool lazy = false;
    const LineReader line = enter_line(source_, number, containers_, &lazy);
    const Span text = trim(source_.bytes(), line.rest());
    if (text.empty()) continue;
    const bool may_be_row = !lazy && line.indentation() < 4;
    if (header_ != none) {
      if (!may_be_row) rows_end_ = std::min(rows_end_, lines_.size());
    } else if (may_be_row && !lines_.empty() && starts_table(source_.bytes(), lines_.back(), text)) {
      header_ = lines_.size() - 1;
    }
    lines_.push_back(text);
  }
  header_ = std::min(header_, lines_.size());
  rows_end_ = std::min(rows_end_, lines_.size());
}

void DocumentBuilder::add_paragraph(const TreeBlock& block) {
  read_lines(block.first_line, block.last_line);
  if (lines_.empty()) return;
  read_task_mark(block);
  if (header_ != lines_.size()) return add_table(block.depth);
  caption_ = static_cast<std::uint32_t>(document_.blocks.size());
  caption_depth_ = block.depth;
  add_text(BlockKind::paragraph, lines_);
}

/// `[x]` stands where the text of an item starts.
void DocumentBuilder::read_task_mark(const TreeBlock& block) {
  if (containers_.empty() || containers_.back().kind != Container::Kind::item) return;
  if (containers_.back().first_line != block.first_line) return;
  const std::string_view text = source_.text(lines_[0]);
  if (text.size() < 4 || text[0] != '[' || text[2] != ']' || !is_blank(text[3])) return;
  if (text[1] != ' ' && text[1] != 'x' && text[1] != 'X') return;
  document_.items[containers_.back().item].ticked = text[1] != ' ';
  lines_[0] = trim(source_.bytes(), {lines_[0].begin + 3, lines_[0].end});
  // What is left of `[x] |` heads no table.
  if (header_ == 0 && !starts_table(source_.bytes(), lines_[0], lines_[1])) header_ = rows_end_ = lines_.size();
}

void DocumentBuilder::add_heading(const TreeBlock& block) {
  const Span first = trim(source_.bytes(), enter(block.first_line).rest());
  if (const std::uint32_t marks = heading_mark(source_.text(first)); marks != 0) {
    const Span text = trim_closing_marks(source_.bytes(), {first.begin + marks, first.end});
    return add_heading_text(block.level, {&text, text.empty() ? 0u : 1u});
  }
  std::uint32_t underline = block.first_line + 1;
  const auto is_text = [&](std::uint32_t number) {
    return !is_underline(source_.text(trim(source_.bytes(), enter(number).rest())));
  };
  while (underline < block.last_line && is_text(underline)) ++underline;
  read_lines(block.first_line, underline - 1);
  // The rows of a table end before `---`, which is a thematic break then.
  if (header_ != lines_.size()) return add_table(block.depth);
  add_heading_text(block.level, lines_);
}

void DocumentBuilder::add_heading_text(std::uint8_t level, std::span<const Span> lines) {
  std::uint32_t parent = heading_;
  while (parent != no_id && document_.headings[parent].level >= level) parent = document_.headings[parent].parent;
  heading_ = static_cast<std::uint32_t>(document_.headings.size());
  document_.headings.push_back({level, parent, static_cast<std::uint32_t>(document_.blocks.size())});
  add_text(BlockKind::heading, lines);
}

void DocumentBuilder::add_fence(const TreeBlock& block) {
  LineReader opening = enter(block.first_line);
  const std::uint32_t indentation = opening.indentation();
  opening.skip_blanks();
  for (const char mark = opening.peek(); opening.peek() == mark && !opening.at_end();) opening.skip(1);
  const Span info = trim(source_.bytes(), opening.rest());
  add_code(block.first_line + 1, block.last_line, indentation);
  document_.blocks.back().info = info;
}

void DocumentBuilder::add_code(std::uint32_t first, std::uint32_t last, std::uint32_t indentation) {
  lines_.clear();
  for (std::uint32_t number = first; number <= last; ++number) {
    LineReader line = enter(number);
    line.skip_columns(indentation);
    line.finish_tab();
    lines_.push_back(line.blank() ? Span{line.rest().end, line.rest().end} : line.rest());
  }
  add_text(BlockKind::code, lines_);
}

void DocumentBuilder::add_html(const TreeBlock& block) {
  read_lines(block.first_line, block.last_line);
  add_text(BlockKind::html, lines_);
}

}  // namespace stratlint
