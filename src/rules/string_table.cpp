#include "rules/string_table.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace stratlint {

namespace {

std::uint64_t load(const char* from, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, size);
  return value;
}

/// Eight letters at a time: a byte with the high bit clear and a value from A to Z gets bit 0x20.
std::uint64_t in_small(std::uint64_t bytes) {
  const std::uint64_t low = bytes & 0x7F7F7F7F7F7F7F7Fu;
  const std::uint64_t from_a = low + 0x3F3F3F3F3F3F3F3Fu, after_z = low + 0x2525252525252525u;
  return bytes | ((from_a ^ after_z) & ~bytes & 0x8080808080808080u) >> 2;
}

char in_small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

StringTable::Ends StringTable::ends_of(std::string_view text) {
  const char* begin = text.data();
  const std::size_t size = text.size();
  if (size >= 8) return {load(begin, 8), load(begin + size - 8, 8)};
  if (size >= 4) return {load(begin, 4), load(begin + size - 4, 4)};
  if (size == 0) return {};
  const auto byte = [&](std::size_t at) { return static_cast<std::uint64_t>(static_cast<std::uint8_t>(begin[at])); };
  return {byte(0), byte(size / 2) << 8 | byte(size - 1)};
}

/// Words rarely differ only in the middle.
std::uint32_t StringTable::hash_of(Ends ends, std::size_t size) {
  const std::uint64_t mixed = (ends.head * 0x9E3779B97F4A7C15u) ^ (std::rotl(ends.tail, 29) * 0xC2B2AE3D27D4EB4Fu) ^ size;
  return static_cast<std::uint32_t>((mixed * 0xD6E8FEB86659FD93u) >> 32);
}

StringTable::StringTable(std::size_t expected) {
  grow(std::bit_ceil(expected * 2 + 16));
  ends_.reserve(expected + 1);
  bytes_.reserve(expected * 8);
}

std::string_view StringTable::text(std::uint32_t number) const {
  return std::string_view(bytes_).substr(ends_[number - 1], ends_[number] - ends_[number - 1]);
}

std::vector<std::string_view> StringTable::texts() const {
  std::vector<std::string_view> all;
  for (std::uint32_t number = 1; number <= size(); ++number) all.push_back(text(number));
  return all;
}

template <typename Same>
std::size_t StringTable::probe(std::uint32_t hash, Same same) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 && (slots_[at].hash != hash || !same(text(slots_[at].number)))) at = (at + 1) & mask;
  return at;
}

std::uint32_t StringTable::find(std::string_view text) const {
  const std::uint32_t hash = hash_of(ends_of(text), text.size());
  if (!may_hold(hash)) return 0;
  return slots_[probe(hash, [&](std::string_view known) { return known == text; })].number;
}

std::uint32_t StringTable::find_in_small(std::string_view text) const {
  const Ends written = ends_of(text), ends{in_small(written.head), in_small(written.tail)};
  const std::uint32_t hash = hash_of(ends, text.size());
  if (!may_hold(hash)) return 0;
  const auto same = [&](std::string_view known) {
    if (known.size() != text.size() || ends_of(known) != ends) return false;
    return known.size() <= 16 || std::equal(known.begin(), known.end(), text.begin(), [](char a, char b) { return a == in_small(b); });
  };
  return slots_[probe(hash, same)].number;
}

std::uint32_t StringTable::intern(std::string_view text) {
  const std::uint32_t hash = hash_of(ends_of(text), text.size());
  const std::size_t at = probe(hash, [&](std::string_view known) { return known == text; });
  if (slots_[at].number != 0) return slots_[at].number;
  bytes_ += text;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  slots_[at] = {hash, size()};
  mark(hash);
  if (size() * 2 > slots_.size()) grow(slots_.size() * 2);
  return size();
}

void StringTable::grow(std::size_t slots) {
  std::vector<Slot> old(slots);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace stratlint
