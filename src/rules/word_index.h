#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "rules/string_table.h"
#include "rules/word_ends.h"

namespace stratlint {

/// What the words of the vocabulary are and lead to, in one look-up by the letters of a document's word. Made when all of
/// them are known.
class WordIndex {
 public:
  /// A word of the vocabulary, and the state behind it if it is the first of a phrase; both 0 if there is none.
  struct Entry {
    std::uint32_t word = 0, state = 0;
  };

  /// `words` are known by their numbers, `entries` by the same numbers.
  void fill(const StringTable& words, const std::vector<Entry>& entries);

  /// The entry of a word, of which these are the ends, as it is in small letters. `words` are those that the index was filled from.
  Entry find(std::string_view written, WordEnds written_ends, const StringTable& words) const {
    const WordEnds ends = written_ends.in_small();
    const std::uint32_t hash = ends.hash(written.size());
    // One bit for the high bits of each hash: a kilobyte that stays in the cache, while the slots are too many for it.
    if ((filter_[hash >> 25] >> (hash >> 19 & 63) & 1) == 0) return {};
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].number != 0; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.head == ends.head && slot.tail == ends.tail && slot.size == written.size() && (slot.size <= 16 || same(words.text(slot.number), written)))
        return {slot.word, slot.state};
    }
    return {};
  }

  template <typename Archive>
  friend void exchange(Archive& archive, WordIndex& index) {
    archive(index.filter_, index.slots_);
  }

 private:
  struct Slot {
    std::uint64_t head = 0, tail = 0;
    std::uint32_t size = 0;
    std::uint32_t number = 0;  ///< 0: free
    std::uint32_t word = 0, state = 0;

    template <typename Archive>
    friend void exchange(Archive& archive, Slot& slot) {
      archive(slot.head, slot.tail, slot.size, slot.number, slot.word, slot.state);
    }
  };
  static bool same(std::string_view known, std::string_view written) {
    return std::equal(known.begin(), known.end(), written.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b); });
  }

  std::array<std::uint64_t, 128> filter_{};
  std::vector<Slot> slots_ = std::vector<Slot>(1);  ///< a power of two, at most half full
};

}  // namespace stratlint
