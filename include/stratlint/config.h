#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/check.h"

namespace stratlint {

/// A value and the file that set it; empty: nobody did.
template <typename T>
struct Setting {
  T value{};
  std::string origin = {};
};

/// What a rule, or a group of rules, should be.
struct RuleLevel {
  std::string name;                  ///< `gpu/axis-product`, `gpu`
  std::optional<Severity> severity;  ///< nothing: off
  std::string origin;
  Span span;                         ///< of the name, in its file
  std::shared_ptr<const SourceFile> source = {};
};

/// Settings for some paths only; later ones win.
struct Override {
  std::vector<std::string> paths;  ///< patterns, from the folder of the file
  std::string folder, origin;
  std::vector<RuleLevel> rules;
  std::optional<bool> strict;
};

/// All that `stratlint.toml` can say; the fields have the names of its keys.
struct Config {
  Setting<bool> strict;  ///< `rule-set = "strict"`: notes too
  Setting<std::optional<Severity>> fail_on{Severity::error};
  Setting<bool> require_reasons;
  Setting<std::string> baseline;                    ///< a path
  std::vector<Setting<std::string>> rules_dirs;     ///< paths
  Setting<bool> default_rules{true};
  std::vector<Setting<std::string>> exclude;        ///< patterns, from the folder below
  std::vector<std::string> exclude_folders;         ///< of each pattern
  std::vector<RuleLevel> rules;                     ///< later ones win
  std::vector<Override> overrides;
};

/// One file, before the files that it extends are read.
struct ConfigFile {
  Config config;
  std::vector<std::string> extends;  ///< paths
  std::vector<LoadProblem> problems;
};

/// Reads a file. `path` is what problems and origins call it; its own paths start from `folder`, which is absolute and
/// ends in a slash.
ConfigFile parse_config(std::string_view path, std::string_view bytes, std::string_view folder);

/// What a file says on top of what it extends.
Config merge(Config below, Config above);

/// Rules that are named but not there.
std::vector<LoadProblem> check_rule_names(const Config& config, const RuleSet& rules);

/// The rules that run on a document, and their severities. `path` is absolute.
Selection select(const Config& config, const RuleSet& rules, std::string_view path);
/// The least severity that is shown of a document.
Severity least_severity(const Config& config, std::string_view path);
bool is_excluded(const Config& config, std::string_view path);

/// The settings as they are for one document, without overrides.
Config config_for(Config config, std::string_view path);
/// As a file would say it, and behind each value which file did.
std::string print_config(const Config& config);

/// One key of the file, for the schema, the reference and suggestions.
struct ConfigKey {
  std::string_view name, type, text;
};
std::span<const ConfigKey> config_keys();
/// For editors: a JSON schema of the file.
std::string config_schema();

}  // namespace stratlint
