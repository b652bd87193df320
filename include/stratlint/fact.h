#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stratlint/rule.h"
#include "stratlint/statement.h"

namespace stratlint {

using PlanId = std::uint16_t;
using FactId = std::uint32_t;

enum class Origin : std::uint8_t { stated, derived, assumed };
const char* name(Origin origin);

/// How firmly words bind a number to its key: of two values the firmer one counts.
namespace strength {
inline constexpr std::uint8_t unit = 40,  ///< no words: one key alone has the unit
    heading = 45,                         ///< a column or a row of a table
    adjacent = 50,                        ///< `batch size 128`
    remark = 55,                          ///< `(target: 100 ms)` is of what stands before it
    range = 57,                           ///< `GPUs 0-31`: other stages may have more
    factor = 58,                          ///< `8 experts × 4`
    noun = 60,                            ///< `64 GPUs`
    loose_label = 62,                     ///< with words that nothing explains
    pattern = 65,                         ///< `runs on 64 GPUs`
    axis = 70,                            ///< `TP8`
    label = 80,                           ///< `Total GPUs: 64`
    pin = 250, option = 255;              ///< a `stratlint` fence, the command line
}  // namespace strength

/// A key, its value, what it speaks about, and the bytes that said it.
struct Fact {
  KeyId key = no_key;
  Quantity quantity;               ///< numbers and fractions; booleans as 1 and 0
  std::uint16_t value_name = 0;    ///< names: index into Vocabulary::values()
  Scope scope = Scope::total;
  Role role = Role::claim;
  Origin origin = Origin::stated;
  bool scope_stated = false;       ///< the text names the scope; otherwise it is the key's default
  bool worked = false;             ///< what an equation of its own comes to: `84 GB / 141 GB = 60 %`
  bool pinned = false;             ///< said in a `stratlint` fence or front matter
  PlanId plan = 0;
  std::uint8_t strength = 0;       ///< one of the above
  Span span;                       ///< the number with its unit and annotation; empty if not stated
  std::uint32_t sentence = no_id;
  std::uint32_t statement = no_id;
  std::uint32_t node = no_id;      ///< into Extraction::nodes
};

/// One configuration. Plan 0 is `main`: what the document says for all; others inherit from it what they do not
/// state, save degrees, layout and nodes: those make a plan what it is.
struct Plan {
  std::string name;
  PlanId parent = 0;
  Span span;  ///< heading or row that opens it; empty for `main`
  bool part = false;  ///< of a deployment, as a prefill pool: the GPUs of the whole are not its own
};

/// All facts of a document, grouped in plans.
class FactBase {
 public:
  std::vector<Plan> plans;
  std::vector<Fact> facts;  ///< in document order
  /// Fact of every node that has one, by node: no_id where none.
  std::vector<FactId> fact_of_node;
  /// Why each statement of the extraction stands in the text, and the plan that it is read in.
  std::vector<Role> role_of_statement;
  std::vector<PlanId> plan_of_statement;
  std::vector<std::string> limits;  ///< what was left out because of a limit, in words

  /// Builds the look-up below; call once after the last fact. The keys must outlive it.
  void index(const std::vector<Key>& keys);

  /// Facts of a key in its default scope, in a plan (its own, else its parent's), with a role (claim or requirement):
  /// values once each, firmest first.
  std::span<const FactId> candidates(PlanId plan, KeyId key, Role role = Role::claim) const;
  /// Every fact of a key in a plan with a role, all scopes, repeated values too, in document order.
  std::span<const FactId> all(PlanId plan, KeyId key, Role role = Role::claim) const;
  bool stated(PlanId plan, KeyId key) const { return !candidates(plan, key).empty(); }

 private:
  struct Slot {
    std::uint32_t first = 0, distinct = 0, count = 0, first_all = 0;
  };
  bool states(PlanId plan, KeyId key) const;
  bool is_model_shape(KeyId key) const;
  bool states_other(PlanId plan, KeyId key) const;  ///< another value than the plan above it
  bool inherits(PlanId plan, KeyId key) const;
  std::size_t slot_of(PlanId plan, KeyId key, Role role) const;
  void add_distinct(std::span<const FactId> group);

  std::vector<Slot> slots_;
  std::vector<FactId> distinct_, all_;
  const std::vector<Key>* keys_ = nullptr;
  KeyId gpus_ = no_key, nodes_ = no_key;
  std::vector<KeyId> model_shapes_;
  std::vector<bool> own_model_;  ///< by plan: whether it has a model of its own
};

/// Binds numbers to keys by the vocabulary, and sorts them into scopes, roles and plans.
FactBase bind_facts(const Document& document, const Extraction& extraction, const Vocabulary& vocabulary);

/// The same plan on another device: what the document says of its GPU and links is left out, the device's name put in.
FactBase on_device(FactBase facts, const Device& device, const Vocabulary& vocabulary);

/// The same plans with one value of a name key, whatever the document says of it.
FactBase with_name(FactBase facts, const NamedValue& named, const Vocabulary& vocabulary);

}  // namespace stratlint
