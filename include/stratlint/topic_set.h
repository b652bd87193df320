#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace stratlint {

inline constexpr std::uint32_t most_topics = 256;

/// A set of topic numbers below `most_topics`.
class TopicSet {
 public:
  constexpr TopicSet() = default;

  /// The set of one topic.
  static constexpr TopicSet of(std::size_t topic) {
    TopicSet set;
    set.words_[topic / 64] = std::uint64_t{1} << topic % 64;
    return set;
  }

  constexpr bool any() const {
    std::uint64_t all = 0;
    for (const std::uint64_t word : words_) all |= word;
    return all != 0;
  }
  constexpr bool none() const { return !any(); }

  constexpr TopicSet& operator|=(const TopicSet& more) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= more.words_[i];
    return *this;
  }
  constexpr TopicSet& operator&=(const TopicSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  constexpr TopicSet operator~() const {
    TopicSet others;
    for (std::size_t i = 0; i < words_.size(); ++i) others.words_[i] = ~words_[i];
    return others;
  }
  friend constexpr TopicSet operator|(TopicSet a, const TopicSet& b) { return a |= b; }
  friend constexpr TopicSet operator&(TopicSet a, const TopicSet& b) { return a &= b; }
  bool operator==(const TopicSet&) const = default;

  /// The bits, 64 topics in each, for files.
  std::array<std::uint64_t, most_topics / 64>& words() { return words_; }

 private:
  std::array<std::uint64_t, most_topics / 64> words_{};
};

}  // namespace stratlint
