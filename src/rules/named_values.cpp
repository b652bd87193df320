#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/suggest.h"
#include "rules/vocabulary_builder.h"

// The values of name keys, and their sizes.
namespace stratlint {

std::uint16_t VocabularyBuilder::add_value(KeyId id, Word value, Word size) {
  Vocabulary::Data& data = vocabulary_.data();
  Key& key = data.keys[index(id)];
  if (key.type != ValueType::name && key.type != ValueType::boolean)
    throw SyntaxError{value, fmt::format("`{}` is a number, it has no named values", key.name), {}};
  if (key.type == ValueType::boolean && value.text != "true" && value.text != "false")
    throw SyntaxError{value, fmt::format("`{}` is true or false", key.name),
                      "the first string is \"true\" or \"false\""};
  if (value.text.empty()) throw SyntaxError{value, "the value has no name", {}};
  NamedValue named{id, static_cast<std::uint16_t>(values_.intern(value.text) - 1)};
  if (named.value == data.values.size()) data.values.emplace_back(value.text);
  if (size) {
    if (key.type != ValueType::name) throw SyntaxError{size, fmt::format("`{}` is true or false, which has no size", key.name), {}};
    key.dimension = {.byte = 1, .flop = 0, .second = 0};
    named.size = amounts_.read(size, key.dimension);
  }
  const auto known = std::find_if(data.named_values.begin(), data.named_values.end(),
                                  [&](const NamedValue& other) { return other.key == id && other.value == named.value; });
  if (known == data.named_values.end())
    data.named_values.push_back(named);
  else if (size)
    known->size = named.size;  // a later layer knows better
  return named.value;
}

void VocabularyBuilder::take_after(KeyId id, Word model) {
  const KeyId source = vocabulary_.find_key(model.text);
  if (source == no_key)
    throw SyntaxError{model, fmt::format("unknown key `{}`", model.text),
                      suggest(model.text, vocabulary_.data().key_names.texts())};
  Key& key = vocabulary_.data().keys[index(id)];
  for (const Key* each : {&std::as_const(key), &vocabulary_.key(source)})
    if (each->type != ValueType::name) throw SyntaxError{model, fmt::format("`{}` is not a name, it has no named values", each->name), {}};
  if (like_[index(source)]) throw SyntaxError{model, fmt::format("`{}` has no values of its own", model.text), "name the key that declares them"};
  key.like = source;
}

/// Keys that are like another one have its values, with their sizes.
void VocabularyBuilder::share_values() {
  Vocabulary::Data& data = vocabulary_.data();
  const std::size_t own = data.named_values.size();
  for (std::size_t id = 0; id < data.keys.size(); ++id) {
    Key& key = data.keys[id];
    if (key.like == no_key) continue;
    key.dimension = vocabulary_.key(key.like).dimension;
    for (std::size_t i = 0; i < own; ++i) {
      const NamedValue named = data.named_values[i];
      if (named.key == key.like) data.named_values.push_back({static_cast<KeyId>(id), named.value, named.size});
    }
  }
}

}  // namespace stratlint
