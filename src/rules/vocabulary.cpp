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

KeyId Vocabulary::find_key(std::string_view name) const {
  const std::uint32_t number = data_->key_names.find(name);
  return number == 0 ? no_key : static_cast<KeyId>(number - 1);
}

std::uint32_t Vocabulary::word(std::string_view normalised) const {
  return data_->representative(data_->words.find(normalised));
}

std::uint32_t Vocabulary::step(std::uint32_t state, std::uint32_t word) const {
  if (state == 0) return word < data_->root.size() ? data_->root[word] : 0;
  const std::vector<Data::Edge>& edges = data_->edges;
  if (edges.empty()) return 0;
  const std::size_t mask = edges.size() - 1;
  for (std::size_t at = Data::slot(state, word) & mask; edges[at].state != 0; at = (at + 1) & mask) {
    if (edges[at].state == state && edges[at].word == word) return edges[at].next;
  }
  return 0;
}

std::span<const Meaning> Vocabulary::meanings(std::uint32_t state) const {
  const std::vector<std::uint32_t>& first = data_->first_meaning;
  if (state + 1 >= first.size()) return {};
  return {data_->meanings.data() + first[state], first[state + 1] - first[state]};
}

void normalise_word(std::string_view word, std::string& out) {
  out.assign(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  out.resize(without_plural(out).size());
}

}  // namespace stratlint
