#include "emit/picture/text_metrics.h"

#include <algorithm>
#include <cmath>

#include "emit/picture/font_widths.h"
#include "stratlint/picture.h"

namespace stratlint {

namespace {

using namespace picture;

constexpr int unknown_width = 1000;
// Renderers round widths of small letters to pixels.
constexpr double rounding = 1.02;

char32_t next_code(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  char32_t code = more == 3 ? lead & 0x07 : more == 2 ? lead & 0x0f : more == 1 ? lead & 0x1f : lead;
  for (; more > 0 && at < text.size(); --more) code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3f);
  return code;
}

int code_width(char32_t code, bool bold) {
  if (code >= first_latin && code <= last_latin) return (bold ? bold_latin : regular_latin)[code - first_latin];
  if (code >= first_supplement && code <= last_supplement) return (bold ? bold_supplement : regular_supplement)[code - first_supplement];
  const auto found = std::lower_bound(others.begin(), others.end(), code, [](const OtherWidth& other, char32_t value) { return other.code < value; });
  if (found != others.end() && found->code == code) return bold ? found->bold : found->regular;
  return unknown_width;
}

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
  int sum = 0;
  for (std::size_t at = 0; at < text.size();) sum += code_width(next_code(text, at), bold);
  return sum * size * rounding / 1000;
}

double room_for_text(const Box& box, double offset, double line_height) {
  const double half = box.height / 2, reach = std::min(1.0, (std::abs(offset) + line_height * 0.4) / half);
  switch (box.shape) {
    case BoxShape::hexagon:
      return box.width * (1 - reach / 2);
    case BoxShape::ellipse:
    case BoxShape::double_ellipse:
      return box.width * std::sqrt(std::max(0.0, 1 - reach * reach));
    case BoxShape::slanted:
      return box.width - (1 + reach) * slant(box.width);
    default:
      return box.width;
  }
}

}  // namespace stratlint

namespace stratlint::picture {

double slant(double width) {
  return width * 0.2046;
}

double text_height(const std::vector<TextLine>& lines) {
  double sum = 0;
  for (const TextLine& line : lines) sum += line_height(line.size);
  return sum;
}

std::string fitted(std::string text, double size, bool bold, double width) {
  if (text_width(text, size, bold) <= width) return text;
  while (!text.empty()) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80) text.pop_back();
    if (!text.empty()) text.pop_back();
    while (!text.empty() && (text.back() == ' ' || text.back() == ',')) text.pop_back();
    if (text_width(text + "…", size, bold) <= width) return text + "…";
  }
  return text;
}

std::vector<std::string> wrapped(std::string_view text, double size, bool bold, double width) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find(' ', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string word(text.substr(at, end - at));
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && text_width(longer, size, bold) > width) {
      lines.push_back(std::move(line));
      line = fitted(word, size, bold, width);
    } else {
      line = line.empty() ? fitted(word, size, bold, width) : longer;
    }
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace stratlint::picture
