#include "markdown/block_tree.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "markdown/tree_memory.h"

namespace stratlint {

namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeExtension {
  void operator()(cmark_syntax_extension* extension) const {
    cmark_syntax_extension_free(cmark_get_default_mem_allocator(), extension);
  }
};

/// Is asked to open a block on every line that opens none of the usual ones. It opens none, but remembers the root.
cmark_node* remember_root(cmark_syntax_extension* self, int, cmark_parser*, cmark_node* container, unsigned char*,
                          int) {
  if (cmark_syntax_extension_get_private(self) == nullptr) {
    while (cmark_node* parent = cmark_node_parent(container)) container = parent;
    cmark_syntax_extension_set_private(self, container, nullptr);
  }
  return nullptr;
}

// The first line shows the root, and counts. The last ones close whatever is open, except a fence: a blank line,
// then text that no container takes in and that ends each kind of HTML block.
constexpr std::string_view prologue = "\n";
constexpr std::string_view epilogue = "\n\nend --> ?> ]]> </script>\n\n";

std::uint32_t count_lines(const char* literal) {
  std::uint32_t lines = 0;
  for (; *literal != '\0'; ++literal) {
    if (*literal == '\n' || (*literal == '\r' && literal[1] != '\n')) ++lines;
  }
  return lines;
}

class TreeReader {
 public:
  TreeReader(std::uint32_t first_line, std::uint32_t last_line) : first_line_(first_line), last_line_(last_line) {}

  /// Document order, without recursion.
  std::vector<TreeBlock> read(cmark_node* root) {
    std::uint32_t depth = 0;
    cmark_node* node = cmark_node_first_child(root);
    while (node != nullptr) {
      if (add(node, depth)) {
        if (cmark_node* child = cmark_node_first_child(node)) {
          ++depth;
          node = child;
          continue;
        }
      }
      while (cmark_node_next(node) == nullptr && depth > 0) {
        node = cmark_node_parent(node);
        --depth;
      }
      node = cmark_node_next(node);
    }
    return std::move(blocks_);
  }

 private:
  /// True for a container, whose children follow.
  bool add(cmark_node* node, std::uint32_t depth) {
    using Kind = TreeBlock::Kind;
    TreeBlock block;
    block.depth = depth;
    block.first_line = line(cmark_node_get_start_line(node));
    if (block.first_line > last_line_) return false;  // the epilogue
    block.last_line = line(cmark_node_get_end_line(node));
    bool container = false;
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_BLOCK_QUOTE:
        block.kind = Kind::quote;
        container = true;
        break;
      case CMARK_NODE_LIST:
        block.kind = Kind::list;
        container = true;
        break;
      case CMARK_NODE_ITEM:
        block.kind = Kind::item;
        container = true;
        break;
      case CMARK_NODE_PARAGRAPH:
        block.kind = Kind::paragraph;
        break;
      case CMARK_NODE_HEADING:
        block.kind = Kind::heading;
        block.level = static_cast<std::uint8_t>(cmark_node_get_heading_level(node));
        break;
      case CMARK_NODE_CODE_BLOCK:
        add_code(node, block);
        break;
      case CMARK_NODE_HTML_BLOCK:
        block.kind = Kind::html;
        block.last_line = block.first_line + std::max(1u, count_lines(cmark_node_get_literal(node))) - 1;
        break;
      default:
        return false;
    }
    block.last_line = std::clamp(block.last_line, block.first_line, last_line_);
    blocks_.push_back(block);
    return container;
  }

  void add_code(cmark_node* node, TreeBlock& block) const {
    int length = 0, offset = 0;
    char character = 0;
    if (cmark_node_get_fenced(node, &length, &offset, &character) == 0) {
      block.kind = TreeBlock::Kind::indented_code;
      block.last_line = block.first_line + std::max(1u, count_lines(cmark_node_get_literal(node))) - 1;
      return;
    }
    block.kind = TreeBlock::Kind::fence;
    // The end of a closed fence is a later line than its start: that of the closing mark, or of what closed it.
    const bool closed = block.last_line > block.first_line;
    block.last_line = closed ? block.first_line + count_lines(cmark_node_get_literal(node)) : last_line_;
  }

  std::uint32_t line(int number) const { return static_cast<std::uint32_t>(number) - 1 + first_line_ - 1; }

  std::uint32_t first_line_;
  std::uint32_t last_line_;
  std::vector<TreeBlock> blocks_;
};

}  // namespace

// The tree of blocks is complete before cmark_parser_finish, which would go on to parse inlines. Nothing here needs
// them, they are half the cost, and some of their algorithms are quadratic in hostile text.
std::vector<TreeBlock> read_block_tree(std::string_view lines, std::uint32_t first_line, std::uint32_t last_line) {
  const std::unique_ptr<cmark_syntax_extension, FreeExtension> root(cmark_syntax_extension_new("root"));
  cmark_syntax_extension_set_open_block_func(root.get(), remember_root);
  const std::unique_ptr<cmark_parser, FreeParser> parser(
      cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, begin_tree_memory()));
  cmark_parser_attach_syntax_extension(parser.get(), root.get());
  for (const std::string_view part : {prologue, lines, epilogue}) {
    cmark_parser_feed(parser.get(), part.data(), part.size());
  }
  return TreeReader(first_line, last_line)
      .read(static_cast<cmark_node*>(cmark_syntax_extension_get_private(root.get())));
}

}  // namespace stratlint
