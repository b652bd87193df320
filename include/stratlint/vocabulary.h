#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stratlint/device.h"
#include "stratlint/quantity.h"
#include "stratlint/topic_set.h"

namespace stratlint {

enum class KeyId : std::uint16_t {};
inline constexpr KeyId no_key{0xffff};
constexpr std::size_t index(KeyId id) { return static_cast<std::size_t>(id); }

/// What one value speaks about; `perf.tokens_per_s` per gpu and total are one key in two scopes.
enum class Scope : std::uint8_t {
  total, gpu, node, replica, stage, layer, expert, head, token, sequence, microbatch, batch, step
};
inline constexpr std::size_t scope_count = 13;

/// Why a value stands in the text. Facts are judged when claim or requirement.
enum class Role : std::uint8_t { claim, requirement, superseded, hypothetical, foreign, quoted };
inline constexpr std::size_t role_count = 6;

enum class ValueType : std::uint8_t { number, fraction, name, boolean };

/// Which way is good: throughputs up, latencies and memory down.
enum class Better : std::uint8_t { neither, higher, lower };

const char* name(Scope scope);
const char* name(Role role);
std::optional<Scope> find_scope(std::string_view name);
std::optional<Role> find_role(std::string_view name);

/// One canonical key: `axis.tp`, `memory.weights`.
struct Key {
  std::string name;
  std::string title;       ///< as messages write it: `TP`, `experts per GPU`
  std::string definition;  ///< one line
  ValueType type = ValueType::number;
  Dimension dimension;  ///< of names: bytes if their values have a size
  KeyId like = no_key;  ///< names: the key whose values this one has too, bound by its own words only
  CountUnit count = CountUnit::none;
  Scope scope = Scope::total;  ///< default scope
  Better better = Better::neither;
  bool degree = false;            ///< of one of the axes of parallelism
  bool exact = false;             ///< an exact count: 64 GPUs are not 64.4
  bool shapes = false;            ///< who does what depends on it: no execution graph is made from a wrong one
  bool asserted = false;          ///< of booleans: said of the plan only where the sentence neither denies nor asks it
  bool binary = false;            ///< its thousands are those of computers: a context of 8K has 8192 tokens
  double most = 1e9;              ///< of exact counts, and of measures where the vocabulary sets it: a larger number means something else
  bool inherited = true;          ///< a plan that does not state it takes it from its parent
  double least = 0;               ///< of counts: a smaller number means something else
  std::optional<double> assumed;  ///< value where nothing states one (`axis.cp` 1); shown as assumed
};

/// How a phrase stands to the number that it names.
enum class Place : std::uint8_t {
  label,  ///< before it: `Attention heads: 16`, `--num-layers 32`, table headers
  noun,   ///< after it: `64 GPUs`, `8-way tensor parallelism`
  axis,   ///< glued or annotated: `TP8`, `EP-16`, `TP(8)`, `4 TP`, `8 (expert)`
  factor, ///< beside a bare factor of a product: `16 heads × 64`
  setting,  ///< of values: the name of an option that implies it, `--tensor-model-parallel-size`
  range,  ///< before the first and the last number of what is counted: `GPUs 0-31`
};

/// A word class that rules of reading need but that is no key.
enum class Mark : std::uint8_t { total, subset, tick, cross, approx, plan, match, filler, sum, link, preposition, negation, part, review, values, transfer, less, change, recap, whole, most, least, objection, divide, within, repeat, layered, pending, even, instead, outcome, partial };
inline constexpr std::size_t mark_count = 32;

/// What a matched phrase means. Several meanings may share one phrase; their conditions choose.
struct Meaning {
  enum class Kind : std::uint8_t { key, value, scope, role, mark, topic } kind = Kind::key;
  std::uint16_t id = 0;         ///< KeyId, Scope, Role, Mark or topic number
  Place place = Place::label;   ///< keys, and values that a setting implies
  bool heading = false;         ///< roles and plans: counts in headings, for their whole section
  bool section = false;         ///< of those: not in the captions of tables
  bool before = false;          ///< roles: counts only in front of the number (`reduced from 8`)
  TopicSet under;               ///< topics, one of which must be in sight; empty: none needed
  TopicSet without;             ///< topics that must not be in sight
  std::uint16_t value = 0;      ///< values: index into Vocabulary::values()
  bool operator==(const Meaning&) const = default;
};

/// Kinds of meanings as a bit set: most phrases have one, and most readers look for one.
constexpr std::uint8_t bit(Meaning::Kind kind) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
}

