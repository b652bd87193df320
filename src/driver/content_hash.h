#pragma once

#include <cstdint>
#include <string_view>

namespace stratlint {

/// 128 bits that stand for some bytes. Not made to withstand an attack.
struct ContentHash {
  std::uint64_t high = 0x9e3779b97f4a7c15, low = 0xc2b2ae3d27d4eb4f;
  void add(std::string_view bytes);
  bool operator==(const ContentHash&) const = default;
};

}  // namespace stratlint
