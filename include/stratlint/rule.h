#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/finding.h"
#include "stratlint/vocabulary.h"

namespace stratlint {

/// What the matcher of a rule looks at; see docs/rules.md.
enum class RuleKind : std::uint8_t { formula, equation, group, check, pair, same_fact, pin, suppression, relation, together };
inline constexpr std::size_t rule_kind_count = 10;

/// A type in the rule language: a number with a dimension, a truth value, or a name.
struct Type {
  enum class Kind : std::uint8_t { number, boolean, name } kind = Kind::number;
  Dimension dimension;
  bool any_dimension = false;  ///< a number whose dimension only the document knows, as `claimed` of an equation
  bool operator==(const Type&) const = default;
};

inline constexpr std::uint32_t no_node = 0xffffffff;

/// One node of a rule's expression. Children stand before parents in Rule::nodes.
struct Expr {
  enum class Kind : std::uint8_t {
    number,       ///< 0.95, 5%, 80GB; value in base units
    boolean,      ///< true, false: value 1 or 0
    string,       ///< "1f1b": index into Rule::texts
    key,          ///< axis.tp
    scoped,       ///< claim(k, per gpu), requirement(k, per gpu)
    stated,       ///< stated(k)
    computed,     ///< computed.bubble.ratio
    local,        ///< a `let`: index into Rule::lets
    variable,     ///< what the rule's kind gives, `claimed`: index into its variables
    margin,
    unary,        ///< op `-` or `not`
    binary,       ///< op + - * / % ^ == != < <= > >= and or divides
    call,         ///< op min max floor ceil; sum, count and size of a key
    conditional,  ///< if a then b else c
    any,          ///< readings, in Rule::arms
  };
  enum class Op : std::uint8_t {
    none, add, subtract, multiply, divide, modulo, power, equal, not_equal, less, less_equal, greater,
    greater_equal, logical_and, logical_or, logical_not, negate, divides, min, max, floor, ceil, sum, count, distinct, variants, size
  };
  Kind kind = Kind::number;
  Op op = Op::none;
  Role role = Role::claim;
  std::optional<Scope> scope;  ///< `per gpu`
  Type type;
  KeyId key = no_key;
  double value = 0;
  std::uint32_t index = 0;  ///< string, local, variable: which; what asks the document: into Rule::inputs
  std::uint32_t first = 0;  ///< its tree is the nodes from here to itself
  std::uint64_t uses = 0;   ///< bit set of the Rule::inputs that its tree may ask for, those of its lets too
  std::uint32_t decides = no_node;  ///< the `and` or `or` whose left operand it is: it may decide alone
  std::uint16_t arm = 0;    ///< if an arm of an `any` begins here: one more than its index in Rule::arm_trees
  /// Nodes, in order; `any`: its arms are in Rule::arms from the first number to before the second.
  std::array<std::uint32_t, 3> children = {no_node, no_node, no_node};
  Span span;  ///< in the rule file
};

/// A message with holes: `{axis.tp}`, `{need:GB}`. Literal text and nodes alternate.
struct Template {
  struct Part {
    std::string text;              ///< of a hole: its unit, `GB`, `%`; empty: the value's own
    std::uint32_t node = no_node;  ///< a hole if set
    Span span;                     ///< of the unit, in the rule file
  };
  std::vector<Part> parts;
  bool empty() const { return parts.empty(); }
};

/// One rule. The folder under rules/ is its id.
struct Rule {
  std::string id;
  std::string group() const { return id.substr(0, id.find('/')); }
  RuleKind kind = RuleKind::formula;
  Severity severity = Severity::error;
  std::string doc;

  std::vector<Expr> nodes;
  std::vector<std::string> texts;    ///< of string nodes
  struct Arm {
    std::string name;                ///< `product`
    std::uint32_t value = 0;         ///< node
    std::uint32_t when = no_node;    ///< unconditional if none
  };
  std::vector<Arm> arms;             ///< of all `any`
  std::span<const Arm> arms_of(const Expr& any) const {
    return {arms.data() + any.children[0], any.children[1] - any.children[0]};
  }
  /// The nodes of one arm, of which only one a time is worked out.
  struct ArmTree {
    std::uint32_t last = 0;
    std::uint16_t input = 0, number = 0;  ///< of its `any`, and in it
  };
  std::vector<ArmTree> arm_trees;
  struct Let {
    std::string name;
    std::uint32_t node = 0;
  };
  std::vector<Let> lets;             ///< a later one may use an earlier one
  /// What the expressions ask the document for, each once: the places where readings can differ.
  struct Input {
    enum class Kind : std::uint8_t { claim, requirement, sum, count, distinct, variants, stated, computed, any } kind = Kind::claim;
    KeyId key = no_key;
    std::optional<Scope> scope;  ///< `per gpu`: other scopes are converted; none: the key's own
    std::uint32_t node = 0;      ///< `any`: the node
    std::string computed;        ///< computed: its name
  };
  std::vector<Input> inputs;         ///< at most max_inputs
  static constexpr std::size_t max_inputs = 64;
  std::uint64_t decisive = 0;        ///< bit set of the inputs that `when` and `require` depend on

