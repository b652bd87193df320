#include "markdown/tree_input.h"

#include <fmt/format.h>

#include "markdown/line_reader.h"

namespace stratlint {

namespace {

// Marks further right than this are text: no list is nested that deep by people, and the block parser visits
// every open container on every line.
constexpr std::uint32_t max_mark_column = 100;
// Lines and marks bound the number of blocks, which take some 250 bytes each in the tree.
constexpr std::uint32_t max_blocks = 1'000'000;
// The block parser counts in 32 bits and ends the process beyond a gigabyte.
constexpr std::uint32_t max_bytes = 256u << 20;

/// `- - -` of any length is a thematic break, not a nest of lists.
bool is_thematic_break(std::string_view text) {
  std::size_t marks = 0;
  for (const char c : text) {
    if (c == text[0]) {
      ++marks;
    } else if (!is_blank(c)) {
      return false;
    }
  }
  return marks >= 3;
}

/// Whether a quote or a list item may begin with a byte: most lines begin with others.
bool may_be_mark(char c) { return c == '-' || c == '*' || c == '+' || c == '>' || (c >= '0' && c <= '9'); }

/// Counts the container marks at the start of a line. `cut` is the byte of the first that is too far right.
std::uint32_t count_marks(const SourceFile& source, Span line, std::uint32_t& cut) {
  LineReader reader(source.bytes(), line);
  bool first_bullet = true;
  for (std::uint32_t marks = 0;; ++marks) {
    reader.skip_blanks();
    const std::uint32_t byte = reader.byte();
    const std::uint32_t column = reader.column();
    const char c = reader.peek();
    if (!may_be_mark(c)) return marks;
    if (first_bullet && (c == '-' || c == '*' || c == '+')) {
      if (is_thematic_break(source.text(reader.rest()))) return marks;
      first_bullet = false;
    }
    if (!reader.skip_quote_mark() && reader.skip_item_mark() == 0) return marks;
    if (column > max_mark_column) {
      cut = byte;
      return marks;
    }
  }
}

}  // namespace

void prepare_tree_input(const SourceFile& source, std::uint32_t first_line, TreeInput& input) {
  const std::uint32_t begin = first_line <= source.line_count() ? source.line(first_line).begin
                                                                : static_cast<std::uint32_t>(source.bytes().size());
  std::uint32_t end = begin, blocks = 0;
  std::vector<std::uint32_t> cuts;
  input.first_line = first_line;
  input.last_line = first_line - 1;
  for (std::uint32_t number = first_line; number <= source.line_count(); ++number) {
    const Span line = source.line(number);
    std::uint32_t cut = 0;
    blocks += 1 + 2 * count_marks(source, line, cut);  // an item brings its list
    if (blocks > max_blocks || line.end - begin > max_bytes) {
      input.limit = fmt::format("line {} and all after it are not read: the document is too large", number);
      break;
    }
    if (cut != 0) {
      cuts.push_back(cut);
      input.cut_lines.push_back(number);
    }
    input.last_line = number;
    end = line.end;
  }
  input.lines = source.bytes().substr(begin, end - begin);
  if (cuts.empty()) return;
  input.copy = input.lines;
  for (const std::uint32_t cut : cuts) input.copy[cut - begin] = 'x';
  input.lines = input.copy;
}

}  // namespace stratlint
