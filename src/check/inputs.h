#pragma once

#include "check/value.h"
#include "stratlint/cost.h"

namespace stratlint {

/// One value that an input of a rule may have, and where it comes from.
struct Option {
  Value decimal, binary;  ///< MB read as 10^6 and as 2^20
  FactId fact = no_id;    ///< the stated fact
  FactId factor = no_id;  ///< the fact that converted its scope: GPUs for `per gpu`
  const Computed* computed = nullptr;

  bool ambiguous() const { return decimal.value != binary.value; }
};

/// Looks up what a document offers for the inputs of rules. Keeps computed values, as rules share them.
class RuleInputs {
 public:
  RuleInputs(const FactBase& facts, const Vocabulary& vocabulary);

  /// Every value that the plan gives for an input, the firmest first; none if it is missing, and for `any`.
  void load(const Rule::Input& input, PlanId plan, std::vector<Option>& out);
  /// The value of one fact for an input, if its scope fits or can be converted.
  void add_fact(const Rule::Input& input, PlanId plan, FactId fact, std::vector<Option>& out) const;
  /// Key names that a computed input lacks in a plan.
  const std::vector<std::string>& missing(std::string_view computed, PlanId plan);
  /// Facts of a key that a rule may judge: those of the key's own scope, or of all scopes if the rule converts it.
  /// Valid until the next call.
  std::span<const FactId> judged(const Rule& rule, PlanId plan);

 private:
  struct Known {
    PlanId plan;
    std::string_view key;
    std::vector<Computed> values;
    std::vector<std::string> missing;
  };
  std::span<const FactId> judged_of(const Rule& rule, PlanId plan);
  const Known& computed(std::string_view key, PlanId plan);
  void of_any_scope(PlanId plan, KeyId key, Role role, std::vector<FactId>& out) const;
  void total(const Rule::Input& input, PlanId plan, std::vector<Option>& out) const;
  bool stands_beside(const Rule& rule, PlanId plan, const Fact& judged) const;
  double count_variants(PlanId plan, KeyId key) const;

  const FactBase& facts_;
  const Vocabulary& vocabulary_;
  std::vector<std::unique_ptr<Known>> computed_;
  std::vector<FactId> judged_, unworked_, beside_, loaded_;  ///< of any scope; kept for their room
};

}  // namespace stratlint
