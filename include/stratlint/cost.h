#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stratlint/fact.h"

namespace stratlint {

/// One value of a computed key under one convention: `params.total` with gated experts, with tied embeddings.
struct Computed {
  double value = 0;
  Dimension dimension;
  std::string convention;               ///< `two-matrix MLP`, `1F1B`
  std::vector<std::string> derivation;  ///< formula with the numbers filled in, one step a line
  std::vector<FactId> inputs;
};

/// Keys that `compute` knows, with their dimension: for the rule checker.
const std::vector<ComputedKey>& computed_keys();

/// A computed key of a plan under every convention that the stated facts leave open, the usual one first.
/// Uses the firmest candidate of every fact. Empty if facts are missing; their key names are added to `missing`.
std::vector<Computed> compute(std::string_view key, const FactBase& facts, PlanId plan,
                              const Vocabulary& vocabulary, std::vector<std::string>* missing);

}  // namespace stratlint
