#pragma once

#include <cstdint>

#include "stratlint/source.h"

namespace stratlint {

/// YAML between a first line `---` and the next `---` or `...`. As other readers have it, the line after the first
/// mark is not blank: a document may start with a thematic break.
struct FrontMatter {
  Span text;                    ///< without the marks
  std::uint32_t next_line = 1;  ///< number of the first line after it, 1 if there is none
};

FrontMatter find_front_matter(const SourceFile& source);

}  // namespace stratlint
