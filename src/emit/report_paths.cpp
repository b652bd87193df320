#include "emit/report_paths.h"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>

namespace stratlint {

std::string report_path(std::string_view path, std::string_view root) {
  const auto clean = std::filesystem::path(path).lexically_normal();
  if (!clean.is_absolute() || root.empty()) return clean.generic_string();
  const std::string below = clean.lexically_relative(root).generic_string();
  return below.empty() || below == ".." || below.starts_with("../") ? clean.generic_string() : below;
}

std::string path_uri(std::string_view path) {
  constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != plain.npos) {
      uri += c;
    } else {
      fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

}  // namespace stratlint
