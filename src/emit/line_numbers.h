#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stratlint {

/// "line 4", or "lines 4, 8–11, 15, …": sorted numbers without repetitions, runs in one, the rest as dots.
std::string name_lines(const std::vector<std::uint32_t>& lines);

}  // namespace stratlint
