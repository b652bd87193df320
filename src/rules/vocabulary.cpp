#include "stratlint/vocabulary.h"

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

KeyId Vocabulary::share(KeyId whole, Scope scope) const {
  for (const Data::Share& share : data_->shares)
    if (share.whole == whole && share.scope == scope) return share.part;
  return no_key;
}

std::uint32_t Vocabulary::word(std::string_view normalised) const {
  return data_->representative(data_->words.find(normalised));
}

std::uint32_t Vocabulary::written_word(std::string_view word) const {
  constexpr std::size_t longest = 32;
  if (word.empty() || word.size() > longest) return 0;
  return data_->representative(data_->words.find_in_small(without_plural(word)));
}

std::uint32_t Vocabulary::step(std::uint32_t state, std::uint32_t word) const {
  const Data& data = *data_;
  if (state == 0) return word < data.root.size() ? data.root[word] : 0;
  if (state + 1 >= data.states.size()) return 0;
  const std::uint32_t end = data.states[state + 1].first_edge;
  for (std::uint32_t at = data.states[state].first_edge; at < end; ++at) {
    if (data.edges[at].word == word) return data.edges[at].next;
  }
  return 0;
}

std::span<const Meaning> Vocabulary::meanings(std::uint32_t state) const {
  const std::vector<Data::State>& states = data_->states;
  if (state + 1 >= states.size()) return {};
  const std::uint32_t first = states[state].first_meaning;
  return {data_->meanings.data() + first, states[state + 1].first_meaning - first};
}

Sense Vocabulary::sense(std::uint32_t state) const {
  if (state + 1 >= data_->states.size()) return {};
  const Data::State* const said = data_->states.data() + state;
  return {{data_->meanings.data() + said->first_meaning, said[1].first_meaning - said->first_meaning}, said->topics, said->marks, said->kinds};
}

void normalise_word(std::string_view word, std::string& out) {
  out.assign(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out.resize(without_plural(out).size());
}

}  // namespace stratlint
