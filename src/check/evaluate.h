#pragma once

#include "check/inputs.h"
#include "stratlint/source.h"

namespace stratlint {

/// What a matcher knows about a claim that it judged; the variables of its rule kind.
struct Variables {
  Value claimed, recomputed;
  std::string_view expression;
  std::span<const Value> amounts;  ///< of a rule of kind `together`, instead of an expression
};

/// The texts of a rule with their holes filled.
struct Texts {
  std::string message, primary, help;
  std::vector<std::string> derivation, notes;
  struct KeyLabel {
    FactId fact = no_id;
    std::string text;
  };
  std::vector<KeyLabel> labels;  ///< of keys that the document states
};

/// A claim that no reading makes true.
struct Violation {
  FactId judged = no_id;
  Value claimed;
  std::optional<Value> recomputed;
  std::string convention;             ///< of the computed keys that were used
  std::vector<std::string> readings;  ///< every reading tried: `product: 128`
  std::vector<std::string> derivation;  ///< of the computed keys that were used
  std::vector<FactId> inputs;         ///< facts that the first reading used, without the judged one
  Texts texts;
};

/// What a formula says about one plan.
struct Judgement {
  std::vector<Violation> violations;
  std::vector<std::string> missing;  ///< keys without which it could not be judged; empty if it was
};

/// Evaluates rules on the facts of one document.
///
/// A formula holds if any combination of readings makes it true: every stated value of every key, every arm of `any`,
/// every convention of a computed key, MB as 10^6 or as 2^20 throughout.
class Evaluator {
 public:
  Evaluator(const FactBase& facts, const Vocabulary& vocabulary, const SourceFile& source);

  /// A formula rule, once for each value that the plan claims for the judged key; what is missing is named if asked for.
  Judgement judge(const Rule& rule, PlanId plan, bool names_missing = true);

  /// Whether `when` of a rule of another kind lets it judge a claim, on the firmest facts.
  bool applies(const Rule& rule, PlanId plan, const Variables& variables);
  /// Whether any of its readings makes `require` of such a rule true; it does if a fact is missing.
  bool may_hold(const Rule& rule, PlanId plan, const Variables& variables);
  /// What `recomputed` of such a rule is in the first reading.
  Value recomputed(const Rule& rule, PlanId plan, const Variables& variables);
  /// The texts of such a rule.
  Texts texts(const Rule& rule, PlanId plan, const Variables& variables);

 private:
  struct Slot {
    std::vector<Option> options;
    std::size_t choices = 1;
    std::size_t chosen = 0;
    bool loaded = false;  ///< most rules are seen not to apply before they need all inputs
  };
  enum class Outcome { holds, fails, open };

  void start(const Rule& rule, PlanId plan, const Variables& variables);
  const Slot& slot(std::size_t input) {
    if (!slots_[input].loaded) load(input);
    return slots_[input];
  }
  void load(std::size_t input);
  void load_all();
  void load_judged(FactId judged);
  /// Whether an input is the claim that the rule judges.
  bool judges(const Rule::Input& input) const;
  /// Open if a fact is missing; more combinations than are tried count as one that holds.
  Outcome judge_fact(FactId judged, Judgement& out);
  /// Whether a plan says nothing of its own about the rule: then the parent's verdict stands for it.
  bool inherited(FactId judged, PlanId plan) const;
  bool is_swept(const Violation& violation, PlanId plan) const;
  bool count_combinations();
  bool next_combination();
  /// Where the combination at hand stands among all: the prefixes change first, then the inputs in their order.
  std::size_t rank() const;
  void set_rank(std::size_t rank);
  /// `only_holding`: whether it fails or is open makes no difference.
  Outcome try_combination(bool only_holding);
  std::uint64_t cause(std::uint32_t condition) const;
  void report_missing(Judgement& out);
  Violation explain(FactId judged);
  void list_inputs(std::uint64_t used, FactId judged, Violation& out) const;
  void list_readings(std::vector<std::string>& out) const;
  Texts fill_texts();
  std::string fill(const Template& text);
  std::string print(std::uint32_t node, std::string_view unit);
  /// The stated fact that a node is, without arithmetic; null if it is none.
  const Fact* fact_behind(std::uint32_t node) const;
  /// The fact of a key under the reading at hand.
  FactId fact_of(KeyId key) const;

  /// The value of a tree, worked out anew.
  const Value& evaluate(std::uint32_t root);
  std::uint32_t last_decided(std::uint32_t node, std::uint32_t root);
  /// The value of a let or a condition under the readings at hand, worked out if they are new to it.
  const Value& value_of(std::uint32_t root);
  Value evaluate_node(const Expr& node);
  Value variable(std::uint32_t index) const;
  Value read_input(std::uint32_t number);
  Value read_any(const Expr& node) const;
  /// What depends on any of these inputs has new readings.
  void forget(std::uint64_t inputs);

  const FactBase& facts_;
  const Vocabulary& vocabulary_;
  const SourceFile& source_;
  RuleInputs inputs_;

  // Of the rule at hand.
  const Rule* rule_ = nullptr;
  PlanId plan_ = 0;
  Variables variables_;
  std::vector<Slot> slots_;
  std::vector<Value> values_;    ///< by node
  std::vector<char> known_;      ///< by node, of lets and conditions: the value is that of the readings at hand
  bool all_arms_ = false;   ///< the arms that are not chosen, and what is decided already, are worked out as well
  bool binary_ = false;     ///< the reading of prefixes at hand
  bool ambiguous_ = false;  ///< there are two
  std::uint64_t lacking_ = 0;
  std::uint64_t rested_ = 0;  ///< bit set of the inputs that the last outcome may depend on
};

}  // namespace stratlint
