#pragma once

#include <string>
#include <string_view>

namespace stratlint {

/// A path as other programs look it up: without `./`, and relative if it lies below `root`.
std::string report_path(std::string_view path, std::string_view root);

/// A path as a URI reference: what is not plain is percent-encoded; absolute ones become `file:///`.
std::string path_uri(std::string_view path);

}  // namespace stratlint
