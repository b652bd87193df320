#include "emit/highlights.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace stratlint {

namespace {

// A span that crosses lines is highlighted to the end of its first line.
Highlight make_highlight(const SourceFile& source, Span span, std::string_view message, bool primary) {
  const auto size = static_cast<std::uint32_t>(source.bytes().size());
  const std::uint32_t number = source.line_of(std::min(span.begin, size));
  const Span line = source.line(number);
  const std::uint32_t begin = std::clamp(span.begin, line.begin, line.end);
  const std::uint32_t end = std::clamp(span.end, begin, line.end);
  return {number, {begin - line.begin, end - line.begin}, std::string(message), primary, {}};
}

auto place(const Highlight& h) {
  return std::tuple(h.line, h.span.begin, h.span.end);
}

bool before(const Highlight& a, const Highlight& b) {
  return place(a) < place(b);
}

// Adds nothing to what is shown already: the same place without a new message, or the same message for another line.
bool redundant(const Highlight& h, const Highlight& shown) {
  if (place(h) == place(shown)) return h.message.empty() || h.message == shown.message;
  return h.line != shown.line && !h.message.empty() && h.message == shown.message;
}

}  // namespace

std::vector<Highlight> collect_highlights(const SourceFile& source, const Finding& finding) {
  std::vector<Highlight> related;
  for (const Label& label : finding.related) {
    related.push_back(make_highlight(source, label.span, label.message, false));
  }
  std::stable_sort(related.begin(), related.end(), before);

  std::vector<Highlight> all;
  all.push_back(make_highlight(source, finding.primary, finding.primary_label, true));
  for (Highlight& h : related) {
    const auto same = std::find_if(all.begin(), all.end(), [&](const Highlight& shown) { return redundant(h, shown); });
    if (same == all.end()) {
      all.push_back(std::move(h));
    } else if (same->line != h.line && (same->repeated.empty() || same->repeated.back() != h.line)) {
      same->repeated.push_back(h.line);
    }
  }
  std::stable_sort(all.begin(), all.end(), before);
  return all;
}

}  // namespace stratlint