constexpr std::uint32_t bit(Mark mark) {
  return static_cast<std::uint32_t>(1u << static_cast<unsigned>(mark));
}

/// Topics and marks that a rule asks for, as bit sets.
struct WordClasses {
  TopicSet topics;
  std::uint32_t marks = 0;
  bool empty() const { return topics.none() && marks == 0; }
  bool has(const WordClasses& any) const { return (marks & any.marks) != 0 || (topics & any.topics).any(); }
  WordClasses& operator|=(const WordClasses& more) {
    topics |= more.topics;
    marks |= more.marks;
    return *this;
  }
};

/// What a phrase may mean, and what is among it.
struct Sense {
  std::span<const Meaning> meanings;
  TopicSet topics;
  std::uint32_t marks = 0;   ///< bit set
  std::uint8_t kinds = 0;    ///< bit set

  bool has(Meaning::Kind kind) const { return (kinds & bit(kind)) != 0; }
  bool has(Mark mark) const { return (marks & bit(mark)) != 0; }
  bool has(WordClasses classes) const { return (marks & classes.marks) != 0 || (topics & classes.topics).any(); }
};

/// A value that a name key may have, and its size in bytes: `bf16` of `dtype.weights` has 2.
struct NamedValue {
  KeyId key = no_key;
  std::uint16_t value = 0;  ///< index into Vocabulary::values()
  double size = 0;          ///< 0 if it has none
};

/// The words of the field: keys and the phrases that documents use for them. One trie over normalised words.
class Vocabulary {
 public:
  Vocabulary();
  Vocabulary(Vocabulary&&) noexcept;
  Vocabulary& operator=(Vocabulary&&) noexcept;
  ~Vocabulary();

  const std::vector<Key>& keys() const;
  const Key& key(KeyId id) const { return keys()[index(id)]; }
  KeyId find_key(std::string_view name) const;  ///< no_key if unknown
  /// The topic and the mark of a name; empty if there is neither.
  WordClasses find_classes(std::string_view name) const;
  const std::vector<std::string>& topics() const;  ///< names, by number
  /// What a count of one scope is called: `cluster.gpus` of a stage is `layout.gpus_per_stage`; no_key if it has no name of its own.
  KeyId share(KeyId whole, Scope scope) const;
  /// Names of values; the first is empty and stands for a size without a name.
  const std::vector<std::string>& values() const;
  const std::vector<NamedValue>& named_values() const;
  double size(KeyId key, std::uint16_t value) const;  ///< 0 if it has none
  /// The accelerators that `gpu.name` may name, of those with one name the usual one first.
  const std::vector<Device>& devices() const;
  const Device* device(std::uint16_t value) const;  ///< null if the value names none

  /// Word number of a normalised word, 0 if no phrase uses it.
  std::uint32_t word(std::string_view normalised) const;
  /// The same for a word as a document writes it, `GPUs`; 0 for words longer than any phrase has.
  std::uint32_t written_word(std::string_view word) const;
  /// Trie walk: state 0 is the root; 0 is also "no such continuation".
  std::uint32_t step(std::uint32_t state, std::uint32_t word) const;
  /// Meanings of the phrase that ends in a state.
  std::span<const Meaning> meanings(std::uint32_t state) const;
  Sense sense(std::uint32_t state) const;

  struct Data;
  Data& data() { return *data_; }
  const Data& data() const { return *data_; }

 private:
  std::unique_ptr<Data> data_;
};

/// Lower case, plural s dropped: `GPUs` and `gpu` are one word. Writes into `out`, which is reused.
void normalise_word(std::string_view word, std::string& out);

}  // namespace stratlint
