#include "emit/highlights.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace stratlint {

namespace {

constexpr std::size_t most_related = 8;
constexpr std::uint32_t most_lines_of_a_place = 4;  // of a longer one only the first and the last are marked

// A place while it is compared with the others: the highlight is that of its last line.
struct Place {
  Highlight highlight;
  std::uint32_t first_line = 1;
  Span span;             // of the file
  std::size_t rank = 0;  // in the order of the finding
};

// The part of a line that belongs to a span; from the second line of the span on without indentation.
Span part_of_line(const SourceFile& source, std::uint32_t number, Span span) {
  const Span line = source.line(number);
  std::uint32_t begin = std::clamp(span.begin, line.begin, line.end);
  const std::uint32_t end = std::clamp(span.end, begin, line.end);
  if (span.begin < line.begin) {
    const std::size_t indent = source.text({begin, end}).find_first_not_of(" \t");
    begin = indent == std::string_view::npos ? end : begin + static_cast<std::uint32_t>(indent);
  }
  return {begin - line.begin, end - line.begin};
}

Place make_place(const SourceFile& source, Span span, std::string_view message, std::size_t rank) {
  const auto size = static_cast<std::uint32_t>(source.bytes().size());
  span.begin = std::min(span.begin, size);
  span.end = std::clamp(span.end, span.begin, size);
  const std::uint32_t first = source.line_of(span.begin);
  std::uint32_t last = span.empty() ? first : source.line_of(span.end - 1);
  while (last > first && part_of_line(source, last, span).empty()) --last;
  return {{last, part_of_line(source, last, span), std::string(message), rank == 0}, first, span, rank};
}

using Where = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

Where where(const Highlight& h) {
  return {h.line, h.span.begin, h.span.end};
}

bool before(const Highlight& a, const Highlight& b) {
  return where(a) < where(b);
}

/// Keeps of places in document order those that add something to what is kept already.
class Folder {
 public:
  void add(Place place) {
    const Highlight& h = place.highlight;
    const auto said = first_with_.find(h.message);
    if (said != first_with_.end() && kept_[said->second].highlight.line != h.line) return repeat(said->second, place);
    const bool new_place = places_.insert(where(h)).second;
    if (h.message.empty() ? !new_place : !messages_.insert({where(h), h.message}).second) return;
    if (!h.message.empty()) first_with_.emplace(h.message, kept_.size());
    kept_.push_back(std::move(place));
  }

  std::vector<Place> take() { return std::move(kept_); }

 private:
  void repeat(std::size_t first, const Place& place) {
    std::vector<std::uint32_t>& lines = kept_[first].highlight.repeated;
    if (lines.empty() || lines.back() != place.highlight.line) lines.push_back(place.highlight.line);
    kept_[first].rank = std::min(kept_[first].rank, place.rank);
  }

  std::vector<Place> kept_;
  std::unordered_map<std::string, std::size_t> first_with_;  // a message, and the place that says it first
  std::set<Where> places_;
  std::set<std::pair<Where, std::string>> messages_;
};

// The lines before the last one of a place; those of a long one up to the first.
void append_lines(std::vector<Highlight>& out, const SourceFile& source, const Place& place) {
  const std::uint32_t last = place.highlight.line;
  const bool all = last - place.first_line < most_lines_of_a_place;
  for (std::uint32_t number = place.first_line; number < last; number = all ? number + 1 : last) {
    const Span part = part_of_line(source, number, place.span);
    if (!part.empty()) out.push_back({number, part, "", place.highlight.primary});
  }
}

}  // namespace

Highlights collect_highlights(const SourceFile& source, const Finding& finding) {
  Folder folder;
  folder.add(make_place(source, finding.primary, finding.primary_label, 0));
  std::vector<Place> related;
  for (const Label& label : finding.related) {
    related.push_back(make_place(source, label.span, label.message, related.size() + 1));
  }
  std::stable_sort(related.begin(), related.end(),
                   [](const Place& a, const Place& b) { return before(a.highlight, b.highlight); });
  for (Place& place : related) folder.add(std::move(place));

  std::vector<Place> places = folder.take();
  std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.rank < b.rank; });
  Highlights result;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Highlight& h = places[i].highlight;
    if (i <= most_related) {
      append_lines(result.shown, source, places[i]);
      result.shown.push_back(std::move(h));
    } else {
      result.hidden += 1 + h.repeated.size();
      result.hidden_lines.push_back(h.line);
      result.hidden_lines.insert(result.hidden_lines.end(), h.repeated.begin(), h.repeated.end());
    }
  }
  std::stable_sort(result.shown.begin(), result.shown.end(), before);
  std::vector<std::uint32_t>& lines = result.hidden_lines;
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return result;
}

}  // namespace stratlint
