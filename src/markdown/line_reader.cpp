#include "markdown/line_reader.h"

#include <algorithm>

namespace stratlint {

namespace {

constexpr std::uint32_t tab_stop = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

Span trim(std::string_view bytes, Span span) {
  while (!span.empty() && is_blank(bytes[span.begin])) ++span.begin;
  while (!span.empty() && is_blank(bytes[span.end - 1])) --span.end;
  return span;
}

std::uint32_t LineReader::indentation() const {
  LineReader ahead = *this;
  ahead.skip_blanks();
  return ahead.column_ - column_;
}

bool LineReader::blank() const {
  return trim(bytes_, rest()).empty();
}

void LineReader::skip(std::uint32_t bytes) {
  byte_ += bytes;
  column_ += bytes;
}

void LineReader::skip_columns(std::uint32_t columns) {
  const std::uint32_t target = column_ + columns;
  while (column_ < target && is_blank(peek())) {
    const std::uint32_t width = peek() == '\t' ? tab_stop - column_ % tab_stop : 1;
    if (column_ + width > target) {
      column_ = target;
    } else {
      column_ += width;
      ++byte_;
    }
  }
}

void LineReader::skip_blanks() {
  for (; is_blank(peek()); ++byte_) column_ += peek() == '\t' ? tab_stop - column_ % tab_stop : 1;
}

void LineReader::finish_tab() {
  if (peek() == '\t' && column_ % tab_stop != 0) skip_columns(tab_stop - column_ % tab_stop);
}

bool LineReader::skip_quote_mark() {
  LineReader ahead = *this;
  ahead.skip_columns(3);
  if (ahead.peek() != '>') return false;
  ahead.skip(1);
  ahead.skip_columns(1);
  *this = ahead;
  return true;
}

std::uint32_t LineReader::skip_item_mark() {
  LineReader ahead = *this;
  ahead.skip_blanks();
  if (ahead.peek() == '-' || ahead.peek() == '*' || ahead.peek() == '+') {
    ahead.skip(1);
  } else {
    const std::uint32_t digits = ahead.byte_;
    while (is_digit(ahead.peek()) && ahead.byte_ - digits < 9) ahead.skip(1);
    if (ahead.byte_ == digits || (ahead.peek() != '.' && ahead.peek() != ')')) return 0;
    ahead.skip(1);
  }
  if (!ahead.at_end() && !is_blank(ahead.peek())) return 0;
  // One to four columns of space belong to the mark. More are the indentation of code, and none is an empty first
  // line: then one does.
  const std::uint32_t after_mark = ahead.column_;
  const std::uint32_t space = ahead.indentation();
  const bool one = space == 0 || space > 4 || ahead.blank();
  ahead.skip_columns(one ? 1 : space);
  const std::uint32_t text = after_mark + (one ? 1 : space) - column_;
  *this = ahead;
  return text;
}

LineReader enter_line(const SourceFile& source, std::uint32_t number, const std::vector<Container>& containers,
                      bool* lazy) {
  LineReader reader(source.bytes(), source.line(number));
  for (const Container& container : containers) {
    bool continued = true;
    if (container.kind == Container::Kind::quote) {
      continued = reader.skip_quote_mark();
    } else if (container.kind == Container::Kind::item) {
      if (container.first_line == number) {
        reader = container.start;
      } else if (reader.indentation() >= container.text_column) {
        reader.skip_columns(container.text_column);
      } else {
        continued = reader.blank();
        if (continued) reader.skip_blanks();
      }
    }
    if (continued) continue;
    if (lazy != nullptr) *lazy = true;
    break;
  }
  return reader;
}

}  // namespace stratlint
