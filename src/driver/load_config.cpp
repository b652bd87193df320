#include "driver/load_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "driver/prepared_rules.h"
#include "driver/read_file.h"
#include "driver/rule_folders.h"
#include "driver/terminal.h"
#include "stratlint/cost.h"

namespace stratlint {

namespace {

namespace fs = std::filesystem;

constexpr const char* config_name = "stratlint.toml";

// Prints problems as findings in the file; true if none is an error.
bool print(const std::vector<LoadProblem>& problems, const Options& options) {
  const TextStyle style = style_for(2, options);
  bool usable = true;
  for (const LoadProblem& problem : problems) {
    const FileReport report{problem.source.get(), problem.source->path(), std::nullopt, {{problem.finding}, {}, {}}};
    std::fputs(emit_text(report, style).c_str(), stderr);
    usable = usable && problem.finding.severity != Severity::error;
  }
  return usable;
}

// Reads a file and, below it, those that it extends.
class Loader {
 public:
  explicit Loader(const Options& options) : options_(options) {}

  bool load(const fs::path& file, Config& config) {
    const fs::path whole = fs::absolute(file).lexically_normal();
    const std::string shown = whole.lexically_proximate(fs::current_path()).native();
    if (std::find(open_.begin(), open_.end(), whole) != open_.end()) return fail(shown, "extends itself");
    FileBytes bytes = read_input({whole.native(), "", false});
    if (!bytes.error.empty()) return fail(shown, bytes.error);
    ConfigFile parsed = parse_config(shown, bytes.bytes, (whole.parent_path() / "").native());
    if (!print(parsed.problems, options_)) return false;
    open_.push_back(whole);
    for (const std::string& below : parsed.extends) {
      if (!load(below, config)) return false;
    }
    open_.pop_back();
    config = merge(std::move(config), std::move(parsed.config));
    return true;
  }

 private:
  static bool fail(const std::string& file, const std::string& reason) {
    std::fprintf(stderr, "stratlint: cannot use the settings in %s: %s\n", file.c_str(), reason.c_str());
    return false;
  }

  const Options& options_;
  std::vector<fs::path> open_;
};

fs::path find_upwards() {
  std::error_code error;
  for (fs::path folder = fs::current_path(error); !folder.empty(); folder = folder.parent_path()) {
    if (fs::exists(folder / config_name, error)) return folder / config_name;
    if (folder == folder.root_path()) break;
  }
  return {};
}

// Reads the rule files of all layers; false if they cannot be used.
bool parse_rules(const Config& config, const Options& options, RuleSet& rules) {
  std::vector<RuleFolder> folders;
  std::vector<RuleLayer> layers;
  if (config.default_rules.value) layers.push_back({embedded_rule_files()});
  folders.reserve(config.rules_dirs.size());  // layers refer to them
  for (const Setting<std::string>& path : config.rules_dirs) {
    const RuleFolder& folder = folders.emplace_back(read_rule_folder(path.value));
    if (!folder.error.empty()) {
      std::fprintf(stderr, "stratlint: %s\n", folder.error.c_str());
      return false;
    }
    layers.push_back({folder.files});
  }
  LoadResult result = stratlint::load_rules(layers, computed_keys());
  rules = std::move(result.rules);
  return print(result.problems, options);
}

}  // namespace

std::optional<Config> load_config(const Options& options) {
  fs::path file = options.config_path;
  if (file.empty() && options.find_config) file = find_upwards();
  Config config;
  if (!file.empty() && !Loader(options).load(file, config)) return std::nullopt;
  return merge(std::move(config), options.config);
}

bool load_rules(const Config& config, const Options& options, RuleSet& rules) {
  if (config.default_rules.value && config.rules_dirs.empty()) rules = read_rules(prepared_rules).value();
  else if (!parse_rules(config, options, rules)) return false;
  return print(check_rule_names(config, rules), options);
}

}  // namespace stratlint
