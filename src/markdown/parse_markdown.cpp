#include <fmt/format.h>

#include "markdown/block_tree.h"
#include "markdown/document_builder.h"
#include "markdown/front_matter.h"
#include "markdown/tree_input.h"

namespace stratlint {

namespace {

/// Says which lines had marks too far right to be read. In code they are none.
void report_cut_lines(const std::vector<std::uint32_t>& lines, Document& document) {
  std::size_t next = 0, count = 0;
  std::uint32_t first = 0;
  const auto report_before = [&](std::uint32_t end) {
    for (; next < lines.size() && lines[next] < end; ++next) {
      if (count++ == 0) first = lines[next];
    }
  };
  for (const Block& block : document.blocks) {
    if (next == lines.size()) break;
    if (block.line_count == 0 || (block.kind != BlockKind::code && block.kind != BlockKind::html)) continue;
    const Span* spans = document.begin_lines(block);
    report_before(document.source->line_of(spans[0].begin));
    const std::uint32_t last = document.source->line_of(spans[block.line_count - 1].begin);
    while (next < lines.size() && lines[next] <= last) ++next;
  }
  report_before(no_id);
  if (count == 0) return;
  document.limits.push_back(fmt::format("line {}{}: quote and list marks this deep are read as text", first,
                                        count == 1 ? std::string() : fmt::format(" and {} more", count - 1)));
}

}  // namespace

Document parse_markdown(const SourceFile& source) {
  const FrontMatter front_matter = find_front_matter(source);
  TreeInput input;
  prepare_tree_input(source, front_matter.next_line, input);
  DocumentBuilder builder(source);
  for (const TreeBlock& block : read_block_tree(input.lines, input.first_line, input.last_line)) builder.add(block);
  Document document = builder.take();
  document.front_matter = front_matter.text;
  if (!input.cut_lines.empty()) report_cut_lines(input.cut_lines, document);
  if (!input.limit.empty()) document.limits.push_back(std::move(input.limit));
  return document;
}

}  // namespace stratlint
