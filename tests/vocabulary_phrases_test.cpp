#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "pipeline.h"
#include "rule_files.h"
#include "rules/phrase_choices.h"
#include "rules/vocabulary_syntax.h"

// A list that says a phrase twice is longer than it need be, and hides what it has and lacks.
namespace stratlint {
namespace {

/// The words of a phrase as the vocabulary knows them: what has the same words is one phrase.
std::vector<std::uint32_t> words_of(const Vocabulary& vocabulary, std::string_view phrase) {
  std::vector<std::uint32_t> words;
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = 0, end = 0; at < phrase.size(); at = end) {
    end = at + 1;
    if (is_word(phrase[at])) {
      while (end < phrase.size() && is_word(phrase[end])) ++end;
    } else {
      while (end < phrase.size() && (phrase[end] & 0xC0) == 0x80) ++end;  // one character beyond ASCII
    }
    if (const std::uint32_t word = vocabulary.written_word(phrase.substr(at, end - at)); word != 0) words.push_back(word);
  }
  return words;
}

void read_choices(const VocabularySyntax& file, PhraseChoices& choices) {
  for (const auto& declaration : file.declarations) {
    if (declaration.word.text != "choice") continue;
    for (std::uint32_t l = declaration.lines.first; l < declaration.lines.end; ++l)
      for (std::uint32_t i = file.lines[l].phrases.first; i < file.lines[l].phrases.end; ++i) choices.add(declaration.name, file.phrases[i].text);
  }
}

/// Phrases all of whose wordings another one has already.
std::vector<std::string> twice(const Vocabulary& vocabulary, const VocabularySyntax& file, const PhraseChoices& choices) {
  std::vector<std::string> found;
  for (const auto& declaration : file.declarations) {
    if (declaration.word.text == "same" || declaration.word.text == "choice") continue;
    std::set<std::pair<std::string, std::vector<std::uint32_t>>> known;
    for (std::uint32_t l = declaration.lines.first; l < declaration.lines.end; ++l) {
      const auto& line = file.lines[l];
      std::string list(line.word.text);
      const bool named = list == "value" || list == "setting";  // the first phrase is the name of the value
      if (named) list += ' ' + std::string(file.phrases[line.phrases.first].text.text);
      for (std::uint32_t c = line.conditions.first; c < line.conditions.end; ++c)
        list += (file.conditions[c].without ? " without " : " under ") + std::string(file.conditions[c].topic.text);
      for (std::uint32_t i = line.phrases.first + (named ? 1 : 0); i < line.phrases.end; ++i) {
        const auto& phrase = file.phrases[i];
        const std::string where = list + (phrase.heading ? " heading" : "") + (phrase.section ? " section" : "") + (phrase.before ? " before" : "");
        bool adds = false;
        for (const std::string& wording : choices.expand(phrase.text)) adds = known.insert({where, words_of(vocabulary, wording)}).second || adds;
        if (!adds)
          found.push_back(std::string(declaration.word.text) + ' ' + std::string(declaration.name.text) + ": " + std::string(phrase.text.text));
      }
    }
  }
  return found;
}

std::vector<std::string> twice(const Vocabulary& vocabulary, const RuleFile& file, std::span<const RuleFile> all) {
  PhraseChoices choices;
  std::vector<std::string> found{"no vocabulary"};
  const auto parse = [](const RuleFile& each) {
    std::vector<LoadProblem> problems;
    Problems into(each, problems);
    return parse_vocabulary(each.bytes, into);
  };
  for (const RuleFile& each : all)
    if (const auto syntax = each.path.ends_with("rule.strat") || !each.path.ends_with(".strat") ? std::nullopt : parse(each)) read_choices(*syntax, choices);
  if (const auto syntax = parse(file)) found = twice(vocabulary, *syntax, choices);
  return found;
}

TEST(VocabularyPhrases, AreListedOnce) {
  const auto files = embedded_rule_files();
  std::size_t lists = 0;
  for (const RuleFile& file : files) {
    if (!file.path.starts_with("vocabulary/")) continue;
    ++lists;
    EXPECT_THAT(twice(default_rules().vocabulary, file, files), testing::IsEmpty()) << file.path;
  }
  EXPECT_GT(lists, 4u);
}

TEST(VocabularyPhrases, AreOneIfTheirWordsAre) {
  const RuleFile file{"words.strat", R"list(
same "gpu" "card"
topic pool "pool"
key cluster.gpus : count { title "GPUs" means "GPUs" label "GPUs" "our cards" "our gpu" noun "GPUs" "# GPUs" "GPUs (#)" "gpu #"
  noun "card" under pool
  noun "card"
  label "{our|the} cards" "{its|our} cards"
}
)list"};
  const LoadResult loaded = load({{file}});
  EXPECT_THAT(twice(loaded.rules.vocabulary, file, {&file, 1}), testing::ElementsAre("key cluster.gpus: our gpu", "key cluster.gpus: card"));
}

TEST(VocabularyPhrases, MayHaveChoices) {
  const RuleFile words{"words.strat", R"list(
key a.layers : count { title "layers" means "layers" label "{each|every|} gpu {holds} # layers" noun "{layers|blocks|units that one {holds}}" }
choice holds "holds" "takes care of"
)list"};
  const RuleFile more{"more.strat", "choice holds \"carries\""};
  const LoadResult loaded = load({{words, more}});
  EXPECT_TRUE(loaded.problems.empty());
  const Vocabulary& vocabulary = loaded.rules.vocabulary;
  const auto means = [&](std::initializer_list<const char*> phrase) {
    std::uint32_t state = 0;
    for (const char* word : phrase)
      if (state = vocabulary.step(state, vocabulary.written_word(word)); state == 0) return false;
    return !vocabulary.meanings(state).empty();
  };
  EXPECT_TRUE(means({"each", "gpu", "holds", "#", "layers"}));
  EXPECT_TRUE(means({"every", "gpu", "takes", "care", "of", "#", "layers"}));
  EXPECT_TRUE(means({"gpu", "carries", "#", "layers"}));
  EXPECT_TRUE(means({"blocks"}));
  EXPECT_TRUE(means({"units", "that", "one", "carries"}));
  EXPECT_FALSE(means({"each", "gpu", "holds"}));
  EXPECT_FALSE(means({"every", "gpu", "of", "#", "layers"}));
}

}  // namespace
}  // namespace stratlint
