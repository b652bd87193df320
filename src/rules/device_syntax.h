#pragma once

#include "rules/problems.h"

namespace stratlint {

/// A device as its file writes it; texts are views of the file, ranges into the flat lists of VocabularySyntax.
struct DeviceSyntax {
  struct Peak {
    Word type, figure;
  };
  struct Range {
    std::uint32_t first = 0, end = 0;
  };
  Word name;
  Word memory, bandwidth, link, link_name, domain, nic, source;
  bool unsure = false;
  Range peaks, called, notes;
};

}  // namespace stratlint
