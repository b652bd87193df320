#pragma once

namespace stratlint::facts {

constexpr char32_t times_sign = 0xD7;

/// Signs between a label and its number, ASCII and full-width.
constexpr bool separates(char32_t c) { return c == ':' || c == '=' || c == 0xFF1A || c == 0xFF1D; }
constexpr bool points(char32_t c) { return c == 0x2192 || c == 0x21D2; }
constexpr bool ends_sentence(char32_t c) { return c == '.' || c == ';' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF1B; }
constexpr bool opens(char32_t c) { return c == '(' || c == '[' || c == 0xFF08; }
constexpr bool closes(char32_t c) { return c == ')' || c == ']' || c == 0xFF09; }

constexpr bool ends_clause(char32_t c) {
  switch (c) {
    case ',': case ';': case '.': case '!': case '?': case 0xFF0C: case 0xFF1B: case 0x3002: case 0x3001: return true;
    default: return false;
  }
}

}  // namespace stratlint::facts
