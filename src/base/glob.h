#pragma once

#include <string_view>

namespace stratlint {

/// Whether a relative path matches a pattern: `*` and `?` stay within a folder, `**` does not, and a pattern without
/// wildcards that names a folder matches what is in it. A pattern without a slash matches at any depth.
bool glob_match(std::string_view pattern, std::string_view path);

}  // namespace stratlint
