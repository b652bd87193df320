#pragma once

#include <optional>

#include "driver/options.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// What `--convention` names, without a key if it is not given. Nothing, with a message on standard error, if it names none.
std::optional<NamedValue> chosen_convention(const Options& options, const Vocabulary& vocabulary);

}  // namespace stratlint
