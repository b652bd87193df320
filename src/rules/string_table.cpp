#include "rules/string_table.h"

#include <bit>
#include <cstring>

namespace stratlint {

namespace {

std::uint64_t load(const char* from, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, size);
  return value;
}

/// Reads the two ends of the text, which overlap in short ones: words rarely differ only in the middle.
std::uint32_t hash_of(std::string_view text) {
  const char* begin = text.data();
  const std::size_t size = text.size();
  std::uint64_t head = 0, tail = 0;
  if (size >= 8) {
    head = load(begin, 8);
    tail = load(begin + size - 8, 8);
  } else if (size >= 4) {
    head = load(begin, 4);
    tail = load(begin + size - 4, 4);
  } else if (size > 0) {
    head = static_cast<std::uint8_t>(begin[0]);
    tail = static_cast<std::uint64_t>(static_cast<std::uint8_t>(begin[size / 2])) << 8 |
           static_cast<std::uint8_t>(begin[size - 1]);
  }
  const std::uint64_t mixed = (head * 0x9E3779B97F4A7C15u) ^ (std::rotl(tail, 29) * 0xC2B2AE3D27D4EB4Fu) ^ size;
  return static_cast<std::uint32_t>((mixed * 0xD6E8FEB86659FD93u) >> 32);
}

}  // namespace

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

std::size_t StringTable::probe(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 && (slots_[at].hash != hash || this->text(slots_[at].number) != text))
    at = (at + 1) & mask;
  return at;
}

std::uint32_t StringTable::find(std::string_view text) const {
  const std::uint32_t hash = hash_of(text);
  return may_hold(hash) ? slots_[probe(text, hash)].number : 0;
}

std::uint32_t StringTable::intern(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  std::size_t at = probe(text, hash);
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
