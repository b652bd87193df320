#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace stratlint {

/// The first and last bytes of a text. They overlap in short ones, and are all there is of up to 16 bytes.
struct WordEnds {
  std::uint64_t head = 0, tail = 0;
  bool operator==(const WordEnds&) const = default;

  static WordEnds of(std::string_view text) {
    const auto load = [&](std::size_t at, std::size_t size) {
      std::uint64_t value = 0;
      std::memcpy(&value, text.data() + at, size);
      return value;
    };
    const std::size_t size = text.size();
    if (size >= 8) return {load(0, 8), load(size - 8, 8)};
    if (size >= 4) return {load(0, 4), load(size - 4, 4)};
    if (size == 0) return {};
    const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<std::uint8_t>(text[at])); };
    return {byte(0), byte(size / 2) << 8 | byte(size - 1)};
  }

  WordEnds in_small() const { return {in_small(head), in_small(tail)}; }

  /// Words rarely differ only in the middle.
  std::uint32_t hash(std::size_t size) const {
    const std::uint64_t mixed = (head * 0x9E3779B97F4A7C15u) ^ (std::rotl(tail, 29) * 0xC2B2AE3D27D4EB4Fu) ^ size;
    return static_cast<std::uint32_t>((mixed * 0xD6E8FEB86659FD93u) >> 32);
  }

 private:
  /// Eight letters at a time: a byte with the high bit clear and a value from A to Z gets bit 0x20.
  static std::uint64_t in_small(std::uint64_t bytes) {
    const std::uint64_t low = bytes & 0x7F7F7F7F7F7F7F7Fu;
    const std::uint64_t from_a = low + 0x3F3F3F3F3F3F3F3Fu, after_z = low + 0x2525252525252525u;
    return bytes | ((from_a ^ after_z) & ~bytes & 0x8080808080808080u) >> 2;
  }
};

}  // namespace stratlint
