#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stratlint {

/// Half-open range of bytes in one source file.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

/// What a person is told: 1-based line, 1-based column counted in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  auto operator<=>(const Position&) const = default;
};

/// One document's bytes and its line table. It alone owns text: every Span and string_view that a
/// stage hands on refers to one SourceFile, so it is neither copied nor moved.
class SourceFile {
 public:
  /// `bytes` must be smaller than 4 GiB (spans are 32 bit).
  SourceFile(std::string path, std::string bytes);
  SourceFile(const SourceFile&) = delete;
  SourceFile& operator=(const SourceFile&) = delete;

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return bytes_; }
  std::string_view text(Span span) const {
    return std::string_view(bytes_).substr(span.begin, span.size());
  }

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// 1-based line that holds a byte; the end of the file belongs to the last line.
  std::uint32_t line_of(std::uint32_t byte) const;
  /// Bytes of a 1-based line without its line ending (LF, CRLF or CR) and without a byte order mark.
  Span line(std::uint32_t number) const {
    const std::uint32_t begin = line_starts_[number - 1];
    std::uint32_t end = number < line_count() ? line_starts_[number] : static_cast<std::uint32_t>(bytes_.size());
    if (end > begin && bytes_[end - 1] == '\n') --end;
    if (end > begin && bytes_[end - 1] == '\r') --end;
    return {begin, end};
  }
  Position position(std::uint32_t byte) const;

 private:
  std::string path_;
  std::string bytes_;
  std::vector<std::uint32_t> line_starts_;
  /// Columns counted at some bytes of very long lines, so that no position is far from a known one.
  struct Checkpoint {
    std::uint32_t byte = 0;
    std::uint32_t columns = 0;
  };
  std::vector<Checkpoint> checkpoints_;
};

}  // namespace stratlint
