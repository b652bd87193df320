#pragma once

#include <string>
#include <vector>

#include "stratlint/rule.h"

namespace stratlint {

struct RuleFolder {
  std::vector<RuleFile> files;  ///< sorted by path, paths relative to the folder
  std::string error;            ///< why the folder cannot be used; names what could not be read
};

/// Reads what a `--rules` folder holds: rules, their examples, vocabulary, devices.
RuleFolder read_rule_folder(const std::string& folder);

}  // namespace stratlint
