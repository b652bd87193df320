#include "emit/underline.h"

#include <algorithm>
#include <deque>
#include <tuple>

#include "emit/cells.h"
#include "emit/wrap.h"

namespace stratlint {

namespace {

constexpr std::size_t least_width = 16;  // of a message that is broken into lines

// One row of single-cell characters, each with its tone.
class Marks {
 public:
  void fill(Columns columns, char c, Tone tone) {
    if (cells_.size() < columns.end) {
      cells_.resize(columns.end, ' ');
      tones_.resize(columns.end, Tone::plain);
    }
    const auto begin = static_cast<std::ptrdiff_t>(columns.begin), end = static_cast<std::ptrdiff_t>(columns.end);
    std::fill(cells_.begin() + begin, cells_.begin() + end, c);
    std::fill(tones_.begin() + begin, tones_.begin() + end, tone);
  }

  void append_to(std::string& out, const TextStyle& style) const {
    for (std::size_t begin = 0, end = 0; begin < cells_.size(); begin = end) {
      while (end < cells_.size() && tones_[end] == tones_[begin]) ++end;
      append_toned(out, style, tones_[begin], std::string_view(cells_).substr(begin, end - begin));
    }
  }

 private:
  std::string cells_;
  std::vector<Tone> tones_;
};

// A printable text somewhere in a row.
struct Piece {
  std::size_t column;
  std::string text;
  Tone tone;
};

// `pieces` from right to left.
void append_row(std::string& out, const std::vector<Piece>& pieces, const TextStyle& style, std::string_view prefix) {
  out += prefix;
  out += ' ';
  std::size_t column = 0;
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    out.append(piece->column - column, ' ');
    append_toned(out, style, piece->tone, piece->text);
    column = piece->column + cell_width(piece->text);
  }
  out += '\n';
}

// The messages below the carets, from right to left. The rightmost one takes the next row, with what has room left of
// it; what must still wait is a bar there.
class Messages {
 public:
  Messages(std::vector<Piece> messages, const TextStyle& style, std::size_t width) : style_(style), width_(width) {
    std::stable_sort(messages.begin(), messages.end(),
                     [](const Piece& a, const Piece& b) { return a.column > b.column; });
    waiting_.assign(messages.begin(), messages.end());
  }

  void append_to(std::string& out, std::string_view prefix) {
    while (!waiting_.empty()) {
      const Piece first = std::move(waiting_.front());
      waiting_.pop_front();
      const auto [column, lines] = break_message(first);
      if (column < first.column) append_row(out, row_with({first.column, "|", first.tone}, false), style_, prefix);
      for (const std::string_view line : lines) {
        append_row(out, row_with({column, std::string(line), first.tone}, true), style_, prefix);
      }
    }
  }

 private:
  struct Broken {
    std::size_t column;
    std::vector<std::string_view> lines;
  };

  // A message that is too long for the terminal is broken; near the right edge it begins further left if it can.
  Broken break_message(const Piece& message) const {
    const std::size_t needed = cell_width(message.text);
    if (!style_.wrap || message.column + needed <= width_) return {message.column, {message.text}};
    if (message.column + least_width <= width_) return {message.column, broken(message, message.column)};
    const std::size_t free = waiting_.empty() ? 0 : waiting_.front().column + 2;
    if (free + least_width > width_) return {message.column, {message.text}};
    const std::size_t column = std::max(free, width_ - std::min(width_, needed));
    return {column, broken(message, column)};
  }

  std::vector<std::string_view> broken(const Piece& message, std::size_t column) const {
    return wrap(message.text, width_ - column, width_ - column);
  }

  std::vector<Piece> row_with(Piece rightmost, bool others) {
    std::size_t limit = rightmost.column;
    std::vector<Piece> row = {std::move(rightmost)};
    std::deque<Piece> left;
    for (Piece& piece : waiting_) {
      const bool fits = others && piece.column + cell_width(piece.text) + 2 <= limit;
      const bool bar = !fits && piece.column < limit;
      if (bar) row.push_back({piece.column, "|", piece.tone});
      limit = std::min(limit, piece.column);
      (fits ? row.emplace_back() : left.emplace_back()) = std::move(piece);
    }
    waiting_ = std::move(left);
    return row;
  }

  std::deque<Piece> waiting_;
  const TextStyle& style_;
  std::size_t width_;
};

std::size_t length(const Underline& u) {
  return u.columns.end - u.columns.begin;
}

}  // namespace

void append_underlines(std::string& out, std::vector<Underline> underlines, std::string_view prefix,
                       const TextStyle& style, Tone primary, std::size_t width) {
  const auto tone_of = [&](const Underline& u) { return u.primary ? primary : Tone::label; };
  // Long ones first, so that what lies inside stays visible; the primary one on top.
  std::stable_sort(underlines.begin(), underlines.end(), [](const Underline& a, const Underline& b) {
    return std::tuple(a.primary, length(b)) < std::tuple(b.primary, length(a));
  });
  Marks marks;
  for (const Underline& u : underlines) marks.fill(u.columns, u.primary ? '^' : '-', tone_of(u));
  out += prefix;
  out += ' ';
  marks.append_to(out, style);

  // The message beside the row belongs to what ends last.
  const auto last = std::max_element(underlines.begin(), underlines.end(), [](const Underline& a, const Underline& b) {
    return std::tuple(a.columns.end, a.columns.begin, a.primary) <
           std::tuple(b.columns.end, b.columns.begin, b.primary);
  });
  std::vector<Piece> below;
  for (auto u = underlines.begin(); u != underlines.end(); ++u) {
    if (u->message.empty()) continue;
    Piece piece{u->columns.begin, printable(u->message), tone_of(*u)};
    if (u == last && (!style.wrap || u->columns.end + 1 + cell_width(piece.text) <= width)) {
      out += ' ';
      append_toned(out, style, piece.tone, piece.text);
    } else {
      below.push_back(std::move(piece));
    }
  }
  out += '\n';
  Messages(std::move(below), style, width).append_to(out, prefix);
}

}  // namespace stratlint
