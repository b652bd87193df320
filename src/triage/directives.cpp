#include <algorithm>
#include <array>
#include <string_view>

#include "stratlint/triage.h"

namespace stratlint {

namespace {

constexpr std::string_view open = "<!--", close = "-->", prefix = "stratlint-";
constexpr std::string_view blanks = " \t\r\n";
constexpr std::size_t most = 1'000;  // a person writes a few

struct Verb {
  std::string_view name;
  Directive::Kind kind;
};
constexpr std::array verbs = {
    Verb{"stratlint-disable-line", Directive::Kind::disable_line}, Verb{"stratlint-disable-next-line", Directive::Kind::disable_next_line},
    Verb{"stratlint-disable-file", Directive::Kind::disable_file}, Verb{"stratlint-disable", Directive::Kind::disable},
    Verb{"stratlint-enable", Directive::Kind::enable},
};

/// Whether a byte is text of a code block, or stands behind an odd number of backticks in its line.
bool is_code(const Document& document, std::uint32_t byte) {
  const Block* block = block_before(document, byte);
  if (block == nullptr || block->kind == BlockKind::html) return false;
  const Span *first = document.begin_lines(*block), *end = first + block->line_count;
  if (byte >= (end - 1)->end) return false;
  if (block->kind == BlockKind::code) return true;
  const Span* line = std::find_if(first, end, [&](Span span) { return byte < span.end; });
  const std::string_view before = document.source->text({std::min(line->begin, byte), byte});
  return std::count(before.begin(), before.end(), '`') % 2 == 1;
}

/// Reads words of a comment; knows where in the file they stand.
class Reader {
 public:
  Reader(std::string_view text, std::uint32_t begin) : text_(text), begin_(begin) {}

  /// Up to the next blank or comma; empty at the end.
  Directive::Name next() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n,", at_), text_.size());
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n,", at_), text_.size());
    const auto at = static_cast<std::uint32_t>(begin_ + at_);
    Directive::Name word{std::string(text_.substr(at_, end - at_)), {at, static_cast<std::uint32_t>(begin_ + end)}};
    at_ = end;
    return word;
  }

  std::string rest() const {
    const std::size_t begin = std::min(text_.find_first_not_of(blanks, at_), text_.size());
    const std::size_t end = text_.find_last_not_of(blanks);
    return end == text_.npos || end < begin ? "" : std::string(text_.substr(begin, end + 1 - begin));
  }

 private:
  std::string_view text_;
  std::uint32_t begin_;
  std::size_t at_ = 0;
};

Directive read_directive(std::string_view comment, std::uint32_t begin) {
  Reader reader(comment, begin);
  Directive directive;
  directive.verb = reader.next();
  for (const Verb& verb : verbs) {
    if (verb.name == directive.verb.text) directive.kind = verb.kind;
  }
  for (Directive::Name word = reader.next(); !word.text.empty(); word = reader.next()) {
    if (word.text == "--") {
      directive.reason = reader.rest();
      break;
    }
    directive.rules.push_back(std::move(word));
  }
  return directive;
}

}  // namespace

std::vector<Directive> read_directives(const Document& document) {
  std::vector<Directive> directives;
  const std::string_view bytes = document.source->bytes();
  if (bytes.find(open) == bytes.npos) return directives;  // most documents have no comments
  for (std::size_t at = bytes.find(prefix); at != bytes.npos && directives.size() < most; at = bytes.find(prefix, at + prefix.size())) {
    const std::size_t before = bytes.substr(0, at).find_last_not_of(blanks);
    if (before == bytes.npos || !bytes.substr(0, before + 1).ends_with(open)) continue;
    const std::size_t end = bytes.find(close, at);
    if (end == bytes.npos) break;
    if (is_code(document, static_cast<std::uint32_t>(at))) continue;
    directives.push_back(read_directive(bytes.substr(at, end - at), static_cast<std::uint32_t>(at)));
    directives.back().end = static_cast<std::uint32_t>(end);
  }
  return directives;
}

}  // namespace stratlint
