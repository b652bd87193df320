#include "facts/model_names.h"

#include <charconv>
#include <optional>

namespace stratlint::facts {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// A name may stand at the end of a line and its size on the next.
bool is_blank(char c) { return c == ' ' || c == '\n'; }
bool is_name_char(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == '-' || c == '_'; }

/// A model that is named by its size.
struct ModelName {
  std::uint32_t begin = 0;  ///< byte
  double size = 0;          ///< billions of parameters
};

/// `Llama 3 405B`, `GPT-3 175B`: a version stands between the family and the size; where the name starts.
std::optional<std::uint32_t> family_before(std::string_view bytes, std::size_t blank) {
  std::size_t version = blank;
  while (version > 0 && (is_digit(bytes[version - 1]) || bytes[version - 1] == '.')) --version;
  if (version == blank || version < 3 || (!is_blank(bytes[version - 1]) && bytes[version - 1] != '-')) return std::nullopt;
  std::size_t word = version - 1;
  while (word > 0 && is_letter(bytes[word - 1])) --word;
  return word + 2 < version && bytes[word] >= 'A' && bytes[word] <= 'Z' ? std::optional(static_cast<std::uint32_t>(word)) : std::nullopt;
}

/// `Llama-3.1-70B-Instruct`: the size is the last `NB` behind a hyphen that follows a letter or digit.
std::optional<ModelName> name_at(std::string_view bytes, std::size_t letter) {
  std::size_t begin = letter;
  while (begin > 0 && (is_digit(bytes[begin - 1]) || bytes[begin - 1] == '.')) --begin;
  double size = 0;
  const auto [end, error] = std::from_chars(bytes.data() + begin, bytes.data() + letter, size);
  if (error != std::errc{} || end != bytes.data() + letter || size <= 0) return std::nullopt;
  // `8x22B`
  if (begin > 1 && bytes[begin - 1] == 'x' && is_digit(bytes[begin - 2])) {
    size *= bytes[begin - 2] - '0';
    begin -= 2;
  }
  if (begin > 2 && is_blank(bytes[begin - 1]))
    if (const auto family = family_before(bytes, begin - 1)) return ModelName{*family, size};
  if (begin < 2 || bytes[begin - 1] != '-' || !(is_letter(bytes[begin - 2]) || is_digit(bytes[begin - 2]))) return std::nullopt;
  constexpr std::size_t longest = 48;  // bytes of a name
  std::size_t first = begin;
  while (first > 0 && first + longest > begin && is_name_char(bytes[first - 1])) --first;
  if (!is_letter(bytes[first]) || (first > 0 && is_name_char(bytes[first - 1]))) return std::nullopt;
  return ModelName{static_cast<std::uint32_t>(first), size};
}

std::vector<ModelName> names_in(std::string_view bytes) {
  std::vector<ModelName> names;
  for (std::size_t at = bytes.find('B'); at != std::string_view::npos; at = bytes.find('B', at + 1)) {
    if (at == 0 || !is_digit(bytes[at - 1])) continue;
    if (at + 1 < bytes.size() && (is_letter(bytes[at + 1]) || is_digit(bytes[at + 1]) || bytes[at + 1] == '_')) continue;
    if (const auto name = name_at(bytes, at)) names.push_back(*name);
  }
  return names;
}

/// Where a sentence ends: a full stop before a blank, or the end of its lines.
bool ends_sentence(std::string_view bytes, std::size_t at) {
  if (bytes.substr(at).starts_with("。")) return true;
  return bytes[at] == '.' && (at + 1 == bytes.size() || bytes[at + 1] == ' ' || bytes[at + 1] == '\n');
}

/// The bytes between two full stops around a name, within its block.
Span part_around(const Document& document, std::string_view bytes, std::uint32_t at) {
  const Block* block = block_before(document, at);
  if (block == nullptr || block->line_count == 0 || block->kind != BlockKind::paragraph) return {at, at};
  const Span first_line = document.begin_lines(*block)[0], last_line = document.begin_lines(*block)[block->line_count - 1];
  if (at < first_line.begin || at >= last_line.end) return {at, at};
  std::uint32_t begin = at, end = at;
  while (begin > first_line.begin && !ends_sentence(bytes, begin - 1)) --begin;
  while (end < last_line.end && !ends_sentence(bytes, end)) ++end;
  return {begin, end};
}

}  // namespace

std::vector<Span> other_models(const Document& document) {
  const std::string_view bytes = document.source->bytes();
  const std::vector<ModelName> names = names_in(bytes);
  std::vector<Span> others;
  for (std::size_t i = 0, end = 0; i < names.size(); i = end) {
    const Span part = part_around(document, bytes, names[i].begin);
    bool speaks_of_own = false;
    for (end = i; end < names.size() && (end == i || names[end].begin < part.end); ++end) speaks_of_own = speaks_of_own || names[end].size == names.front().size;
    if (part.begin < part.end && !speaks_of_own) others.push_back(part);
  }
  return others;
}

}  // namespace stratlint::facts
