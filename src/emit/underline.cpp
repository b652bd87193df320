#include "emit/underline.h"

#include <algorithm>
#include <tuple>

#include "emit/cells.h"

namespace stratlint {

namespace {

// One row of single-cell characters, each with its tone.
class Row {
 public:
  void fill(std::size_t begin, std::size_t end, char c, Tone tone) {
    if (cells_.size() < end) {
      cells_.resize(end, ' ');
      tones_.resize(end, Tone::plain);
    }
    std::fill(cells_.begin() + static_cast<std::ptrdiff_t>(begin), cells_.begin() + static_cast<std::ptrdiff_t>(end),
              c);
    std::fill(tones_.begin() + static_cast<std::ptrdiff_t>(begin), tones_.begin() + static_cast<std::ptrdiff_t>(end),
              tone);
  }

  void append_to(std::string& out, const TextStyle& style) const {
    for (std::size_t begin = 0, end = 0; begin < cells_.size(); begin = end) {
      while (end < cells_.size() && tones_[end] == tones_[begin]) ++end;
      append_toned(out, style, tones_[begin], std::string_view(cells_).substr(begin, end - begin));
    }
  }

  std::size_t size() const { return cells_.size(); }

 private:
  std::string cells_;
  std::vector<Tone> tones_;
};

void append_message(std::string& out, const TextStyle& style, Tone tone, std::string_view message) {
  std::string printable;
  append_printable(printable, message);
  append_toned(out, style, tone, printable);
}

}  // namespace

void append_underlines(std::string& out, std::vector<Underline> underlines, std::string_view prefix,
                       const TextStyle& style, Tone primary) {
  const auto tone_of = [&](const Underline& u) { return u.primary ? primary : Tone::label; };
  // Long ones first, so that what lies inside stays visible; the primary one on top.
  std::stable_sort(underlines.begin(), underlines.end(), [](const Underline& a, const Underline& b) {
    return std::tuple(a.primary, b.end - b.begin) < std::tuple(b.primary, a.end - a.begin);
  });
  Row marks;
  for (const Underline& u : underlines) marks.fill(u.begin, u.end, u.primary ? '^' : '-', tone_of(u));

  // The message beside the row belongs to what ends last.
  const auto last = std::max_element(underlines.begin(), underlines.end(), [](const Underline& a, const Underline& b) {
    return std::tuple(a.end, a.begin, a.primary) < std::tuple(b.end, b.begin, b.primary);
  });
  out += prefix;
  out += ' ';
  marks.append_to(out, style);
  if (!last->message.empty()) {
    out += ' ';
    append_message(out, style, tone_of(*last), last->message);
  }
  out += '\n';

  std::vector<Underline> below;
  for (auto u = underlines.begin(); u != underlines.end(); ++u) {
    if (u != last && !u->message.empty()) below.push_back(*u);
  }
  std::stable_sort(below.begin(), below.end(),
                   [](const Underline& a, const Underline& b) { return a.begin > b.begin; });
  for (auto u = below.begin(); u != below.end(); ++u) {
    Row row;
    for (auto waiting = below.rbegin(); waiting->begin < u->begin; ++waiting) {
      row.fill(waiting->begin, waiting->begin + 1, '|', tone_of(*waiting));
    }
    row.fill(row.size(), u->begin, ' ', Tone::plain);
    out += prefix;
    out += ' ';
    row.append_to(out, style);
    append_message(out, style, tone_of(*u), u->message);
    out += '\n';
  }
}

}  // namespace stratlint
