#pragma once

#include "driver/pipeline.h"

namespace stratlint {

struct FixedDocument {
  std::string bytes;
  std::size_t fixes = 0;  ///< that were applied
};

/// Applies the fixes that are proposed, the safe ones only unless `unsafe`, until there is none left. A fix that does not
/// take its finding away, or brings another one, is not applied.
FixedDocument fix_document(const Pipeline& pipeline, const Input& input, std::string bytes, bool unsafe);

}  // namespace stratlint
