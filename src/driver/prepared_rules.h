#pragma once

#include <string_view>

namespace stratlint {

/// The embedded rules as `rule_bytes`; written by cmake/prepare_rules.cpp while the program is built.
extern const std::string_view prepared_rules;

}  // namespace stratlint
