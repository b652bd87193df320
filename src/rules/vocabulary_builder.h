#pragma once

#include "rules/amount.h"
#include "rules/phrase_choices.h"
#include "rules/phrase_trie.h"
#include "rules/vocabulary_syntax.h"

namespace stratlint {

/// Builds a vocabulary from all files: first every declaration, then the phrases, which may name any topic and key.
class VocabularyBuilder {
 public:
  VocabularyBuilder();

  /// Keys and topics of a file. In a later layer a key may be declared again.
  void declare(const VocabularySyntax& file, std::size_t layer, Problems& problems);
  void add_phrases(const VocabularySyntax& file, Problems& problems);
  void add_devices(const VocabularySyntax& file, std::size_t layer, Problems& problems);
  void reserve(std::size_t phrases) { trie_.reserve(phrases); }
  Vocabulary finish();

 private:
  void name_shares();
  void index_words();
  void declare_same(const VocabularySyntax& file, const VocabularySyntax::Declaration& declaration);
  void declare_choice(const VocabularySyntax& file, const VocabularySyntax::Declaration& declaration);
  void declare_key(const VocabularySyntax::Declaration& declaration, std::size_t layer, Problems& problems);
  void add_line(const VocabularySyntax& file, const VocabularySyntax::Line& line, Meaning meaning, Problems& problems);
  Meaning meaning_of(const VocabularySyntax::Declaration& declaration) const;
  std::uint16_t add_value(KeyId id, Word value, Word size);
  void take_after(KeyId id, Word model);
  void share_values();
  void add_device(const VocabularySyntax& file, const DeviceSyntax& declared, KeyId key, std::size_t layer, Problems& problems);
  void read_figures(const VocabularySyntax& file, const DeviceSyntax& declared, Device& device);
  Device::Peak read_peak(const DeviceSyntax::Peak& declared);

  Vocabulary vocabulary_;
  PhraseTrie trie_;
  PhraseChoices choices_;
  std::vector<std::size_t> key_layers_;  ///< that declared a key last
  std::vector<bool> like_;               ///< keys that have the values of another one
  std::vector<std::size_t> device_layers_;  ///< that declared a device last
  AmountReader amounts_;
  StringTable topics_{32}, values_{64};
};

}  // namespace stratlint
