#include "emit/palette.h"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>

#include "emit/cells.h"

namespace stratlint {

namespace {

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::strong:
      return "\x1b[1m";
    case Tone::gutter:
      return "\x1b[1;34m";
    case Tone::label:
      return "\x1b[1;34m";
    case Tone::error:
      return "\x1b[1;31m";
    case Tone::warning:
      return "\x1b[1;33m";
    case Tone::note:
    case Tone::help:
      return "\x1b[1;36m";
  }
  return "";
}

// Everything but the characters that a file URL may hold as they are.
void append_percent_encoded(std::string& out, std::string_view path) {
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    if (plain)
      out += c;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
  }
}

}  // namespace

Tone tone(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Tone::error;
    case Severity::warning:
      return Tone::warning;
    case Severity::note:
      return Tone::note;
  }
  return Tone::note;
}

void append_toned(std::string& out, const TextStyle& style, Tone tone, std::string_view text) {
  const std::string_view escape = style.color && !text.empty() ? escape_of(tone) : "";
  out += escape;
  out += text;
  if (!escape.empty()) out += "\x1b[0m";
}

void append_location(std::string& out, const TextStyle& style, std::string_view path, Position position) {
  // Standard input has a name but is no file that could be opened.
  std::error_code error;
  const auto absolute = style.hyperlinks ? std::filesystem::absolute(path, error) : std::filesystem::path();
  const bool link = style.hyperlinks && !error && std::filesystem::exists(absolute, error);
  if (link) {
    out += "\x1b]8;;file://";
    append_percent_encoded(out, absolute.native());
    out += "\x1b\\";
  }
  append_printable(out, path);
  if (position.line != 0) fmt::format_to(std::back_inserter(out), ":{}:{}", position.line, position.column);
  if (link) out += "\x1b]8;;\x1b\\";
}

}  // namespace stratlint
