#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

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

/// Markdown files at any depth of a folder, hidden ones left out.
inline std::vector<std::filesystem::path> documents_below(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().string().starts_with("."))
      at.disable_recursion_pending();
    else if (at->path().extension() == ".md")
      found.push_back(at->path());
  }
  return found;
}

}  // namespace stratlint
