#pragma once

#include <string>
#include <string_view>

#include "driver/command_line.h"

namespace stratlint {

/// A script that completes commands, options and their words: for `bash`, `zsh` or `fish`.
std::string completion_script(const CommandLine& line, std::string_view shell);

/// The manual page, in the language of man(7).
std::string man_page(const CommandLine& line);

}  // namespace stratlint
