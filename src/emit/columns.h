#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stratlint {

/// Appends rows with aligned columns, two spaces apart, each row after `indent`. No space at their ends.
void append_columns(std::string& out, const std::vector<std::vector<std::string>>& rows, std::string_view indent);

}  // namespace stratlint
