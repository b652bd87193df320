#include "emit/wrap.h"

#include <algorithm>

#include "emit/cells.h"

namespace stratlint {

namespace {

constexpr std::size_t least_width = 20;  // narrower columns cannot be read

bool digit(char c) {
  return c >= '0' && c <= '9';
}

bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_operator(std::string_view word) {
  constexpr std::string_view operators[] = {"=", "+", "-", "−", "×", "*", "/", "÷", "·", "<", ">", "≤", "≥", "≈", "≠"};
  return std::find(std::begin(operators), std::end(operators), word) != std::end(operators);
}

// `64`, `~4.19M`, `(1,024`, but not `64,` or `v2`.
bool is_number(std::string_view word) {
  while (!word.empty() && !digit(word.front()) && !letter(word.front())) word.remove_prefix(1);
  for (const std::string_view sign : {"≈", "±", "−", "≤", "≥"}) {
    if (word.starts_with(sign)) word.remove_prefix(sign.size());
  }
  if (word.empty() || !digit(word.front())) return false;
  return digit(word.back()) || std::string_view("KMBTGk").find(word.back()) != std::string_view::npos;
}

bool may_break_between(std::string_view word, std::string_view next) {
  if (is_operator(word)) return false;
  return !(is_number(word) && (letter(next.front()) || next.front() == '%') && !is_operator(next));
}

// End of the piece from `begin` that must stay on one line.
std::size_t unbreakable(std::string_view text, std::size_t begin) {
  for (std::size_t word = begin;;) {
    const std::size_t end = std::min(text.find(' ', word), text.size());
    const std::size_t next = text.find_first_not_of(' ', end);
    if (next == text.npos) return end;
    const std::size_t next_end = std::min(text.find(' ', next), text.size());
    if (may_break_between(text.substr(word, end - word), text.substr(next, next_end - next))) return end;
    word = next;
  }
}

}  // namespace

std::vector<std::string_view> wrap(std::string_view text, std::size_t width, std::size_t first_width) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0, end = 0;
  for (std::size_t piece = text.find_first_not_of(' '); piece != text.npos; piece = text.find_first_not_of(' ', end)) {
    const std::size_t piece_end = unbreakable(text, piece);
    const std::size_t room = lines.empty() ? first_width : width;
    // Another line helps if this one holds something, or if it is shorter than others.
    if ((end > begin || room < width) && cell_width(text.substr(begin, piece_end - begin)) > room) {
      lines.push_back(text.substr(begin, end - begin));
      begin = piece;
    }
    end = piece_end;
  }
  lines.push_back(text.substr(begin, end - begin));
  return lines;
}

void append_hanging(std::string& out, const TextStyle& style, Tone tone, std::size_t start, std::size_t indent,
                    std::string_view text) {
  const std::size_t width = std::max(style.width, indent + least_width) - indent;
  const std::size_t first_width = start == indent ? width : style.width - std::min(style.width, start);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = printable(text.substr(begin, end - begin));
    std::vector<std::string_view> lines = {line};
    if (style.wrap) lines = wrap(line, width, begin == 0 ? first_width : width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (begin + i > 0) out.append(indent, ' ');
      append_toned(out, style, tone, lines[i]);
      if (lines[i].empty() && out.ends_with(' ')) out.erase(out.find_last_not_of(' ') + 1);
      out += '\n';
    }
    begin = end + 1;
  }
}

}  // namespace stratlint
