#include "driver/content_hash.h"

#include <bit>
#include <cstring>

namespace stratlint {

void ContentHash::add(std::string_view bytes) {
  constexpr std::uint64_t first = 0x87c37b91114253d5, second = 0x4cf5ad432745937f;
  const auto mix = [&](std::uint64_t word) {
    high = std::rotl(high ^ (word * first), 27) * second + low;
    low = std::rotl(low + word * second, 31) * first ^ high;
  };
  const std::uint64_t size = bytes.size();
  for (; bytes.size() >= sizeof size; bytes.remove_prefix(sizeof size)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof word);
    mix(word);
  }
  std::uint64_t last = 0;
  std::memcpy(&last, bytes.data(), bytes.size());
  mix(last);
  mix(size);
}

}  // namespace stratlint
