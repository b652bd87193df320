#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stratlint/finding.h"

namespace stratlint {

/// A part of one source line that the excerpt underlines.
struct Highlight {
  std::uint32_t line = 1;
  Span span;  ///< bytes from the start of the line
  std::string message;
  bool primary = false;
  std::vector<std::uint32_t> repeated;  ///< other lines that say the same
};

/// The highlights of a finding in document order. Other lines with the same message are only named by the first.
std::vector<Highlight> collect_highlights(const SourceFile& source, const Finding& finding);

}  // namespace stratlint
