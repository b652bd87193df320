#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace stratlint {

/// A file that may be kept beside the source tree, in a folder of any name: labelled documents, schemas.
inline std::optional<std::filesystem::path> find_beside(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(STRATLINT_SOURCE_DIR).parent_path(), error)) {
    if (fs::exists(entry.path() / name, error)) return entry.path() / name;
  }
  return std::nullopt;
}

}  // namespace stratlint
