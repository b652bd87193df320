#include "markdown/front_matter.h"

#include "markdown/line_reader.h"

namespace stratlint {

namespace {

/// A line that is `mark`, but for blanks after it.
bool is_mark(const SourceFile& source, std::uint32_t number, std::string_view mark) {
  const std::string_view line = source.text(source.line(number));
  return line.starts_with(mark) && line.find_last_not_of(" \t") == mark.size() - 1;
}

}  // namespace

FrontMatter find_front_matter(const SourceFile& source) {
  if (!is_mark(source, 1, "---") || source.line_count() < 3 || trim(source.bytes(), source.line(2)).empty()) return {};
  for (std::uint32_t number = 2; number <= source.line_count(); ++number) {
    if (!is_mark(source, number, "---") && !is_mark(source, number, "...")) continue;
    return {{source.line(2).begin, source.line(number).begin}, number + 1};
  }
  return {};
}

}  // namespace stratlint
