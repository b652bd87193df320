#pragma once

#include <span>

#include "check/number_run.h"

namespace stratlint {

/// The numbers that are tried for the amounts of a rule, in the order of the amounts: the last is the one that is judged.
struct ChosenAmounts {
  const Rule& rule;
  std::span<const KnownNumber* const> numbers;
  std::optional<std::uint32_t> row;  ///< the sentence that labels their row, if they stand in one
};

/// Whether numbers may be the amounts of a rule together, by the words and signs between them.
class AmountsBelong {
 public:
  explicit AmountsBelong(const Scene& scene);

  bool operator()(const ChosenAmounts& chosen) const;

 private:
  bool is_operand_of_others(const ChosenAmounts& chosen) const;
  bool is_room(const ChosenAmounts& chosen) const;
  bool shares_others(const ChosenAmounts& chosen) const;
  bool shares_words(const ChosenAmounts& chosen) const;

  const Scene& scene_;
  const WordClasses back_words_, of_words_;
};

}  // namespace stratlint
