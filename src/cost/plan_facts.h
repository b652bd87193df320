#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/cost.h"

namespace stratlint::cost {

/// What one plan states, by key name; remembers what was used and what was missing.
class PlanFacts {
 public:
  PlanFacts(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary) : facts_(facts), plan_(plan), vocabulary_(vocabulary) {}

  /// The firmest value claimed for a key, nullopt if none is.
  std::optional<double> find(std::string_view key);
  /// The same; an absent key is noted as missing.
  std::optional<double> need(std::string_view key);
  double find_or(std::string_view key, double otherwise) { return find(key).value_or(otherwise); }
  /// The value of a name key, empty if not stated.
  std::string_view name_of(std::string_view key);
  bool stated(std::string_view key) const;

  const std::vector<FactId>& used() const { return used_; }
  const std::vector<std::string>& missing() const { return missing_; }

 private:
  const FactBase& facts_;
  PlanId plan_;
  const Vocabulary& vocabulary_;
  std::vector<FactId> used_;
  std::vector<std::string> missing_;
};

/// Parameters of the model, all or those that one token uses, under each convention that is left open. Formulas:
/// Megatron-LM theoretical_memory_usage.py; Narayanan et al., SC21, eq. 2; MLA: DeepSeek-V2, section 2.1.
std::vector<Computed> parameters(PlanFacts& plan, bool active);

/// Bytes of one value of a data type key, of another key where it is not stated; 2 and 1 where neither is.
std::vector<double> bytes_of(PlanFacts& plan, std::string_view key, std::string_view otherwise);

/// KV cache of one token in all layers, not sharded, in B: 2 L k d bytes (keys and values of k heads); latent attention L (rkv + dr) bytes
/// (DeepSeek-V2, section 2.1). Without stated KV heads every query head has its own.
std::vector<Computed> kv_per_token(PlanFacts& plan);
/// The same for a sequence of the stated length, times the sequences of a batch where they are stated.
std::vector<Computed> kv_cache(PlanFacts& plan);

/// Time of a training run, in s: 6 N D / (GPUs × peak × MFU) (Narayanan et al., SC21, section 5.1; Hoffmann et al., appendix F),
/// N the parameters that a token uses.
std::vector<Computed> training_time(PlanFacts& plan);

/// Pipeline bubble of forward and backward passes. Relative to ideal time (p-1)/(v m), to total time (p-1)/(v m + p-1):
/// Narayanan et al., SC21, section 2.2; Huang et al., GPipe. GPipe and 1F1B idle alike.
std::vector<Computed> bubble(PlanFacts& plan, bool of_total);

}  // namespace stratlint::cost
