#pragma once

#include <deque>
#include <optional>
#include <span>

#include "check/amount_kinds.h"
#include "check/pieces.h"

namespace stratlint {

/// A number of the text and what the rules ask about it.
struct KnownNumber : StatedNumber {
  const Quantity* quantity = nullptr;
  const Key* key = nullptr;                ///< of its fact, if it has one
  std::uint32_t kinds = 0;                 ///< bit set of what it may be
  Role role = Role::claim;
  bool plain = false;                      ///< one value, larger than nothing
  std::optional<WordClasses> near = {};       ///< of the words beside it, once a rule asks for them
};

KnownNumber know(const Scene& scene, const StatedNumber& stated);

/// Numbers that are judged together, of sentences or of the cells of a row: which amount of a rule each of them may be.
class NumberRun {
 public:
  explicit NumberRun(const Scene& scene);

  void take(std::span<KnownNumber> numbers, bool row, bool several_sentences);
  /// `TP 8 × PP 3 (24 shards)`: leaves out what stands in parentheses, or what is multiplied; false if nothing is.
  bool leave_out_parentheses();
  bool leave_out_products();
  /// `split 2 × 8 ways`: a product of counts is one number; false if there is none.
  bool fold_products();
  /// The counts of known things; false if there are none.
  bool leave_out_counts();

  const std::vector<KnownNumber*>& numbers() const { return numbers_; }
  bool is_row() const { return row_; }
  bool several_sentences() const { return several_sentences_; }

  /// Whether a number may be an amount of the rule.
  bool may_be(const Rule& rule, std::size_t amount, KnownNumber& number) const;
  /// A number as an amount of a kind, in the unit of the others if it has none.
  Quantity amount(Rule::Amount::Kind kind, const KnownNumber& number) const;
  /// `43.6 % of 312 TFLOP/s is 136 TFLOP/s`: a share of something and what it comes to.
  bool is_product() const;

 private:
  bool multiplies(std::uint32_t root) const;
  bool stands_near(KnownNumber& number, const WordClasses& asked) const;
  bool may_borrow(Rule::Amount::Kind kind, bool last, const KnownNumber& number) const;
  bool leads_to(Rule::Amount::Kind kind, const KnownNumber& number) const;
  const Quantity* lender(Rule::Amount::Kind kind) const;

  const Scene& scene_;
  const Extraction& x_;
  const WordClasses of_them_, no_tokens_, result_words_;
  std::vector<KnownNumber*> numbers_;
  std::deque<KnownNumber> folded_;       ///< products of counts
  std::deque<Quantity> products_;
  bool row_ = false, several_sentences_ = false;
};

}  // namespace stratlint
