#include "rules/vocabulary_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/suggest.h"
#include "rules/names.h"
#include "rules/rule_builder.h"
#include "rules/value_types.h"

namespace stratlint {

namespace {

using Syntax = VocabularySyntax;

Better known_better(Word word) {
  if (word.text == "higher") return Better::higher;
  if (word.text == "lower") return Better::lower;
  throw SyntaxError{word, fmt::format("unknown direction `{}`", word.text), "`better higher` or `better lower`"};
}

/// A word that names nothing becomes a problem, and the declaration is left out.
template <class Use>
void reporting(Problems& problems, Use use) {
  try {
    use();
  } catch (const SyntaxError& error) {
    problems.error(error.word.span, error.message, "", error.help);
  }
}

}  // namespace

VocabularyBuilder::VocabularyBuilder() : trie_(vocabulary_.data()) {
  values_.intern(vocabulary_.values().front());
}

void VocabularyBuilder::declare(const Syntax& file, std::size_t layer, Problems& problems) {
  for (const Syntax::Declaration& declaration : file.declarations) {
    reporting(problems, [&] {
      if (declaration.word.text == "key") declare_key(declaration, layer, problems);
      if (declaration.word.text == "same") declare_same(file, declaration);
      if (declaration.word.text == "choice") declare_choice(file, declaration);
      if (declaration.word.text != "topic") return;
      if (topics_.find(declaration.name.text) == 0) vocabulary_.data().topics.emplace_back(declaration.name.text);
      if (topics_.intern(declaration.name.text) > most_topics)
        throw SyntaxError{declaration.name, fmt::format("more than {} topics", most_topics), {}};
    });
  }
}

void VocabularyBuilder::declare_same(const Syntax& file, const Syntax::Declaration& declaration) {
  Vocabulary::Data& data = vocabulary_.data();
  std::uint32_t first = 0;
  for (std::uint32_t line = declaration.lines.first; line < declaration.lines.end; ++line) {
    for (std::uint32_t i = file.lines[line].phrases.first; i < file.lines[line].phrases.end; ++i) {
      const Word word = file.phrases[i].text;
      if (word.text.empty() || word.text.find_first_of(" -_#") != std::string_view::npos)
        throw SyntaxError{word, fmt::format("`{}` is not one word", word.text), "`same` takes single words"};
      std::string normalised;
      normalise_word(word.text, normalised);
      const std::uint32_t number = data.words.intern(normalised);
      data.same_as.resize(std::max<std::size_t>(data.same_as.size(), number + 1));
      // A word that stands for others already brings them along.
      const std::uint32_t known = data.representative(number);
      if (first == 0) first = known;
      std::replace(data.same_as.begin(), data.same_as.end(), known, first);
      data.same_as[number] = first;
    }
  }
}

void VocabularyBuilder::declare_choice(const Syntax& file, const Syntax::Declaration& declaration) {
  for (std::uint32_t line = declaration.lines.first; line < declaration.lines.end; ++line)
    for (std::uint32_t i = file.lines[line].phrases.first; i < file.lines[line].phrases.end; ++i) choices_.add(declaration.name, file.phrases[i].text);
}

void VocabularyBuilder::declare_key(const Syntax::Declaration& declaration, std::size_t layer, Problems& problems) {
  Vocabulary::Data& data = vocabulary_.data();
  const Word name = declaration.name;
  const bool known = data.key_names.find(name.text) != 0;
  if (!declaration.type) return;  // adds to a key of any file, which `add_phrases` looks up
  if (known && key_layers_[index(vocabulary_.find_key(name.text))] == layer)
    throw SyntaxError{name, fmt::format("the key `{}` is declared twice", name.text),
                      "a declaration without a type, `key name { … }`, adds words to a key"};
  if (!declaration.title)
    problems.error(name.span, fmt::format("the key `{}` has no title", name.text), "needs `title \"…\"`");
  if (!declaration.means)
    problems.error(name.span, fmt::format("the key `{}` has no definition", name.text), "needs `means \"…\"`");

  // The key is there even if the rest of its declaration is wrong, so that its uses are not wrong as well.
  if (!known) {
    data.key_names.intern(name.text);
    data.keys.emplace_back();
    key_layers_.emplace_back();
    like_.emplace_back();
  }
  const std::size_t id = index(vocabulary_.find_key(name.text));
  key_layers_[id] = layer;
  like_[id] = static_cast<bool>(declaration.like);
  Key& key = data.keys[id] = Key();
  key.name = name.text;
  key.title = unescape(declaration.title.text);
  key.definition = unescape(declaration.means.text);
  read_type(declaration.type, key);
  if (declaration.scope) key.scope = known_scope(declaration.scope);
  if (declaration.better) key.better = known_better(declaration.better);
  key.exact = declaration.exact;
  key.shapes = declaration.shapes;
  key.asserted = declaration.asserted;
  key.binary = declaration.binary;
  key.degree = name.text.starts_with("axis.");
  // Degrees, layout and nodes make a plan what it is.
  key.inherited = !key.degree && !name.text.starts_with("layout.") && name.text != "cluster.nodes";
  if (const std::string_view text = declaration.most.text; !text.empty()) std::from_chars(text.data(), text.data() + text.size(), key.most);
  if (const std::string_view text = declaration.least.text; !text.empty()) std::from_chars(text.data(), text.data() + text.size(), key.least);
  if (const std::string_view text = declaration.assumed.text; !text.empty()) {
    std::from_chars(text.data(), text.data() + text.size(), key.assumed.emplace(0));
  }
}

Meaning VocabularyBuilder::meaning_of(const Syntax::Declaration& declaration) const {
  const std::string_view word = declaration.word.text;
  const Word name = declaration.name;
  Meaning meaning;
  if (word == "key") {
    const KeyId key = vocabulary_.find_key(name.text);
    if (key == no_key)
      throw SyntaxError{name, fmt::format("unknown key `{}`", name.text),
                        suggest(name.text, vocabulary_.data().key_names.texts())};
    meaning.id = static_cast<std::uint16_t>(key);
  } else if (word == "topic") {
    meaning.kind = Meaning::Kind::topic;
    meaning.id = static_cast<std::uint16_t>(topics_.find(name.text) - 1);
  } else if (word == "scope") {
    meaning.kind = Meaning::Kind::scope;
    meaning.id = static_cast<std::uint16_t>(known_scope(name));
  } else if (word == "role") {
    meaning.kind = Meaning::Kind::role;
    meaning.id = static_cast<std::uint16_t>(known_role(name));
  } else {
    meaning.kind = Meaning::Kind::mark;
    meaning.id = static_cast<std::uint16_t>(known_mark(name));
  }
  return meaning;
}

void VocabularyBuilder::add_phrases(const Syntax& file, Problems& problems) {
  for (const Syntax::Declaration& declaration : file.declarations) {
    if (declaration.word.text == "same" || declaration.word.text == "choice") continue;
    reporting(problems, [&] {
      const Meaning meaning = meaning_of(declaration);
      if (declaration.like) take_after(static_cast<KeyId>(meaning.id), declaration.like);
      for (std::uint32_t i = declaration.lines.first; i < declaration.lines.end; ++i) {
        reporting(problems, [&] { add_line(file, file.lines[i], meaning, problems); });
      }
    });
  }
}

void VocabularyBuilder::add_line(const Syntax& file, const Syntax::Line& line, Meaning meaning, Problems& problems) {
  for (std::uint32_t i = line.conditions.first; i < line.conditions.end; ++i) {
    const Syntax::Condition& condition = file.conditions[i];
    const std::uint32_t topic = topics_.find(condition.topic.text);
    if (topic == 0) {
      throw SyntaxError{condition.topic, fmt::format("unknown topic `{}`", condition.topic.text),
                        suggest(condition.topic.text, topics_.texts())};
    }
    (condition.without ? meaning.without : meaning.under) |= TopicSet::of(topic - 1);
  }
  if (line.word.text == "noun") meaning.place = Place::noun;
  if (line.word.text == "range") meaning.place = Place::range;
  if (line.word.text == "factor") meaning.place = Place::factor;
  if (line.word.text == "axis" && meaning.kind == Meaning::Kind::key) meaning.place = Place::axis;
  std::uint32_t first = line.phrases.first;
  if (line.word.text == "setting") meaning.place = Place::setting;
  if (line.word.text == "value" || meaning.place == Place::setting) {
    const KeyId key = static_cast<KeyId>(meaning.id);
    const Word value = file.phrases[first].text;
    meaning.kind = Meaning::Kind::value;
    meaning.value = add_value(key, value, line.size);
    // The value itself may be an everyday word (`none`, `full`): documents say it by the phrases behind it.
    ++first;
  }
  for (std::uint32_t i = first; i < line.phrases.end; ++i) {
    const Syntax::Phrase& phrase = file.phrases[i];
    meaning.heading = phrase.heading;
    meaning.section = phrase.section;
    meaning.before = phrase.before;
    bool words = true;
    if (phrase.text.text.find('{') == std::string_view::npos)
      words = trie_.add(phrase.text.text, meaning);
    else
      for (const std::string& each : choices_.expand(phrase.text)) words = trie_.add(each, meaning) && words;
    if (!words) problems.error(phrase.text.span, "the phrase has no word", "");
  }
}

/// `layout.gpus_per_stage` is a share of `cluster.gpus`.
void VocabularyBuilder::name_shares() {
  Vocabulary::Data& data = vocabulary_.data();
  for (std::size_t id = 0; id < data.keys.size(); ++id) {
    const std::string& name = data.keys[id].name;
    const std::size_t dot = name.find('.'), per = name.rfind("_per_");
    if ((!name.starts_with("layout.") && !name.starts_with("cluster.")) || per == std::string::npos) continue;
    const auto scope = find_scope(name.substr(per + 5));
    for (const char* group : {"cluster", "model"}) {
      const KeyId whole = vocabulary_.find_key(group + name.substr(dot, per - dot));
      if (scope && whole != no_key) data.shares.push_back({whole, *scope, static_cast<KeyId>(id)});
    }
  }
}

void VocabularyBuilder::index_words() {
  Vocabulary::Data& data = vocabulary_.data();
  std::vector<WordIndex::Entry> entries(data.words.size() + 1);
  for (std::uint32_t number = 1; number < entries.size(); ++number) {
    const std::uint32_t word = data.representative(number);
    entries[number] = {word, data.first_state(word)};
  }
  data.index.fill(data.words, entries);
}

Vocabulary VocabularyBuilder::finish() {
  name_shares();
  share_values();
  trie_.finish();
  index_words();
  return std::move(vocabulary_);
}

}  // namespace stratlint
