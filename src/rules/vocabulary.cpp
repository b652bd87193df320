#include "stratlint/vocabulary.h"

#include <algorithm>

#include "rules/names.h"
#include "rules/vocabulary_data.h"

namespace stratlint {

Vocabulary::Vocabulary() : data_(std::make_unique<Data>()) {}
Vocabulary::Vocabulary(Vocabulary&&) noexcept = default;
Vocabulary& Vocabulary::operator=(Vocabulary&&) noexcept = default;
Vocabulary::~Vocabulary() = default;

const std::vector<Key>& Vocabulary::keys() const {
  return data_->keys;
}
const std::vector<std::string>& Vocabulary::values() const {
  return data_->values;
}

const std::vector<NamedValue>& Vocabulary::named_values() const {
  return data_->named_values;
}

const std::vector<Device>& Vocabulary::devices() const {
  return data_->devices;
}

const Device* Vocabulary::device(std::uint16_t value) const {
  for (const Device& device : data_->devices)
    if (device.value == value) return &device;
  return nullptr;
}

double Vocabulary::size(KeyId key, std::uint16_t value) const {
  for (const NamedValue& named : data_->named_values)
    if (named.key == key && named.value == value) return named.size;
  return 0;
}

KeyId Vocabulary::find_key(std::string_view name) const {
  const std::uint32_t number = data_->key_names.find(name);
  return number == 0 ? no_key : static_cast<KeyId>(number - 1);
}

const std::vector<std::string>& Vocabulary::topics() const { return data_->topics; }

WordClasses Vocabulary::find_classes(std::string_view name) const {
  WordClasses classes;
  const auto topic = std::find(data_->topics.begin(), data_->topics.end(), name);
  if (topic != data_->topics.end()) classes.topics = TopicSet::of(topic - data_->topics.begin());
  if (const auto mark = stratlint::find_mark(name)) classes.marks = bit(*mark);
  return classes;
}

KeyId Vocabulary::share(KeyId whole, Scope scope) const {
  for (const Data::Share& share : data_->shares)
    if (share.whole == whole && share.scope == scope) return share.part;
  return no_key;
}

std::uint32_t Vocabulary::word(std::string_view normalised) const {
  return data_->representative(data_->words.find(normalised));
}

std::uint32_t Vocabulary::written_word(std::string_view word) const { return data_->find(word).word; }

std::uint32_t Vocabulary::step(std::uint32_t state, std::uint32_t word) const {
  if (state == 0) return data_->first_state(word);
  return state + 1 < data_->states.size() ? data_->next_state(state, word) : 0;
}

std::span<const Meaning> Vocabulary::meanings(std::uint32_t state) const { return sense(state).meanings; }

Sense Vocabulary::sense(std::uint32_t state) const { return state + 1 < data_->states.size() ? data_->sense(state) : Sense{}; }

void normalise_word(std::string_view word, std::string& out) {
  out.assign(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out.resize(without_plural(out).size());
}

}  // namespace stratlint
