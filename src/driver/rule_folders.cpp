#include "driver/rule_folders.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "driver/read_file.h"

namespace stratlint {

RuleFolder read_rule_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  RuleFolder result;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error); !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    const fs::path& path = entry->path();
    const bool hidden = path.filename().native().starts_with('.');
    if (hidden && entry->is_directory()) entry.disable_recursion_pending();
    const fs::path suffix = path.extension();
    if (hidden || entry->is_directory() || (suffix != ".strat" && suffix != ".md" && suffix != ".expected")) continue;
    FileBytes file = read_input({path.native(), "", false});
    if (!file.error.empty()) return {{}, fmt::format("cannot read {}: {}", path.native(), file.error)};
    result.files.push_back({path.lexically_relative(folder).generic_string(), std::move(file.bytes), path.native()});
  }
  if (error) return {{}, fmt::format("cannot read the rules in {}: {}", folder, error.message())};
  std::sort(result.files.begin(), result.files.end(),
            [](const RuleFile& a, const RuleFile& b) { return a.path < b.path; });
  return result;
}

}  // namespace stratlint
