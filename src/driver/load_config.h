#pragma once

#include <optional>

#include "driver/options.h"

namespace stratlint {

/// The settings of the command line on top of those of `stratlint.toml`, which is searched from the working folder
/// upwards, on top of those of the files that it extends. Prints what is wrong with them; nothing then.
std::optional<Config> load_config(const Options& options);

/// The built-in rules and those of the folders that the settings name. Prints what is wrong with them, and rules that the
/// settings name but nobody has; false if they cannot be used.
bool load_rules(const Config& config, const Options& options, RuleSet& rules);

}  // namespace stratlint
