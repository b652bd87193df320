#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "stratlint/source.h"

namespace stratlint {

using Json = nlohmann::ordered_json;

/// A number as JSON can hold it: integers without a fraction, null for NaN and infinities.
Json json_number(double value);

/// `{"start":{"line":..,"column":..},"end":{..}}`: 1-based code points, end exclusive.
Json json_range(const SourceFile& source, Span span);

/// One line of JSON; invalid UTF-8 becomes U+FFFD.
std::string json_text(const Json& value);

}  // namespace stratlint
