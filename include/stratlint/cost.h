#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/fact.h"

namespace stratlint {

/// One step of a derivation. It is put into words when somebody reads it: most values only clear a claim.
struct Line {
  std::function<std::string()> text;
};

/// One value of a computed key under one convention: `params.total` with gated experts, with tied embeddings.
struct Computed {
  double value = 0;
  Dimension dimension;
  std::string convention;               ///< `two-matrix MLP`, `1F1B`
  std::vector<Line> derivation;         ///< formula with the numbers filled in, one step a line
  std::vector<std::string> assumptions; ///< what was taken where the plan says nothing: `KV heads = heads`
  std::vector<FactId> inputs;
  bool unsure = false;  ///< rests on figures that are not well confirmed: shown, but no rule judges by it
};

/// Keys that `compute` knows, with their dimension, formula and source.
const std::vector<ComputedKey>& computed_keys();

/// A computed key of a plan under every convention that the stated facts leave open, the usual one first.
/// Uses the firmest candidate of every fact. Empty if facts are missing, or are such that nothing can follow from them: `missing` gets the names of the keys,
/// or, for a value that cannot be, a sentence. Values are finite.
std::vector<Computed> compute(std::string_view key, const FactBase& facts, PlanId plan,
                              const Vocabulary& vocabulary, std::vector<std::string>* missing);

/// One computed key of a plan beside what the plan says.
struct Recomputed {
  const ComputedKey* key = nullptr;
  std::vector<Computed> values;      ///< the usual convention first
  std::vector<std::string> missing;  ///< why there are none
  FactId claimed = no_id;            ///< the firmest claim of the same thing
};
/// Everything that follows from a plan, in the order of `computed_keys`.
std::vector<Recomputed> recompute(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary);

}  // namespace stratlint
