#pragma once

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
  std::uint32_t find(std::string_view text) const;  ///< 0 if unknown
  std::string_view text(std::uint32_t number) const;
  std::vector<std::string_view> texts() const;  ///< in the order of their numbers
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()) - 1; }

  /// The whole table, slots and all: nothing needs to be hashed again.
  template <typename Archive>
  friend void exchange(Archive& archive, StringTable& table) {
    archive(table.slots_, table.ends_, table.bytes_);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  ///< 0: free
  };
  /// The slot that holds a text, or the free one where it belongs.
  std::size_t probe(std::uint32_t hash, std::string_view text) const;
  void grow(std::size_t slots);

  std::vector<Slot> slots_;                ///< a power of two, at most half full
  std::vector<std::uint32_t> ends_ = {0};  ///< of string n in bytes_, by number
  std::string bytes_;
};

}  // namespace stratlint
