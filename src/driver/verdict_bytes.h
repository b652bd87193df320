#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stratlint/finding.h"

namespace stratlint {

/// A verdict as bytes, for this machine and this version only.
std::string verdict_bytes(Verdict verdict);
/// Nothing if the bytes are none.
std::optional<Verdict> read_verdict(std::string_view bytes);

}  // namespace stratlint
