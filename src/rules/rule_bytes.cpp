#include "base/archive.h"
#include "rules/vocabulary_data.h"
#include "stratlint/rule.h"

// The fields of a type are named by structured bindings: one that is forgotten here does not compile.
namespace stratlint {

// Most of what is read at every start are these.
template <> inline constexpr bool copied_whole<Expr> = true;
template <> inline constexpr bool copied_whole<Meaning> = true;
template <> inline constexpr bool copied_whole<Vocabulary::Data::State> = true;

template <typename Archive>
void exchange(Archive& archive, TopicSet& topics) {
  for (std::uint64_t& word : topics.words()) archive(word);
}
template <typename Archive>
void exchange(Archive& archive, Span& span) {
  auto& [begin, end] = span;
  archive(begin, end);
}

template <typename Archive>
void exchange(Archive& archive, Dimension& dimension) {
  auto& [byte, flop, second] = dimension;
  archive(byte, flop, second);
}

template <typename Archive>
void exchange(Archive& archive, Type& type) {
  auto& [kind, dimension, any_dimension] = type;
  archive(kind, dimension, any_dimension);
}

template <typename Archive>
void exchange(Archive& archive, Template::Part& part) {
  auto& [text, node, span] = part;
  archive(text, node, span);
}

template <typename Archive>
void exchange(Archive& archive, Template& text) {
  auto& [parts] = text;
  archive(parts);
}

template <typename Archive>
void exchange(Archive& archive, Rule::Arm& arm) {
  auto& [name, value, when] = arm;
  archive(name, value, when);
}

template <typename Archive>
void exchange(Archive& archive, Rule::ArmTree& tree) {
  auto& [last, input, number] = tree;
  archive(last, input, number);
}

template <typename Archive>
void exchange(Archive& archive, Rule::Let& let) {
  auto& [name, node] = let;
  archive(name, node);
}

template <typename Archive>
void exchange(Archive& archive, Rule::Input& input) {
  auto& [kind, key, scope, node, computed] = input;
  archive(kind, key, scope, node, computed);
}

template <typename Archive>
void exchange(Archive& archive, Rule::KeyLabel& label) {
  auto& [key, text] = label;
  archive(key, text);
}

template <typename Archive>
void exchange(Archive& archive, Rule::Amount& amount) {
  auto& [name, kind, keys, near] = amount;
  archive(name, kind, keys, near);
}

template <typename Archive>
void exchange(Archive& archive, WordClasses& classes) {
  auto& [topics, marks] = classes;
  archive(topics, marks);
}

template <typename Archive>
void exchange(Archive& archive, Rule& rule) {
  auto& [id, kind, severity, doc, nodes, texts, arms, arm_trees, lets, inputs, decisive, judge, judged_scope, unless_worked, each_candidate, when,
         require, needed, recomputed, margin, subject, operands, results, keys, beside, given, amounts, words, between, without, message, primary, help, derivation, notes, labels, formula,
         good, bad, bad_expected] = rule;
  archive(id, kind, severity, doc, nodes, texts, arms, arm_trees, lets, inputs, decisive, judge, judged_scope, unless_worked, each_candidate, when,
          require, needed, recomputed, margin, subject, operands, results, keys, beside, given, amounts, words, between, without, message, primary, help, derivation, notes, labels, formula,
          good, bad, bad_expected);
}

template <typename Archive>
void exchange(Archive& archive, Key& key) {
  auto& [name, title, definition, type, dimension, like, count, scope, better, degree, exact, shapes, asserted, binary, most, inherited, least, assumed] = key;
  archive(name, title, definition, type, dimension, like, count, scope, better, degree, exact, shapes, asserted, binary, most, inherited, least, assumed);
}

template <typename Archive>
void exchange(Archive& archive, NamedValue& named) {
  auto& [key, value, size] = named;
  archive(key, value, size);
}

template <typename Archive>
void exchange(Archive& archive, Device::Peak& peak) {
  auto& [type, size, flops] = peak;
  archive(type, size, flops);
}

template <typename Archive>
void exchange(Archive& archive, Device& device) {
  auto& [name, value, memory, mem_bandwidth, peaks, link, link_name, domain, nic, source, notes, unsure] = device;
  archive(name, value, memory, mem_bandwidth, peaks, link, link_name, domain, nic, source, notes, unsure);
}

template <typename Archive>
void exchange(Archive& archive, Vocabulary::Data::Share& share) {
  auto& [whole, scope, part] = share;
  archive(whole, scope, part);
}

template <typename Archive>
void exchange(Archive& archive, Vocabulary& vocabulary) {
  auto& [keys, key_names, shares, values, named_values, devices, topics, words, same_as, root, index, states, edges, meanings] = vocabulary.data();
  archive(keys, key_names, shares, values, named_values, devices, topics, words, same_as, root, index, states, edges, meanings);
}

template <typename Archive>
void exchange(Archive& archive, RuleSet& rules) {
  auto& [vocabulary, all, by_kind] = rules;
  archive(vocabulary, all);  // the rest is worked out anew
}

std::string rule_bytes(RuleSet rules) {
  ByteWriter writer;
  writer(rules);
  return writer.take();
}

std::optional<RuleSet> read_rules(std::string_view bytes) {
  RuleSet rules;
  ByteReader reader(bytes);
  reader(rules);
  rules.index();
  return reader.finished() ? std::optional(std::move(rules)) : std::nullopt;
}

}  // namespace stratlint
