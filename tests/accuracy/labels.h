#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "stratlint/rule.h"
#include "stratlint/vocabulary.h"

namespace stratlint::accuracy {

/// What a person reads in a document: `12 gpu.memory 80GB gpu claim`. Scope and role may be left out: the key's own
/// scope, `claim`.
struct FactLabel {
  std::uint32_t line = 0;
  KeyId key = no_key;
  double value = 0;
  Scope scope = Scope::total;
  Role role = Role::claim;
  std::string text;  ///< the value as the label writes it
};

/// What a person finds wrong: `31 gpu/axis-product`.
struct FindingLabel {
  std::uint32_t line = 0;
  std::string rule;
};

struct Labels {
  std::vector<FactLabel> facts;
  std::vector<FindingLabel> findings;
};

/// Reads `NAME.facts` and, if there is one, `NAME.findings`. Throws std::runtime_error where a line cannot be read.
Labels read_labels(const std::filesystem::path& facts, const Vocabulary& vocabulary);

}  // namespace stratlint::accuracy
