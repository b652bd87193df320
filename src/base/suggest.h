#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stratlint {

/// The known word that was most likely meant, by edit distance; empty if none is near.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

/// "did you mean `axis.tp`?", or a list of a few known words, or nothing.
std::string suggest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace stratlint
