#include "rules/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>

namespace stratlint {

namespace {

bool word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

Word token_at(std::string_view bytes, std::size_t byte) {
  const std::size_t begin = std::min(byte, bytes.size());
  std::size_t end = begin;
  while (end < bytes.size() && word_byte(bytes[end])) ++end;
  if (end == begin && end < bytes.size() && bytes[begin] != '\n' && bytes[begin] != '\r') {
    // One sign with the bytes that continue its code point.
    do ++end;
    while (end < bytes.size() && (bytes[end] & 0xC0) == 0x80);
  }
  return {bytes.substr(begin, end - begin), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

void report(std::string_view message, std::string_view bytes, std::size_t byte, Problems& problems) {
  const Word found = token_at(bytes, byte);
  std::string label = found.span.begin == bytes.size() ? "found the end of the file" : "found the end of the line";
  if (found) label = fmt::format("found `{}`", found.text);
  problems.error(found.span, std::string(message), std::move(label));
}

}  // namespace stratlint
