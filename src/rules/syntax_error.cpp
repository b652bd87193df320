#include "rules/syntax_error.h"

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
  if (end == begin && end < bytes.size()) {
    // One sign with the bytes that continue its code point.
    do ++end;
    while (end < bytes.size() && (bytes[end] & 0xC0) == 0x80);
  }
  if (end == begin + 1 && bytes[begin] == '\n') {
    return {"end of line", {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin)}};
  }
  return {bytes.substr(begin, end - begin), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

}  // namespace stratlint
