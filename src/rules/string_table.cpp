#include "rules/string_table.h"

#include <bit>

#include "rules/word_ends.h"

namespace stratlint {

namespace {

std::uint32_t hash_of(std::string_view text) { return WordEnds::of(text).hash(text.size()); }

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

std::size_t StringTable::probe(std::uint32_t hash, std::string_view known) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 && (slots_[at].hash != hash || text(slots_[at].number) != known)) at = (at + 1) & mask;
  return at;
}

std::uint32_t StringTable::find(std::string_view text) const { return slots_[probe(hash_of(text), text)].number; }

std::uint32_t StringTable::intern(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  const std::size_t at = probe(hash, text);
  if (slots_[at].number != 0) return slots_[at].number;
  bytes_ += text;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  slots_[at] = {hash, size()};
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
