#include "stratlint/source.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/utf8.h"

namespace stratlint {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::uint32_t checkpoint_distance = 4096;

/// Walks over code points; a byte that is part of none is a column of its own.
class ColumnCounter {
 public:
  ColumnCounter(std::string_view bytes, std::uint32_t byte, std::uint32_t columns)
      : bytes_(bytes), byte_(byte), columns_(columns) {}

  /// Counts every code point that ends at or before `end`.
  void advance(std::uint32_t end) {
    while (byte_ < end) {
      std::uint32_t length = static_cast<std::uint32_t>(ascii_length(bytes_.substr(byte_, end - byte_)));
      columns_ += length;
      byte_ += length;
      if (byte_ >= end) return;
      length = std::max(1u, static_cast<std::uint32_t>(code_point_length(bytes_.substr(byte_))));
      if (length > end - byte_) return;
      columns_ += 1;
      byte_ += length;
    }
  }

  std::uint32_t byte() const { return byte_; }
  std::uint32_t columns() const { return columns_; }

 private:
  std::string_view bytes_;
  std::uint32_t byte_;
  std::uint32_t columns_;
};

/// Starts of all lines. A line ending at the end of the file opens no further line.
std::vector<std::uint32_t> find_lines(std::string_view bytes, std::size_t begin) {
  std::vector<std::uint32_t> starts;
  starts.reserve(bytes.size() / 32 + 1);
  starts.push_back(static_cast<std::uint32_t>(begin));
  const bool has_cr = bytes.find('\r') != std::string_view::npos;
  while (begin < bytes.size()) {
    const std::size_t feed = std::min(bytes.find('\n', begin), bytes.size());
    if (has_cr) {
      // A CR right before the LF is part of that line ending; any other ends a line by itself.
      const std::string_view line = bytes.substr(begin, feed - begin);
      for (std::size_t cr = line.find('\r'); cr != std::string_view::npos; cr = line.find('\r', cr + 1)) {
        if (begin + cr + 1 < feed || feed == bytes.size()) starts.push_back(static_cast<std::uint32_t>(begin + cr + 1));
      }
    }
    begin = feed + 1;
    starts.push_back(static_cast<std::uint32_t>(begin));
  }
  while (starts.size() > 1 && starts.back() >= bytes.size()) starts.pop_back();
  return starts;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {
  // A byte order mark is no text: it stands before the first line.
  line_starts_ = find_lines(bytes_, bytes_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
  for (std::size_t i = 0; i < line_starts_.size(); ++i) {
    const std::size_t next = i + 1 < line_starts_.size() ? line_starts_[i + 1] : bytes_.size();
    if (next - line_starts_[i] <= checkpoint_distance) continue;
    const Span span = line(static_cast<std::uint32_t>(i + 1));
    ColumnCounter counter(bytes_, span.begin, 0);
    for (std::uint32_t at = span.begin; span.end - at > checkpoint_distance;) {
      at += checkpoint_distance;
      counter.advance(at);
      checkpoints_.push_back({counter.byte(), counter.columns()});
    }
  }
}

std::uint32_t SourceFile::line_of(std::uint32_t byte) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  return std::max(1u, static_cast<std::uint32_t>(after - line_starts_.begin()));
}

Position SourceFile::position(std::uint32_t byte) const {
  const std::uint32_t number = line_of(byte);
  const Span span = line(number);
  byte = std::clamp(byte, span.begin, span.end);
  ColumnCounter counter(bytes_, span.begin, 0);
  auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), byte,
                                [](std::uint32_t wanted, const Checkpoint& point) { return wanted < point.byte; });
  if (after != checkpoints_.begin() && (--after)->byte > span.begin) {
    counter = ColumnCounter(bytes_, after->byte, after->columns);
  }
  counter.advance(byte);
  return {number, counter.columns() + 1};
}

}  // namespace stratlint
