#pragma once

#include <optional>
#include <string>

#include "stratlint/vocabulary.h"

namespace stratlint {

/// `H200`, `H200:8x16`: a device of the catalogue, GPUs of a node, nodes.
struct Hardware {
  const Device* device = nullptr;  ///< null: the document's
  std::uint32_t gpus_per_node = 0, nodes = 0;
};

/// What `--hardware` names, by the names that documents use; the usual variant first. Nothing, with the reason in `error`, if there is no such device.
std::optional<Hardware> read_hardware(const std::string& text, const Vocabulary& vocabulary, std::string& error);

}  // namespace stratlint
