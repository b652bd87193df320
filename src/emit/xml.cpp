#include "emit/xml.h"

#include "base/utf8.h"

namespace stratlint {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

std::string_view escape(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    case '\t':
      return "&#9;";
    default:
      return {};
  }
}

}  // namespace

std::string xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = code_point_length(text);
    const std::string_view bytes = text.substr(0, size);
    const std::string_view escaped = escape(text.front());
    if (!escaped.empty()) {
      out += escaped;
    } else if (size == 0 || static_cast<unsigned char>(text.front()) < 0x20 || bytes == "\xEF\xBF\xBE" || bytes == "\xEF\xBF\xBF") {
      out += replacement;
    } else {
      out += bytes;
    }
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return out;
}

}  // namespace stratlint
