#include "check/claim_keys.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stratlint {

namespace {

constexpr std::size_t longest = 200;  // bytes of a claim or a heading that are kept

bool is_markup(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '*' || c == '_' || c == '`' || c == '\\';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

void append_normalised(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (!is_markup(c)) out += lower(c);
  }
}

/// A heading keeps one blank between its words, for those who read a baseline.
void append_words(std::string& out, std::string_view text) {
  for (std::size_t at = text.find_first_not_of(" \t"); at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    if (!out.empty()) out += ' ';
    append_normalised(out, text.substr(at, end - at));
    at = text.find_first_not_of(" \t", end);
  }
}

void shorten(std::string& text) {
  if (text.size() <= longest) return;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a code point
  text.resize(end);
}

/// A section keeps its name when one before it comes or goes: `3. Layout`, `2.1) Layout`.
std::string_view without_number(std::string_view heading) {
  const std::size_t word = heading.find_first_not_of("0123456789.) \t");
  return word == std::string_view::npos ? heading : heading.substr(word);
}

class Namer {
 public:
  explicit Namer(const Reading& reading) : document_(*reading.document), extraction_(*reading.extraction), source_(*reading.source) {
    statements_.reserve(extraction_.statements.size());
    for (const Statement& statement : extraction_.statements) statements_.push_back(statement.span);
    std::sort(statements_.begin(), statements_.end());
  }

  ClaimKey key(const Finding& finding) {
    ClaimKey key{finding.rule, {}, heading_path(block_before(document_, finding.primary.begin)), 0};
    append_normalised(key.claim, source_.text(claim(finding.primary)));
    shorten(key.claim);
    key.ordinal = used_[{key.rule, key.claim, key.heading}]++;
    return key;
  }

 private:
  /// The statement that a place stands in, and the place, which may hold a unit more.
  Span claim(Span place) const {
    auto after = std::upper_bound(statements_.begin(), statements_.end(), Span{place.begin, 0xffffffff});
    if (after == statements_.begin() || (--after)->end <= place.begin) return place;
    return {after->begin, std::max(after->end, place.end)};
  }

  std::string heading_path(const Block* block) const {
    std::string path;
    for (std::uint32_t heading = block == nullptr ? no_id : block->heading; heading != no_id; heading = document_.headings[heading].parent) {
      std::string text;
      const Block& title = document_.blocks[document_.headings[heading].block];
      for (std::uint32_t i = 0; i < title.line_count; ++i) append_words(text, without_number(source_.text(document_.begin_lines(title)[i])));
      shorten(text);
      path = path.empty() ? text : text + " > " + path;
    }
    return path;
  }

  const Document& document_;
  const Extraction& extraction_;
  const SourceFile& source_;
  std::vector<Span> statements_;  ///< by position
  std::map<std::tuple<std::string, std::string, std::string>, std::uint32_t> used_;
};

}  // namespace

void name_claims(const Reading& reading, std::vector<Finding>& findings) {
  if (findings.empty()) return;
  Namer namer(reading);
  for (Finding& finding : findings) finding.key = namer.key(finding);
}

}  // namespace stratlint
