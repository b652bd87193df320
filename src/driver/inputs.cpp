#include "driver/inputs.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace stratlint {

namespace {

namespace fs = std::filesystem;

bool is_markdown(std::string_view name) { return name.ends_with(".md") || name.ends_with(".markdown"); }

class Collector {
 public:
  // With one argument nothing can be given twice.
  explicit Collector(bool several) : several_(several) {}

  void add_standard_input(const std::string& name) {
    if (seen_files_.insert("-").second) inputs_.files.push_back({name, "", true});
  }

  void add_path(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      add_file({path, "", false});
      return;
    }
    std::vector<Input> found = walk(path);
    if (found.empty()) inputs_.empty_folders.push_back(path);
    for (Input& input : found) add_file(std::move(input));
  }

  Inputs take() { return std::move(inputs_); }

 private:
  // Two spellings of one path are one document.
  void add_file(Input input) {
    std::error_code error;
    const bool fresh =
        !several_ || seen_files_.insert(fs::absolute(input.path, error).lexically_normal().native()).second;
    if (fresh) inputs_.files.push_back(std::move(input));
  }

  std::vector<Input> walk(const std::string& top) {
    std::vector<Input> found;
    std::vector<fs::path> folders = {top == "." ? fs::path() : fs::path(top)};
    while (!folders.empty()) {
      const fs::path folder = std::move(folders.back());
      folders.pop_back();
      read_folder(folder, found, folders);
    }
    std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
    return found;
  }

  static void read_folder(const fs::path& folder, std::vector<Input>& found, std::vector<fs::path>& folders) {
    std::error_code error;
    fs::directory_iterator entry(folder.empty() ? "." : folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      // Texts are enough: to take a path apart costs as much as to read a small file.
      const std::string& path = entry->path().native();
      const std::string_view name = std::string_view(path).substr(path.rfind('/') + 1);
      if (name.starts_with('.')) continue;
      std::error_code ignored;  // a dangling link is no folder; reading it will say what is wrong
      if (entry->is_directory(ignored)) {
        // Folders behind links may lie outside of the one that was asked for, or around it.
        if (!entry->is_symlink(ignored)) folders.push_back(folder / name);
      } else if (is_markdown(name)) {
        found.push_back({folder.empty() ? std::string(name) : path, "", false});
      }
    }
    if (error) found.push_back({folder.empty() ? "." : folder.native(), error.message(), false});
  }

  const bool several_;
  Inputs inputs_;
  std::unordered_set<std::string> seen_files_;
};

}  // namespace

Inputs collect_inputs(const std::vector<std::string>& paths, const std::string& stdin_filename) {
  Collector collector(paths.size() > 1);
  for (const std::string& path : paths) {
    if (path == "-") {
      collector.add_standard_input(stdin_filename);
    } else {
      collector.add_path(path);
    }
  }
  return collector.take();
}

}  // namespace stratlint
