#pragma once

#include <cstddef>
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
  std::vector<std::uint32_t> repeated = {};  ///< other lines that say the same
};

/// What the excerpt of a finding shows, and what it only counts.
struct Highlights {
  std::vector<Highlight> shown;             ///< in document order
  std::size_t hidden = 0;                   ///< places beyond those that an excerpt can hold
  std::vector<std::uint32_t> hidden_lines;  ///< sorted
};

/// The primary place and the first of the related ones: rules name the most useful ones first. Places with the same
/// message are only named by the first of them; a place that goes over several lines has its message on the last.
Highlights collect_highlights(const SourceFile& source, const Finding& finding);

}  // namespace stratlint
