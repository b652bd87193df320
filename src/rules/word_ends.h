#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace stratlint {

/// The first and last eight bytes of a text, of shorter ones all twice: all there is of up to 16 bytes. Not of an empty text.
struct WordEnds {
  std::uint64_t head = 0, tail = 0;
  bool operator==(const WordEnds&) const = default;

  static WordEnds of(std::string_view text) {
    const char* const begin = text.data();
    if (text.size() >= 8) return {load(begin, 8), load(begin + text.size() - 8, 8)};
    const std::uint64_t bytes = load(begin, text.size());
    return {bytes, bytes};
  }

  /// The same for a text in a longer one. Lengths of words are hard to foresee: nothing branches on them.
  static WordEnds of(std::string_view text, std::string_view whole) {
    const char* const end = text.data() + text.size();
    if (std::endian::native != std::endian::little || end - whole.data() < 8) return of(text);
    const std::size_t missing = (8 - text.size()) * static_cast<std::size_t>(text.size() < 8);  // bytes of what stands in front of a short one
    return {load(text.data() - missing, 8) >> 8 * missing, load(end - 8, 8) >> 8 * missing};
  }

  WordEnds in_small() const { return {in_small(head), in_small(tail)}; }

  /// Words rarely differ only in the middle.
  std::uint32_t hash(std::size_t size) const {
    const std::uint64_t mixed = (head * 0x9E3779B97F4A7C15u) ^ (std::rotl(tail, 29) * 0xC2B2AE3D27D4EB4Fu) ^ size;
    return static_cast<std::uint32_t>((mixed * 0xD6E8FEB86659FD93u) >> 32);
  }

 private:
  static std::uint64_t load(const char* from, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, from, size);
    return value;
  }
  /// Eight letters at a time: a byte with the high bit clear and a value from A to Z gets bit 0x20.
  static std::uint64_t in_small(std::uint64_t bytes) {
    const std::uint64_t low = bytes & 0x7F7F7F7F7F7F7F7Fu;
    const std::uint64_t from_a = low + 0x3F3F3F3F3F3F3F3Fu, after_z = low + 0x2525252525252525u;
    return bytes | ((from_a ^ after_z) & ~bytes & 0x8080808080808080u) >> 2;
  }
};

}  // namespace stratlint
