#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "markdown/block_tree.h"
#include "markdown/line_reader.h"
#include "stratlint/document.h"

namespace stratlint {

/// Finds the text of the tree's blocks in the source. Takes the blocks in document order.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const SourceFile& source) : source_(source) {
    document_.source = &source;
    document_.blocks.reserve(source.line_count());
    document_.lines.reserve(source.line_count());
  }

  void add(const TreeBlock& block);
  Document take() { return std::move(document_); }

 private:
  void add_quote(const TreeBlock& block);
  void add_list(const TreeBlock& block);
  void add_item(const TreeBlock& block);
  Container open(Container::Kind kind, const TreeBlock& block) const;

  void add_paragraph(const TreeBlock& block);
  void read_task_mark(const TreeBlock& block);
  void add_heading(const TreeBlock& block);
  void add_heading_text(std::uint8_t level, std::span<const Span> lines);
  void add_fence(const TreeBlock& block);
  void add_code(std::uint32_t first, std::uint32_t last, std::uint32_t indentation);
  void add_html(const TreeBlock& block);

  // build_table.cpp
  void add_table(std::uint32_t depth);
  bool add_row(Span row, Table& table);

  LineReader enter(std::uint32_t line) const { return enter_line(source_, line, containers_); }
  void read_lines(std::uint32_t first, std::uint32_t last);
  void add_text(BlockKind kind, std::span<const Span> lines);
  Block& new_block(BlockKind kind);

  const SourceFile& source_;
  Document document_;
  std::vector<Container> containers_;
  std::vector<Span> lines_;   ///< of the leaf at hand
  std::size_t header_ = 0;    ///< the line of it that is a table's header, or their number
  std::size_t rows_end_ = 0;  ///< the line of it that is no row of that table any more, or their number
  std::vector<Span> cells_;   ///< of the row at hand
  std::uint32_t lists_ = 0;
  std::uint32_t heading_ = no_id;
  std::uint32_t caption_ = no_id;  ///< the paragraph just before, which may be a table's caption
  std::uint32_t caption_depth_ = 0;
  std::uint32_t empty_cells_ = 0;
};

}  // namespace stratlint
