#pragma once

#include <string>
#include <string_view>

namespace stratlint {

/// A text inside XML, in attributes too: markup escaped, line breaks kept, characters that XML forbids replaced.
std::string xml(std::string_view text);

}  // namespace stratlint