  KeyId judge = no_key;              ///< formula: the rule runs once for each value claimed for this key, and blames it
  std::optional<Scope> judged_scope;  ///< formula: judges only values whose own words state this scope
  bool unless_worked = false;        ///< formula: takes no value that its own sentence works out
  bool each_candidate = false;       ///< formula: accuses only if every value claimed for the key fails, and blames the firmest
  std::vector<std::uint32_t> when;   ///< all must hold, else the rule does not apply
  std::uint32_t require = no_node;
  std::vector<KeyId> needed;         ///< formula: without a claim of each of these keys it accuses nobody
  std::uint32_t recomputed = no_node;  ///< formula: what the judged key should be
  double margin = 0;                 ///< 0.05 for 5 %

  /// equation, group, check, pair, same-fact: which statements and keys the matcher takes; see RuleKind.
  enum class Subject : std::uint8_t { value, unit, unused, unknown, reason, share, change, transfer, column, totals, counts, rate, met, shard, product, sum, division, bound, even, worked, elements } subject = Subject::value;
  std::vector<std::string> operands;  ///< key patterns: `axis.*`, `any`
  std::vector<std::string> results;   ///< key patterns, `fraction`, `any`
  std::vector<std::string> keys;      ///< key patterns
  std::vector<std::string> beside;    ///< formula: key patterns; judges only values in whose sentence or row a claim of one of them stands
  std::vector<std::string> given;     ///< formula: key patterns of what is taken as it is stated; a finding does not rest on it

  /// together: what one of the numbers is; the last one declared is blamed.
  struct Amount {
    std::string name;
    enum class Kind : std::uint8_t { count, parameters, share, bytes, bandwidth, bit_rate, byte_rate, time, flops, flop, tokens, token_rate, sequence_rate, measure } kind = Kind::count;
    std::vector<std::string> keys;  ///< key patterns, one of which its fact must have; none: any number
    WordClasses near;               ///< one of whose words must stand beside it if it has no key
  };
  std::vector<Amount> amounts;
  std::vector<WordClasses> words;    ///< together: of each of them a word must be there
  WordClasses between;               ///< together: with one of these between the first and the last amount, in one clause, `words` are not needed
  WordClasses without;               ///< together: none of these

  Template message, primary, help;
  std::vector<Template> derivation, notes;
  struct KeyLabel {
    KeyId key = no_key;
    Template text;
  };
  std::vector<KeyLabel> labels;

  std::string formula;               ///< the source text of lets and require, for `explain`
  std::string good, bad, bad_expected;  ///< the example documents, for `explain` and tests
};

/// What amounts of a kind are measured in.
Dimension dimension_of(Rule::Amount::Kind kind);

/// Everything under rules/: what the words mean and what must hold.
struct RuleSet {
  Vocabulary vocabulary;
  std::vector<Rule> rules;  ///< sorted by id
  const Rule* find(std::string_view id) const;
  /// Those of one kind, in the same order, as `index` found them.
  const std::vector<const Rule*>& of(RuleKind kind) const { return by_kind[static_cast<std::size_t>(kind)]; }
  /// Call once after the last rule.
  void index();

  std::array<std::vector<const Rule*>, rule_kind_count> by_kind = {};
};

/// One file under rules/, already read.
struct RuleFile {
  std::string path;   ///< relative to the rules folder: `gpu/axis-product/rule.strat`
  std::string bytes;
  std::string shown_path = {};  ///< what problems call the file, so that it can be opened; empty: `path`
};

/// What is wrong with a rule file; rendered like any other finding, with a caret.
struct LoadProblem {
  std::shared_ptr<const SourceFile> source;
  Finding finding;
};

/// Rule files that stand together: the embedded ones, or one folder given by the user.
struct RuleLayer {
  std::span<const RuleFile> files;
  bool examples_required = false;  ///< every rule must have its good.md and bad.md
};

/// A key that rules may use as `computed.<name>`.
struct ComputedKey {
  std::string_view name;  ///< `bubble.ratio`
  Dimension dimension;
  std::string_view title = {};    ///< `pipeline bubble, share of the ideal time`
  std::string_view formula = {};  ///< in the symbols of the literature: `(p − 1) / (v m)`
  std::string_view source = {};   ///< where the formula is from
  bool percent = false;           ///< prints as a percentage
  std::string_view claimed = {};  ///< the key by which a document states the same: `perf.bubble`
};

struct LoadResult {
  RuleSet rules;
  /// Notes leave the set as it is; a rule with an error is left out. Without errors the set cannot fail at run
  /// time except for missing facts.
  std::vector<LoadProblem> problems;
};

/// The files that the binary carries.
const std::vector<RuleFile>& embedded_rule_files();

/// Parses and checks rule files. A later layer adds to an earlier one and overrides by id.
/// `rule.strat` holds a rule, every other `*.strat` words and devices; `good.md`, `bad.md` and `bad.expected` belong to the rule beside them.
LoadResult load_rules(std::span<const RuleLayer> layers, std::span<const ComputedKey> computed);

/// A loaded rule set as bytes, for this machine and this version only. The program carries the embedded rules in this form
/// as well: parsing them anew would be half of a start.
std::string rule_bytes(RuleSet rules);
/// Nothing if the bytes are no rule set.
std::optional<RuleSet> read_rules(std::string_view bytes);

}  // namespace stratlint
