#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stratlint {

/// Numbers strings 1, 2, 3 …; equal strings get equal numbers. Open addressing, all bytes in one block.
class StringTable {
 public:
  explicit StringTable(std::size_t expected = 0);

  std::uint32_t intern(std::string_view text);
  std::uint32_t find(std::string_view text) const;  ///< 0 if unknown, which the filter sees most often
  /// The number of a text as it is in small letters.
  std::uint32_t find_in_small(std::string_view text) const;
  std::string_view text(std::uint32_t number) const;
  std::vector<std::string_view> texts() const;  ///< in the order of their numbers
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()) - 1; }

  /// The whole table, slots and all: nothing needs to be hashed again.
  template <typename Archive>
  friend void exchange(Archive& archive, StringTable& table) {
    archive(table.filter_, table.slots_, table.ends_, table.bytes_);
  }

 private:
  /// The first and last bytes of a text. They overlap in short ones, and are all there is of up to 16 bytes.
  struct Ends {
    std::uint64_t head = 0, tail = 0;
    bool operator==(const Ends&) const = default;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  ///< 0: free
  };
  static Ends ends_of(std::string_view text);
  static std::uint32_t hash_of(Ends ends, std::size_t size);
  /// The slot that holds the text that is `same`, or the free one where it belongs.
  template <typename Same>
  std::size_t probe(std::uint32_t hash, Same same) const;
  void grow(std::size_t slots);
  /// One bit for the high bits of each hash: a kilobyte that stays in the cache, while the slots are too many for it.
  void mark(std::uint32_t hash) { filter_[hash >> 25] |= std::uint64_t{1} << (hash >> 19 & 63); }
  bool may_hold(std::uint32_t hash) const { return (filter_[hash >> 25] >> (hash >> 19 & 63) & 1) != 0; }

  std::array<std::uint64_t, 128> filter_{};
  std::vector<Slot> slots_;                ///< a power of two, at most half full
  std::vector<std::uint32_t> ends_ = {0};  ///< of string n in bytes_, by number
  std::string bytes_;
};

}  // namespace stratlint
