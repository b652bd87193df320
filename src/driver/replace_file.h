#pragma once

#include <string>
#include <string_view>

namespace stratlint {

/// Puts `bytes` in the place of a file, whole or not at all: readers see the old or the new ones. Permissions are kept, and
/// a link keeps pointing to the file. Returns why it failed, or nothing.
std::string replace_file(const std::string& path, std::string_view bytes);

}  // namespace stratlint
