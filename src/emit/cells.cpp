#include "emit/cells.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/utf8.h"

namespace stratlint {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct Range {
  char32_t first, last;
};

// East Asian Wide and Fullwidth, with the emoji that terminals draw in two cells.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18D08}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

// Combining marks of the larger scripts, joiners, direction marks and variation selectors.
constexpr Range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x0901, 0x0902},
    {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1160, 0x11FF}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20F0},
    {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

template <std::size_t N>
constexpr bool sorted(const Range (&ranges)[N]) {
  for (std::size_t i = 1; i < N; ++i)
    if (ranges[i - 1].last >= ranges[i].first) return false;
  return true;
}
static_assert(sorted(wide) && sorted(zero_width));

template <std::size_t N>
bool contains(const Range (&ranges)[N], char32_t c) {
  const Range* range = std::lower_bound(std::begin(ranges), std::end(ranges), c,
                                        [](const Range& r, char32_t value) { return r.last < value; });
  return range != std::end(ranges) && range->first <= c;
}

// Besides C0 and C1: line and paragraph separators, and the marks that reorder text (what is seen must be what is
// said).
bool control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// U+2400 and on, `␀` to `␟` and `␡`: a picture for each control character of ASCII.
std::string_view picture(char32_t c) {
  static constexpr auto pictures = [] {
    std::array<std::array<char, 3>, 34> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = {'\xE2', '\x90', static_cast<char>(0x80 + i)};
    return all;
  }();
  if (c == 0x7F) return {pictures[33].data(), 3};
  return c < 0x20 ? std::string_view(pictures[c].data(), 3) : replacement;
}

// The code point that `bytes`, one well-formed sequence, encodes.
char32_t decode(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  char32_t value = bytes.size() == 1 ? lead : lead & (0x7Fu >> bytes.size());
  for (const char c : bytes.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
  return value;
}

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t byte) {
  const std::size_t size = code_point_length(text.substr(byte));
  if (size == 0) return {replacement, 1, 1};
  const std::string_view bytes = text.substr(byte, size);
  const char32_t c = decode(bytes);
  if (control(c)) return {picture(c), size, 1};
  const std::size_t cells = c < 0x300 ? 1 : contains(zero_width, c) ? 0 : contains(wide, c) ? 2 : 1;
  return {bytes, size, cells};
}

std::size_t cell_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t byte = 0; byte < text.size();) {
    const Glyph glyph = glyph_at(text, byte);
    cells += glyph.cells;
    byte += glyph.size;
  }
  return cells;
}

void append_printable(std::string& out, std::string_view text) {
  for (std::size_t byte = 0; byte < text.size();) {
    const Glyph glyph = glyph_at(text, byte);
    const char c = text[byte];
    if (c == '\n' || c == '\r' || c == '\t')
      out += ' ';
    else
      out += glyph.shown;
    byte += glyph.size;
  }
}

std::string printable(std::string_view text) {
  std::string out;
  append_printable(out, text);
  return out;
}

}  // namespace stratlint
