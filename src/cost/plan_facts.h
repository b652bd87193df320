#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cost/line.h"

namespace stratlint::cost {

/// What one plan states, by key name; remembers what was used, assumed and missing.
class PlanFacts {
 public:
  PlanFacts(const FactBase& facts, PlanId plan, const Vocabulary& vocabulary) : facts_(facts), plan_(plan), vocabulary_(vocabulary) {
    used_.reserve(usual_facts);
  }

  /// The firmest value claimed for a key, nullopt if none is.
  std::optional<double> find(std::string_view key);
  double find_or(std::string_view key, double otherwise) { return find(key).value_or(otherwise); }
  /// The same; a value that is not above zero is a problem, and stops what is computed from it.
  std::optional<double> positive(std::string_view key);
  double positive_or(std::string_view key, double otherwise) { return positive(key).value_or(otherwise); }
  /// The same; an absent key is noted as missing.
  std::optional<double> need(std::string_view key);
  /// The value of a name key, empty if not stated.
  std::string_view name_of(std::string_view key);
  /// Bytes of one value of a data type key, nullopt if not stated.
  std::optional<double> size_of(std::string_view key);
  bool stated(std::string_view key) const;
  /// Whether only the plan that this one is a part or row of says how the GPUs share the model.
  bool leaves_degrees_out() const;
  /// Every value claimed for a key, the firmest first; none of them counts as used.
  std::span<const FactId> candidates(std::string_view key) const;
  /// Every mention of a key, repeated values too.
  std::span<const FactId> mentions(std::string_view key) const;
  const Fact& fact(FactId id) const { return facts_.facts[id]; }
  bool yes(std::string_view key) { return find_or(key, 0) != 0; }

  void assume(std::string what);
  /// What was taken from a figure that is not well confirmed must not accuse anybody.
  void doubt() { doubtful_ = true; }
  bool doubtful() const { return doubtful_; }
  void lack(std::string_view key) { missing_.emplace_back(key); }
  void refuse(std::string why) { missing_.push_back(std::move(why)); }
  bool complete() const { return missing_.empty(); }

  const std::vector<FactId>& used() const { return used_; }
  const std::vector<std::string>& assumptions() const { return assumptions_; }
  const std::vector<std::string>& missing() const { return missing_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  const Fact* first(std::string_view key);
  bool is_contested(std::span<const FactId> candidates) const;

  const FactBase& facts_;
  PlanId plan_;
  const Vocabulary& vocabulary_;
  static constexpr std::size_t usual_facts = 16;  ///< behind a computed value
  std::vector<FactId> used_;
  std::vector<std::string> assumptions_, missing_;
  bool doubtful_ = false;
};

/// A plain number as derivations write it.
Shown number(double value);

}  // namespace stratlint::cost
